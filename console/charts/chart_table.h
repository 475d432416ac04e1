// A chart as rows and columns: its twin for screen readers, and what is saved as CSV.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>

namespace txdesk::console {

struct ChartTable
{
    QString title{};
    QStringList columns{};
    QList<QStringList> rows{};

    friend bool operator==(const ChartTable &, const ChartTable &) = default;
};

// RFC 4180 with a head line, UTF-8. A cell that a spreadsheet would take for a formula begins with an apostrophe.
[[nodiscard]] QByteArray csvOf(const ChartTable &table);

} // namespace txdesk::console
