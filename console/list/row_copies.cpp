// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/row_copies.h"

#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype copiedCellMax = 4'096;
}

QString rowsAsText(const TransactionListModel &model, const QList<Gid> &gids, const QList<int> &columns)
{
    QStringList header;
    for (const int column : columns)
        header.append(model.headerData(column, Qt::Horizontal, column == TransactionListModel::Severity ? Qt::AccessibleTextRole : Qt::DisplayRole).toString());
    QStringList lines{header.join(u'\t')};
    for (const Gid &gid : gids) {
        const int row = model.rowOf(gid);
        if (row < 0)
            continue;
        QStringList cells;
        for (const int column : columns)
            cells.append(oneLine(model.index(row, column).data().toString(), copiedCellMax));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

QString rowsAsJson(const QList<TransactionRow> &rows)
{
    QJsonArray array;
    for (const TransactionRow &row : rows)
        array.append(codec::toJson(row));
    return redactJson(QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Indented)));
}

} // namespace txdesk::console
