// Rows of cells as aligned columns.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QList>
#include <QStringList>

namespace txdesk::ctl {

struct Column
{
    QString title;
    int widthMax = 40; // of the cells; longer ones are cut
    bool isNumber = false; // aligned to the right
};

// Cells may hold anything: they are made safe here. The last column is not padded.
[[nodiscard]] QString tableText(const QList<Column> &columns, const QList<QStringList> &rows);

} // namespace txdesk::ctl
