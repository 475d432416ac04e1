// The tables of a MySQL or MariaDB database as capture and restore need them: columns, keys, references, and why rows of a
// table could not be undone exactly. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/mysql_session.h"
#include "shared/at/mysql_values.h"

#include <QHash>

#include <memory>

namespace txdesk::at {

// A foreign key.
struct MysqlReference
{
    QString name;
    QString childSchema;
    QString child;
    QString parentSchema;
    QString parent;
    QStringList childColumns{};
    QStringList parentColumns{};
    bool actsOnDelete = false; // CASCADE, SET NULL: rows of the child change with the parent's
    bool actsOnUpdate = false;
    bool isOwn = false;         // the table described is the child
    bool isToIt = false;        // the table described is the parent; both: it refers to itself
};

struct MysqlUnique
{
    QString name;
    QList<qsizetype> columns{}; // into MysqlTable::columns
    bool isWhole = true;        // every part is a whole stored column
};

struct MysqlTable
{
    QString name;
    QList<MysqlColumn> columns{}; // those that are stored, in order: what an image holds
    QStringList listed{};         // all but invisible ones: what INSERT without a list of columns means
    QList<qsizetype> key{};       // into columns
    QList<MysqlUnique> uniques{}; // the primary key is the first
    QList<MysqlReference> references{}; // of it and to it
    QString refusal{};            // why its rows cannot be undone; empty: they can

    [[nodiscard]] QStringList keyNames() const;
    [[nodiscard]] QList<UndoColumn> undoColumns() const;
    [[nodiscard]] Row keyOf(const Row &row) const; // of a row of all columns
    [[nodiscard]] std::optional<qsizetype> indexOf(const QString &column) const; // in any case of letters
    // `id` = 1 AND `n` = 2; operands stand behind prefix ("`t`.", or nothing).
    [[nodiscard]] Result<QByteArray> whereKey(const QByteArray &prefix, const Row &key) const;
    // One of these keys; FALSE for none.
    [[nodiscard]] Result<QByteArray> whereKeys(const QByteArray &prefix, const QList<Row> &keys) const;
};

// Descriptions are kept with the connection. Each is checked against SHOW CREATE TABLE when a local transaction first asks for
// it; triggers and references of others are asked for again after a minute.
class MysqlTables
{
public:
    MysqlTables(QSqlDatabase db, const MysqlSession &session);

    // name: as somebody spelled it. NotFound: no such table. The pointer lives as long as this.
    [[nodiscard]] Result<const MysqlTable *> find(const QString &name);

private:
    QSqlDatabase m_db;
    QString m_schema;
    bool m_foldsNames;
    QHash<QString, std::shared_ptr<const MysqlTable>> m_tables; // by spelling
};

} // namespace txdesk::at
