// txdeskctl: the command line for operators.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config_loader.h"
#include "server/ctl/help_text.h"
#include "server/ctl/verbs.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace {

using namespace txdesk;
using namespace txdesk::ctl;

void print(FILE *to, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), to);
    std::fflush(to);
}

int complain(const QString &message)
{
    print(stderr, "txdeskctl: " + message.toUtf8() + '\n');
    return static_cast<int>(ExitCode::WrongUsage);
}

bool askAtTerminal(const QString &question)
{
    print(stderr, question.toUtf8() + " [y/N] ");
    char answer[16] = {};
    return std::fgets(answer, sizeof answer, stdin) != nullptr && (answer[0] == 'y' || answer[0] == 'Y');
}

int exitCodeOf(const Error &error)
{
    return static_cast<int>(error.code == ErrorCode::NotFound ? ExitCode::NotFound : ExitCode::WrongUsage);
}

int run(const CommandLine &line)
{
    const SystemClock clock;
    std::unique_ptr<ServerLink> link;
    auto job = std::make_shared<Job>(Job{.line = line, .clock = &clock});
    if (line.verb->reach == Reach::Server) {
        const Result<ConnectionSettings> settings = connectionFrom(line, config::processEnvironment(), iniFile());
        Result<std::unique_ptr<ServerLink>> opened = settings ? ServerLink::open(*settings) : tl::unexpected<Error>(settings.error());
        if (!opened) {
            complain(opened.error().message);
            return exitCodeOf(opened.error());
        }
        link = std::move(*opened);
        job->link = link.get();
    }
    if (::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1)
        job->ask = askAtTerminal;
    job->finish = [](JobResult &&result) {
        print(stdout, result.out);
        if (!result.error.isEmpty())
            complain(result.error);
        QCoreApplication::exit(static_cast<int>(result.code));
    };
    QTimer::singleShot(0, [job] { runVerb(job); }); // exit() means something in the event loop only
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_DFL); // `txdeskctl list | head` ends quietly
    const QCoreApplication application(argc, argv);
    const Result<CommandLine> line = commandLineFrom(QCoreApplication::arguments().sliced(1));
    if (!line)
        return complain(line.error().message);
    switch (line->wish) {
    case CommandLine::Wish::Help: print(stdout, (line->verb ? helpText(*line->verb) : helpText()).toUtf8()); return 0;
    case CommandLine::Wish::Version: print(stdout, "txdeskctl " TXDESK_VERSION "\n"); return 0;
    case CommandLine::Wish::Run: break;
    }
    return run(*line);
}
