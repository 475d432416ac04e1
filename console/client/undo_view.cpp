// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/undo_view.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowsMax = 10'000; // of one branch: more than a person reads

Result<UndoValue> valueFromJson(const QJsonValue &json)
{
    using Kind = UndoValue::Kind;
    if (json.isNull())
        return UndoValue{};
    static constexpr std::array<std::pair<QLatin1StringView, Kind>, 4> tags{
        {{"t"_L1, Kind::Text}, {"b"_L1, Kind::Bytes}, {"i"_L1, Kind::Integer}, {"r"_L1, Kind::Real}}};
    const QJsonObject tagged = json.toObject();
    if (tagged.size() == 1 && tagged.value("u"_L1).isString()) // a text that JSON's readers would change
        return UndoValue{Kind::Text, QString::fromUtf8(QByteArray::fromBase64(tagged.value("u"_L1).toString().toLatin1()))};
    for (const auto &[tag, kind] : tags)
        if (tagged.size() == 1 && tagged.value(tag).isString())
            return UndoValue{kind, tagged.value(tag).toString()};
    if (tagged.size() == 1 && tagged.begin()->isString()) // of a newer server: shown as it came
        return UndoValue{Kind::Text, QString::fromUtf8(QJsonDocument(tagged).toJson(QJsonDocument::Compact))};
    return fail(ErrorCode::InvalidRequest, u"the undo view has a value that is none"_s);
}

Result<std::optional<UndoRow>> rowFromJson(const QJsonValue &json, qsizetype columns)
{
    if (json.isNull())
        return std::optional<UndoRow>();
    UndoRow row;
    for (const QJsonValue &cell : json.toArray()) {
        Result<UndoValue> value = valueFromJson(cell);
        if (!value)
            return tl::unexpected(value.error());
        row.append(*std::move(value));
    }
    if (row.size() != columns)
        return fail(ErrorCode::InvalidRequest, u"the undo view has a row that does not fit its columns"_s);
    return std::optional<UndoRow>(std::move(row));
}

Result<QList<std::optional<UndoRow>>> imagesFromJson(const QJsonValue &json, qsizetype columns)
{
    QList<std::optional<UndoRow>> rows;
    for (const QJsonValue &one : json.toArray()) {
        Result<std::optional<UndoRow>> row = rowFromJson(one, columns);
        if (!row)
            return tl::unexpected(row.error());
        rows.append(*std::move(row));
        if (rows.size() > rowsMax)
            return fail(ErrorCode::InvalidRequest, u"the undo view has more rows than can be shown"_s);
    }
    return rows;
}

QStringList namesFromJson(const QJsonValue &json)
{
    QStringList names;
    for (const QJsonValue &name : json.toArray())
        names.append(name.isObject() ? name["n"_L1].toString() : name.toString());
    return names;
}

Result<UndoItem> itemFromJson(const QJsonObject &json)
{
    UndoItem item{.kind = json.value("kind"_L1).toString(),
                  .table = json.value("table"_L1).toString(),
                  .key = namesFromJson(json.value("pk"_L1)),
                  .columns = namesFromJson(json.value("columns"_L1))};
    const std::array<std::pair<QLatin1StringView, QList<std::optional<UndoRow>> *>, 3> sides{
        {{"before"_L1, &item.before}, {"after"_L1, &item.after}, {"now"_L1, &item.now}}};
    qsizetype longest = 0;
    for (const auto &[name, rows] : sides) {
        auto images = imagesFromJson(json.value(name), item.columns.size());
        if (!images)
            return tl::unexpected(images.error());
        *rows = *std::move(images);
        longest = std::max(longest, rows->size());
    }
    for (const auto &[name, rows] : sides)
        rows->resize(longest); // an insert has no images before, a delete none after
    return item;
}

} // namespace

Result<UndoView> undoViewFromJson(const QJsonObject &json)
{
    const QJsonObject undo = json.value("undo"_L1).toObject();
    UndoView view{.branch = BranchId{json.value("branch"_L1).toString()}, .resource = undo.value("resource"_L1).toString()};
    if (!undo.value("items"_L1).isArray())
        return fail(ErrorCode::InvalidRequest, u"the undo view has no items"_s);
    for (const QJsonValue &one : undo.value("items"_L1).toArray()) {
        Result<UndoItem> item = itemFromJson(one.toObject());
        if (!item)
            return tl::unexpected(item.error());
        view.items.append(*std::move(item));
    }
    return view;
}

} // namespace txdesk::console
