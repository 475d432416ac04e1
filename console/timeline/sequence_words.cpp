// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_words.h"

#include "console/text/duration_text.h"
#include "console/text/error_text.h"
#include "console/text/provenance.h"
#include "console/text/redaction.h"
#include "console/text/words.h"
#include "console/theme/op_role.h"
#include "console/timeline/sequence_events.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace txdesk::console::sequence_words {
using namespace Qt::StringLiterals;
namespace {

// A reason of the engine that holds something: its shape, and how people read it.
struct ReasonShape
{
    const char *shape;
    const char *words;
};
constexpr ReasonShape reasonShapes[] = {
    {"^waits to call the action of (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to call branch %1 again")},
    {"^waits to call the compensation of (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to undo branch %1 again")},
    {"^waits to call the receiver (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to deliver to branch %1 again")},
    {"^waits to call the confirm of (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to confirm branch %1 again")},
    {"^waits to call the cancel of (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to cancel branch %1 again")},
    {"^waits to call the commit of (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to commit branch %1 again")},
    {"^waits to call the rollback of (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to roll back branch %1 again")},
    {"^waits to deliver to (.+) again$", QT_TRANSLATE_NOOP("Sequence", "waits to deliver to branch %1 again")},
    {"^given up after (\\d+) deliveries: ([\\s\\S]*)$", QT_TRANSLATE_NOOP("Sequence", "given up after %1 deliveries: %2")},
    {"^its sender was asked (\\d+) times and has not said whether it committed$",
     QT_TRANSLATE_NOOP("Sequence", "its sender was asked %1 times and has not said whether it committed")},
    {"^Timeout after (\\d+) seconds?$", QT_TRANSLATE_NOOP("Sequence", "timeout after %1 s")},
    {"^RetryCount is greater than RetryLimit, RetryLimit: (\\d+)$", QT_TRANSLATE_NOOP("Sequence", "more than %1 retries")},
};
constexpr const char *plainReasons[] = {
    QT_TRANSLATE_NOOP("Sequence", "waits for the client's submit or abort"),
    QT_TRANSLATE_NOOP("Sequence", "waits to ask the sender again"),
    QT_TRANSLATE_NOOP("Sequence", "delayed as its sender asked"),
    QT_TRANSLATE_NOOP("Sequence", "calls the receivers that are next"),
    QT_TRANSLATE_NOOP("Sequence", "calls the actions that are next"),
    QT_TRANSLATE_NOOP("Sequence", "calls the compensations that are next"),
    QT_TRANSLATE_NOOP("Sequence", "the local transaction was rolled back"),
    QT_TRANSLATE_NOOP("Sequence", "there is nobody to ask"),
    QT_TRANSLATE_NOOP("Sequence", "waits for an answer"),
    QT_TRANSLATE_NOOP("Sequence", "calls the branch that is next"),
    QT_TRANSLATE_NOOP("Sequence", "its client left no address to wake it at: only the client itself can go on"),
    QT_TRANSLATE_NOOP("Sequence", "its client is at work"),
    QT_TRANSLATE_NOOP("Sequence", "wakes its client if that does not report before"),
    QT_TRANSLATE_NOOP("Sequence", "wakes its client"),
    QT_TRANSLATE_NOOP("Sequence", "tells every branch that it is committed"),
    QT_TRANSLATE_NOOP("Sequence", "rolls the newest branch back"),
    QT_TRANSLATE_NOOP("Sequence", "delivers to every receiver that is due"),
    QT_TRANSLATE_NOOP("Sequence", "kept until then for a person to look at"),
    QT_TRANSLATE_NOOP("Sequence", "given up, and nobody has cared since"),
};

// What a client's request is called in the words of its kind.
struct RequestWords
{
    TransactionKind kind;
    const char *verb;
    const char *words;
};

// "Phase 1: try"; null for kinds without phases.
const char *phaseOf(TransactionKind kind, TransactionStatus status)
{
    const bool tcc = kind == TransactionKind::Tcc;
    if (!hasTwoPhases(kind))
        return nullptr;
    switch (status) {
    case TransactionStatus::Prepared:
        if (kind == TransactionKind::At)
            return QT_TRANSLATE_NOOP("Sequence", "Phase 1: change and lock");
        return tcc ? QT_TRANSLATE_NOOP("Sequence", "Phase 1: try") : QT_TRANSLATE_NOOP("Sequence", "Phase 1: prepare");
    case TransactionStatus::Submitted:
        return tcc ? QT_TRANSLATE_NOOP("Sequence", "Phase 2: confirm") : QT_TRANSLATE_NOOP("Sequence", "Phase 2: commit");
    case TransactionStatus::Aborting:
        return tcc ? QT_TRANSLATE_NOOP("Sequence", "Phase 2: cancel") : QT_TRANSLATE_NOOP("Sequence", "Phase 2: roll back");
    case TransactionStatus::Succeeded:
    case TransactionStatus::Failed: break;
    }
    return nullptr;
}

// DTM's words for a refusal: "url:http://... return failed: account frozen FAILURE".
QString refusal(const QString &text)
{
    static const QRegularExpression shape(u"^url:(\\S+) return failed: (.*?)(?: FAILURE)?$"_s);
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return {};
    const QString name = callName(match.capturedView(1));
    const QString words = firstWords(match.captured(2));
    return words.isEmpty() ? say(QT_TRANSLATE_NOOP("Sequence", "%1 refused")).arg(name)
                           : say(QT_TRANSLATE_NOOP("Sequence", "%1 refused: %2")).arg(name, words);
}

} // namespace

QString firstWords(const QString &whole)
{
    return errorLine(whole).left(160);
}

QString say(const char *source)
{
    return QCoreApplication::translate("Sequence", source);
}

QString request(const GlobalTransaction &transaction, const QString &verb)
{
    static constexpr RequestWords table[] = {
        {TransactionKind::Saga, "prepare", QT_TRANSLATE_NOOP("Sequence", "prepare")},
        {TransactionKind::Saga, "submit", QT_TRANSLATE_NOOP("Sequence", "submit saga")},
        {TransactionKind::Message, "prepare", QT_TRANSLATE_NOOP("Sequence", "send prepare")},
        {TransactionKind::Message, "submit", QT_TRANSLATE_NOOP("Sequence", "submit message")},
        {TransactionKind::Tcc, "prepare", QT_TRANSLATE_NOOP("Sequence", "begin TCC")},
        {TransactionKind::Tcc, "submit", QT_TRANSLATE_NOOP("Sequence", "all tries done: confirm")},
        {TransactionKind::Tcc, "abort", QT_TRANSLATE_NOOP("Sequence", "a try failed: cancel")},
        {TransactionKind::Xa, "prepare", QT_TRANSLATE_NOOP("Sequence", "begin XA")},
        {TransactionKind::Xa, "submit", QT_TRANSLATE_NOOP("Sequence", "all prepared: commit")},
        {TransactionKind::At, "prepare", QT_TRANSLATE_NOOP("Sequence", "begin AT")},
        {TransactionKind::At, "submit", QT_TRANSLATE_NOOP("Sequence", "all changed: commit")},
        {TransactionKind::Notify, "prepare", QT_TRANSLATE_NOOP("Sequence", "send prepare")},
        {TransactionKind::Notify, "submit", QT_TRANSLATE_NOOP("Sequence", "submit notification")},
        {TransactionKind::Workflow, "prepare", QT_TRANSLATE_NOOP("Sequence", "begin workflow %1")},
        {TransactionKind::Workflow, "submit", QT_TRANSLATE_NOOP("Sequence", "report the end")},
    };
    for (const RequestWords &row : table)
        if (row.kind == transaction.kind && verb == QLatin1StringView(row.verb))
            return say(row.words).replace(u"%1"_s, transaction.custom.workflowName).trimmed();
    if (verb == u"abort"_s)
        return say(QT_TRANSLATE_NOOP("Sequence", "ask to roll back"));
    return firstWords(verb);
}

QString workflowEnd(const GlobalTransaction &transaction, bool succeeded)
{
    constexpr qsizetype resultMax = 40;
    QString words = succeeded ? say(QT_TRANSLATE_NOOP("Sequence", "report: succeeded"))
                              : say(QT_TRANSLATE_NOOP("Sequence", "report: failed"));
    const QString result = redactText(QString::fromUtf8(QByteArray::fromBase64(transaction.result.toLatin1()))).simplified();
    const bool readable = std::none_of(result.cbegin(), result.cend(), [](QChar c) { return c.isNull() || c == QChar::ReplacementCharacter; });
    if (!succeeded || result.isEmpty() || !readable)
        return words;
    return say(QT_TRANSLATE_NOOP("Sequence", "%1, result %2")).arg(words, result.size() > resultMax ? result.first(resultMax) + u'…' : result);
}

QString call(OpKind op, const QString &name, int attempt)
{
    QString label;
    switch (op) {
    case OpKind::Action: label = say(QT_TRANSLATE_NOOP("Sequence", "call %1")).arg(name); break;
    case OpKind::Compensate: label = say(QT_TRANSLATE_NOOP("Sequence", "%1 compensation")).arg(name); break;
    case OpKind::Query: label = say(QT_TRANSLATE_NOOP("Sequence", "timed out, ask %1")).arg(name); break;
    case OpKind::Try: label = say(QT_TRANSLATE_NOOP("Sequence", "try %1")).arg(name); break;
    case OpKind::Confirm: label = say(QT_TRANSLATE_NOOP("Sequence", "confirm %1")).arg(name); break;
    case OpKind::Cancel: label = say(QT_TRANSLATE_NOOP("Sequence", "cancel %1")).arg(name); break;
    case OpKind::Commit: label = say(QT_TRANSLATE_NOOP("Sequence", "commit %1")).arg(name); break;
    case OpKind::Rollback: label = say(QT_TRANSLATE_NOOP("Sequence", "roll back %1")).arg(name); break;
    case OpKind::Business: label = say(QT_TRANSLATE_NOOP("Sequence", "call %1")).arg(name); break;
    case OpKind::Resume: label = say(QT_TRANSLATE_NOOP("Sequence", "wake up %1")).arg(name); break;
    default: label = wordOf(op) + u' ' + name; // of a newer server
    }
    return attempt > 1 ? say(QT_TRANSLATE_NOOP("Sequence", "%1, try %2")).arg(label).arg(attempt) : label;
}

QString reply(const JournalEvent &answer)
{
    const Outcome outcome = answer.outcome.value_or(Outcome::Unknown);
    if (answer.op == OpKind::Query && outcome == Outcome::Succeeded)
        return say(QT_TRANSLATE_NOOP("Sequence", "local transaction committed"));
    if (answer.op == OpKind::Query && outcome == Outcome::Rejected)
        return say(QT_TRANSLATE_NOOP("Sequence", "local transaction rolled back"));
    if (outcome == Outcome::Succeeded)
        return wordOf(outcome);
    if (provenanceOf(answer) == Provenance::Inferred && outcome == Outcome::Unknown && answer.text.isEmpty())
        return ruleOf(answer) == "I-02"_L1 ? say(QT_TRANSLATE_NOOP("Sequence", "may have run")) : say(QT_TRANSLATE_NOOP("Sequence", "≈ failed"));
    if (outcome == Outcome::Unknown && answer.statusCode == 0)
        return answer.text.isEmpty() ? say(QT_TRANSLATE_NOOP("Sequence", "no answer")) : firstWords(answer.text);
    QStringList words;
    if (outcome != Outcome::Unknown)
        words.append(wordOf(outcome));
    if (answer.statusCode > 0 && answer.statusCode != 200)
        words.append(QString::number(answer.statusCode));
    QString text = firstWords(answer.text);
    if (text.endsWith(u"FAILURE"_s)) // the protocol's word for what has been said already
        text = text.chopped(7).trimmed();
    if (outcome != Outcome::Ongoing && !text.isEmpty())
        words.append(text);
    return words.join(u' ');
}

QString manual(const JournalEvent &event)
{
    const QString verb = event.text.section(u':', 0, 0);
    const QString why = firstWords(event.text.section(u':', 1).trimmed());
    const std::optional<Action> action = valueIn(actionNames, verb);
    QString words = action ? wordOf(*action) : firstWords(event.text);
    if (action && !why.isEmpty())
        words += u" – “"_s + why + u'”';
    return event.actor.isEmpty() ? words : say(QT_TRANSLATE_NOOP("Sequence", "%1: %2")).arg(event.actor, words);
}

QString decision(TransactionKind kind, const JournalEvent &change)
{
    QString words;
    if (const char *phase = phaseOf(kind, change.to.value_or(TransactionStatus::Succeeded)))
        words = say(phase);
    else if (change.to == TransactionStatus::Aborting)
        words = say(QT_TRANSLATE_NOOP("Sequence", "Roll back decided"));
    else if (change.to == TransactionStatus::Submitted)
        words = say(QT_TRANSLATE_NOOP("Sequence", "Delivery decided"));
    else
        words = wordOf(change.to.value_or(TransactionStatus::Prepared));
    const QString why = reason(change.text);
    return why.isEmpty() ? words : say(QT_TRANSLATE_NOOP("Sequence", "%1: %2")).arg(words, why);
}

QString end(TransactionStatus status, bool forced)
{
    if (status == TransactionStatus::Succeeded)
        return say(QT_TRANSLATE_NOOP("Sequence", "global transaction succeeded"));
    return forced ? say(QT_TRANSLATE_NOOP("Sequence", "force-stopped, nothing undone"))
                  : say(QT_TRANSLATE_NOOP("Sequence", "global transaction rolled back"));
}

QString restart(Milliseconds silent)
{
    return say(QT_TRANSLATE_NOOP("Sequence", "Coordinator recovered this from its log, %1 after the last entry"))
        .arg(durationText(silent));
}

QString reason(const QString &text)
{
    for (const ReasonShape &known : reasonShapes)
        if (const auto match = QRegularExpression(QLatin1StringView(known.shape)).match(text); match.hasMatch())
            return match.lastCapturedIndex() < 2 ? say(known.words).arg(match.captured(1))
                                                 : say(known.words).arg(match.captured(1), firstWords(match.captured(2)));
    for (const char *known : plainReasons)
        if (text == QLatin1StringView(known))
            return say(known);
    if (const QString words = refusal(text.section(u'\n', 0, 0)); !words.isEmpty())
        return words;
    return engineSentence(firstWords(text));
}

} // namespace txdesk::console::sequence_words
