// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/plain_table_model.h"

#include "console/text/plain_text.h"

#include <algorithm>

namespace txdesk::console {

PlainTableModel::PlainTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void PlainTableModel::setHeaders(const QStringList &headers)
{
    if (headers.size() != m_headers.size()) {
        beginResetModel();
        m_headers = headers;
        endResetModel();
        return;
    }
    m_headers = headers;
    if (!m_headers.isEmpty())
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void PlainTableModel::setRows(const QList<PlainRow> &rows)
{
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const PlainRow &a, const PlainRow &b) { return a.key == b.key; });
    if (!same) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    if (rows == m_rows)
        return;
    m_rows = rows;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int PlainTableModel::rowOf(const QString &key) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].key == key)
            return static_cast<int>(i);
    return -1;
}

int PlainTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlainTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

QVariant PlainTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PlainRow &row = m_rows[index.row()];
    if (role == KeyRole)
        return row.key;
    if (index.column() >= row.cells.size())
        return {};
    const PlainCell &cell = row.cells[index.column()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return cell.text;
    case Qt::ToolTipRole: return asToolTip(cell.toolTip.isEmpty() ? cell.text : cell.toolTip);
    case Qt::TextAlignmentRole: return cell.right ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case MeaningRole: return cell.meaning ? QVariant(static_cast<int>(*cell.meaning)) : QVariant();
    default: return {};
    }
}

QVariant PlainTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_headers.value(section);
}

} // namespace txdesk::console
