// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/filter_grammar.h"

#include "console/models/filter_terms.h"

#include <QDateTime>

#include <array>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

using Term = FilterTermText;

std::optional<Milliseconds> durationOf(const QString &text)
{
    qsizetype digits = 0;
    while (digits < text.size() && text[digits].isDigit())
        ++digits;
    bool isNumber = false;
    const qint64 count = text.first(digits).toLongLong(&isNumber);
    if (!isNumber || count > 1'000'000)
        return std::nullopt;
    static constexpr std::array<Name<qint64>, 4> units{
        {{1'000, "s"_L1}, {60'000, "m"_L1}, {3'600'000, "h"_L1}, {86'400'000, "d"_L1}}};
    const std::optional<qint64> unit = valueIn(units, QStringView(text).sliced(digits));
    return unit ? std::optional(Milliseconds{count * *unit}) : std::nullopt;
}

constexpr std::array<Parked, 3> allParked{Parked::Dirty, Parked::Unanswered, Parked::DeadLetter};

constexpr std::array<Name<TransactionStatus>, 7> statusAliases{{
    {TransactionStatus::Submitted, "running"_L1},
    {TransactionStatus::Submitted, "retrying"_L1},
    {TransactionStatus::Aborting, "rolling-back"_L1},
    {TransactionStatus::Aborting, "rollingback"_L1},
    {TransactionStatus::Succeeded, "succeeded"_L1},
    {TransactionStatus::Failed, "rolled-back"_L1},
    {TransactionStatus::Failed, "rolledback"_L1},
}};

// What one kind calls its statuses: the word says the type as well.
struct KindStatus
{
    QLatin1StringView word;
    TransactionKind kind;
    TransactionStatus status;
};
constexpr KindStatus kindStatuses[] = {
    {"trying"_L1, TransactionKind::Tcc, TransactionStatus::Prepared},
    {"confirming"_L1, TransactionKind::Tcc, TransactionStatus::Submitted},
    {"cancelling"_L1, TransactionKind::Tcc, TransactionStatus::Aborting},
    {"phase-1"_L1, TransactionKind::Xa, TransactionStatus::Prepared},
    {"committing"_L1, TransactionKind::Xa, TransactionStatus::Submitted},
    {"at-client"_L1, TransactionKind::Workflow, TransactionStatus::Prepared},
};

bool takeKindStatus(TransactionFilter &filter, const QString &word)
{
    for (const KindStatus &known : kindStatuses) {
        if (word != known.word)
            continue;
        filter.statuses = {known.status};
        if (!filter.kind)
            filter.kind = known.kind;
        return true;
    }
    return false;
}

using Error = tl::unexpected<FilterError>;
using Done = tl::expected<void, FilterError>;

Error wrongTerm(const Term &term, const QString &message)
{
    return Error(FilterError{term.position, term.length, message});
}

Error wrongValue(const Term &term, const QString &message)
{
    return Error(FilterError{term.valuePosition,
                             std::max<qsizetype>(1, term.position + term.length - term.valuePosition), message});
}

Done takeStatus(TransactionFilter &filter, const Term &term)
{
    if (takeKindStatus(filter, term.value.toLower()))
        return {};
    for (const QString &word : term.value.toLower().split(u',')) {
        if (word == "unfinished"_L1) {
            filter.statuses += {TransactionStatus::Prepared, TransactionStatus::Submitted, TransactionStatus::Aborting};
            continue;
        }
        std::optional<TransactionStatus> status = valueIn(transactionStatusNames, word);
        if (!status)
            status = valueIn(statusAliases, word);
        if (!status)
            return wrongValue(term, FilterGrammar::tr("a status is prepared, running, rolling-back, succeeded, rolled-back or "
                                                      "unfinished; or one of trying, confirming, cancelling, phase-1, "
                                                      "committing, at-client"));
        if (!filter.statuses.contains(*status))
            filter.statuses.append(*status);
    }
    return {};
}

Done takeKind(TransactionFilter &filter, const Term &term)
{
    const QString word = term.value.toLower();
    filter.kind = word == "message"_L1 ? TransactionKind::Message : valueIn(transactionKindNames, word);
    if (!filter.kind)
        return wrongValue(term, FilterGrammar::tr("a type is saga, tcc, xa, at, msg, notify or workflow"));
    return {};
}

Done takeAge(TransactionFilter &filter, const Term &term, Instant now)
{
    const std::optional<Milliseconds> age = durationOf(term.value);
    if (!age)
        return wrongValue(term, FilterGrammar::tr("an age is a number and s, m, h or d: age>5m"));
    if (term.comparison.startsWith(u'>'))
        filter.createdTo = now - *age;
    else if (term.comparison.startsWith(u'<'))
        filter.createdFrom = now - *age;
    else
        return wrongTerm(term, FilterGrammar::tr("compare ages with > or <: age>5m"));
    return {};
}

// "now", "-2h", or a date and time, of this machine's zone unless it says otherwise.
std::optional<Instant> instantOf(const QString &text, Instant now)
{
    if (text == "now"_L1)
        return now;
    if (text.startsWith(u'-')) {
        const std::optional<Milliseconds> ago = durationOf(text.sliced(1));
        return ago ? std::optional(now - *ago) : std::nullopt;
    }
    const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    return at.isValid() ? std::optional(fromMs(at.toMSecsSinceEpoch())) : std::nullopt;
}

Done takeCreated(TransactionFilter &filter, const Term &term, Instant now)
{
    const Error fault = wrongValue(term, FilterGrammar::tr("a time of creation is created:[-2h..now] or created:[2026-11-21T03:00..2026-11-21T04:00]"));
    QString range = term.value;
    if (!range.startsWith(u'[') || !range.endsWith(u']') || range.count(".."_L1) != 1)
        return fault;
    range = range.sliced(1, range.size() - 2);
    const QString from = range.section(".."_L1, 0, 0);
    const QString to = range.section(".."_L1, 1, 1);
    if (from.isEmpty() && to.isEmpty())
        return fault;
    if (!from.isEmpty() && !(filter.createdFrom = instantOf(from, now)))
        return fault;
    if (to.isEmpty() || to == "now"_L1) // what comes meanwhile belongs to it
        return {};
    if (!(filter.createdTo = instantOf(to, now)))
        return fault;
    return {};
}

Done takeTries(TransactionFilter &filter, const Term &term)
{
    bool isNumber = false;
    const int tries = term.value.toInt(&isNumber);
    if (!isNumber || tries < 0)
        return wrongValue(term, FilterGrammar::tr("failed tries are a number: tries>=3"));
    if (!term.comparison.startsWith(u'>'))
        return wrongTerm(term, FilterGrammar::tr("compare tries with > or >=: tries>=3"));
    filter.failuresMin = term.comparison == ">="_L1 ? tries : tries + 1;
    return {};
}

Done takeIs(TransactionFilter &filter, const Term &term)
{
    if (term.value == "stuck"_L1)
        filter.stuck = true;
    else if (term.value == "paused"_L1)
        filter.paused = true;
    else if (term.value == "parked"_L1)
        filter.parked = {allParked.begin(), allParked.end()};
    else
        return wrongValue(term, FilterGrammar::tr("is: knows stuck, paused and parked"));
    return {};
}

Done takeParked(TransactionFilter &filter, const Term &term)
{
    filter.parked.clear();
    for (const QString &word : term.value.toLower().split(u',')) {
        const std::optional<Parked> parked = valueIn(parkedNames, word);
        if (!parked || *parked == Parked::No)
            return wrongValue(term, FilterGrammar::tr("what waits for a person is dirty, unanswered or dead-letter"));
        if (!filter.parked.contains(*parked))
            filter.parked.append(*parked);
    }
    return {};
}

Done takeText(QString &field, const Term &term)
{
    field = term.value;
    return {};
}

Done take(TransactionFilter &filter, const Term &term, Instant now)
{
    if (term.quoteOpen)
        return wrongValue(term, FilterGrammar::tr("the closing \" is missing"));
    if (term.key == "age"_L1)
        return takeAge(filter, term, now);
    if (term.key == "tries"_L1)
        return takeTries(filter, term);
    if (term.comparison.isEmpty())
        return takeText(filter.gidPrefix, term);
    if (term.comparison != ":"_L1)
        return wrongTerm(term, FilterGrammar::tr("only age and tries are compared; write %1:…").arg(term.key));
    if (term.value.isEmpty())
        return wrongTerm(term, FilterGrammar::tr("a value is missing after %1:").arg(term.key));
    if (term.key == "status"_L1)
        return takeStatus(filter, term);
    if (term.key == "type"_L1)
        return takeKind(filter, term);
    if (term.key == "is"_L1)
        return takeIs(filter, term);
    if (term.key == "parked"_L1)
        return takeParked(filter, term);
    if (term.key == "gid"_L1)
        return takeText(filter.gidPrefix, term);
    if (term.key == "part"_L1)
        return takeText(filter.participant, term);
    if (term.key == "err"_L1)
        return takeText(filter.errorContains, term);
    if (term.key == "fp"_L1)
        return takeText(filter.fingerprint, term);
    if (term.key == "key"_L1)
        return takeText(filter.businessKey, term);
    if (term.key == "created"_L1)
        return takeCreated(filter, term, now);
    return wrongTerm(
        term,
        FilterGrammar::tr("unknown word %1; known are status, type, age, created, tries, part, err, fp, key, is, parked, gid").arg(term.key));
}

} // namespace

tl::expected<TransactionFilter, FilterError> FilterGrammar::parse(const QString &text, Instant now)
{
    TransactionFilter filter;
    for (const Term &term : termsIn(text)) {
        const Done done = take(filter, term, now);
        if (!done)
            return tl::unexpected(done.error());
    }
    return filter;
}

QString FilterGrammar::help()
{
    return tr("status:running,rolling-back   prepared, running, rolling-back, succeeded, rolled-back, unfinished\n"
              "status:trying   one kind's own word: trying, confirming, cancelling (tcc), phase-1, committing (xa), at-client (workflow)\n"
              "type:saga   saga, tcc, xa, at, msg, notify or workflow\n"
              "age>5m   older than; age<2h younger than\n"
              "tries>=3   failed tries in a row\n"
              "part:127.0.0.1:8082   a participant, host and port\n"
              "err:\"lock wait\"   words of the newest error\n"
              "fp:\"lock wait #\"   errors of this shape: numbers and ids left out\n"
              "key:ORD-2209   the business key its initiator gave it\n"
              "created:[-2h..now]   created between: now, -2h, 2026-11-21T03:00 (your time), 2026-11-21T03:00Z\n"
              "is:stuck   or is:paused, is:parked (waits for a person)\n"
              "parked:dirty   dirty, unanswered, dead-letter\n"
              "hqL8   the gid begins like this");
}

QList<FilterOffer> FilterGrammar::offers()
{
    return {
        {u"status"_s, {u"unfinished"_s, u"prepared"_s, u"running"_s, u"rolling-back"_s, u"succeeded"_s, u"rolled-back"_s}, tr("status")},
        {u"type"_s, {u"saga"_s, u"tcc"_s, u"xa"_s, u"at"_s, u"msg"_s, u"notify"_s, u"workflow"_s}, tr("type")},
        {u"is"_s, {u"stuck"_s, u"paused"_s, u"parked"_s}, tr("state")},
        {u"age>"_s, {u"5m"_s, u"1h"_s, u"1d"_s}, tr("older than")},
        {u"age<"_s, {u"15m"_s, u"2h"_s, u"1d"_s}, tr("younger than")},
        {u"created"_s, {u"[-1h..now]"_s, u"[-24h..now]"_s}, tr("created between")},
        {u"tries>="_s, {u"1"_s, u"3"_s, u"10"_s}, tr("failed tries in a row")},
        {u"parked"_s, {u"dirty"_s, u"unanswered"_s, u"dead-letter"_s}, tr("waits for a person")},
        {u"part"_s, {}, tr("participant, host and port")},
        {u"err"_s, {}, tr("words of the newest error")},
        {u"fp"_s, {}, tr("shape of the newest error")},
        {u"key"_s, {}, tr("business key")},
        {u"gid"_s, {}, tr("gid begins with")},
    };
}

} // namespace txdesk::console
