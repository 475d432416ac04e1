// Keys of rows that are not there yet.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_insert.h"

#include <QSqlError>

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;
using statement::StatementKind;
using statement::Value;
using statement::ValueForm;

namespace {

constexpr qsizetype evaluatedAtOnce = 500;

tl::unexpected<Error> notUndoable(const MysqlTable &table, const QString &why)
{
    return fail(ErrorCode::InvalidRequest, u"new rows of %1 cannot be undone: %2"_s.arg(table.name, why));
}

} // namespace

MysqlInsert::MysqlInsert(const QSqlDatabase &db, const MysqlSession &session, const MysqlTable &table, const statement::Statement &statement, const QVariantList &binds)
    : m_db(db), m_session(session), m_table(table), m_statement(statement), m_binds(binds)
{
    m_keyColumns = QSet<qsizetype>(table.key.cbegin(), table.key.cend());
    if (!isPlain())
        for (const MysqlUnique &unique : table.uniques)
            m_keyColumns.unite(QSet<qsizetype>(unique.columns.cbegin(), unique.columns.cend()));
}

Result<> MysqlInsert::prepare()
{
    for (const auto step : {&MysqlInsert::findColumns, &MysqlInsert::checkUniques, &MysqlInsert::readParts, &MysqlInsert::checkGenerated,
                            &MysqlInsert::makeConditions})
        if (const Result<> done = (this->*step)(); !done)
            return done;
    if (m_conditions.isEmpty())
        return {};
    Result<QList<MysqlImage>> before = imagesOf(m_conditions);
    if (!before)
        return tl::unexpected(before.error());
    m_before = *std::move(before);
    return {};
}

Result<> MysqlInsert::findColumns()
{
    const QStringList &names = m_statement.columns.isEmpty() ? m_table.listed : m_statement.columns;
    if (m_statement.columns.isEmpty() && !m_statement.rows.first().isEmpty() && m_statement.rows.first().size() != names.size())
        return fail(ErrorCode::InvalidRequest, u"%1 values for the %2 columns of %3"_s.arg(m_statement.rows.first().size()).arg(names.size()).arg(m_table.name));
    if (m_statement.rows.first().isEmpty())
        return {};
    for (qsizetype place = 0; place < names.size(); ++place)
        if (const std::optional<qsizetype> column = m_table.indexOf(names[place]))
            m_position.insert(*column, place);
    return {};
}

// What stands in the way is found by comparing: every unique value must be known as it will be stored.
Result<> MysqlInsert::checkUniques()
{
    if (isPlain())
        return {};
    if (!m_session.isStrict)
        return notUndoable(m_table, u"without a strict sql_mode the server may change a unique value to make it fit"_s);
    if (!m_session.locksGaps && m_statement.rows.size() > 1)
        return notUndoable(m_table, u"several rows need REPEATABLE READ, or somebody may insert one of them in between"_s);
    QStringList names;
    for (const MysqlUnique &unique : m_table.uniques) {
        if (!unique.isWhole)
            return notUndoable(m_table, u"the unique key %1 holds an expression, a generated column or a part of one"_s.arg(unique.name));
        for (const qsizetype index : unique.columns) {
            const MysqlColumn &column = m_table.columns[index];
            names.append(column.name);
            if (column.kind == MysqlClass::Single || column.kind == MysqlClass::Real || column.kind == MysqlClass::Timestamp || column.kind == MysqlClass::Choice)
                return notUndoable(m_table, u"the column %1 of the unique key %2 is of type %3"_s.arg(column.name, unique.name, column.type));
        }
    }
    if (m_statement.rows.size() > 1)
        for (const statement::Assignment &assignment : m_statement.assignments)
            if (names.contains(assignment.column, Qt::CaseInsensitive))
                return notUndoable(m_table, u"with several rows, no column of a unique key may be updated"_s);
    return {};
}

Result<MysqlInsert::Part> MysqlInsert::partByDefault(const MysqlColumn &column) const
{
    if (column.isAutoIncrement)
        return Part{From::Generated, {}};
    switch (column.byDefault) {
    case MysqlDefault::Null: return Part{From::Nothing, {}};
    case MysqlDefault::Constant: return Part{From::Default, {}};
    case MysqlDefault::None: return notUndoable(m_table, u"the key column %1 has no value"_s.arg(column.name));
    case MysqlDefault::Expression: break;
    }
    return notUndoable(m_table, u"the key column %1 gets its value from an expression"_s.arg(column.name));
}

// What needs no question to the server. Everything else, and what it would change, the server is asked about.
std::optional<RowValue> MysqlInsert::plainValue(const MysqlColumn &column, const Value &value) const
{
    if (value.form == ValueForm::Null)
        return RowValue::null();
    if (column.kind == MysqlClass::Integer && value.form == ValueForm::Number) {
        const QByteArray digits = m_statement.textOf(value.span).toByteArray();
        const bool isWhole = digits.size() < 19 && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
        return isWhole ? std::optional(RowValue::integer(digits.toLongLong())) : std::nullopt;
    }
    if (value.form != ValueForm::Parameter)
        return std::nullopt;
    const QVariant &bound = m_binds[m_statement.excerpt(value.span).parameters.first()];
    if (bound.isNull())
        return RowValue::null();
    const int type = bound.typeId();
    if (column.kind == MysqlClass::Integer && (type == QMetaType::Int || type == QMetaType::LongLong || type == QMetaType::UInt))
        return RowValue::integer(bound.toLongLong());
    return std::nullopt;
}

void MysqlInsert::keep(const Asked &asked, const RowValue &value)
{
    const MysqlColumn &column = m_table.columns[asked.column];
    Part &part = m_parts[asked.row][asked.column];
    const bool isZero = value.kind == RowValue::Kind::Integer && value.data == "0";
    if (column.isAutoIncrement && (value.isNull() || (isZero && !m_session.noAutoValueOnZero)))
        part = {From::Generated, {}};
    else
        part = {value.isNull() ? From::Nothing : From::Given, value};
}

Result<> MysqlInsert::readParts()
{
    QList<Asked> asked;
    m_parts.resize(m_statement.rows.size());
    for (qsizetype row = 0; row < m_parts.size(); ++row)
        for (const qsizetype index : std::as_const(m_keyColumns)) {
            const MysqlColumn &column = m_table.columns[index];
            const auto place = m_position.constFind(index);
            const Value *value = place == m_position.constEnd() ? nullptr : &m_statement.rows[row][*place];
            if (!value || value->form == ValueForm::Default) {
                const Result<Part> part = partByDefault(column);
                if (!part)
                    return tl::unexpected(part.error());
                m_parts[row].insert(index, *part);
            } else if (const std::optional<RowValue> plain = plainValue(column, *value)) {
                keep({row, index}, *plain);
            } else {
                asked.append({row, index});
            }
        }
    std::ranges::sort(asked, {}, [this](const Asked &one) { return m_statement.rows[one.row][m_position[one.column]].span.begin; });
    for (qsizetype from = 0; from < asked.size(); from += evaluatedAtOnce)
        if (const Result<> done = evaluate(asked.sliced(from, std::min(evaluatedAtOnce, asked.size() - from))); !done)
            return done;
    return {};
}

Result<> MysqlInsert::evaluate(const QList<Asked> &asked)
{
    QByteArrayList parts;
    QVariantList values;
    for (const Asked &one : asked) {
        const statement::Excerpt part = m_statement.excerpt(m_statement.rows[one.row][m_position[one.column]].span);
        parts.append(mysqlReadAsStored(m_table.columns[one.column], part.sql));
        for (const qsizetype index : part.parameters)
            values.append(m_binds[index]);
    }
    QSqlError error;
    Result<QSqlQuery> query = mysqlRun(m_db, "SELECT " + parts.join(", "), values, &error);
    m_hasRolledBack = m_hasRolledBack || at::hasRolledBack(error);
    if (!query || !query->next())
        return notUndoable(m_table, u"a value of its key cannot be told beforehand (%1)"_s.arg(query ? QString() : query.error().message));
    QList<RowValue> told;
    for (int i = 0; i < asked.size(); ++i) {
        const Asked &one = asked[i];
        const Result<RowValue> value = mysqlValue(m_table.columns[one.column], query->value(i), query->isNull(i));
        if (!value)
            return tl::unexpected(value.error());
        told.append(*value);
    }
    Result<QSqlQuery> warnings = mysqlRun(m_db, "SHOW WARNINGS");
    if (!warnings || warnings->next())
        return notUndoable(m_table, u"a value of its key does not fit: %1"_s.arg(warnings ? warnings->value(2).toString().left(64) : warnings.error().message));
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const Asked &one = asked[i];
        keep(one, told[i]);
        const bool mustFreeze = !isPlain() || m_statement.rows[one.row][m_position[one.column]].form == ValueForm::Expression;
        if (mustFreeze)
            m_frozen.append({one, told[i]});
    }
    return {};
}

Result<> MysqlInsert::checkGenerated()
{
    qsizetype generated = 0;
    for (const Parts &parts : std::as_const(m_parts)) {
        for (const qsizetype index : m_table.key)
            if (parts[index].from == From::Nothing)
                return notUndoable(m_table, u"the key column %1 has no value"_s.arg(m_table.columns[index].name));
        if (std::ranges::any_of(m_table.key, [&](qsizetype index) { return parts[index].from == From::Generated; }))
            ++generated;
    }
    m_generates = generated > 0;
    if (m_generates && generated < m_parts.size())
        return notUndoable(m_table, u"some rows have a key and some get an automatic one"_s);
    return {};
}

Result<QByteArray> MysqlInsert::condition(const QList<qsizetype> &columns, const Parts &parts) const
{
    QByteArrayList all;
    for (const qsizetype index : columns) {
        const MysqlColumn &column = m_table.columns[index];
        const Part &part = parts[index];
        const QByteArray name = mysqlQuoted(column.name);
        if (part.from == From::Nothing || part.from == From::Generated)
            return QByteArray();
        const Result<QByteArray> value = part.from == From::Default ? Result<QByteArray>("DEFAULT(" + name + ')') : mysqlLiteral(column, part.value);
        if (!value)
            return value;
        all.append(name + " = " + *value);
    }
    return '(' + all.join(" AND ") + ')';
}

Result<> MysqlInsert::makeConditions()
{
    if (isPlain())
        return {};
    qsizetype findable = 0;
    for (const Parts &parts : std::as_const(m_parts)) {
        bool isFindable = false;
        for (const MysqlUnique &unique : m_table.uniques) {
            const Result<QByteArray> one = condition(unique.columns, parts);
            if (!one)
                return tl::unexpected(one.error());
            isFindable = isFindable || !one->isEmpty();
            if (!one->isEmpty())
                m_conditions.append(*one);
        }
        findable += isFindable ? 1 : 0;
    }
    if (findable > 0 && findable < m_parts.size())
        return notUndoable(m_table, u"some of its rows have no unique value to be found by"_s);
    return {};
}

Result<QList<MysqlImage>> MysqlInsert::imagesOf(const QByteArrayList &conditions)
{
    QSqlError error;
    Result<QList<MysqlImage>> images = imagesWhere(m_db, m_table, conditions, &error);
    m_hasRolledBack = m_hasRolledBack || at::hasRolledBack(error);
    return images;
}

// The statement with values in place of the expressions that were evaluated.
Result<> MysqlInsert::addFrozen(QByteArray &sql, QVariantList &values) const
{
    const auto add = [&](qsizetype from, qsizetype to) {
        const statement::Excerpt part = m_statement.excerpt({from, to - from});
        sql += part.sql;
        for (const qsizetype index : part.parameters)
            values.append(m_binds[index]);
    };
    qsizetype at = 0;
    for (const auto &[place, value] : m_frozen) {
        const statement::Span &span = m_statement.rows[place.row][m_position[place.column]].span;
        const Result<QByteArray> literal = mysqlLiteral(m_table.columns[place.column], value);
        if (!literal)
            return tl::unexpected(literal.error());
        add(at, span.begin);
        sql += *literal;
        at = span.end();
    }
    add(at, m_statement.text.size());
    return {};
}

Result<QSqlQuery> MysqlInsert::run()
{
    QByteArray sql;
    QVariantList values;
    if (const Result<> made = addFrozen(sql, values); !made)
        return tl::unexpected(made.error());
    if (sql.size() > m_session.packetBytesMax - 1024)
        return fail(ErrorCode::InvalidRequest, u"the statement has %1 bytes, more than max_allowed_packet"_s.arg(sql.size()));
    QSqlError error;
    Result<QSqlQuery> query = mysqlRunPrepared(m_db, sql, values, &error);
    if (!query) {
        m_hasChanged = at::hasRolledBack(error);
        return query;
    }
    m_hasChanged = true;
    Result<> checked = m_statement.kind == StatementKind::InsertIgnore ? checkWarnings() : Result<>{};
    if (checked)
        checked = checkCount(query->numRowsAffected());
    if (checked)
        checked = findAdded(*query);
    if (!checked)
        return tl::unexpected(checked.error());
    return query;
}

// IGNORE makes values fit that do not: then we do not know what was stored.
Result<> MysqlInsert::checkWarnings() const
{
    Result<QSqlQuery> warnings = mysqlRun(m_db, "SHOW WARNINGS");
    if (!warnings)
        return tl::unexpected(warnings.error());
    while (warnings->next())
        if (const int code = warnings->value(1).toInt(); code != 1062 && code != 1586)
            return notUndoable(m_table, u"IGNORE let through what is an error otherwise (%1)"_s.arg(code));
    return {};
}

// Without gap locks somebody may have inserted a row that we have not seen; one row alone shows it.
Result<> MysqlInsert::checkCount(qint64 affected) const
{
    if (isPlain() || m_parts.size() != 1)
        return {};
    const qint64 most = m_statement.kind == StatementKind::Upsert ? (m_before.isEmpty() ? 1 : 2)
                      : m_statement.kind == StatementKind::Replace ? 1 + m_before.size()
                                                                   : 1;
    if (affected > most)
        return fail(ErrorCode::Overloaded, u"a row of %1 was inserted by somebody else in between"_s.arg(m_table.name));
    return {};
}

// One condition for each row, by its primary key.
Result<QByteArrayList> MysqlInsert::keyConditions(const QVariant &firstId) const
{
    QByteArrayList conditions;
    for (qsizetype row = 0; row < m_parts.size(); ++row) {
        Parts parts = m_parts[row];
        for (const qsizetype index : m_table.key)
            if (parts[index].from == From::Generated)
                parts[index] = {From::Given, RowValue::digits(QByteArray::number(firstId.toULongLong() + quint64(row * m_session.autoIncrementStep)))};
        const Result<QByteArray> one = condition(m_table.key, parts);
        if (!one)
            return tl::unexpected(one.error());
        conditions.append(*one);
    }
    return conditions;
}

Result<> MysqlInsert::findAdded(const QSqlQuery &query)
{
    const bool addsNothing = !isPlain() && m_parts.size() == 1 && (query.numRowsAffected() == 0 || (m_statement.kind != StatementKind::Replace && query.numRowsAffected() == 2));
    if (addsNothing)
        return {};
    QByteArrayList conditions = m_conditions;
    if (isPlain() || m_conditions.isEmpty()) {
        const QVariant firstId = query.lastInsertId();
        if (m_generates && (!firstId.isValid() || firstId.toULongLong() == 0))
            return notUndoable(m_table, u"the server does not tell its automatic key"_s);
        Result<QByteArrayList> keys = keyConditions(firstId);
        if (!keys)
            return tl::unexpected(keys.error());
        conditions = *std::move(keys);
    }
    const Result<QList<MysqlImage>> after = imagesOf(conditions);
    if (!after)
        return tl::unexpected(after.error());
    QSet<QByteArray> old;
    for (const MysqlImage &image : std::as_const(m_before))
        old.insert(identityOfKey(image.folded));
    for (const MysqlImage &image : *after)
        if (!old.contains(identityOfKey(image.folded)))
            m_added.append(image);
    if ((isPlain() || m_conditions.isEmpty()) && m_added.size() != m_parts.size())
        return notUndoable(m_table, u"%1 of its %2 rows were found again by their key"_s.arg(m_added.size()).arg(m_parts.size()));
    return {};
}

} // namespace txdesk::at
