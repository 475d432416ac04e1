// console_model_bench: how much of a core the list costs under 2,000 updates a second with a full window and a real
// table on screen (offscreen platform). Prints one table; exits with 1 when the goal of docs/performance.md is missed.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/app_style.h"
#include "console/list/transaction_table.h"
#include "tests/console/samples.h"

#include <QApplication>
#include <QStyleFactory>
#include <QTimer>

#include <cstdio>
#include <ctime>

namespace {

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

constexpr int updatesPerSecond = 2'000;
constexpr int ticksPerSecond = 10; // the feed drains ten times a second
constexpr int secondsMeasured = 10;
constexpr double goalPercent = 10.0;

double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

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
            TransactionRow &row = m_rows[at];
            ++row.transaction.epoch;
            ++row.transaction.attempts;
            row.transaction.failures = (row.transaction.failures + 1) % 9;
            row.transaction.lastError = u"HTTP 500 lock wait timeout, attempt %1"_s.arg(row.transaction.attempts);
            m_model.note(row);
        }
        m_model.drain();
    }

private:
    TransactionListModel &m_model;
    QList<TransactionRow> m_rows;
    qsizetype m_next = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    applyTheme(app, lightTheme());
    const SystemClock clock;
    TransactionListModel model(clock);
    TransactionTable table(model);
    table.resize(1280, 700);
    model.begin({}, TransactionSort::NewestFirst);
    const QList<TransactionRow> rows = test::sampleRows(TransactionListModel::rowsMax);
    model.append({rows, u"more"_s});
    table.show();

    Storm storm(model, rows);
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
    std::printf("rows in the window      %d\n", model.transactionCount());
    std::printf("updates a second        %d\n", updatesPerSecond);
    std::printf("share of one core       %.1f %% (goal: under %.0f %%), the making of the updates included\n", percent,
                goalPercent);
    std::printf("longest tick, model     %.1f ms\n", longestTickMs);
    return percent < goalPercent ? 0 : 1;
}
