// The texts of all SQL statements: sql/common, overridden by sql/<dialect>, one statement a file, from the Qt resource.
// Thread: any; a value.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"
#include "shared/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace txdesk::store {

// Every statement the program runs; the text is the file's name. tests/store/sql_catalog_test.cpp fails on a file that
// has no name here and on a name without a file.
enum class Sql {
    Begin, Commit, Rollback, ReadBegin, SchemaCreate,
    TransactionInsert, TransactionUpdate, TransactionByGid, TransactionById, TransactionDelete, ParticipantAdd,
    OpInsert, OpInsertLadder, OpUpdate, OpUpdateLadder, OpsByGid, OpsDelete,
    JournalInsert, JournalNewest, JournalDelete,
    ClaimLoad, ClaimCandidates, ClaimDue, RecoverCount, RecoverDue, HastenCandidates, HastenOne,
    TakeOver, KeepHeld, ResetTransactions, ResetOps, ResetJournal, ResetKv,
    NodeUpsert, NodeForget, NodeDelete, Nodes,
    FinishedBefore,
    KvInsert, KvUpdate, KvDelete, KvFind, KvScan, KvVersion,
    TokenInsert, TokenPut, TokenTouch, Tokens,
    Savepoint, SavepointRelease, SavepointRollback,
    AuditHead, AuditCount, AuditInsert, AuditOldest, AuditDeleteOldest, AuditEnded, AuditDeleteNewest, AuditPage, AuditPageGid, AuditWalk,
    LockInsert, LockHolder, LockHolders, LockRelease, LockPage, LockPageGid, LockCounts,
    LockWaitTurn, LockWaitOld, LockWaitForget, LockWaitInsert, LockWaits,
    LockSavepoint, LockSavepointRelease, LockSavepointRollback, ResetLocks, ResetLockWaits,
    Totals, GidPrefix, BusinessKey, FailingOps,
    WalkAllNewest, WalkAllOldest, WalkUnfinishedNewest, WalkUnfinishedOldest, WalkFailedNewest, WalkFailedOldest,
    WalkPausedNewest, WalkPausedOldest, WalkParkedNewest, WalkParkedOldest, WalkDue, WalkFailures, WalkIds,
};
inline constexpr std::array<Name<Sql>, 95> sqlNames{{
    {Sql::Begin, QLatin1StringView("begin")},
    {Sql::Commit, QLatin1StringView("commit")},
    {Sql::Rollback, QLatin1StringView("rollback")},
    {Sql::ReadBegin, QLatin1StringView("read_begin")},
    {Sql::SchemaCreate, QLatin1StringView("schema_create")},
    {Sql::TransactionInsert, QLatin1StringView("transaction_insert")},
    {Sql::TransactionUpdate, QLatin1StringView("transaction_update")},
    {Sql::TransactionByGid, QLatin1StringView("transaction_by_gid")},
    {Sql::TransactionById, QLatin1StringView("transaction_by_id")},
    {Sql::TransactionDelete, QLatin1StringView("transaction_delete")},
    {Sql::ParticipantAdd, QLatin1StringView("participant_add")},
    {Sql::OpInsert, QLatin1StringView("op_insert")},
    {Sql::OpInsertLadder, QLatin1StringView("op_insert_ladder")},
    {Sql::OpUpdate, QLatin1StringView("op_update")},
    {Sql::OpUpdateLadder, QLatin1StringView("op_update_ladder")},
    {Sql::OpsByGid, QLatin1StringView("ops_by_gid")},
    {Sql::OpsDelete, QLatin1StringView("ops_delete")},
    {Sql::JournalInsert, QLatin1StringView("journal_insert")},
    {Sql::JournalNewest, QLatin1StringView("journal_newest")},
    {Sql::JournalDelete, QLatin1StringView("journal_delete")},
    {Sql::ClaimLoad, QLatin1StringView("claim_load")},
    {Sql::ClaimCandidates, QLatin1StringView("claim_candidates")},
    {Sql::ClaimDue, QLatin1StringView("claim_due")},
    {Sql::RecoverCount, QLatin1StringView("recover_count")},
    {Sql::RecoverDue, QLatin1StringView("recover_due")},
    {Sql::HastenCandidates, QLatin1StringView("hasten_candidates")},
    {Sql::HastenOne, QLatin1StringView("hasten_one")},
    {Sql::TakeOver, QLatin1StringView("take_over")},
    {Sql::KeepHeld, QLatin1StringView("keep_held")},
    {Sql::ResetTransactions, QLatin1StringView("reset_transactions")},
    {Sql::ResetOps, QLatin1StringView("reset_ops")},
    {Sql::ResetJournal, QLatin1StringView("reset_journal")},
    {Sql::ResetKv, QLatin1StringView("reset_kv")},
    {Sql::NodeUpsert, QLatin1StringView("node_upsert")},
    {Sql::NodeForget, QLatin1StringView("node_forget")},
    {Sql::NodeDelete, QLatin1StringView("node_delete")},
    {Sql::Nodes, QLatin1StringView("nodes")},
    {Sql::FinishedBefore, QLatin1StringView("finished_before")},
    {Sql::KvInsert, QLatin1StringView("kv_insert")},
    {Sql::KvUpdate, QLatin1StringView("kv_update")},
    {Sql::KvDelete, QLatin1StringView("kv_delete")},
    {Sql::KvFind, QLatin1StringView("kv_find")},
    {Sql::KvScan, QLatin1StringView("kv_scan")},
    {Sql::KvVersion, QLatin1StringView("kv_version")},
    {Sql::TokenInsert, QLatin1StringView("token_insert")},
    {Sql::TokenPut, QLatin1StringView("token_put")},
    {Sql::TokenTouch, QLatin1StringView("token_touch")},
    {Sql::Tokens, QLatin1StringView("tokens")},
    {Sql::Savepoint, QLatin1StringView("savepoint")},
    {Sql::SavepointRelease, QLatin1StringView("savepoint_release")},
    {Sql::SavepointRollback, QLatin1StringView("savepoint_rollback")},
    {Sql::AuditHead, QLatin1StringView("audit_head")},
    {Sql::AuditCount, QLatin1StringView("audit_count")},
    {Sql::AuditInsert, QLatin1StringView("audit_insert")},
    {Sql::AuditOldest, QLatin1StringView("audit_oldest")},
    {Sql::AuditDeleteOldest, QLatin1StringView("audit_delete_oldest")},
    {Sql::AuditEnded, QLatin1StringView("audit_ended")},
    {Sql::AuditDeleteNewest, QLatin1StringView("audit_delete_newest")},
    {Sql::AuditPage, QLatin1StringView("audit_page")},
    {Sql::AuditPageGid, QLatin1StringView("audit_page_gid")},
    {Sql::AuditWalk, QLatin1StringView("audit_walk")},
    {Sql::LockInsert, QLatin1StringView("lock_insert")},
    {Sql::LockHolder, QLatin1StringView("lock_holder")},
    {Sql::LockHolders, QLatin1StringView("lock_holders")},
    {Sql::LockRelease, QLatin1StringView("lock_release")},
    {Sql::LockPage, QLatin1StringView("lock_page")},
    {Sql::LockPageGid, QLatin1StringView("lock_page_gid")},
    {Sql::LockCounts, QLatin1StringView("lock_counts")},
    {Sql::LockWaitTurn, QLatin1StringView("lock_wait_turn")},
    {Sql::LockWaitOld, QLatin1StringView("lock_wait_old")},
    {Sql::LockWaitForget, QLatin1StringView("lock_wait_forget")},
    {Sql::LockWaitInsert, QLatin1StringView("lock_wait_insert")},
    {Sql::LockWaits, QLatin1StringView("lock_waits")},
    {Sql::LockSavepoint, QLatin1StringView("lock_savepoint")},
    {Sql::LockSavepointRelease, QLatin1StringView("lock_savepoint_release")},
    {Sql::LockSavepointRollback, QLatin1StringView("lock_savepoint_rollback")},
    {Sql::ResetLocks, QLatin1StringView("reset_locks")},
    {Sql::ResetLockWaits, QLatin1StringView("reset_lock_waits")},
    {Sql::Totals, QLatin1StringView("totals")},
    {Sql::GidPrefix, QLatin1StringView("gid_prefix")},
    {Sql::BusinessKey, QLatin1StringView("business_key")},
    {Sql::FailingOps, QLatin1StringView("failing_ops")},
    {Sql::WalkAllNewest, QLatin1StringView("walk_all_newest")},
    {Sql::WalkAllOldest, QLatin1StringView("walk_all_oldest")},
    {Sql::WalkUnfinishedNewest, QLatin1StringView("walk_unfinished_newest")},
    {Sql::WalkUnfinishedOldest, QLatin1StringView("walk_unfinished_oldest")},
    {Sql::WalkFailedNewest, QLatin1StringView("walk_failed_newest")},
    {Sql::WalkFailedOldest, QLatin1StringView("walk_failed_oldest")},
    {Sql::WalkPausedNewest, QLatin1StringView("walk_paused_newest")},
    {Sql::WalkPausedOldest, QLatin1StringView("walk_paused_oldest")},
    {Sql::WalkParkedNewest, QLatin1StringView("walk_parked_newest")},
    {Sql::WalkParkedOldest, QLatin1StringView("walk_parked_oldest")},
    {Sql::WalkDue, QLatin1StringView("walk_due")},
    {Sql::WalkFailures, QLatin1StringView("walk_failures")},
    {Sql::WalkIds, QLatin1StringView("walk_ids")},
}};

struct Migration
{
    int version = 0; // from 1, without holes
    QString name;    // "0001_initial"
    QByteArray script;
};

class SqlCatalog
{
public:
    [[nodiscard]] static SqlCatalog forDialect(const QString &dialect); // "sqlite"

    [[nodiscard]] const QByteArray &text(Sql statement) const { return m_texts[static_cast<std::size_t>(statement)]; }
    [[nodiscard]] const QList<Migration> &migrations() const { return m_migrations; } // by version
    [[nodiscard]] static QStringList files(const QString &folder); // names without ".sql" under sql/<folder>

private:
    std::array<QByteArray, sqlNames.size()> m_texts;
    QList<Migration> m_migrations;
};

} // namespace txdesk::store
