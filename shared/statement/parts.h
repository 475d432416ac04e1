// The parsers of the parts that several statements have. Not for users of the folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/statement/reader.h"

namespace txdesk::statement {

// Where an expression stands decides what may be in it.
enum class Place {
    Value,     // what a column becomes: evaluated once, by the server
    Selection, // WHERE, ORDER BY: chooses rows
    Read,      // a SELECT that runs untouched
};

struct Findings
{
    bool clock = false;
    bool subquery = false;
    bool aggregate = false;
};

// The tokens [from, to): no hidden write, no second lock, no function that is not known.
[[nodiscard]] Result<Findings> checkExpression(const Reader &reader, qsizetype from, qsizetype to, Place place);

// The place of the next word that begins another part (WHERE, ORDER, ON..), or comma when asked, outside of parentheses.
[[nodiscard]] qsizetype partEnd(const Reader &reader, qsizetype from, bool stopsAtComma);

// in: "UPDATE", for messages. Refuses joins, partitions and index hints behind the name.
[[nodiscard]] Result<TableName> readTable(Reader &reader, const QString &in, bool mayHaveAlias);
// a, t.a, db.t.a: the column; a qualifier must be the statement's table.
[[nodiscard]] Result<QString> readColumn(Reader &reader, const TableName &table);
// column = value, ..
[[nodiscard]] Result<QList<Assignment>> readAssignments(Reader &reader, const TableName &table);
// One expression that is not empty.
[[nodiscard]] Result<Value> readValue(Reader &reader, qsizetype end);
// [WHERE ..] [ORDER BY ..] [LIMIT ..] into the statement.
[[nodiscard]] Result<> readSelection(Reader &reader, Statement &statement, const QString &in);
// Nothing may follow.
[[nodiscard]] Result<> readEnd(const Reader &reader, const QString &in);

// Whole statements; the reader stands on the first token.
[[nodiscard]] Result<> readInsert(Reader &reader, Statement &statement);
[[nodiscard]] Result<> readUpdate(Reader &reader, Statement &statement);
[[nodiscard]] Result<> readDelete(Reader &reader, Statement &statement);
[[nodiscard]] Result<> readSelect(Reader &reader, Statement &statement);
[[nodiscard]] Result<> readShow(Reader &reader, Statement &statement);

} // namespace txdesk::statement
