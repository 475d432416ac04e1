// One INSERT, INSERT IGNORE, INSERT .. ON DUPLICATE KEY UPDATE or REPLACE: which rows stand in its way, and which it adds. Values of
// keys are evaluated once, beforehand, and written as they were evaluated. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/mysql_rows.h"
#include "shared/statement/statement.h"

#include <QSet>

#include <optional>

namespace txdesk::at {

class MysqlInsert
{
public:
    // All of them outlive it.
    MysqlInsert(const QSqlDatabase &db, const MysqlSession &session, const MysqlTable &table, const statement::Statement &statement, const QVariantList &binds);

    // Evaluates keys; reads and locks the rows that have one of them (not for a plain INSERT, which fails when there are any).
    [[nodiscard]] Result<> prepare();
    [[nodiscard]] const QList<MysqlImage> &before() const { return m_before; }

    // Runs it and finds what it has added.
    [[nodiscard]] Result<QSqlQuery> run();
    [[nodiscard]] const QList<MysqlImage> &added() const { return m_added; }

    [[nodiscard]] bool hasChanged() const { return m_hasChanged; } // a failed run() left something behind, or the transaction is gone
    [[nodiscard]] bool hasRolledBack() const { return m_hasRolledBack; }

private:
    enum class From { Given, Nothing, Generated, Default };

    // What a row has in a key column.
    struct Part
    {
        From from = From::Nothing;
        RowValue value{};
    };

    using Parts = QHash<qsizetype, Part>; // by index into MysqlTable::columns

    struct Asked
    {
        qsizetype row = 0;
        qsizetype column = 0;
    };

    [[nodiscard]] Result<> findColumns();
    [[nodiscard]] Result<> checkUniques();
    [[nodiscard]] Result<> readParts();
    [[nodiscard]] Result<Part> partByDefault(const MysqlColumn &column) const;
    [[nodiscard]] std::optional<RowValue> plainValue(const MysqlColumn &column, const statement::Value &value) const;
    [[nodiscard]] Result<> evaluate(const QList<Asked> &asked);
    void keep(const Asked &asked, const RowValue &value);
    [[nodiscard]] Result<> checkGenerated();
    [[nodiscard]] Result<> makeConditions();
    [[nodiscard]] Result<QByteArray> condition(const QList<qsizetype> &columns, const Parts &parts) const; // empty: finds nothing
    [[nodiscard]] Result<> addFrozen(QByteArray &sql, QVariantList &values) const;
    [[nodiscard]] Result<> checkWarnings() const;
    [[nodiscard]] Result<> checkCount(qint64 affected) const;
    [[nodiscard]] Result<> findAdded(const QSqlQuery &query);
    [[nodiscard]] Result<QByteArrayList> keyConditions(const QVariant &firstId) const;
    [[nodiscard]] bool isPlain() const { return m_statement.kind == statement::StatementKind::Insert; }
    [[nodiscard]] Result<QList<MysqlImage>> imagesOf(const QByteArrayList &conditions);

    const QSqlDatabase &m_db;
    const MysqlSession &m_session;
    const MysqlTable &m_table;
    const statement::Statement &m_statement;
    const QVariantList &m_binds;

    QSet<qsizetype> m_keyColumns;           // columns whose values matter
    QHash<qsizetype, qsizetype> m_position; // column -> its place in a row of values
    QList<Parts> m_parts;                   // by row
    QList<std::pair<Asked, RowValue>> m_frozen; // in the order of the text
    QByteArrayList m_conditions;            // rows that stand in its way
    bool m_generates = false;               // all rows get an automatic key
    QList<MysqlImage> m_before;
    QList<MysqlImage> m_added;
    bool m_hasChanged = false;
    bool m_hasRolledBack = false;
};

} // namespace txdesk::at
