// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/retry_fold.h"

#include "console/text/duration_text.h"
#include "shared/model/error_fingerprint.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

bool isAttempt(const SequenceMessage &message)
{
    return message.kind == MessageKind::Call && message.op && message.outcome && !isPlanned(message) && !message.callMissing;
}

bool sameAttempt(const SequenceMessage &a, const SequenceMessage &b)
{
    return a.branch == b.branch && a.op == b.op && a.outcome == b.outcome && a.statusCode == b.statusCode
           && a.replyKind == b.replyKind && a.barrier == b.barrier
           && (a.reply == b.reply || errorFingerprint(a.reply) == errorFingerprint(b.reply));
}

// The attempts of one run, from `first` on: indices.
QList<qsizetype> runFrom(const QList<SequenceMessage> &messages, qsizetype first)
{
    QList<qsizetype> run{first};
    for (qsizetype i = first + 1; i < messages.size(); ++i) {
        const SequenceMessage &message = messages[i];
        if (message.kind == MessageKind::Wait)
            continue;
        const bool afterAnswer = messages[run.last()].answerSeq < message.seq; // else they ran side by side
        if (!isAttempt(message) || !afterAnswer || !sameAttempt(messages[first], message))
            break;
        run.append(i);
    }
    return run;
}

RetryFold foldOf(const QList<SequenceMessage> &messages, const QList<qsizetype> &run)
{
    RetryFold fold;
    fold.first = run.first() + 1;
    fold.last = run.last() - 1;
    fold.attempts = int(run.size()) - 2;
    fold.key = messages[run.first()].seq;
    fold.from = messages[run[1]].sentAt;
    fold.to = messages[run[run.size() - 2]].sentAt;
    fold.shortest = Milliseconds::max();
    for (qsizetype i = fold.first; i <= fold.last; ++i)
        fold.events += messages[i].events;
    for (qsizetype i = 1; i < run.size(); ++i) {
        const Milliseconds gap = std::max(messages[run[i]].sentAt - messages[run[i - 1]].sentAt, Milliseconds(0));
        fold.shortest = std::min(fold.shortest, gap);
        fold.longest = std::max(fold.longest, gap);
        if (i + 1 < run.size())
            fold.took.append(messages[run[i]].took);
    }
    return fold;
}

} // namespace

QList<RetryFold> foldRetries(const QList<SequenceMessage> &messages, const FoldChoice &choice, qsizetype from)
{
    QList<RetryFold> folds;
    if (choice.unfoldAll)
        return folds;
    const int runMin = std::max(choice.runMin, 3);
    for (qsizetype i = from; i < messages.size(); ++i) {
        if (!isAttempt(messages[i]))
            continue;
        const QList<qsizetype> run = runFrom(messages, i);
        if (run.size() >= runMin && !choice.unfolded.contains(messages[i].seq))
            folds.append(foldOf(messages, run));
        i = run.last();
    }
    return folds;
}

QString foldLabel(const RetryFold &fold, const QList<SequenceMessage> &messages)
{
    const SequenceMessage &first = messages[fold.first - 1];
    const QString shortest = durationText(fold.shortest);
    const QString longest = durationText(fold.longest);
    const QString cadence = shortest == longest ? shortest : shortest + u"–"_s + longest;
    if (fold.attempts == 1)
        return QCoreApplication::translate("Sequence", "%1 · every %2", "a try that is hidden: what it said, how far it is from those around it").arg(first.reply, cadence);
    return QCoreApplication::translate("Sequence", "×%1 · %2 · every %3").arg(QString::number(fold.attempts), first.reply, cadence);
}

} // namespace txdesk::console
