// console_bench: the whole console before a coordinator with ten million stored transactions, 312 of them stuck: how long until
// the first page, one gid, the stuck ones are on screen; what a frame of scrolling costs; what the console weighs. Offscreen.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/main_window.h"
#include "console/client/http_coordinator_link.h"
#include "console/client/secret_file.h"
#include "console/client/secret_folder.h"
#include "console/list/transaction_table.h"
#include "console/widgets/console_resources.h"
#include "tests/bench/child_server.h"
#include "tests/bench/row_loader.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QScrollBar>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStyleFactory>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace {

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

constexpr int stuckRows = 312;
constexpr int frames = 300;

// Spread over all of them, each with a past full of failures.
void makeStuck(const QString &file, qint64 stored)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"stuck"_s);
        database.setDatabaseName(file);
        bool ok = database.open();
        QSqlQuery query(database);
        ok = ok && query.exec(u"update trans_global set status = 'submitted', finish_time = null, failures = 7, next_cron_time = create_time, "
                               "last_error = 'HTTP 500: lock wait timeout exceeded' where (id - 1000000001) % %1 = 5"_s.arg(stored / stuckRows + 1));
        ok = ok && query.exec(u"update trans_branch_op set status = 'prepared', finish_time = null, url = 'http://127.0.0.1:9/' where gid in "
                               "(select gid from trans_global where status = 'submitted')"_s);
        if (!ok) {
            std::fprintf(stderr, "%s\n", qPrintable(database.lastError().text() + query.lastError().text()));
            std::exit(1);
        }
    }
    QSqlDatabase::removeDatabase(u"stuck"_s);
}

double msSince(const QElapsedTimer &timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

// Until `holds` and what it says has been painted; -1 after a minute.
double msUntil(QWidget &painted, const std::function<void()> &begin, const std::function<bool()> &holds)
{
    QElapsedTimer timer;
    QEventLoop loop;
    double ms = -1;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (holds()) {
            painted.repaint();
            ms = msSince(timer);
        }
        if (ms >= 0 || timer.elapsed() > 60'000)
            loop.quit();
    });
    timer.start();
    begin();
    look.start(1);
    loop.exec();
    return ms;
}

void print(const char *what, double ms, double goal)
{
    std::printf("%-44s %8.1f ms   goal %4.0f ms   %s\n", what, ms, goal, ms >= 0 && ms <= goal ? "reached" : "MISSED");
}

long residentMib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLong() / 1024;
    return -1;
}

double quantile(QList<double> values, double share)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<qsizetype>(share * static_cast<double>(values.size())))];
}

void scroll(TransactionTable &table)
{
    QList<double> ms;
    QScrollBar &bar = *table.verticalScrollBar();
    for (int frame = 0; frame < frames; ++frame) {
        QElapsedTimer timer;
        timer.start();
        bar.setValue(bar.value() + 37);
        table.viewport()->repaint();
        ms.append(msSince(timer));
    }
    std::printf("%-44s median %.1f ms, p95 %.1f ms   goal p95 16 ms (60 frames/s)\n", "scrolling, a frame", quantile(ms, 0.5), quantile(ms, 0.95));
}

struct Desk
{
    QTemporaryDir folder;
    SystemClock clock;
    QtDelayedCalls delayed;
    ConsoleSettings settings{folder.filePath(u"console.ini"_s)};
    Language language;
    TokenVault vault{std::make_unique<SecretFolder>(folder.filePath(u"keyring"_s)), std::make_unique<SecretFolder>(folder.filePath(u"tokens"_s)),
                     folder.filePath(u"tokens"_s)};
    MainWindow window{{.settings = settings,
                       .language = language,
                       .clock = clock,
                       .delayed = delayed,
                       .makeLink = [this](const Profile &profile) -> std::unique_ptr<CoordinatorLink> {
                           return std::make_unique<HttpCoordinatorLink>(QUrl(profile.url), clock, delayed);
                       },
                       .makeDemo = {},
                       .vault = vault}};
};

int measure(bench::ChildServer &server, const QString &oneGid)
{
    const QByteArray token = tokenFromFile(QFileInfo(server.storeFile()).dir().filePath(u"txdesk-admin.token"_s)).value_or(QByteArray());
    Desk desk;
    desk.window.resize(1600, 900);
    desk.window.show();
    const Profile profile{u"bench"_s, u"http://127.0.0.1:%1"_s.arg(server.port()), Environment::Development, false};
    const auto model = [&desk]() -> TransactionListModel & { return desk.window.workspace()->list().feed().model(); };
    const auto isReady = [&] { return desk.window.workspace() && desk.window.workspace()->list().feed().state() == FeedState::Ready; };
    print("connect, first page on screen", msUntil(desk.window, [&] { desk.window.connectTo(profile, token); },
                                                   [&] { return isReady() && model().transactionCount() >= 200; }), 500);
    Workspace &workspace = *desk.window.workspace();
    const auto show = [&](const QString &filter, int least, int most) {
        return msUntil(desk.window, [&] { workspace.showList(filter); }, [&, least, most] {
            return isReady() && model().transactionCount() >= least && model().transactionCount() <= most;
        });
    };
    print("another list, first page on screen", show(u"status:succeed"_s, 200, 1'000'000), 200);
    print("search by gid", show(oneGid, 1, 1), 200);
    print("stuck view", show(u"is:stuck"_s, 200, stuckRows), 500);
    print("all again", show({}, 200, 1'000'000), 200);
    for (int page = 0; page < 99; ++page) // a window full
        msUntil(desk.window, [&] { workspace.list().feed().loadOlder(); },
                [&, wanted = std::min(200 * (page + 2), 20'000)] { return model().transactionCount() >= wanted; });
    std::printf("%-44s %8d\n", "rows in the window", model().transactionCount());
    scroll(workspace.list().table());
    const long mib = residentMib();
    std::printf("%-44s %8ld MiB  goal  300 MiB  %s\n", "resident memory of the console", mib, mib <= 300 ? "reached" : "MISSED");
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QCommandLineParser parser;
    parser.addOptions({{u"stored"_s, u"transactions put into the store first"_s, u"count"_s, u"200000"_s},
                       {u"server"_s, u"txdesk-server to measure against"_s, u"program"_s, QCoreApplication::applicationDirPath() + u"/txdesk-server"_s}});
    parser.addHelpOption();
    parser.process(app);
    const qint64 stored = std::max<qint64>(parser.value(u"stored"_s).toLongLong(), 10'000);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    loadConsoleResources();
    bench::ChildServer server(parser.value(u"server"_s), {u"--keep-finished"_s, u"0"_s});
    server.start(); // makes the tables
    server.kill();
    bench::loadSqlite(server.storeFile(), stored);
    makeStuck(server.storeFile(), stored);
    server.start();
    std::printf("stored transactions %lld\n", static_cast<long long>(stored));
    return measure(server, u"1kTqPz2%1"_s.arg(QString::number(stored / 2 + 1).rightJustified(15, QLatin1Char(48))));
}
