// Captures what a local transaction changes on MySQL or MariaDB: each statement is read beforehand, the rows that it chooses are
// read and locked, and it runs on those rows only. How rows came out is read at the end.
// Source: docs/decisions/0033-at-on-mysql.md. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/capture.h"
#include "shared/at/mysql_touched.h"
#include "shared/statement/statement.h"

namespace txdesk::at {

class MysqlCapture final : public Capture
{
public:
    MysqlCapture(QSqlDatabase db, QString undoTable) : m_db(std::move(db)), m_undoTable(std::move(undoTable)) {}
    ~MysqlCapture() override;

    [[nodiscard]] Result<> begin() override;
    [[nodiscard]] Result<QSqlQuery> exec(const QString &sql, const QVariantList &binds) override;
    [[nodiscard]] Result<QList<QVariantList>> selectForUpdate(const QString &table, const QString &sql, const QVariantList &binds) override;
    [[nodiscard]] QList<client::TableLocks> takeLockedReads() override;
    [[nodiscard]] Result<ChangeSet> flush() override;
    [[nodiscard]] Result<> commit() override;
    void rollback() override;
    [[nodiscard]] Milliseconds waitInsideMax() const override { return Milliseconds{1'000}; }

private:
    [[nodiscard]] Result<statement::Statement> analysed(const QString &sql, const QVariantList &binds) const;
    [[nodiscard]] Result<const MysqlTable *> tableOf(const statement::Statement &statement);
    [[nodiscard]] Result<QSqlQuery> execRead(const statement::Statement &statement, const QVariantList &binds);
    [[nodiscard]] Result<QSqlQuery> execChange(const statement::Statement &statement, const QVariantList &binds);
    [[nodiscard]] Result<QSqlQuery> execInsert(const statement::Statement &statement, const QVariantList &binds);
    [[nodiscard]] Result<QSqlQuery> execChosen(const statement::Statement &statement, const QVariantList &binds, const MysqlTable &table,
                                               const QList<Row> &keys);
    [[nodiscard]] Result<QList<MysqlImage>> chosenRows(const statement::Statement &statement, const QVariantList &binds, const MysqlTable &table);
    [[nodiscard]] Result<QSqlQuery> run(const QByteArray &sql, const QVariantList &values);
    [[nodiscard]] Result<> checkPacket(const ChangeSet &changes) const;
    tl::unexpected<Error> spoil(ErrorCode code, const QString &why); // nothing of it may be committed any more

    QSqlDatabase m_db;
    QString m_undoTable;
    MysqlSession m_session;
    std::unique_ptr<MysqlTables> m_tables;
    MysqlTouched m_touched;
    LockList m_lockedReads;
    std::optional<Error> m_spoilt;
    bool m_isOpen = false;
};

} // namespace txdesk::at
