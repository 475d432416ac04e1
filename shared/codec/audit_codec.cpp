// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/audit_codec.h"

#include "shared/codec/fields.h"
#include "shared/codec/json_text.h"
#include "shared/codec/utf8.h"

#include <QSet>
#include <QUrl>

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr int auditRowsMax = 1000;
constexpr qsizetype auditWordBytesMax = 256;
constexpr qint64 farthestMs = 253'402'300'799'999; // the end of the year 9999

using Format = AuditQuery::Format;
constexpr std::array<Name<Format>, 3> formatNames{{
    {Format::Json, QLatin1StringView("json")},
    {Format::JsonLines, QLatin1StringView("jsonl")},
    {Format::Csv, QLatin1StringView("csv")},
}};

struct Column
{
    QLatin1StringView name;
    QString (*text)(const AuditRecord &record);
};

// The order of the CSV, and the members of the JSON that are text.
constexpr Column columns[] = {
    {"chain"_L1, [](const AuditRecord &r) { return r.chain; }},
    {"seq"_L1, [](const AuditRecord &r) { return QString::number(r.seq); }},
    {"at"_L1, [](const AuditRecord &r) { return QString::fromLatin1(rfc3339(r.at)); }},
    {"actor"_L1, [](const AuditRecord &r) { return r.by.actor; }},
    {"tokenId"_L1, [](const AuditRecord &r) { return r.by.tokenId; }},
    {"role"_L1, [](const AuditRecord &r) { return spelled(roleNames, r.by.role); }},
    {"address"_L1, [](const AuditRecord &r) { return r.by.address; }},
    {"requestId"_L1, [](const AuditRecord &r) { return r.by.requestId; }},
    {"action"_L1, [](const AuditRecord &r) { return r.action; }},
    {"gid"_L1, [](const AuditRecord &r) { return r.gid; }},
    {"target"_L1, [](const AuditRecord &r) { return r.target; }},
    {"reason"_L1, [](const AuditRecord &r) { return r.reason; }},
    {"before"_L1, [](const AuditRecord &r) { return r.before; }},
    {"after"_L1, [](const AuditRecord &r) { return r.after; }},
    {"result"_L1, [](const AuditRecord &r) { return spelled(auditResultNames, r.result); }},
    {"mac"_L1, [](const AuditRecord &r) { return QString::fromLatin1(r.mac.toHex()); }},
};

tl::unexpected<Error> badParameter(const QString &name, const QString &expected)
{
    return fail(ErrorCode::InvalidRequest, u"parameter %1 must be %2"_s.arg(name, expected), name);
}

bool readMs(const QString &value, std::optional<Instant> &out)
{
    bool ok = false;
    const qint64 ms = value.toLongLong(&ok);
    out = fromMs(std::clamp(ms, -farthestMs, farthestMs));
    return ok;
}

bool readLimit(const QString &value, int &out)
{
    bool ok = false;
    const qint64 limit = value.toLongLong(&ok);
    out = static_cast<int>(std::clamp<qint64>(limit, 1, auditRowsMax));
    return ok;
}

struct AuditParameter
{
    QLatin1StringView name;
    QLatin1StringView expected;
    bool (*read)(const QString &value, AuditQuery &query);
};

constexpr AuditParameter parametersOfAudit[] = {
    {"gid"_L1, "a gid"_L1, [](const QString &v, AuditQuery &q) { q.filter.gid = v; return true; }},
    {"actor"_L1, "the name of a token"_L1, [](const QString &v, AuditQuery &q) { q.filter.actor = v; return true; }},
    {"action"_L1, "a word"_L1, [](const QString &v, AuditQuery &q) { q.filter.action = v; return true; }},
    {"from"_L1, "milliseconds since 1970"_L1, [](const QString &v, AuditQuery &q) { return readMs(v, q.filter.from); }},
    {"to"_L1, "milliseconds since 1970"_L1, [](const QString &v, AuditQuery &q) { return readMs(v, q.filter.to); }},
    {"after"_L1, "what next said"_L1, [](const QString &v, AuditQuery &q) { q.after = v; return true; }},
    {"limit"_L1, "a whole number"_L1, [](const QString &v, AuditQuery &q) { return readLimit(v, q.limit); }},
    {"format"_L1, "json, jsonl or csv"_L1, [](const QString &v, AuditQuery &q) {
         const auto known = valueIn(formatNames, v);
         q.format = known.value_or(Format::Json);
         return known.has_value();
     }},
};

Result<> readParameter(const QByteArray &name, const QByteArray &value, AuditQuery &query)
{
    const QString shown = QString::fromUtf8(name.left(64));
    const auto *known = std::find_if(std::begin(parametersOfAudit), std::end(parametersOfAudit),
                                     [&name](const AuditParameter &one) { return QByteArrayView(name) == QByteArrayView(one.name.data(), one.name.size()); });
    if (known == std::end(parametersOfAudit))
        return fail(ErrorCode::InvalidRequest, u"unknown parameter %1"_s.arg(shown), shown);
    if (!isValidUtf8(value) || value.size() > auditWordBytesMax || !known->read(QString::fromUtf8(value), query))
        return badParameter(known->name, known->expected);
    return {};
}

void addParameter(QByteArray &out, const char *name, const QString &value)
{
    if (value.isEmpty())
        return;
    if (!out.isEmpty())
        out += '&';
    out += QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
}

} // namespace

QJsonObject toJson(const AuditRecord &record)
{
    QJsonObject json;
    for (const Column &column : columns)
        if (const QString text = column.text(record); !text.isEmpty())
            json.insert(column.name, text);
    json.insert("seq"_L1, record.seq);
    json.insert("at"_L1, toMs(record.at));
    return json;
}

QJsonObject toJson(const AuditPage &page)
{
    QJsonArray records;
    for (const AuditRecord &record : page.records)
        records.append(toJson(record));
    QJsonObject json{{u"records"_s, records}};
    if (!page.next.isEmpty())
        json.insert("next"_L1, page.next);
    return json;
}

Result<AuditRecord> auditRecordFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    AuditRecord record;
    record.chain = fields.text("chain"_L1);
    record.seq = fields.integer("seq"_L1);
    record.at = fields.instant("at"_L1);
    record.by.actor = fields.text("actor"_L1);
    record.by.tokenId = fields.text("tokenId"_L1);
    record.by.role = fields.choice("role"_L1, roleNames, Role::Nobody);
    record.by.address = fields.text("address"_L1);
    record.by.requestId = fields.text("requestId"_L1);
    record.action = fields.text("action"_L1);
    record.gid = fields.text("gid"_L1);
    record.target = fields.text("target"_L1);
    record.reason = fields.text("reason"_L1);
    record.before = fields.text("before"_L1);
    record.after = fields.text("after"_L1);
    record.result = fields.choice("result"_L1, auditResultNames, AuditResult::Done);
    record.mac = QByteArray::fromHex(fields.text("mac"_L1).toLatin1());
    return fields.finish(record);
}

Result<AuditPage> auditPageFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    AuditPage page;
    page.next = fields.text("next"_L1);
    for (const QJsonValue &value : fields.list("records"_L1)) {
        Result<AuditRecord> record = auditRecordFromJson(value.toObject(), unknown);
        if (!record)
            return tl::unexpected<Error>(record.error());
        page.records.append(std::move(*record));
    }
    return fields.finish(page);
}

QByteArray csvCell(const QString &text)
{
    static const QString formulaSigns = u"=+-@\t\r"_s;
    QString cell = text;
    if (!cell.isEmpty() && formulaSigns.contains(cell.front()))
        cell.prepend(u'\'');
    cell.replace(u'"', "\"\""_L1);
    return '"' + cell.toUtf8() + '"';
}

QByteArray auditCsvHead()
{
    QByteArray line;
    for (const Column &column : columns)
        line += (line.isEmpty() ? "" : ",") + csvCell(column.name);
    return line + "\r\n";
}

QByteArray auditCsvLine(const AuditRecord &record)
{
    QByteArray line;
    for (const Column &column : columns)
        line += (line.isEmpty() ? "" : ",") + csvCell(column.text(record));
    return line + "\r\n";
}

Result<AuditQuery> auditQueryFrom(const QList<std::pair<QByteArray, QByteArray>> &parameters)
{
    AuditQuery query;
    QSet<QByteArray> seen;
    for (const auto &[name, value] : parameters) {
        if (seen.contains(name))
            return fail(ErrorCode::InvalidRequest, u"duplicate parameter %1"_s.arg(QString::fromUtf8(name.left(64))), QString::fromUtf8(name.left(64)));
        seen.insert(name);
        if (const Result<> read = readParameter(name, value, query); !read)
            return tl::unexpected<Error>(read.error());
    }
    return query;
}

QByteArray toQuery(const AuditQuery &query)
{
    QByteArray out;
    const auto ms = [](const std::optional<Instant> &at) { return at ? QString::number(toMs(*at)) : QString(); };
    addParameter(out, "gid", query.filter.gid);
    addParameter(out, "actor", query.filter.actor);
    addParameter(out, "action", query.filter.action);
    addParameter(out, "from", ms(query.filter.from));
    addParameter(out, "to", ms(query.filter.to));
    addParameter(out, "after", query.after);
    addParameter(out, "limit", QString::number(query.limit));
    if (query.format != Format::Json)
        addParameter(out, "format", nameIn(formatNames, query.format));
    return out;
}

} // namespace txdesk::codec
