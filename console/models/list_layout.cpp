// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/list_layout.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

using Model = TransactionListModel;

constexpr int widthMax = 2'000;

constexpr std::array<Name<Model::Column>, Model::ColumnCount> columnNames{{
    {Model::Severity, "severity"_L1},
    {Model::GidColumn, "gid"_L1},
    {Model::BusinessKey, "key"_L1},
    {Model::Kind, "type"_L1},
    {Model::Status, "status"_L1},
    {Model::WhyStuck, "why"_L1},
    {Model::Age, "age"_L1},
    {Model::NextTry, "next"_L1},
    {Model::Failures, "failures"_L1},
    {Model::Attempts, "calls"_L1},
    {Model::LastError, "error"_L1},
    {Model::Participants, "participants"_L1},
    {Model::Created, "created"_L1},
    {Model::Updated, "updated"_L1},
    {Model::Result, "result"_L1},
}};

} // namespace

QString columnName(Model::Column column) { return nameIn(columnNames, column); }

QString layoutText(const QList<ListColumn> &columns)
{
    QStringList words;
    for (const ListColumn &column : columns)
        words.append((column.visible ? QString() : u"-"_s) + columnName(column.column) + u':' + QString::number(column.width));
    return words.join(u' ');
}

QList<ListColumn> layoutFrom(const QString &text)
{
    QList<ListColumn> columns;
    const auto has = [&columns](Model::Column column) {
        return std::any_of(columns.begin(), columns.end(), [column](const ListColumn &c) { return c.column == column; });
    };
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool hidden = word.startsWith(u'-');
        const QString name = word.sliced(hidden ? 1 : 0).section(u':', 0, 0);
        const std::optional<Model::Column> column = valueIn(columnNames, name);
        const int width = word.section(u':', 1).toInt();
        if (column && !has(*column))
            columns.append({*column, std::clamp(width, 0, widthMax), !hidden});
    }
    if (std::none_of(columns.begin(), columns.end(), [](const ListColumn &column) { return column.visible; }))
        return {};
    for (const Name<Model::Column> &known : columnNames)
        if (!has(known.value))
            columns.append({known.value, 0, false});
    return columns;
}

std::optional<TransactionSort> serverSort(Model::Column column, Qt::SortOrder order)
{
    const bool ascending = order == Qt::AscendingOrder;
    switch (column) {
    case Model::Created: return ascending ? TransactionSort::OldestFirst : TransactionSort::NewestFirst;
    case Model::Age: return ascending ? TransactionSort::NewestFirst : TransactionSort::OldestFirst;
    case Model::NextTry: return ascending ? std::optional(TransactionSort::DueFirst) : std::nullopt;
    case Model::Failures: return ascending ? std::nullopt : std::optional(TransactionSort::MostFailures);
    default: return std::nullopt;
    }
}

std::pair<Model::Column, Qt::SortOrder> headerOf(TransactionSort sort)
{
    switch (sort) {
    case TransactionSort::NewestFirst: return {Model::Age, Qt::AscendingOrder};
    case TransactionSort::OldestFirst: return {Model::Age, Qt::DescendingOrder};
    case TransactionSort::DueFirst: return {Model::NextTry, Qt::AscendingOrder};
    case TransactionSort::MostFailures: return {Model::Failures, Qt::DescendingOrder};
    }
    return {Model::Age, Qt::AscendingOrder};
}

} // namespace txdesk::console
