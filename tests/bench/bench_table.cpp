#include "tests/bench/bench_table.h"

#include <cstdio>

namespace txdesk::bench {

void BenchTable::printHead(const QStringList &facts) const
{
    for (const QString &fact : facts)
        std::printf("- %s\n", qPrintable(fact));
    std::printf("\n| # | load | goal | measured | |\n|---|---|---|---|---|\n");
    std::fflush(stdout);
}

void BenchTable::add(BenchRow row)
{
    const char *mark = row.verdict == Verdict::Reached ? "reached" : row.verdict == Verdict::Missed ? "MISSED" : "";
    std::printf("| %s | %s | %s | %s | %s |\n", qPrintable(row.id), qPrintable(row.load), qPrintable(row.goal), qPrintable(row.measured), mark);
    std::fflush(stdout);
    if (row.verdict == Verdict::Missed)
        ++m_missed;
}

} // namespace txdesk::bench
