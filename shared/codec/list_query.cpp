// The query string of the transaction list, both ways: one table row a parameter.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/transaction_codec.h"
#include "shared/codec/utf8.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRowsMax = 1000;
constexpr int searchBytesMax = 256;
constexpr int wholeTextBytesMax = 512; // of a fingerprint, of a business key

using Read = bool (*)(const QString &value, ListQuery &query);

bool readStatuses(const QString &value, ListQuery &query)
{
    for (const QString &word : value.split(u',', Qt::SkipEmptyParts)) {
        const auto status = valueIn(transactionStatusNames, word);
        if (!status)
            return false;
        query.filter.statuses.append(*status);
    }
    return true;
}

bool readKind(const QString &value, ListQuery &query)
{
    query.filter.kind = valueIn(transactionKindNames, value);
    return query.filter.kind.has_value();
}

bool readParked(const QString &value, ListQuery &query)
{
    for (const QString &word : value.split(u',', Qt::SkipEmptyParts)) {
        const auto parked = valueIn(parkedNames, word);
        if (!parked)
            return false;
        query.filter.parked.append(*parked);
    }
    return !query.filter.parked.isEmpty();
}

bool readFailures(const QString &value, ListQuery &query)
{
    bool ok = false;
    const int least = value.toInt(&ok);
    query.filter.failuresMin = least;
    return ok && least >= 0;
}

bool readInstant(const QString &value, std::optional<Instant> &out)
{
    bool ok = false;
    const qint64 ms = value.toLongLong(&ok);
    constexpr qint64 farthest = 253'402'300'799'999; // the end of the year 9999
    out = fromMs(std::clamp(ms, -farthest, farthest));
    return ok;
}

bool readFlag(const QString &value, bool &out)
{
    out = value == "1"_L1 || value == "true"_L1;
    return out || value == "0"_L1 || value == "false"_L1;
}

bool readSort(const QString &value, ListQuery &query)
{
    const auto sort = valueIn(transactionSortNames, value);
    query.page.sort = sort.value_or(TransactionSort::NewestFirst);
    return sort.has_value();
}

bool readLimit(const QString &value, ListQuery &query)
{
    bool ok = false;
    const qint64 limit = value.toLongLong(&ok);
    query.page.limit = static_cast<int>(std::clamp<qint64>(limit, 1, pageRowsMax));
    return ok;
}

struct Parameter
{
    QLatin1StringView name;
    QLatin1StringView mayBe;
    Read read;
};

const Parameter parameters[] = {
    {"status"_L1, "prepared, submitted, aborting, succeed or failed, separated by commas"_L1, readStatuses},
    {"kind"_L1, "saga, tcc, xa, msg, workflow, at or notify"_L1, readKind},
    {"gid"_L1, "the first characters of a gid"_L1, [](const QString &v, ListQuery &q) { q.filter.gidPrefix = v; return true; }},
    {"participant"_L1, "host:port"_L1, [](const QString &v, ListQuery &q) { q.filter.participant = v; return true; }},
    {"error"_L1, "a part of the newest error"_L1, [](const QString &v, ListQuery &q) { q.filter.errorContains = v; return true; }},
    {"failures"_L1, "a whole number from 0"_L1, readFailures},
    {"from"_L1, "milliseconds since 1970"_L1, [](const QString &v, ListQuery &q) { return readInstant(v, q.filter.createdFrom); }},
    {"to"_L1, "milliseconds since 1970"_L1, [](const QString &v, ListQuery &q) { return readInstant(v, q.filter.createdTo); }},
    {"stuck"_L1, "1 or 0"_L1, [](const QString &v, ListQuery &q) { return readFlag(v, q.filter.stuck); }},
    {"paused"_L1, "1 or 0"_L1, [](const QString &v, ListQuery &q) { return readFlag(v, q.filter.paused); }},
    {"parked"_L1, "dirty, unanswered or dead-letter, separated by commas"_L1, readParked},
    {"fingerprint"_L1, "the fingerprint of a group of errors"_L1, [](const QString &v, ListQuery &q) { q.filter.fingerprint = v; return true; }},
    {"business_key"_L1, "a whole business key"_L1, [](const QString &v, ListQuery &q) { q.filter.businessKey = v; return true; }},
    {"sort"_L1, "-created, created, due or -failures"_L1, readSort},
    {"after"_L1, "the `next` of the page before"_L1, [](const QString &v, ListQuery &q) { q.page.after = v; return true; }},
    {"limit"_L1, "a whole number"_L1, readLimit},
};

const Parameter *parameterNamed(const QByteArray &name)
{
    const auto found = std::find_if(std::begin(parameters), std::end(parameters),
                                    [&name](const Parameter &parameter) { return parameter.name == QLatin1StringView(name); });
    return found == std::end(parameters) ? nullptr : found;
}

class QueryWriter
{
public:
    void add(const char *name, const QString &value)
    {
        if (value.isEmpty())
            return;
        if (!m_out.isEmpty())
            m_out += '&';
        m_out += name;
        m_out += '=';
        m_out += value.toUtf8().toPercentEncoding("-._~:,");
    }
    [[nodiscard]] QByteArray text() const { return m_out; }

private:
    QByteArray m_out;
};

} // namespace

QByteArray toQuery(const TransactionFilter &filter, const PageRequest &page)
{
    QueryWriter out;
    QStringList statuses;
    for (const TransactionStatus status : filter.statuses)
        statuses.append(nameIn(transactionStatusNames, status));
    out.add("status", statuses.join(u','));
    if (filter.kind)
        out.add("kind", nameIn(transactionKindNames, *filter.kind));
    out.add("gid", filter.gidPrefix);
    out.add("participant", filter.participant);
    out.add("error", filter.errorContains);
    if (filter.failuresMin)
        out.add("failures", QString::number(*filter.failuresMin));
    if (filter.createdFrom)
        out.add("from", QString::number(toMs(*filter.createdFrom)));
    if (filter.createdTo)
        out.add("to", QString::number(toMs(*filter.createdTo)));
    if (filter.stuck)
        out.add("stuck", u"1"_s);
    if (filter.paused)
        out.add("paused", u"1"_s);
    QStringList parked;
    for (const Parked why : filter.parked)
        parked.append(nameIn(parkedNames, why));
    out.add("parked", parked.join(u','));
    out.add("fingerprint", filter.fingerprint);
    out.add("business_key", filter.businessKey);
    out.add("sort", nameIn(transactionSortNames, page.sort));
    out.add("after", page.after);
    out.add("limit", QString::number(page.limit));
    return out.text();
}

Result<ListQuery> listQueryFrom(const QList<std::pair<QByteArray, QByteArray>> &given)
{
    ListQuery query;
    QSet<QByteArray> seen;
    for (const auto &[name, value] : given) {
        const Parameter *parameter = parameterNamed(name);
        const QString shown = QString::fromUtf8(name.left(64));
        if (!parameter)
            return fail(ErrorCode::InvalidRequest, u"unknown parameter %1"_s.arg(shown), shown);
        if (seen.contains(name))
            return fail(ErrorCode::InvalidRequest, u"duplicate parameter %1"_s.arg(shown), shown);
        seen.insert(name);
        const bool isWhole = name == "fingerprint" || name == "business_key";
        if (value.size() > (isWhole ? wholeTextBytesMax : searchBytesMax) || !isValidUtf8(value) || !parameter->read(QString::fromUtf8(value), query))
            return fail(ErrorCode::InvalidRequest, u"parameter %1 must be %2"_s.arg(shown, parameter->mayBe), shown);
    }
    return query;
}

} // namespace txdesk::codec
