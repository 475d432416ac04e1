// Jobs on many transactions as JSON: of /api/v1/jobs, both ways, and as the store keeps them.
// Times are integers: milliseconds since 1970 UTC.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/base/result.h"
#include "shared/model/bulk_job.h"
#include "shared/model/global_transaction.h"

#include <QJsonObject>

namespace txdesk::codec {

inline constexpr int jobIdMax = 32;          // letters, digits, - and _
inline constexpr int jobReasonMax = 1024;    // longer ones are cut
inline constexpr qsizetype pickedMax = 20'000;

// {"id","action","set":{"filter","gids","picked","frozenAt"},"reason","pace":{"perSecond","stopPercent","ramp"}}; the
// filter as the query string of GET /api/v1/transactions.
[[nodiscard]] QJsonObject toJson(const JobOrder &order);
[[nodiscard]] QJsonObject toJson(const JobDryRun &run);
// Without the gids that were picked: only how many.
[[nodiscard]] QJsonObject toJson(const BulkJob &job);
[[nodiscard]] QJsonObject toJson(const JobItem &item);
[[nodiscard]] QJsonObject toJson(const JobItems &items); // {"items","next"}

// InvalidRequest names the field. The pace is brought within its bounds.
[[nodiscard]] Result<JobOrder> jobOrderFromJson(const QJsonObject &json);
[[nodiscard]] Result<JobDryRun> jobDryRunFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<BulkJob> bulkJobFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<JobItem> jobItemFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<JobItems> jobItemsFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);

// A job and whoever carries it.
struct StoredJob
{
    BulkJob job{};
    AuditContext by{};
    QString owner{}; // the coordinator's name
    qint64 turn = 0; // how often it was handed on: tells a carrier from an earlier run of the same name

    friend bool operator==(const StoredJob &, const StoredJob &) = default;
};
[[nodiscard]] QString storedText(const StoredJob &job);
[[nodiscard]] Result<StoredJob> storedJobFrom(const QString &text);

// One transaction of a job. Intended: it is on record that it is about to be acted on, and from what state.
enum class ItemStage { Waiting, Intended, Concluded };
struct StoredItem
{
    JobItem item{};            // outcome, detail and at count when it is concluded
    ItemStage stage = ItemStage::Waiting;
    // Of one that is intended, or was: status, epoch, attempts, parked, paused as it was acted on last; lastSeq as it was when it
    // was intended for the first time. An act of the job can only stand behind it in the journal.
    GlobalTransaction before{};

    friend bool operator==(const StoredItem &, const StoredItem &) = default;
};
[[nodiscard]] QString storedText(const QList<StoredItem> &items);
[[nodiscard]] Result<QList<StoredItem>> storedItemsFrom(const QString &text);

// What a person has picked, in the order of the picking.
[[nodiscard]] QString storedText(const QList<Gid> &gids);
[[nodiscard]] QList<Gid> storedGidsFrom(const QString &text);

} // namespace txdesk::codec
