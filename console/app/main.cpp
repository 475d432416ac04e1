// txdesk-console: the desk that watches and steers distributed transactions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/app_log.h"
#include "console/app/command_line.h"
#include "console/app/demo_choice.h"
#include "console/app/link_maker.h"
#include "console/app/main_window.h"
#include "console/app/picture_book.h"
#include "console/app/single_instance.h"
#include "console/app/watchdog.h"
#include "console/client/secret_file.h"
#include "console/dtm/hook_catcher.h"
#include "console/text/time_text.h"
#include "console/widgets/console_resources.h"

#include <QApplication>
#include <QStyleFactory>
#include <QTemporaryDir>

#include <cstdio>

namespace {

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

// Nobody's text moves the terminal's cursor.
QString plainLine(QString text)
{
    for (QChar &c : text)
        if (!c.isPrint())
            c = u' ';
    return text.left(300);
}

int printMessage(const CommandLine &line)
{
    std::fputs(qUtf8Printable(line.message), line.exitCode == 0 ? stdout : stderr);
    return line.exitCode;
}

// Until it is ended: prints the line for DTM's configuration, then each report.
int runCatcher(const CommandLine &line)
{
    ConsoleSettings settings(line.settingsFile);
    HookSettings hook = loadHookSettings(settings.file());
    if (!line.hookAddress.isEmpty()) {
        const Result<HookSettings> placed = withAddress(hook, line.hookAddress);
        if (!placed) {
            std::fprintf(stderr, "--catch-webhook: %s\n", qUtf8Printable(placed.error().message));
            return 2;
        }
        hook = *placed;
    }
    hook.enabled = true;
    const SystemClock clock;
    HookBook book(HookBook::usualFile());
    HookCatcher catcher(book, clock);
    if (const Result<> listening = catcher.apply(hook); !listening) {
        std::fprintf(stderr, "--catch-webhook: %s\n", qUtf8Printable(listening.error().message));
        return 1;
    }
    saveHookSettings(settings.file(), hook);
    std::printf("%s\n", qUtf8Printable(confLine(catcher.url())));
    std::fflush(stdout);
    QObject::connect(&catcher, &HookCatcher::caught, &catcher, [](const HookReport &report) {
        std::printf("%s %s %s #%d: %s\n", qUtf8Printable(isoText(report.at, QTimeZone::utc())), qUtf8Printable(plainLine(report.gid.value)),
                    qUtf8Printable(plainLine(report.url)), report.retryCount, qUtf8Printable(plainLine(report.error)));
        std::fflush(stdout);
    });
    return QCoreApplication::exec();
}

int runWithoutWindow(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const CommandLine line = readCommandLine(QCoreApplication::arguments());
    if (line.message.isEmpty() && line.catchesHooks)
        return runCatcher(line);
    return line.message.isEmpty() ? runHeadlessDemo(line) : printMessage(line);
}

void openFirst(MainWindow &window, ConsoleSettings &settings, const CommandLine &line, const QByteArray &token)
{
    if (line.demo) {
        window.startDemo(line.stories);
        return;
    }
    if (!line.url.isEmpty()) {
        Profile profile{QUrl(line.url).authority(), line.url, Environment::Development, false};
        profile.trust = {line.caFile, plainFingerprint(line.pin)};
        window.connectTo(profile, token);
        return;
    }
    if (!line.caseFile.isEmpty())
        return window.openCaseFile(line.caseFile);
    if (!line.grabFolder.isEmpty())
        return;
    const QString last = settings.lastProfile();
    for (const Profile &profile : settings.profiles())
        if (profile.name == last)
            window.connectTo(profile);
}

// Pictures are of this state, not of what the person's own settings make of it.
QString settingsFileOf(const CommandLine &line, const QTemporaryDir &temporary)
{
    if (!line.settingsFile.isEmpty() || line.grabFolder.isEmpty())
        return line.settingsFile;
    return temporary.filePath(u"console.ini"_s);
}

int runWindow(int argc, char *argv[])
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"txdesk-console"_s);
    QApplication::setApplicationVersion(QStringLiteral(TXDESK_VERSION));
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    const CommandLine line = readCommandLine(QCoreApplication::arguments());
    if (!line.message.isEmpty())
        return printMessage(line);
    if (!line.url.isEmpty() && !baseUrlOf(line.url)) {
        std::fprintf(stderr, "--url: %s\n", qUtf8Printable(baseUrlOf(line.url).error().message));
        return 2;
    }
    const Result<QByteArray> token = line.tokenFile.isEmpty() ? Result<QByteArray>() : tokenFromFile(line.tokenFile);
    if (!token) {
        std::fprintf(stderr, "--token-file: %s\n", qUtf8Printable(token.error().message));
        return 2;
    }
    if (!line.pin.isEmpty() && plainFingerprint(line.pin).isEmpty()) {
        std::fputs("--pin: a SHA-256 fingerprint has 64 hex digits.\n", stderr);
        return 2;
    }
    if (!line.link.isEmpty() && SingleInstance::tell(SingleInstance::pathOfThisUser(), line.link))
        return 0; // the console that runs shows it
    loadConsoleResources();
    const QTemporaryDir temporary;
    ConsoleSettings settings(settingsFileOf(line, temporary));
    if (line.theme)
        settings.setTheme(*line.theme);
    if (line.language)
        settings.setLanguage(*line.language);
    Language language;
    language.use(settings.language());
    const SystemClock clock;
    QtDelayedCalls delayed;
    const AppLog log;
    RequestLog requests;
    const Watchdog watchdog;
    HookBook hookBook(line.grabFolder.isEmpty() ? HookBook::usualFile() : QString());
    HookCatcher hooks(hookBook, clock);
    const HookSettings hookSettings = loadHookSettings(settings.file());
    if (const Result<> listening = hooks.apply(hookSettings); !listening)
        std::fprintf(stderr, "web hook: %s\n", qUtf8Printable(listening.error().message));
    const LinkParts parts{clock, delayed, hookBook, &requests};
    const std::unique_ptr<TokenVault> vault = TokenVault::ofThisUser();
    MainWindow window({.settings = settings,
                       .language = language,
                       .clock = clock,
                       .delayed = delayed,
                       .makeLink = [&parts](const Profile &profile) { return makeLink(profile, parts); },
                       .makeDemo = demoMaker(line),
                       .vault = *vault,
                       .hooks = &hooks,
                       .diagnostics = {&log, &requests, &watchdog}});
    QObject::connect(&window, &MainWindow::demoFailed, &window,
                     [](const QString &problem) { std::fprintf(stderr, "demo: %s\n", qUtf8Printable(problem)); });
    SingleInstance instance(SingleInstance::pathOfThisUser());
    if (line.grabFolder.isEmpty())
        instance.listen();
    QObject::connect(&instance, &SingleInstance::told, &window, &MainWindow::openLink);
    window.show();
    openFirst(window, settings, line, token.value_or(QByteArray()));
    if (!line.gid.isEmpty() && window.workspace())
        window.workspace()->showTransaction(Gid{line.gid});
    if (!line.link.isEmpty())
        window.openLink(line.link);
    if (line.grabFolder.isEmpty())
        return QApplication::exec();
    PictureBook book(window, delayed, QDir(line.grabFolder));
    book.setGid(Gid{line.gid});
    const auto leave = [](const QString &problem) {
        if (!problem.isEmpty())
            std::fprintf(stderr, "grab: %s\n", qUtf8Printable(problem));
        QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
    };
    // Queued: without a coordinator it is finished before the event loop runs.
    QObject::connect(&book, &PictureBook::finished, &app, leave, Qt::QueuedConnection);
    book.begin();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    return prepareEnvironment(argc, argv).wantsWindow ? runWindow(argc, argv) : runWithoutWindow(argc, argv);
}
