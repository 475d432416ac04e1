// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/waiting_rows.h"

#include "console/text/duration_text.h"
#include "console/text/error_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/theme/status_look.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype cellMax = 300;

PlainCell plain(const QString &text, const QString &toolTip = {})
{
    return {.text = text.isEmpty() ? u"–"_s : oneLine(text, cellMax), .toolTip = visibleText(toolTip)};
}

Milliseconds wholeSeconds(Milliseconds passed)
{
    return Milliseconds{std::max<qint64>(0, passed.count() / 1000 * 1000)};
}

QString stepTime(const LadderStep &step, Instant now, const QTimeZone &zone)
{
    if (!step.at)
        return step.state == StepState::Next ? WaitingRows::tr("now") : u"–"_s;
    const QString at = clockText(*step.at, zone);
    return step.state == StepState::Next ? u"%1 (%2)"_s.arg(at, countdownText(std::max(*step.at - now, Milliseconds{0}))) : at;
}

Meaning meaningOf(StepState state)
{
    switch (state) {
    case StepState::Failed: return Meaning::Failed;
    case StepState::Delivered: return Meaning::Succeeded;
    case StepState::Next: return Meaning::Running;
    case StepState::Open: return Meaning::Waiting;
    case StepState::Never: return Meaning::Stopped;
    }
    return Meaning::Stopped;
}

} // namespace

QStringList WaitingRows::lockHeaders()
{
    return {tr("resource"), tr("table"), tr("row"), tr("holder"), tr("branch"), tr("status"), tr("held for"), tr("waiters")};
}

QList<PlainRow> WaitingRows::locks(const QList<LockHolder> &locks, const QList<LockWait> &waits, Instant now)
{
    QHash<QByteArray, QStringList> waiters;
    for (const LockWait &wait : waits)
        if (wait.until >= now)
            waiters[wait.row.key].append(wait.waiter.value);
    QList<PlainRow> rows;
    for (const LockHolder &lock : locks) {
        const Look look = statusLook(StatusFacts{.kind = TransactionKind::At, .status = lock.status});
        const QStringList waiting = waiters.value(lock.row.key);
        rows.append({.key = QString::fromLatin1(lock.row.key.toHex()),
                     .cells = {plain(lock.row.resource), plain(lock.row.table), plain(lock.row.row), plain(lock.gid.value), plain(lock.branch.value),
                               {.text = look.glyph + u' ' + wordOf(lock.status), .meaning = look.meaning},
                               plain(durationText(wholeSeconds(now - lock.since)), timeToolTip(lock.since, now)),
                               {.text = waiting.isEmpty() ? u"–"_s : QString::number(waiting.size()), .toolTip = visibleText(waiting.join(u'\n')), .right = true}}});
    }
    return rows;
}

QStringList WaitingRows::parkedHeaders()
{
    return {tr("waits because of"), tr("gid"), tr("type"), tr("failures"), tr("last error"), tr("waits for"), tr("age")};
}

QList<PlainRow> WaitingRows::parked(const QList<TransactionRow> &list, Instant now)
{
    QList<PlainRow> rows;
    for (const TransactionRow &row : list) {
        const GlobalTransaction &t = row.transaction;
        const Look look = statusLook(t);
        rows.append({.key = t.gid.value,
                     .cells = {{.text = look.glyph + u' ' + wordOf(t.parked), .meaning = look.meaning},
                               plain(t.gid.value),
                               plain(wordOf(t.kind), row.participants.join(u'\n')),
                               {.text = t.failures > 0 ? QString::number(t.failures) : u"–"_s, .right = true},
                               plain(t.lastError.isEmpty() ? QString() : errorLine(t.lastError), redactText(t.lastError)),
                               plain(durationText(wholeSeconds(now - t.updatedAt)), timeToolTip(t.updatedAt, now)),
                               plain(durationText(wholeSeconds(now - t.createdAt)), timeToolTip(t.createdAt, now))}});
    }
    return rows;
}

QString WaitingRows::whatToDo(Parked parked)
{
    switch (parked) {
    case Parked::No: return tr("It does not wait for a person any more.");
    case Parked::Dirty:
        return tr("Somebody else changed rows after this AT transaction did: its rollback stops, and its locks stay. Read the undo record, then overwrite, keep "
                  "the current data, or repair the rows and try again.");
    case Parked::Unanswered:
        return tr("The sender never said whether its local transaction committed: nothing is delivered. Find out there; submit if it committed, roll back if it did not.");
    case Parked::DeadLetter:
        return tr("A receiver did not accept it in all its deliveries. Repair the receiver, then resend: its ladder begins again.");
    }
    return {};
}

QStringList WaitingRows::undoHeaders()
{
    return {tr("table"), tr("row"), tr("column"), tr("before"), tr("after"), tr("now"), tr("what that means")};
}

QList<PlainRow> WaitingRows::undo(const UndoView &view)
{
    QList<PlainRow> rows;
    for (const UndoCell &cell : undoCells(view))
        rows.append({.key = u"%1 %2 %3"_s.arg(cell.table, cell.row, cell.column),
                     .cells = {plain(cell.table), plain(cell.row), plain(cell.column), plain(cell.before), plain(cell.after), plain(cell.now),
                               {.text = UndoWords::verdict(cell.verdict), .meaning = UndoWords::meaning(cell.verdict), .toolTip = UndoWords::explanation(cell.verdict)}}});
    return rows;
}

QStringList WaitingRows::receiverHeaders() { return {tr("#"), tr("receiver"), tr("state"), tr("last error")}; }

QList<PlainRow> WaitingRows::receivers(const QList<DeliveryLadder> &ladders)
{
    QList<PlainRow> rows;
    for (const DeliveryLadder &ladder : ladders) {
        const Meaning meaning = ladder.status == OpStatus::Succeeded ? Meaning::Succeeded
                                : ladder.status == OpStatus::Dead    ? Meaning::Failed
                                : ladder.failures > 0                ? Meaning::Waiting
                                                                     : Meaning::Running;
        rows.append({.key = ladder.branch.value,
                     .cells = {plain(ladder.branch.value), plain(ladder.receiver + u"  "_s + ladder.path),
                               {.text = LadderWords::summary(ladder), .meaning = meaning},
                               plain(ladder.lastError.isEmpty() ? QString() : errorLine(ladder.lastError), redactText(ladder.lastError))}});
    }
    return rows;
}

QStringList WaitingRows::stepHeaders() { return {tr("delivery"), tr("after"), tr("at"), tr("state")}; }

QList<PlainRow> WaitingRows::steps(const DeliveryLadder &ladder, Instant now, const QTimeZone &zone)
{
    QList<PlainRow> rows;
    for (const LadderStep &step : ladder.steps)
        rows.append({.key = QString::number(step.number),
                     .cells = {{.text = QString::number(step.number), .right = true},
                               plain(step.number == 1 ? tr("at once") : durationText(step.wait)),
                               plain(stepTime(step, now, zone), step.at ? timeToolTip(*step.at, now) : QString()),
                               {.text = LadderWords::state(step), .meaning = meaningOf(step.state)}}});
    return rows;
}

} // namespace txdesk::console
