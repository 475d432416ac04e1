// Which statements may run in a captured local transaction on SQLite: asked by SQLite's authorizer while it prepares one,
// so no text is ever parsed by us. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QList>
#include <QString>

#include <sqlite3.h>

#include <utility>

namespace txdesk::at {

// One per open local transaction. Invariant: while it is attached, every statement of the connection is asked about; those
// that were prepared before are prepared again.
class SqliteGuard
{
public:
    explicit SqliteGuard(QString undoTable) : m_undoTable(std::move(undoTable)) {}
    ~SqliteGuard() { detach(); }
    SqliteGuard(const SqliteGuard &) = delete;
    SqliteGuard &operator=(const SqliteGuard &) = delete;

    void attach(sqlite3 *db);
    void detach();
    void openUndoTable() { m_undoTableIsOpen = true; } // its row is written last; nothing else is after it

    // What the statement that was prepared last would write, also by its triggers and cascades. While SQLite asks, nothing may
    // be looked up in the database: whoever runs it checks these first.
    struct Write
    {
        QString table;
        QString column; // of an update
    };
    [[nodiscard]] QList<Write> takeWrites() { return std::exchange(m_writes, {}); }
    [[nodiscard]] QString takeRefusal() { return std::exchange(m_refusal, {}); } // of that statement; empty: none

    // While one lives, our own statements are not asked about.
    class Pass
    {
    public:
        explicit Pass(SqliteGuard &guard) : m_guard(guard) { ++m_guard.m_passes; }
        ~Pass() { --m_guard.m_passes; }
        Pass(const Pass &) = delete;
        Pass &operator=(const Pass &) = delete;

    private:
        SqliteGuard &m_guard;
    };

private:
    static int authorize(void *self, int action, const char *first, const char *second, const char *schema, const char *trigger);
    [[nodiscard]] QString refusalOf(int action, const QString &first, const QString &second, const QString &schema);
    [[nodiscard]] QString refusalOfWrite(int action, const QString &table, const QString &column, const QString &schema);

    QString m_undoTable;
    QList<Write> m_writes;
    QString m_refusal;
    sqlite3 *m_db = nullptr;
    int m_passes = 0;
    bool m_undoTableIsOpen = false;
};

} // namespace txdesk::at
