// The rows that a local transaction has touched, as they were before it, and what came of them. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/mysql_rows.h"

#include <QSet>

namespace txdesk::at {

class MysqlTouched
{
public:
    // Before their first change, or right after they were inserted. A row that is known already stays as it was noted. The table
    // outlives this.
    void note(const MysqlTable &table, const QList<MysqlImage> &images, bool wereThere);

    // Reads them all again.
    [[nodiscard]] Result<ChangeSet> changes(const QSqlDatabase &db) const;

    void clear();

private:
    struct Touched
    {
        const MysqlTable *table = nullptr;
        Row key{};
        Row folded{};
        std::optional<Row> before{}; // nullopt: the row was not there
    };

    [[nodiscard]] Result<> addTable(const QSqlDatabase &db, ChangeSet &changes, const MysqlTable &table, QList<std::optional<UndoItem>> &items) const;
    [[nodiscard]] static std::optional<UndoItem> itemOf(const Touched &touched, const Row *after);

    QHash<QByteArray, qsizetype> m_known; // table and folded key -> index of m_touched
    QList<Touched> m_touched;             // in order of the first change
};

// Adds a key to those of its table, unless it is there.
class LockList
{
public:
    void add(const QString &table, const Row &key);
    [[nodiscard]] QList<client::TableLocks> take();

private:
    QList<client::TableLocks> m_locks;
    QSet<QByteArray> m_known;
};

} // namespace txdesk::at
