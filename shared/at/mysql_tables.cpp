// Reads information_schema.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_tables.h"

#include <QDeadlineTimer>
#include <QSqlDriver>
#include <QSqlRecord>

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

constexpr char descriptionsProperty[] = "txdesk_at_tables";
constexpr std::chrono::seconds descriptionAgeMax{60};

struct Description
{
    std::shared_ptr<const MysqlTable> table;
    QString declared; // SHOW CREATE TABLE
    QDeadlineTimer expiry;
};

using Descriptions = QHash<QString, Description>; // by schema and name

std::shared_ptr<Descriptions> descriptionsOf(const QSqlDatabase &db)
{
    const QVariant kept = db.driver()->property(descriptionsProperty);
    if (kept.canConvert<std::shared_ptr<Descriptions>>())
        return kept.value<std::shared_ptr<Descriptions>>();
    auto fresh = std::make_shared<Descriptions>();
    db.driver()->setProperty(descriptionsProperty, QVariant::fromValue(fresh));
    return fresh;
}

Result<QList<QVariantList>> describedRows(const QSqlDatabase &db, QLatin1StringView name, const QList<std::pair<QString, QVariant>> &values)
{
    Result<QSqlQuery> query = mysqlRunFile(db, name, values);
    if (!query)
        return tl::unexpected(query.error());
    QList<QVariantList> rows;
    while (query->next()) {
        QVariantList row;
        for (int i = 0; i < query->record().count(); ++i)
            row.append(query->isNull(i) ? QVariant() : query->value(i));
        rows.append(row);
    }
    return rows;
}

class TableReader
{
public:
    TableReader(const QSqlDatabase &db, QString schema, QString name) : m_db(db), m_schema(std::move(schema)), m_table{.name = std::move(name)} {}

    Result<MysqlTable> read()
    {
        for (const auto step : {&TableReader::readColumns, &TableReader::readKeys, &TableReader::readTriggers, &TableReader::readReferences})
            if (const Result<> done = (this->*step)(); !done)
                return tl::unexpected(done.error());
        refuseKey();
        return std::move(m_table);
    }

private:
    [[nodiscard]] QList<std::pair<QString, QVariant>> named() const { return {{u":table"_s, m_table.name}}; }

    void refuse(const QString &why)
    {
        if (m_table.refusal.isEmpty())
            m_table.refusal = u"changes of %1 cannot be undone: %2"_s.arg(m_table.name, why);
    }

    Result<> readColumns()
    {
        const Result<QList<QVariantList>> rows = describedRows(m_db, "at_columns_mysql"_L1, named());
        if (!rows)
            return tl::unexpected(rows.error());
        for (const QVariantList &row : *rows) {
            if (row.last().toString() != m_table.name)
                continue; // another table whose name differs in the case of letters
            const MysqlColumn column = mysqlColumnFrom(row);
            if (!column.isInvisible)
                m_table.listed.append(column.name);
            if (column.isGenerated)
                continue;
            if (column.kind == MysqlClass::Unknown)
                refuse(u"the column %1 is of type %2"_s.arg(column.name, column.type));
            m_table.columns.append(column);
        }
        return {};
    }

    Result<> readKeys()
    {
        const Result<QList<QVariantList>> rows = describedRows(m_db, "at_keys_mysql"_L1, named());
        if (!rows)
            return tl::unexpected(rows.error());
        for (const QVariantList &row : *rows) {
            if (row[3].toString() != m_table.name)
                continue;
            if (m_table.uniques.isEmpty() || m_table.uniques.last().name != row[0].toString())
                m_table.uniques.append({.name = row[0].toString()});
            MysqlUnique &unique = m_table.uniques.last();
            const std::optional<qsizetype> column = m_table.indexOf(row[1].toString());
            if (column)
                unique.columns.append(*column);
            unique.isWhole = unique.isWhole && column && row[2].isNull();
        }
        const auto primary = std::ranges::find(m_table.uniques, u"PRIMARY"_s, &MysqlUnique::name);
        if (primary == m_table.uniques.end())
            refuse(u"it has no primary key"_s);
        else
            std::rotate(m_table.uniques.begin(), primary, primary + 1);
        return {};
    }

    Result<> readTriggers()
    {
        const Result<QList<QVariantList>> rows = describedRows(m_db, "at_triggers_mysql"_L1, named());
        if (!rows)
            return tl::unexpected(rows.error());
        for (const QVariantList &row : *rows)
            if (row[1].toString() == m_table.name)
                refuse(u"the trigger %1 changes other rows, and would again"_s.arg(row[0].toString()));
        return {};
    }

    Result<> readReferences()
    {
        const Result<QList<QVariantList>> rows = describedRows(m_db, "at_references_mysql"_L1, named() << std::pair<QString, QVariant>{u":parent"_s, m_table.name});
        if (!rows)
            return tl::unexpected(rows.error());
        const auto acts = [](const QString &rule) { return rule != "RESTRICT"_L1 && rule != "NO ACTION"_L1; };
        QList<MysqlReference> &all = m_table.references;
        for (const QVariantList &row : *rows) {
            const auto text = [&](qsizetype i) { return row[i].toString(); };
            if (all.isEmpty() || all.last().name != text(0) || all.last().childSchema != text(1) || all.last().child != text(2))
                all.append({.name = text(0), .childSchema = text(1), .child = text(2), .parentSchema = text(4), .parent = text(5),
                            .actsOnDelete = acts(text(7)), .actsOnUpdate = acts(text(8)),
                            .isOwn = text(1) == m_schema && text(2) == m_table.name, .isToIt = text(4) == m_schema && text(5) == m_table.name});
            all.last().childColumns.append(text(3));
            all.last().parentColumns.append(text(6));
        }
        return {};
    }

    // A key must be found again by a literal.
    void refuseKey()
    {
        if (!m_table.refusal.isEmpty())
            return;
        const MysqlUnique &primary = m_table.uniques.first();
        m_table.key = primary.columns;
        if (!primary.isWhole)
            return refuse(u"its primary key holds a generated column or a part of one"_s);
        for (const qsizetype index : primary.columns) {
            const MysqlColumn &column = m_table.columns[index];
            if (column.kind == MysqlClass::Single || column.kind == MysqlClass::Timestamp || column.kind == MysqlClass::Json)
                refuse(u"the column %1 of its primary key is of type %2"_s.arg(column.name, column.type));
        }
    }

    QSqlDatabase m_db;
    QString m_schema;
    MysqlTable m_table;
};

// The table's own spelling; refusal: it is no InnoDB table.
Result<MysqlTable> identify(const QSqlDatabase &db, const QString &name, bool foldsNames)
{
    const Result<QList<QVariantList>> rows = describedRows(db, "at_tables_mysql"_L1, {{u":table"_s, name}});
    if (!rows)
        return tl::unexpected(rows.error());
    for (const QVariantList &row : *rows) {
        const QString spelled = row[0].toString();
        if (spelled.compare(name, foldsNames ? Qt::CaseInsensitive : Qt::CaseSensitive) != 0)
            continue;
        MysqlTable table{.name = spelled};
        if (row[1].toString() != "BASE TABLE"_L1)
            table.refusal = u"changes of %1 cannot be undone: it is a %2"_s.arg(spelled, row[1].toString().toLower());
        else if (row[2].toString().compare("InnoDB"_L1, Qt::CaseInsensitive) != 0)
            table.refusal = u"changes of %1 cannot be undone: the engine %2 has no transactions"_s.arg(spelled, row[2].toString());
        return table;
    }
    return fail(ErrorCode::NotFound, u"there is no table %1"_s.arg(name.left(64)));
}

Result<QString> declarationOf(const QSqlDatabase &db, const QString &table)
{
    Result<QSqlQuery> query = mysqlRun(db, "SHOW CREATE TABLE " + mysqlQuoted(table));
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return fail(ErrorCode::NotFound, u"there is no table %1"_s.arg(table.left(64)));
    return query->value(1).toString();
}

// The next automatic number is no part of the table's shape.
QString withoutCounter(QString declared)
{
    const qsizetype at = declared.lastIndexOf(" AUTO_INCREMENT="_L1);
    if (at < 0)
        return declared;
    qsizetype end = at + 16;
    while (end < declared.size() && declared[end].isDigit())
        ++end;
    return declared.remove(at, end - at);
}

Result<std::shared_ptr<const MysqlTable>> describe(const QSqlDatabase &db, const QString &schema, const QString &name, bool foldsNames)
{
    const QString place = schema + u'/' + name;
    const std::shared_ptr<Descriptions> kept = descriptionsOf(db);
    const auto known = kept->constFind(place);
    if (known != kept->constEnd() && !known->expiry.hasExpired()) {
        const Result<QString> declared = declarationOf(db, known->table->name);
        if (declared && withoutCounter(*declared) == known->declared)
            return known->table;
    }
    Result<MysqlTable> table = identify(db, name, foldsNames);
    if (!table)
        return tl::unexpected(table.error());
    if (table->refusal.isEmpty())
        table = TableReader(db, schema, table->name).read();
    const Result<QString> declared = table ? declarationOf(db, table->name) : tl::unexpected(table.error());
    if (!declared)
        return tl::unexpected(declared.error());
    if (table->refusal.isEmpty() && declared->contains("WITHOUT OVERLAPS"_L1))
        table->refusal = u"changes of %1 cannot be undone: it has a key over a period"_s.arg(table->name);
    const auto fresh = std::make_shared<const MysqlTable>(*std::move(table));
    kept->insert(place, {fresh, withoutCounter(*declared), QDeadlineTimer(descriptionAgeMax)});
    return fresh;
}

} // namespace

QStringList MysqlTable::keyNames() const
{
    QStringList names;
    for (const qsizetype index : key)
        names.append(columns[index].name);
    return names;
}

QList<UndoColumn> MysqlTable::undoColumns() const
{
    QList<UndoColumn> all;
    for (const MysqlColumn &column : columns)
        all.append({column.name, column.type});
    return all;
}

Row MysqlTable::keyOf(const Row &row) const
{
    Row values;
    for (const qsizetype index : key)
        values.append(row[index]);
    return values;
}

std::optional<qsizetype> MysqlTable::indexOf(const QString &column) const
{
    for (qsizetype i = 0; i < columns.size(); ++i)
        if (columns[i].name.compare(column, Qt::CaseInsensitive) == 0)
            return i;
    return std::nullopt;
}

Result<QByteArray> MysqlTable::whereKey(const QByteArray &prefix, const Row &values) const
{
    QByteArrayList parts;
    for (qsizetype i = 0; i < key.size(); ++i) {
        const Result<QByteArray> literal = mysqlLiteral(columns[key[i]], values[i]);
        if (!literal)
            return literal;
        parts.append(prefix + mysqlQuoted(columns[key[i]].name) + " = " + *literal);
    }
    return parts.join(" AND ");
}

// MariaDB looks through the whole table, and locks it, for (a, b) IN ((1, 2), ..).
Result<QByteArray> MysqlTable::whereKeys(const QByteArray &prefix, const QList<Row> &keys) const
{
    if (keys.isEmpty())
        return QByteArray("FALSE");
    QByteArrayList parts;
    for (const Row &values : keys) {
        const Result<QByteArray> one = key.size() == 1 ? mysqlLiteral(columns[key.first()], values.first()) : whereKey(prefix, values);
        if (!one)
            return one;
        parts.append(*one);
    }
    if (key.size() == 1)
        return QByteArray(prefix + mysqlQuoted(columns[key.first()].name) + " IN (" + parts.join(", ") + ')');
    return QByteArray("((" + parts.join(") OR (") + "))");
}

MysqlTables::MysqlTables(QSqlDatabase db, const MysqlSession &session) : m_db(std::move(db)), m_schema(session.schema), m_foldsNames(session.foldsTableNames)
{
}

Result<const MysqlTable *> MysqlTables::find(const QString &name)
{
    if (const auto known = m_tables.constFind(name); known != m_tables.constEnd())
        return known->get();
    const Result<std::shared_ptr<const MysqlTable>> described = describe(m_db, m_schema, name, m_foldsNames);
    if (!described)
        return tl::unexpected(described.error());
    m_tables.insert(name, *described);
    return described->get();
}

} // namespace txdesk::at
