// Reads and writes rows for phase two on MySQL or MariaDB: in UTC, with fixed modes, foreign keys checked at the end instead of
// acting. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/mysql_rows.h"
#include "shared/at/restore.h"

namespace txdesk::at {

class MysqlRestore final : public Restore
{
public:
    explicit MysqlRestore(QSqlDatabase db) : m_db(std::move(db)) {}

    [[nodiscard]] Result<> setUp(Milliseconds lockWait) override;
    [[nodiscard]] Result<> begin() override;
    [[nodiscard]] Result<> savepoint() override;
    [[nodiscard]] Result<> backToSavepoint() override;
    [[nodiscard]] Result<> commit() override;
    void rollback() override;
    [[nodiscard]] Result<Shape> checkShape(const UndoItem &item) override;
    [[nodiscard]] Result<QList<std::optional<Row>>> currentRows(const UndoItem &item) override;
    [[nodiscard]] Result<> insertRow(const UndoItem &item, const Row &row) override;
    [[nodiscard]] Result<> updateRow(const UndoItem &item, const Row &row, const QList<qsizetype> &columns) override;
    [[nodiscard]] Result<> deleteRow(const UndoItem &item, const Row &row) override;
    [[nodiscard]] Result<> checkReferences(const QList<UndoItem> &items) override;

private:
    [[nodiscard]] Result<const MysqlTable *> tableOf(const UndoItem &item);
    [[nodiscard]] Result<> run(const QByteArray &sql, const QVariantList &values = {});
    [[nodiscard]] Result<QByteArray> whereKey(const MysqlTable &table, const UndoItem &item, const Row &row) const;
    [[nodiscard]] Result<QHash<QByteArray, Row>> rowsByKey(const MysqlTable &table, const QList<Row> &keys);

    QSqlDatabase m_db;
    MysqlSession m_session;
    std::unique_ptr<MysqlTables> m_tables; // while a transaction is open
    std::optional<qint64> m_brokenAtTheBegin;
};

} // namespace txdesk::at
