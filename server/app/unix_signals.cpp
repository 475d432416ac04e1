// SPDX-License-Identifier: Apache-2.0
#include "server/app/unix_signals.h"

#include "shared/base/check.h"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace txdesk::app {
namespace {

std::atomic<int> writeEnd{-1}; // a signal handler may touch nothing else

void onSignal(int number)
{
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd.load(), &byte, 1);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent) : QObject(parent)
{
    int ends[2];
    check(::pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0, "a pipe for signals can be made");
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &UnixSignals::readSignals);

    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

UnixSignals::~UnixSignals()
{
    for (const int number : {SIGTERM, SIGINT})
        std::signal(number, SIG_DFL);
    std::signal(SIGHUP, SIG_IGN); // a reload that comes while the process ends must not end it differently
    ::close(writeEnd.exchange(-1));
    ::close(m_readEnd);
}

void UnixSignals::readSignals()
{
    char numbers[16];
    int terminations = 0;
    bool reload = false;
    for (ssize_t got = 0; (got = ::read(m_readEnd, numbers, sizeof numbers)) > 0;)
        for (ssize_t i = 0; i < got; ++i)
            if (numbers[i] == SIGHUP)
                reload = true;
            else
                ++terminations;
    if (reload)
        emit reloadRequested();
    for (int i = 0; i < terminations; ++i)
        emit terminationRequested();
}

} // namespace txdesk::app
