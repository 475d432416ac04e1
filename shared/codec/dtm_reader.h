// Reads what a stock DTM server answers: transactions, branch rows, pages, topics. Times come in any RFC 3339 form, members
// may be missing or null, words may be unknown.
// Source: docs/dtm-compatibility.md; DTM's Go structs for the three kinds of store.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/topic.h"
#include "shared/model/transaction_snapshot.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace txdesk::codec {

// Of a transaction, words that are not known are foreign values. InvalidRequest names the member that is missing, or that of a
// branch with a word that is not known, and shows it.
[[nodiscard]] Result<GlobalTransaction> dtmTransactionFrom(const QJsonObject &json);
[[nodiscard]] Result<BranchOp> dtmBranchFrom(const QJsonObject &json);

struct DtmPage
{
    QList<GlobalTransaction> rows{}; // in DTM's order; a gid may come twice
    QString next{};                  // position; empty: the end
    QStringList unreadable{};        // why, of rows that were left out
};
[[nodiscard]] DtmPage dtmPageFrom(const QJsonObject &json);

struct DtmQuery
{
    std::optional<TransactionSnapshot> snapshot{}; // empty: no such gid
    QStringList unreadable{};                      // why, of branch rows that were left out
};
[[nodiscard]] Result<DtmQuery> dtmQueryFrom(const QJsonObject &json);

[[nodiscard]] QList<Topic> dtmTopicsFrom(const QJsonObject &json); // of queryKV?cat=topics

} // namespace txdesk::codec
