// The tables of a SQLite database as capture and restore need them: columns, key, and why rows of a table could not be
// undone exactly. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/sqlite_handle.h"

#include <map>

namespace txdesk::at {

struct SqliteKeyColumn
{
    int index = 0;        // into columns
    QByteArray collation; // "BINARY", "NOCASE", "RTRIM"
};

struct SqliteTable
{
    QString name;
    QList<UndoColumn> columns{};
    QList<SqliteKeyColumn> key{};
    QByteArray rowid{};    // the name of its rowid; empty: a table WITHOUT ROWID
    bool isStored = false; // a table; not a view
    QString refusal{};     // why its rows cannot be undone; empty: they can

    [[nodiscard]] QStringList keyNames() const;
    [[nodiscard]] QByteArray columnList() const;   // quoted, with commas
    [[nodiscard]] QByteArray whereKey(int firstParameter) const; // "k" = ?1 AND ..
    [[nodiscard]] Row keyOf(const Row &row) const; // of a row of all columns

    // The key as it is locked and told apart: one spelling for what the key's index takes for the same.
    [[nodiscard]] Row foldedKey(const Row &key) const;
};

// Thread: the connection's. For the length of one local transaction, in which nobody can change the schema.
class SqliteTables
{
public:
    explicit SqliteTables(sqlite3 *db) : m_db(db) {}

    // Null: there is no such table or view. It stays where it is until clear().
    [[nodiscard]] Result<const SqliteTable *> find(const QString &name);
    void clear() { m_known.clear(); }

private:
    sqlite3 *m_db;
    std::map<QString, SqliteTable> m_known; // by the name asked for; one without a name is not there
};

} // namespace txdesk::at
