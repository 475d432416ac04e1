// Captures what a local transaction changes on SQLite, by the hook that SQLite calls before it changes a row: no statement is
// parsed, and triggers, cascades, upserts and REPLACE come as what they really do.
// Why not the session extension: docs/decisions/0030-at-on-sqlite.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/capture.h"
#include "shared/at/sqlite_guard.h"
#include "shared/at/sqlite_tables.h"

#include <QHash>

#include <unordered_map>

namespace txdesk::at {

class SqliteCapture final : public Capture
{
public:
    SqliteCapture(QSqlDatabase db, sqlite3 *handle, QString undoTable);
    ~SqliteCapture() override;

    [[nodiscard]] Result<> begin() override;
    [[nodiscard]] Result<QSqlQuery> exec(const QString &sql, const QVariantList &binds) override;
    [[nodiscard]] Result<QList<QVariantList>> selectForUpdate(const QString &table, const QString &sql, const QVariantList &binds) override;
    [[nodiscard]] QList<client::TableLocks> takeLockedReads() override;
    [[nodiscard]] Result<ChangeSet> flush() override;
    [[nodiscard]] Result<> commit() override;
    void rollback() override;
    [[nodiscard]] Milliseconds waitInsideMax() const override { return Milliseconds{0}; }

private:
    struct Touched
    {
        const SqliteTable *table = nullptr;
        Row key{};
        std::optional<Row> before{}; // nullopt: the row was not there
    };

    static void beforeChange(void *self, sqlite3 *db, int change, const char *schema, const char *table, sqlite3_int64 oldRowid,
                             sqlite3_int64 newRowid);
    [[nodiscard]] Result<> note(int change, const QString &schema, const QString &tableName, qint64 oldRowid);
    [[nodiscard]] Result<const SqliteTable *> captured(const QString &name); // a table whose rows can be undone
    [[nodiscard]] Result<> checkWrites();
    [[nodiscard]] Result<Row> changedKey(const SqliteTable &table, bool isNew);
    [[nodiscard]] Result<std::optional<Row>> read(const SqliteTable &table, const QByteArray &where, const Row &values);
    [[nodiscard]] Result<> add(ChangeSet &changes, const Touched &touched);
    void end(); // of the capturing

    QSqlDatabase m_db;
    sqlite3 *m_handle;
    QString m_undoTable;
    SqliteTables m_tables;
    SqliteGuard m_guard;
    std::unordered_map<std::string, SqliteStatement> m_readers; // by their text
    QHash<QByteArray, qsizetype> m_known;                      // table and folded key -> index of m_touched
    QList<Touched> m_touched;                                  // in order of the first change
    QList<client::TableLocks> m_lockedReads;
    QString m_refusal; // of a change that has been made: the local transaction cannot be committed
    bool m_isOpen = false;
};

} // namespace txdesk::at
