// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/call_text.h"
#include "console/text/duration_text.h"
#include "console/text/error_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/verdict/verdict_rule.h"

namespace txdesk::console::verdict_words {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype errorShownMax = 120;

// "HTTP 500, lock wait timeout"
QString answer(const OpSummary &op)
{
    const QString code = codeText(op.statusCode, op.outcome);
    const QString words = reason(op.error);
    return words.isEmpty() ? code : VerdictText::tr("%1, %2").arg(code, words);
}

} // namespace

QString join(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString next(const VerdictFacts &f)
{
    const GlobalTransaction &t = f.transaction;
    if (!t.nextDueAt)
        return {};
    if (*t.nextDueAt <= f.now)
        return VerdictText::tr("It is due and is tried again at once.");
    return VerdictText::tr("Next try at %1, in %2.")
        .arg(clockText(*t.nextDueAt, f.zone), countdownText(*t.nextDueAt - f.now));
}

QString reason(const QString &error)
{
    const QString line = errorLine(error);
    return line.size() > errorShownMax ? line.first(errorShownMax - 1) + u'…' : line;
}

QString branchName(const BranchRow &row)
{
    if (row.asksInitiator())
        return VerdictText::tr("the initiator %1").arg(row.participant);
    return row.participant.isEmpty() ? VerdictText::tr("branch %1").arg(row.branch.value)
                                     : VerdictText::tr("branch %1 (%2)").arg(row.branch.value, row.participant);
}

QString trouble(const VerdictFacts &f)
{
    const QString words = f.inferred ? VerdictText::tr("%1, %2: tried ≈ %n times, last: %3.", nullptr, f.trouble->attempts)
                                     : VerdictText::tr("%1, %2: tried %n times, last: %3.", nullptr, f.trouble->attempts);
    return words.arg(branchName(*f.troubled), wordOf(f.trouble->kind), answer(*f.trouble));
}

QString ids(const QStringList &branches) { return branches.join(u", "_s); }

QString named(const VerdictFacts &f, const QStringList &branches)
{
    constexpr qsizetype namedMax = 3; // more than that nobody reads in a sentence
    QStringList names;
    for (const QString &branch : branches)
        for (const BranchRow &row : f.branches)
            if (row.branch.value == branch && !row.asksInitiator())
                names.append(row.participant.isEmpty() || branches.size() > namedMax ? branch : u"%1 (%2)"_s.arg(branch, row.participant));
    return names.join(u", "_s);
}

bool hasStatus(const VerdictFacts &f, TransactionStatus status) { return f.transaction.status == status; }
bool hasKind(const VerdictFacts &f, TransactionKind kind) { return f.transaction.kind == kind; }
bool hasTrouble(const VerdictFacts &f, Outcome outcome) { return f.trouble && f.trouble->outcome == outcome; }

} // namespace txdesk::console::verdict_words
