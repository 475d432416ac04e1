// A statement as one line, for tables of tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/statement/analyser.h"

#include <QString>

namespace txdesk::test {

// "update db.t as a | set x=1 | where id = 2 | limit 1"; a refusal is its message.
inline QString summaryOf(const Result<statement::Statement> &read)
{
    using namespace Qt::StringLiterals;
    if (!read)
        return read.error().message;
    const auto textOf = [&](const statement::Span &span) { return QString::fromUtf8(read->textOf(span)); };
    const statement::TableName &table = read->table;
    QString text = nameIn(statement::statementKindNames, read->kind);
    if (!table.name.isEmpty())
        text += u' ' + (table.schema.isEmpty() ? QString() : table.schema + u'.') + table.name + (table.alias.isEmpty() ? QString() : u" as "_s + table.alias);
    if (!read->columns.isEmpty())
        text += u" | columns "_s + read->columns.join(u',');
    for (const QList<statement::Value> &row : read->rows) {
        QStringList values;
        for (const statement::Value &value : row)
            values.append(textOf(value.span));
        text += u" | row "_s + values.join(u';');
    }
    QStringList assigned;
    for (const statement::Assignment &assignment : read->assignments)
        assigned.append(assignment.column + u'=' + textOf(assignment.value.span));
    if (!assigned.isEmpty())
        text += u" | set "_s + assigned.join(u';');
    const auto add = [&](QLatin1StringView name, const std::optional<statement::Span> &span) {
        if (span)
            text += u" | "_s + name + u' ' + textOf(*span);
    };
    add("new row"_L1, read->rowAlias);
    add("where"_L1, read->where);
    add("order"_L1, read->orderBy);
    add("limit"_L1, read->limit);
    add("lock"_L1, read->locking);
    return text;
}

} // namespace txdesk::test
