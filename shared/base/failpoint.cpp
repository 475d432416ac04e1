#include "shared/base/failpoint.h"

#include "shared/base/check.h"

#include <QByteArray>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>
#include <unistd.h>

namespace txdesk {
namespace {

constexpr const char *names[] = {
    "http.parsed", "http.reply.before", "http.reply.after",
    "submit.before", "submit.after", "prepare.after", "abort.before", "abort.after",
    "store.begin", "store.global.inserted", "store.locks.inserted", "store.branches.inserted", "store.events.inserted",
    "store.commit.before", "store.commit.after",
    "status.aborting.before", "status.aborting.after", "status.final.before", "status.final.after",
    "claim.before", "claim.after",
    "call.before", "call.sent", "call.reply.before", "call.reply.after",
    "query.before", "query.after",
    "timer.fired", "start.recover", "shutdown.drain",
    // of AT participants (tests/at)
    "at.register.before", "at.register.after", "at.commit.before", "at.commit.after", "at.submit.before",
    "at.undo.commit.before", "at.undo.commit.after",
};

struct Armed
{
    QByteArray name;
    QByteArray action;
    int pass = 0; // 0: each pass
    std::atomic<int> passed{0};

    Armed()
    {
        const QByteArray text = qgetenv("TXDESK_FAILPOINT");
        const qsizetype colon = text.indexOf(':');
        if (colon < 0)
            return;
        name = text.first(colon);
        action = text.sliced(colon + 1);
        if (const qsizetype at = name.indexOf('@'); at >= 0) {
            pass = name.sliced(at + 1).toInt();
            name.truncate(at);
        }
        check(failpointNames().contains(QString::fromLatin1(name)), "TXDESK_FAILPOINT names a known point");
    }
};

void act(const QByteArray &action)
{
    if (action == "kill")
        ::kill(::getpid(), SIGKILL);
    else if (action == "stop")
        ::kill(::getpid(), SIGSTOP);
    else if (action == "exit")
        ::_exit(70);
    else if (action.startsWith("delay:"))
        std::this_thread::sleep_for(std::chrono::milliseconds(action.sliced(6).toInt()));
}

} // namespace

QStringList failpointNames()
{
    QStringList all;
    for (const char *name : names)
        all.append(QString::fromLatin1(name));
    return all;
}

void passFailpoint(const char *name)
{
    static Armed armed;
    if (armed.name.isEmpty() || armed.name != name)
        return;
    const int nth = ++armed.passed;
    if (armed.pass == 0 || armed.pass == nth)
        act(armed.action);
}

} // namespace txdesk
