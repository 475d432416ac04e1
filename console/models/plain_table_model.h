// A table of ready texts: whoever fills it says all of it, it keeps the selection while the rows stay the same ones.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QAbstractTableModel>

#include <optional>

namespace txdesk::console {

struct PlainCell
{
    QString text{};
    std::optional<Meaning> meaning{}; // set: the first character of the text is a glyph, shown in that colour
    QString toolTip{};                // empty: the text
    bool right = false;               // a number

    friend bool operator==(const PlainCell &, const PlainCell &) = default;
};

struct PlainRow
{
    QString key; // what the row is of: equal keys in equal places are the same rows
    QList<PlainCell> cells;

    friend bool operator==(const PlainRow &, const PlainRow &) = default;
};

// Thread: GUI.
class PlainTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { MeaningRole = Qt::UserRole, KeyRole };

    explicit PlainTableModel(QObject *parent = nullptr);

    void setHeaders(const QStringList &headers);
    void setRows(const QList<PlainRow> &rows);
    [[nodiscard]] const QList<PlainRow> &rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString &key) const; // -1: none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_headers;
    QList<PlainRow> m_rows;
};

} // namespace txdesk::console
