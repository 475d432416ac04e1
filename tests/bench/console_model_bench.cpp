// console_model_bench: what the list costs with a full window and a real table on screen (offscreen platform): memory,
// scrolling, 2,000 updates a second, ten million transactions behind it. Prints one table; exits with 1 when a goal is missed.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/list_pane.h"
#include "console/list/transaction_table.h"
#include "tests/bench/bench_memory.h"
#include "tests/console/samples.h"
#include "tests/console/synthetic_link.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <functional>

namespace {

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

constexpr int updatesPerSecond = 2'000;
constexpr int ticksPerSecond = 10; // the feed drains ten times a second
constexpr int secondsMeasured = 10;
constexpr double goalPercent = 10.0;
constexpr double frameGoalMs = 6.0; // median; 14 for one in twenty
constexpr double frameGoalP95Ms = 14.0;

double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

bool row(const char *what, double value, const char *unit, double goal)
{
    const bool reached = goal <= 0 || value < goal;
    if (goal > 0)
        std::printf("%-46s %8.2f %-4s (goal: under %g) %s\n", what, value, unit, goal, reached ? "" : "MISSED");
    else
        std::printf("%-46s %8.2f %s\n", what, value, unit);
    return reached;
}

// Changes rows all over the window, a fifth of them on screen: worse than life.
class Storm final : public QObject
{
public:
    Storm(TransactionListModel &model, QList<TransactionRow> rows) : m_model(model), m_rows(std::move(rows)) {}

    void tick()
    {
        for (int i = 0; i < updatesPerSecond / ticksPerSecond; ++i) {
            const qsizetype at = i % 5 == 0 ? m_next % 30 : (m_next * 7919) % m_rows.size();
            ++m_next;
            TransactionRow &changed = m_rows[at];
            ++changed.transaction.epoch;
            ++changed.transaction.attempts;
            changed.transaction.failures = (changed.transaction.failures + 1) % 9;
            changed.transaction.lastError = u"HTTP 500 lock wait timeout, attempt %1"_s.arg(changed.transaction.attempts);
            m_model.note(changed);
        }
        m_model.drain();
    }

private:
    TransactionListModel &m_model;
    QList<TransactionRow> m_rows;
    qsizetype m_next = 0;
};

bool measureStorm(TransactionTable &table, TransactionListModel &model, const QList<TransactionRow> &rows, bool calm)
{
    Storm storm(model, rows);
    model.setReducedMotion(calm);
    QTimer ticks;
    QTimer seconds;
    double longestTickMs = 0;
    QObject::connect(&ticks, &QTimer::timeout, &table, [&] {
        const double begin = cpuSeconds();
        storm.tick();
        longestTickMs = std::max(longestTickMs, (cpuSeconds() - begin) * 1000.0);
    });
    QObject::connect(&seconds, &QTimer::timeout, &table, [&] { model.tick(); });
    double begin = 0;
    QTimer::singleShot(1000, &table, [&] {
        begin = cpuSeconds();
        longestTickMs = 0;
    });
    QTimer::singleShot(1000 + secondsMeasured * 1000, &table, [] { QCoreApplication::quit(); });
    ticks.start(1000 / ticksPerSecond);
    seconds.start(1000);
    QApplication::exec();
    const double percent = (cpuSeconds() - begin) / secondsMeasured * 100.0;
    const bool reached = row(calm ? "2,000 updates/s, calm: share of one core" : "2,000 updates/s: share of one core", percent, "%", goalPercent);
    return row("  longest tick of the model", longestTickMs, "ms", 16) && reached;
}

// One frame: a step of the wheel, everything painted.
bool measureScroll(TransactionTable &table)
{
    QList<double> frames;
    QElapsedTimer timer;
    const int end = table.verticalScrollBar()->maximum();
    QImage canvas(table.viewport()->size(), QImage::Format_RGB32);
    for (int frame = 0; frame < 600; ++frame) {
        const int to = frame < 300 ? frame * 53 : (frame * 7919 * 31) % std::max(1, end); // a slow roll, then jumps
        timer.start();
        table.verticalScrollBar()->setValue(to);
        table.viewport()->render(&canvas); // offscreen, repaint() may find nothing to paint on
        frames.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(frames.begin(), frames.end());
    const bool median = row("scrolling, one frame: median", frames[300], "ms", frameGoalMs);
    const bool late = row("scrolling, one frame: p95", frames[570], "ms", frameGoalP95Ms);
    table.verticalScrollBar()->setValue(0);
    return median && late;
}

// Runs the program until `done`, looked at whenever the feed says something.
void runUntil(ListPane &pane, const std::function<bool()> &done)
{
    const auto look = [&done] {
        if (done())
            QCoreApplication::quit();
    };
    const QList<QMetaObject::Connection> ears{QObject::connect(&pane.feed(), &TransactionFeed::stateChanged, &pane, look),
                                              QObject::connect(&pane.feed(), &TransactionFeed::progressed, &pane, look)};
    if (!done())
        QApplication::exec();
    for (const QMetaObject::Connection &ear : ears)
        QObject::disconnect(ear);
}

double timeOf(ListPane &pane, const QString &filter)
{
    QElapsedTimer timer;
    timer.start();
    pane.showList(filter);
    runUntil(pane, [&pane] { return pane.feed().state() == FeedState::Ready; });
    QImage canvas(pane.size(), QImage::Format_RGB32);
    pane.render(&canvas);
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

// Pages are computed from their cursor: what is measured is the console, not a store.
bool measureTenMillion()
{
    const SystemClock clock;
    QtDelayedCalls delayed;
    SyntheticLink link(10'000'000, clock);
    ServerClock serverClock(clock, link);
    ListPane pane(link, serverClock, delayed);
    pane.resize(1280, 700);
    pane.show();
    link.open();
    bool reached = row("10 M transactions: first page, painted", timeOf(pane, {}), "ms", 200);
    const QString gid = pane.feed().model().rowAt(100)->transaction.gid.value;
    reached = row("10 M transactions: one gid, painted", timeOf(pane, gid), "ms", 200) && reached;
    reached = row("10 M transactions: stuck view, painted", timeOf(pane, u"is:stuck"_s), "ms", 500) && reached;
    (void)timeOf(pane, {});
    pane.feed().loadMany(TransactionListModel::rowsMax);
    runUntil(pane, [&pane] { return !pane.feed().isLoadingMany(); });
    std::printf("  rows in the window                           %8d\n", pane.feed().model().transactionCount());
    return row("console with that list: resident memory", bench::residentMegabytes(), "MB", 300) && reached;
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(lightTheme().palette());
    const SystemClock clock;
    bool reached = true;
    {
        TransactionListModel model(clock);
        TransactionTable table(model);
        table.resize(1280, 700);
        table.show();
        const QList<TransactionRow> rows = test::sampleRows(TransactionListModel::rowsMax);
        const double before = bench::residentMegabytes();
        model.begin({}, TransactionSort::NewestFirst);
        model.append({rows, u"more"_s});
        row("20,000 rows in the window: they add", bench::residentMegabytes() - before, "MB", 0);
        reached = measureScroll(table) && reached;
        reached = measureStorm(table, model, rows, false) && reached;
        reached = measureStorm(table, model, rows, true) && reached;
    }
    reached = measureTenMillion() && reached;
    return reached ? 0 : 1;
}
