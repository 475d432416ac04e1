// The rows of docs/performance.md as they are measured, with their goals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QStringList>

namespace txdesk::bench {

enum class Verdict { Reached, Missed, Shown }; // Shown: a figure without a goal

struct BenchRow
{
    QString id;       // "P1"
    QString load;
    QString goal;
    QString measured;
    Verdict verdict = Verdict::Shown;
};

class BenchTable
{
public:
    void add(BenchRow row); // prints it at once, as a row of Markdown
    void printHead(const QStringList &facts) const;
    [[nodiscard]] int missed() const { return m_missed; }

private:
    int m_missed = 0;
};

} // namespace txdesk::bench
