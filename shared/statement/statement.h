// What AT needs to know of one statement: kind, table, columns, and where its parts stand. Expressions stay text: images are
// read with the text the user wrote. Values; any thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace txdesk::statement {

enum class StatementKind {
    Insert,
    InsertIgnore,
    Upsert,          // INSERT .. ON DUPLICATE KEY UPDATE
    Replace,
    Update,
    Delete,
    SelectForUpdate, // of one table
    PlainRead,       // SELECT without a locking clause: run as it is
    Show,            // SHOW, DESCRIBE, EXPLAIN: run as it is
};

inline constexpr std::array<Name<StatementKind>, 9> statementKindNames{{
    {StatementKind::Insert, QLatin1StringView("insert")},
    {StatementKind::InsertIgnore, QLatin1StringView("insert-ignore")},
    {StatementKind::Upsert, QLatin1StringView("upsert")},
    {StatementKind::Replace, QLatin1StringView("replace")},
    {StatementKind::Update, QLatin1StringView("update")},
    {StatementKind::Delete, QLatin1StringView("delete")},
    {StatementKind::SelectForUpdate, QLatin1StringView("select-for-update")},
    {StatementKind::PlainRead, QLatin1StringView("plain-read")},
    {StatementKind::Show, QLatin1StringView("show")},
}};

// Bytes of Statement::text. From the first token of a part to its last: no comment, no line end stands at its edges, its
// parentheses are balanced and its quotes closed. AND, OR may stand in it bare: put it in parentheses.
struct Span
{
    qsizetype begin = 0;
    qsizetype size = 0;

    [[nodiscard]] qsizetype end() const { return begin + size; }
    friend bool operator==(const Span &, const Span &) = default;
};

struct TableName
{
    QString schema{}; // empty: the connection's
    QString name{};
    QString alias{};  // empty: none
    Span spelled{};   // schema and name as written
    Span whole{};     // with the alias

    friend bool operator==(const TableName &, const TableName &) = default;
};

enum class ValueForm {
    Expression,
    Parameter, // nothing but ? or :name
    Number,    // nothing but a number without sign
    Text,      // nothing but one text
    Null,
    Default,   // the word DEFAULT
};

struct Value
{
    Span span{};
    ValueForm form = ValueForm::Expression;

    friend bool operator==(const Value &, const Value &) = default;
};

struct Assignment
{
    QString column{};
    Value value{};

    friend bool operator==(const Assignment &, const Assignment &) = default;
};

struct Parameter
{
    Span span{};
    QString name{}; // with its colon; empty: ?

    friend bool operator==(const Parameter &, const Parameter &) = default;
};

// A part as it can be prepared: :name became ?, and parameters says which of Statement::parameters stand there, in order.
struct Excerpt
{
    QByteArray sql{};
    QList<qsizetype> parameters{};

    friend bool operator==(const Excerpt &, const Excerpt &) = default;
};

struct Statement
{
    StatementKind kind = StatementKind::PlainRead;
    QByteArray text{}; // UTF-8; comments and a last semicolon became blanks
    TableName table{}; // empty for PlainRead and Show
    QStringList columns{};             // of an insert; empty: none are named, so all in the table's order
    QList<QList<Value>> rows{};        // of an insert; as many values as columns where those are named
    QList<Assignment> assignments{};   // SET of an update; the update part of an upsert
    std::optional<Span> assigned{};    // all of them: "a = 1, b = b + 1"
    std::optional<Span> rowAlias{};    // of an upsert: VALUES (..) AS new, MySQL 8
    std::optional<Span> where{};       // each without its keyword
    std::optional<Span> orderBy{};
    std::optional<Span> limit{};       // one number or parameter; of a select also "2, 3" and "3 OFFSET 2"
    std::optional<Span> locking{};     // FOR UPDATE [NOWAIT | WAIT n]
    QList<Parameter> parameters{};
    bool readsClock = false;           // WHERE, ORDER BY hold NOW() or its like: another row set a moment later, evaluate once
    bool hasSubquery = false;          // WHERE or ORDER BY: the same

    [[nodiscard]] QByteArrayView textOf(const Span &span) const { return QByteArrayView(text).sliced(span.begin, span.size); }
    [[nodiscard]] Excerpt excerpt(const Span &span) const;
    [[nodiscard]] Excerpt whole() const { return excerpt({0, text.size()}); }

    friend bool operator==(const Statement &, const Statement &) = default;
};

} // namespace txdesk::statement
