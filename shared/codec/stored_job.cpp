// Jobs as the store keeps them. Read strictly: a word that is not known here was written by a newer coordinator, whose job it stays.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/fields.h"
#include "shared/codec/job_codec.h"
#include "shared/codec/json_reader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<Name<ItemStage>, 3> stageNames{{
    {ItemStage::Waiting, QLatin1StringView("waiting")},
    {ItemStage::Intended, QLatin1StringView("intended")},
    {ItemStage::Concluded, QLatin1StringView("concluded")},
}};

QJsonObject storedJson(const StoredItem &stored)
{
    if (stored.stage == ItemStage::Concluded)
        return toJson(stored.item);
    QJsonObject json{{u"gid"_s, stored.item.gid.value}, {u"stage"_s, QString(nameIn(stageNames, stored.stage))}};
    const GlobalTransaction &before = stored.before;
    if (before.gid.value.isEmpty())
        return json;
    json.insert(u"status"_s, QString(nameIn(transactionStatusNames, before.status)));
    json.insert(u"epoch"_s, before.epoch);
    json.insert(u"attempts"_s, before.attempts);
    json.insert(u"lastSeq"_s, before.lastSeq);
    json.insert(u"parked"_s, QString(nameIn(parkedNames, before.parked)));
    json.insert(u"paused"_s, before.paused);
    return json;
}

Result<StoredItem> storedItemFrom(const QJsonObject &json)
{
    Fields fields(json);
    StoredItem stored;
    stored.stage = fields.choice("stage"_L1, stageNames, ItemStage::Concluded);
    if (stored.stage == ItemStage::Concluded)
        return jobItemFromJson(json).map([&stored](const JobItem &item) {
            stored.item = item;
            return stored;
        });
    stored.item.gid = Gid{fields.text("gid"_L1)};
    if (stored.stage == ItemStage::Waiting && !fields.has("status"_L1))
        return fields.finish(std::move(stored));
    stored.before.gid = stored.item.gid;
    stored.before.status = fields.choice("status"_L1, transactionStatusNames, TransactionStatus::Prepared);
    stored.before.epoch = fields.integer("epoch"_L1);
    stored.before.attempts = fields.smallInteger("attempts"_L1);
    stored.before.lastSeq = fields.integer("lastSeq"_L1);
    stored.before.parked = fields.choice("parked"_L1, parkedNames, Parked::No);
    stored.before.paused = fields.flag("paused"_L1);
    return fields.finish(std::move(stored));
}

QString storedAs(const QJsonObject &json) { return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)); }

} // namespace

QString storedText(const StoredJob &stored)
{
    QJsonObject json = toJson(stored.job);
    json.insert(u"owner"_s, stored.owner);
    json.insert(u"turn"_s, stored.turn);
    json.insert(u"by"_s, QJsonObject{{u"actor"_s, stored.by.actor}, {u"tokenId"_s, stored.by.tokenId},
                                     {u"role"_s, QString(nameIn(roleNames, stored.by.role))}, {u"address"_s, stored.by.address},
                                     {u"requestId"_s, stored.by.requestId}});
    return storedAs(json);
}

Result<StoredJob> storedJobFrom(const QString &text)
{
    const Result<QJsonObject> json = parseObject(text.toUtf8(), KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    Result<BulkJob> job = bulkJobFromJson(*json);
    if (!job)
        return tl::unexpected<Error>(job.error());
    Fields fields(*json);
    const QJsonObject who = fields.object("by"_L1);
    Fields by(who);
    StoredJob stored{.job = *std::move(job), .by = {}, .owner = fields.text("owner"_L1), .turn = fields.integer("turn"_L1, 0)};
    stored.by = {.actor = by.text("actor"_L1), .tokenId = by.text("tokenId"_L1), .role = by.choice("role"_L1, roleNames, Role::Nobody),
                 .address = by.text("address"_L1), .requestId = by.text("requestId"_L1)};
    return fields.finish(std::move(stored));
}

QString storedText(const QList<StoredItem> &items)
{
    QJsonArray array;
    for (const StoredItem &item : items)
        array.append(storedJson(item));
    return storedAs(QJsonObject{{u"items"_s, array}});
}

Result<QList<StoredItem>> storedItemsFrom(const QString &text)
{
    const Result<QJsonObject> json = parseObject(text.toUtf8(), KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    Fields fields(*json);
    QList<StoredItem> items;
    for (const QJsonValue &value : fields.list("items"_L1)) {
        Result<StoredItem> item = storedItemFrom(value.toObject());
        if (!item)
            return tl::unexpected<Error>(item.error());
        items.append(*std::move(item));
    }
    return fields.finish(std::move(items));
}

QString storedText(const QList<Gid> &gids)
{
    QJsonArray array;
    for (const Gid &gid : gids)
        array.append(gid.value);
    return storedAs(QJsonObject{{u"gids"_s, array}});
}

QList<Gid> storedGidsFrom(const QString &text)
{
    QList<Gid> gids;
    for (const QJsonValue &gid : QJsonDocument::fromJson(text.toUtf8()).object().value("gids"_L1).toArray())
        gids.append(Gid{gid.toString()});
    return gids;
}

} // namespace txdesk::codec
