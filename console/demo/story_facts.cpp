// Answers the stories' questions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/story_facts.h"

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

bool StoryFacts::isFinished() const
{
    return detail && isFinal(detail->snapshot.transaction.status);
}

bool StoryFacts::hasStatus(TransactionStatus status) const
{
    return detail && detail->snapshot.transaction.status == status;
}

bool StoryFacts::earlierEnded(qsizetype index, TransactionStatus status) const
{
    return index < earlier.size() && earlier[index].snapshot.transaction.status == status;
}

int StoryFacts::failures() const
{
    return detail ? detail->snapshot.transaction.failures : 0;
}

qint64 StoryFacts::balanceOf(const QString &bank) const
{
    return banks.value(bank).balance();
}

qint64 StoryFacts::frozenOf(const QString &bank) const
{
    return banks.value(bank).frozen();
}

int StoryFacts::heldBy(const QString &bank) const
{
    return banks.value(bank).held;
}

bool StoryFacts::visited(const QString &bank, QStringView op, BarrierNote note) const
{
    const QList<Visit> visits = banks.value(bank).visits;
    return std::ranges::any_of(visits, [&](const Visit &visit) {
        return visit.gid == gid.value && visit.op == op && visit.barrier == note;
    });
}

bool StoryFacts::hasAnswer(QStringView act) const
{
    return std::ranges::any_of(answers, [act](const ActAnswer &answer) { return answer.act == act; });
}

bool StoryFacts::answerContains(QStringView act, QByteArrayView words) const
{
    return std::ranges::any_of(answers, [&](const ActAnswer &answer) {
        return answer.act == act && answer.body.contains(words);
    });
}

QList<QJsonObject> StoryFacts::rows(const QString &service, const QString &table) const
{
    return banks.value(service).tables.value(table);
}

bool StoryFacts::areEmpty(const QString &table) const
{
    return !banks.isEmpty() && std::ranges::all_of(banks, [&table](const BankReport &bank) { return bank.tables.value(table).isEmpty(); });
}

QStringList StoryFacts::numbers(const QString &service, const QString &table) const
{
    QStringList found;
    for (const QJsonObject &row : rows(service, table))
        if (!row["create_time"_L1].isNull())
            found.append(row["tx_no"_L1].toString());
    return found;
}

QStringList StoryFacts::markers(const QString &service, const QString &table) const
{
    QStringList found;
    for (const QJsonObject &row : rows(service, table))
        if (row["create_time"_L1].isNull())
            found.append(row["tx_no"_L1].toString());
    return found;
}

bool StoryFacts::isSubscribed() const
{
    return !banks.isEmpty() && std::ranges::all_of(banks, &BankReport::subscribed);
}

bool StoryFacts::isParked(Parked parked) const
{
    return detail && detail->snapshot.transaction.parked == parked;
}

bool StoryFacts::holdsLock(const Gid &holder) const
{
    return std::ranges::any_of(locks, [&holder](const LockHolder &lock) { return lock.gid == holder; });
}

bool StoryFacts::sawWait(const Gid &waiter, const Gid &holder) const
{
    return std::ranges::any_of(waits, [&](const LockWait &wait) { return wait.waiter == waiter && wait.holder == holder; });
}

int StoryFacts::answersOf(QStringView act, int status) const
{
    return static_cast<int>(std::ranges::count_if(answers, [&](const ActAnswer &answer) { return answer.act == act && answer.status == status; }));
}

int StoryFacts::calls(QStringView branch, OpKind op) const
{
    int count = 0;
    if (detail)
        for (const JournalEvent &event : detail->events)
            count += event.kind == EventKind::Called && event.branch.value == branch && event.op == op ? 1 : 0;
    return count;
}

bool StoryFacts::answered(QStringView branch, OpKind op, Outcome outcome, BarrierNote note) const
{
    return detail && std::ranges::any_of(detail->events, [&](const JournalEvent &event) {
               return event.kind == EventKind::Answered && event.branch.value == branch && event.op == op &&
                      event.outcome == outcome && (note == BarrierNote::None || event.barrier == note);
           });
}

bool StoryFacts::happened(EventKind kind) const
{
    return detail && std::ranges::any_of(detail->events, [kind](const JournalEvent &event) { return event.kind == kind; });
}

QStringList StoryFacts::callOrder() const
{
    QStringList order;
    if (detail)
        for (const JournalEvent &event : detail->events)
            if (event.kind == EventKind::Called && event.op)
                if (const QString call = event.branch.value + u' ' + nameIn(opKindNames, *event.op); !order.contains(call))
                    order.append(call);
    return order;
}

} // namespace txdesk::demo
