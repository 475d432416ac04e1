// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/filter_grammar.h"

#include <array>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// One term of the line: key, comparison, value, and where it stands.
struct Term
{
    QString key;
    QString comparison; // ":", ">", ">=", "<", "<="; empty: the value stands alone
    QString value;
    qsizetype position = 0;
    qsizetype length = 0;
    qsizetype valuePosition = 0;
    bool quoteOpen = false;
};

class TermReader
{
public:
    explicit TermReader(const QString &text) : m_text(text) {}

    [[nodiscard]] bool atEnd()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at == m_text.size();
    }

    [[nodiscard]] Term next()
    {
        Term term;
        term.position = m_at;
        qsizetype end = m_at;
        while (end < m_text.size() && m_text[end].isLetter())
            ++end;
        const qsizetype comparison = end;
        if (end > m_at && end < m_text.size() && isComparison(m_text[end])) {
            term.key = m_text.sliced(m_at, end - m_at).toLower();
            ++end;
            if (end < m_text.size() && m_text[end] == u'=' && m_text[comparison] != u':')
                ++end;
            term.comparison = m_text.sliced(comparison, end - comparison);
            m_at = end;
        }
        term.valuePosition = m_at;
        readValue(term);
        term.length = m_at - term.position;
        return term;
    }

private:
    [[nodiscard]] static bool isComparison(QChar c) { return c == u':' || c == u'>' || c == u'<' || c == u'='; }

    void readValue(Term &term)
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"') {
            const qsizetype close = m_text.indexOf(u'"', m_at + 1);
            term.quoteOpen = close < 0;
            const qsizetype end = close < 0 ? m_text.size() : close;
            term.value = m_text.sliced(m_at + 1, end - m_at - 1);
            m_at = close < 0 ? end : end + 1;
            return;
        }
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !m_text[m_at].isSpace())
            ++m_at;
        term.value = m_text.sliced(begin, m_at - begin);
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

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
    return wrongTerm(
        term,
        FilterGrammar::tr("unknown word %1; known are status, type, age, tries, part, err, is, parked, gid").arg(term.key));
}

} // namespace

tl::expected<TransactionFilter, FilterError> FilterGrammar::parse(const QString &text, Instant now)
{
    TransactionFilter filter;
    TermReader reader(text);
    while (!reader.atEnd()) {
        const Done done = take(filter, reader.next(), now);
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
              "is:stuck   or is:paused, is:parked (waits for a person)\n"
              "parked:dirty   dirty, unanswered, dead-letter\n"
              "hqL8   the gid begins like this");
}

} // namespace txdesk::console
