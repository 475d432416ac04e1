// Reads a JSON array of statements, writes what the analyser makes of each: for second_opinion.py.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/analyser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace txdesk::statement;

namespace {

QJsonObject told(const txdesk::Result<Statement> &read)
{
    if (!read)
        return {{"refused"_L1, read.error().message}};
    QJsonArray assigned;
    for (const Assignment &assignment : read->assignments)
        assigned.append(assignment.column);
    return {{"kind"_L1, nameIn(statementKindNames, read->kind)},
            {"schema"_L1, read->table.schema},
            {"table"_L1, read->table.name},
            {"alias"_L1, read->table.alias},
            {"columns"_L1, QJsonArray::fromStringList(read->columns)},
            {"assigned"_L1, assigned},
            {"rows"_L1, read->rows.size()},
            {"values"_L1, read->rows.isEmpty() ? 0 : read->rows.first().size()},
            {"where"_L1, read->where.has_value()},
            {"order"_L1, read->orderBy.has_value()},
            {"limit"_L1, read->limit.has_value()},
            {"parameters"_L1, read->parameters.size()}};
}

} // namespace

int main()
{
    QFile in, out;
    if (!in.open(0, QIODevice::ReadOnly) || !out.open(1, QIODevice::WriteOnly))
        return 1;
    QJsonArray answers;
    for (const QJsonValue &sql : QJsonDocument::fromJson(in.readAll()).array())
        answers.append(told(analyse(sql.toString().toUtf8())));
    out.write(QJsonDocument(answers).toJson(QJsonDocument::Compact));
    return 0;
}
