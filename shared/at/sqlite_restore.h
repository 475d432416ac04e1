// Reads and writes rows for phase two on SQLite: triggers off, foreign keys checked at the end instead of acting.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/restore.h"
#include "shared/at/sqlite_tables.h"

#include <QHash>

namespace txdesk::at {

class SqliteRestore final : public Restore
{
public:
    explicit SqliteRestore(sqlite3 *handle) : m_handle(handle), m_tables(handle) {}

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
    [[nodiscard]] Result<const SqliteTable *> tableOf(const UndoItem &item);
    [[nodiscard]] Result<> write(const QByteArray &sql, const Row &values);
    [[nodiscard]] Result<QStringList> referencesOf(const QString &table);
    [[nodiscard]] Result<qint64> brokenIn(const QString &table);

    sqlite3 *m_handle;
    SqliteTables m_tables;                     // while a transaction is open
    QHash<QString, qint64> m_brokenAtTheBegin; // table -> rows whose references were broken before we wrote
};

} // namespace txdesk::at
