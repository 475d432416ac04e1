// Reads a case file that anybody may have made: bounded in size, depth and number, whole or not at all.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/casefile/case_file.h"
#include "console/casefile/gzip.h"
#include "shared/codec/audit_codec.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/transaction_codec.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int linesMax = 200'000;
constexpr qsizetype lineMax = 64 * 1024 * 1024;
constexpr qsizetype textMax = 8 * 1024 * 1024;
constexpr codec::JsonLimits lineLimits{.depthMax = 32, .valuesMax = 500'000};

tl::unexpected<Error> broken(const QString &why) { return fail(ErrorCode::InvalidRequest, why); }

class CaseReader
{
public:
    Result<CaseFile> read(const QByteArray &text)
    {
        qsizetype at = 0;
        while (at < text.size()) {
            const qsizetype stop = text.indexOf('\n', at);
            if (stop < 0 || m_ended)
                return broken(m_ended ? u"something stands behind its end"_s : u"its last line is cut"_s);
            if (++m_lines > linesMax || stop - at > lineMax)
                return broken(u"line %1: too many or too long"_s.arg(m_lines));
            const Result<> taken = take(text.sliced(at, stop - at));
            if (!taken)
                return broken(u"line %1: %2"_s.arg(m_lines).arg(taken.error().message));
            at = stop + 1;
        }
        if (!m_ended)
            return broken(u"it ends in the middle"_s);
        if (!m_hasTransaction)
            return broken(u"there is no transaction in it"_s);
        return std::move(m_file);
    }

private:
    Result<> take(const QByteArray &line)
    {
        const Result<QJsonObject> json = codec::parseObject(line, codec::KeyRule::StrictOnce, lineLimits);
        if (!json)
            return broken(json.error().message);
        const QString kind = json->value("line"_L1).toString();
        if ((m_lines == 1) != (kind == "manifest"_L1))
            return broken(u"it is not a case file: the manifest comes first, and once"_s);
        if (kind == "manifest"_L1)
            return takeManifest(*json);
        if (kind == "transaction"_L1)
            return takeTransaction(*json);
        if (kind == "event"_L1)
            return keep(codec::eventFromJson(*json, UnknownWords::Kept), m_file.detail.events);
        if (kind == "audit"_L1)
            return keep(codec::auditRecordFromJson(json->value("record"_L1).toObject(), UnknownWords::Kept), m_file.audit);
        if (kind == "payload"_L1)
            return takePayload(*json);
        if (kind == "verdict"_L1)
            m_file.verdict = json->value("text"_L1).toString().left(textMax);
        else if (kind == "diagram"_L1)
            m_file.diagram = json->value("text"_L1).toString().left(textMax);
        else if (kind == "end"_L1)
            return takeEnd(*json);
        return {}; // a line of a newer console: passed over
    }

    template <class T>
    Result<> keep(Result<T> value, QList<T> &list)
    {
        if (!value)
            return tl::unexpected(value.error());
        list.append(*std::move(value));
        return {};
    }

    Result<> takeManifest(const QJsonObject &json)
    {
        if (json.value("format"_L1).toString() != "txcase"_L1)
            return broken(u"it is not a case file"_s);
        m_file.version = json.value("version"_L1).toInt();
        if (m_file.version < 1 || m_file.version > CaseFile::newestVersion)
            return broken(u"it is of version %1; this console reads up to %2"_s.arg(m_file.version).arg(CaseFile::newestVersion));
        m_file.consoleVersion = json.value("console"_L1).toString().left(64);
        m_file.savedAt = fromMs(json.value("savedAt"_L1).toInteger());
        m_file.environment = json.value("environment"_L1).toString().left(64);
        m_file.profile = json.value("profile"_L1).toString().left(512);
        m_file.timeZone = json.value("timeZone"_L1).toString().left(64);
        m_file.node = json.value("node"_L1).toString().left(256);
        m_file.capabilities.product = json.value("product"_L1).toString().left(64);
        m_file.capabilities.features = Features::fromInt(json.value("features"_L1).toInt());
        return {};
    }

    Result<> takeTransaction(const QJsonObject &json)
    {
        if (std::exchange(m_hasTransaction, true))
            return broken(u"a second transaction"_s);
        Result<TransactionDetail> detail = codec::detailFromJson(json, UnknownWords::Kept);
        if (!detail)
            return tl::unexpected(detail.error());
        if (detail->snapshot.transaction.gid.isEmpty())
            return broken(u"the transaction has no gid"_s);
        m_file.detail = *std::move(detail);
        return {};
    }

    Result<> takePayload(const QJsonObject &json)
    {
        const qint64 op = json.value("op"_L1).toInteger(-1);
        if (op < 0 || op >= m_file.detail.snapshot.ops.size())
            return broken(u"a payload of no operation"_s);
        m_file.detail.snapshot.ops[op].payload = json.value("text"_L1).toString().toUtf8();
        return {};
    }

    Result<> takeEnd(const QJsonObject &json)
    {
        m_ended = true;
        if (json.value("lines"_L1).toInteger() != m_lines - 1)
            return broken(u"lines are missing"_s);
        return {};
    }

    CaseFile m_file;
    int m_lines = 0;
    bool m_hasTransaction = false;
    bool m_ended = false;
};

} // namespace

Result<CaseFile> caseFileFrom(const QByteArray &bytes)
{
    const Result<QByteArray> text = gunzipped(bytes, caseFileUnpackedMax);
    if (!text)
        return tl::unexpected(text.error());
    return CaseReader().read(*text);
}

} // namespace txdesk::console
