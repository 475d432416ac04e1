// Transactions, branches, events and pages of /api/v1 as JSON, both ways. Used by server, console, demo and tests.
// Times are integers: milliseconds since 1970 UTC, keys end in "At"; durations are integers in ms, keys end in "Ms".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/base/result.h"
#include "shared/model/coordinator_stats.h"
#include "shared/model/topic.h"
#include "shared/model/transaction_detail.h"
#include "shared/model/transaction_page.h"

#include <QJsonObject>

namespace txdesk::codec {

[[nodiscard]] QJsonObject toJson(const TransactionRow &row);
[[nodiscard]] QJsonObject toJson(const BranchOp &op); // payload as base64 under "payload"
[[nodiscard]] QJsonObject toJson(const JournalEvent &event);
[[nodiscard]] QJsonObject toJson(const ActionState &state);
[[nodiscard]] QJsonObject toJson(const PlannedCall &call);
[[nodiscard]] QJsonObject toJson(const TransactionDetail &detail);
[[nodiscard]] QJsonObject toJson(const TransactionPage &page);
[[nodiscard]] QJsonObject toJson(const ActionRequest &request); // without gid and action: they are in the path
[[nodiscard]] QJsonObject toJson(const CoordinatorStats &stats);
[[nodiscard]] QJsonObject toJson(const ParticipantStats &stats);
[[nodiscard]] QJsonObject toJson(const NodeInfo &node);

// UnknownWords::Kept: words of a newer server become foreign values. An event of an unknown kind then has itself, as JSON, as its text.
[[nodiscard]] Result<TransactionRow> rowFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<BranchOp> branchOpFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<JournalEvent> eventFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<TransactionDetail> detailFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<TransactionPage> pageFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<ActionRequest> actionRequestFromJson(const QJsonObject &json);
[[nodiscard]] Result<CoordinatorStats> statsFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<ParticipantStats> participantStatsFromJson(const QJsonObject &json);
[[nodiscard]] Result<NodeInfo> nodeFromJson(const QJsonObject &json);

// The query string of GET /api/v1/transactions, both ways: "status=submitted,aborting&kind=saga&gid=abc&participant=..
// &error=..&failures=3&from=..&to=..&stuck=1&paused=1
// &parked=dirty,dead-letter&sort=-created&after=..&limit=200", percent-encoded.
[[nodiscard]] QByteArray toQuery(const TransactionFilter &filter, const PageRequest &page);
struct ListQuery
{
    TransactionFilter filter;
    PageRequest page;
};
// InvalidRequest names the parameter and what it may be.
[[nodiscard]] Result<ListQuery> listQueryFrom(const QList<std::pair<QByteArray, QByteArray>> &parameters);

} // namespace txdesk::codec
