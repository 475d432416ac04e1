// The bodies DTM's routes answer with, to the byte: members in DTM's order, present exactly when DTM's are.
// Source: docs/api.md; the shapes of a DTM server on an SQL store (steps and options are not told apart from `options`).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/topic.h"
#include "shared/model/transaction_snapshot.h"

#include <QByteArray>

namespace txdesk::codec {

[[nodiscard]] QByteArray dtmSuccess();                        // {"dtm_result":"SUCCESS"}
[[nodiscard]] QByteArray dtmFailure(QStringView message);     // {"dtm_result":"FAILURE","message":"..."}
[[nodiscard]] QByteArray dtmOngoing(QStringView message);     // {"dtm_result":"ONGOING","message":"..."}
[[nodiscard]] QByteArray dtmMessage(QStringView message);     // {"message":"..."}
[[nodiscard]] QByteArray dtmNewGid(QStringView gid);          // {"dtm_result":"SUCCESS","gid":"..."}

[[nodiscard]] QByteArray dtmTransaction(const GlobalTransaction &transaction);
[[nodiscard]] QByteArray dtmBranch(const Gid &gid, const BranchOp &op);
[[nodiscard]] QByteArray dtmQuery(const TransactionSnapshot *snapshot); // null: an unknown gid
[[nodiscard]] QByteArray dtmProgress(const TransactionSnapshot &snapshot); // prepareWorkflow
[[nodiscard]] QByteArray dtmAll(const QList<GlobalTransaction> &rows, const QString &nextPosition);
[[nodiscard]] QByteArray dtmNoneFound(const QString &position);         // `all` asked for one gid that is unknown
[[nodiscard]] QByteArray dtmKv(const KvRow &row);
[[nodiscard]] QByteArray dtmKvList(const QList<KvRow> &rows);
[[nodiscard]] QByteArray dtmKvPage(const QList<KvRow> &rows, const QString &nextPosition);
[[nodiscard]] QByteArray dtmHastened(int count, bool hasRemaining);

} // namespace txdesk::codec
