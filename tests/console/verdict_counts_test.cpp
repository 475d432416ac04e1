// Verdicts count branches: whatever they say was done, undone, kept or left is what the ops and the journal say.
// SPDX-License-Identifier: Apache-2.0
#include "console/verdict/verdict.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant countedAt = fromMs(1'795'244'861'000); // 07:07:41 UTC
constexpr OpStatus open = OpStatus::Prepared, done = OpStatus::Succeeded, refused = OpStatus::Failed;
const QString nowhere = u"-"_s;

// A transaction that is told step by step.
struct Told
{
    TransactionDetail detail;

    explicit Told(TransactionKind kind, TransactionStatus status)
    {
        GlobalTransaction &t = detail.snapshot.transaction;
        t.gid = Gid{u"counted"_s};
        t.kind = kind;
        t.status = status;
        t.createdAt = countedAt - Milliseconds{60'000};
        t.updatedAt = countedAt;
    }

    Told &op(const QString &branch, OpKind kind, OpStatus status, const QString &url = {})
    {
        BranchOp op;
        op.branch = BranchId{branch};
        op.kind = kind;
        op.status = status;
        op.url = url == nowhere ? QString() : u"http://bank%1:80/x"_s.arg(branch);
        detail.snapshot.ops.append(op);
        return *this;
    }

    // One branch of a saga, its compensation first, as the coordinator stores it.
    Told &step(const QString &branch, OpStatus action, OpStatus undo, const QString &undoUrl = {})
    {
        return op(branch, OpKind::Compensate, undo, undoUrl).op(branch, OpKind::Action, action);
    }

    JournalEvent &event(EventKind kind, const QString &branch)
    {
        JournalEvent event;
        event.seq = detail.events.size() + 1;
        event.at = countedAt - Milliseconds{30'000};
        event.kind = kind;
        event.branch = BranchId{branch};
        detail.events.append(event);
        return detail.events.last();
    }

    Told &act(const QString &branch, const QString &text, std::optional<OpKind> op = {})
    {
        JournalEvent &act = event(EventKind::ManualAct, branch);
        act.op = op;
        act.text = text;
        act.actor = u"lin"_s;
        return *this;
    }

    Told &answer(const QString &branch, OpKind op, Outcome outcome, BarrierNote barrier = BarrierNote::None)
    {
        JournalEvent &answer = event(EventKind::Answered, branch);
        answer.op = op;
        answer.attempt = 1;
        answer.outcome = outcome;
        answer.statusCode = outcome == Outcome::Succeeded ? 200 : 409;
        answer.barrier = barrier;
        return *this;
    }

    Told &note(const QString &branch, const QString &text)
    {
        event(EventKind::Note, branch).text = text;
        return *this;
    }

    Told &forced()
    {
        detail.snapshot.transaction.forced = true;
        return *this;
    }
};

Told saga(TransactionStatus status) { return Told(TransactionKind::Saga, status); }

void twoAtBranches(Told &told)
{
    for (const QString &branch : {u"01"_s, u"02"_s})
        told.op(branch, OpKind::Rollback, done).op(branch, OpKind::Commit, open);
}

} // namespace

Q_DECLARE_METATYPE(txdesk::TransactionDetail)

class VerdictCountsTest final : public QObject
{
    Q_OBJECT

private slots:
    void countsAsTheOpsDo_data();
    void countsAsTheOpsDo();
};

void VerdictCountsTest::countsAsTheOpsDo_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("says");
    QTest::addColumn<QStringList>("never");
    const auto row = [](const char *name, const Told &told, const QString &id, const QStringList &says, const QStringList &never) {
        QTest::newRow(name) << told.detail << id << says << never;
    };
    using S = TransactionStatus;
    const QString asBefore = u"all parties are as before"_s;

    Told kept(TransactionKind::At, S::Failed); // story 16
    twoAtBranches(kept);
    kept.answer(u"02"_s, OpKind::Rollback, Outcome::Succeeded).answer(u"01"_s, OpKind::Rollback, Outcome::Rejected);
    kept.act(u"01"_s, u"accept-current: booked back by hand"_s).answer(u"01"_s, OpKind::Rollback, Outcome::Succeeded);
    row("at, one branch kept", kept, u"V-12"_s, {u"lin kept the current data of branch 01 (bank01:80)"_s, u"not put back. Reason given: booked back by hand."_s, u"Undone: branch 02."_s},
        {asBefore, u"Undone: branch 01"_s});
    Told keptUnnamed(TransactionKind::At, S::Failed); // the request named no branch: it is about the one that is next
    twoAtBranches(keptUnnamed);
    keptUnnamed.answer(u"02"_s, OpKind::Rollback, Outcome::Rejected).act({}, u"accept-current: so be it"_s);
    keptUnnamed.answer(u"02"_s, OpKind::Rollback, Outcome::Unknown).answer(u"02"_s, OpKind::Rollback, Outcome::Succeeded);
    keptUnnamed.answer(u"01"_s, OpKind::Rollback, Outcome::Succeeded);
    row("at, the kept one is the next one", keptUnnamed, u"V-12"_s, {u"branch 02 (bank02:80)"_s, u"Undone: branch 01."_s}, {asBefore});
    Told overwritten(TransactionKind::At, S::Failed);
    twoAtBranches(overwritten);
    overwritten.act(u"01"_s, u"force-rollback: theirs is wrong"_s).answer(u"01"_s, OpKind::Rollback, Outcome::Succeeded);
    row("at, overwritten", overwritten, u"V-12"_s, {u"lin had dirty rows overwritten"_s, u"Reason given: theirs is wrong."_s, u"Undone: branch 01, 02."_s}, {asBefore, u"kept"_s});
    Told begun(TransactionKind::At, S::Failed);
    twoAtBranches(begun);
    begun.note(u"02"_s, u"phase one failed: lock wait"_s).answer(u"01"_s, OpKind::Rollback, Outcome::Succeeded);
    row("at, phase one failed", begun, u"V-12"_s, {asBefore, u"Undone: branch 01."_s, u"nothing to undo at branch 02"_s}, {u"01, 02"_s});

    Told plain = saga(S::Failed).step(u"01"_s, done, done).step(u"02"_s, refused, done);
    row("saga, rolled back", plain, u"V-12"_s, {asBefore, u"Undone: branch 01, 02."_s, u"Nothing to do."_s}, {u"by hand"_s});
    Told empty = plain;
    empty.answer(u"02"_s, OpKind::Compensate, Outcome::Succeeded, BarrierNote::Empty);
    row("saga, empty compensation", empty, u"V-12"_s, {asBefore, u"Undone: branch 01."_s, u"nothing to undo at branch 02"_s}, {u"01, 02"_s});
    Told skippedUndo = plain;
    skippedUndo.act(u"01"_s, u"skip: booked by hand"_s, OpKind::Compensate);
    row("saga, undo counted by hand", skippedUndo, u"V-12"_s, {u"Undone: branch 02."_s, u"Counted as undone by hand: branch 01 (bank01:80)."_s},
        {asBefore, u"Undone: branch 01"_s});
    row("saga, no compensation", saga(S::Failed).step(u"01"_s, done, done, nowhere).step(u"02"_s, refused, done), u"V-12"_s,
        {u"Branch 01 (bank01:80) has nothing to call to undo it"_s, u"Undone: branch 02."_s, u"Check by hand"_s}, {asBefore, u"Nothing to do"_s});
    row("saga, ended without its compensation", saga(S::Failed).step(u"01"_s, done, open).step(u"02"_s, refused, done), u"V-12"_s,
        {u"Not undone: branch 01 (bank01:80)"_s, u"Check by hand"_s}, {asBefore, u"Nothing to do"_s});
    Told marked = saga(S::Failed).step(u"01"_s, done, done).step(u"02"_s, refused, done);
    marked.act(u"02"_s, u"mark-failed: never arrived"_s, OpKind::Action);
    row("saga, marked as failed", marked, u"V-12"_s, {u"Undone: branch 01, 02."_s, u"lin counted branch 02 as failed"_s}, {u"said no"_s});
    row("saga, nothing had run", saga(S::Failed).step(u"01"_s, open, open), u"V-12"_s, {asBefore, u"Nothing had to be undone."_s}, {u"by hand"_s});
    Told older = plain;
    older.detail.eventsTruncated = true;
    row("saga, older events are missing", older, u"V-12"_s, {u"Undone: branch 01, 02."_s, u"oldest events are not loaded"_s}, {asBefore});

    row("forced", saga(S::Failed).step(u"01"_s, done, open).step(u"02"_s, done, done).forced().act({}, u"force-stop: enough"_s), u"V-14"_s,
        {u"Branch 01 (bank01:80) did run or may have run"_s, u"Undone before that: branch 02."_s, u"lin at"_s, u"enough"_s}, {u"No branch had run"_s});
    Told forcedMarked = saga(S::Failed).step(u"01"_s, refused, open).forced();
    forcedMarked.act(u"01"_s, u"mark-failed: who knows"_s, OpKind::Action).act({}, u"force-stop: enough"_s);
    row("forced after a mark", forcedMarked, u"V-14"_s, {u"Branch 01 (bank01:80) did run or may have run"_s}, {u"No branch had run"_s});
    Told forcedSkipped = saga(S::Failed).step(u"01"_s, done, done).forced();
    forcedSkipped.act(u"01"_s, u"skip: by hand"_s, OpKind::Compensate).act({}, u"force-stop: enough"_s);
    row("forced after a skip", forcedSkipped, u"V-14"_s, {u"Counted as undone by hand: branch 01 (bank01:80)."_s, u"enough"_s}, {u"No branch had run"_s, u"Undone before"_s});
    row("forced, nothing had run", saga(S::Failed).step(u"01"_s, open, open).forced(), u"V-14"_s, {u"No branch had run"_s}, {u"did run or may"_s});

    Told skipped = saga(S::Succeeded).step(u"01"_s, done, open).step(u"02"_s, done, open);
    skipped.act(u"02"_s, u"skip: shipped by hand"_s, OpKind::Action);
    row("succeeded with a skip", skipped, u"V-01"_s, {u"Ended as succeeded"_s, u"Counted as done by hand: branch 02 (bank02:80)."_s}, {u"every branch did its work"_s});
    Told going = saga(S::Submitted).step(u"01"_s, done, open).step(u"02"_s, done, open).step(u"03"_s, open, open);
    going.act(u"02"_s, u"skip: shipped by hand"_s, OpKind::Action);
    row("going on after a skip", going, u"V-08"_s, {u"Done so far: branch 01."_s, u"Counted as done by hand: branch 02 (bank02:80)."_s}, {u"branch 01, 02"_s});
    Told back = saga(S::Aborting).step(u"01"_s, done, done).step(u"02"_s, done, open).step(u"03"_s, refused, done);
    back.act(u"01"_s, u"skip: by hand"_s, OpKind::Compensate);
    row("going back after a skip", back, u"V-11"_s, {u"what branch 02 (bank02:80) did is not undone yet"_s, u"Counted as undone by hand: branch 01 (bank01:80)."_s}, {u"what branch 01"_s});
    Told paused = going;
    paused.detail.snapshot.transaction.paused = true;
    paused.act({}, u"pause: look first"_s).act(u"01"_s, u"retry: again"_s).detail.events.last().actor = u"wang"_s;
    row("paused by who paused", paused, u"V-16"_s, {u"Paused by lin"_s, u"look first"_s}, {u"wang"_s});

    Told tcc(TransactionKind::Tcc, S::Failed);
    tcc.op(u"01"_s, OpKind::Cancel, done).op(u"01"_s, OpKind::Confirm, open).op(u"02"_s, OpKind::Cancel, open).op(u"02"_s, OpKind::Confirm, open);
    row("tcc, one is not cancelled", tcc, u"V-12"_s, {u"Undone: branch 01."_s, u"Not undone: branch 02 (bank02:80)"_s}, {asBefore, u"Nothing to do"_s});
    Told workflow(TransactionKind::Workflow, S::Failed);
    workflow.op(u"01"_s, OpKind::Action, done, nowhere).op(u"02"_s, OpKind::Action, done, nowhere).op(u"02"_s, OpKind::Rollback, done, nowhere);
    row("workflow, one step stays", workflow, u"V-12"_s, {u"No undo of branch 01 is recorded"_s, u"Undone: branch 02."_s}, {u"Nothing to do"_s});

    Told message(TransactionKind::Message, S::Failed);
    message.op(u"01"_s, OpKind::Action, open).act({}, u"abort: nobody asked for it"_s);
    row("message, dropped by hand", message, u"V-15"_s, {u"Dropped by lin"_s, u"nobody asked for it"_s, u"did commit"_s}, {u"did not commit"_s});
    Told notify(TransactionKind::Notify, S::Failed);
    notify.op(u"01"_s, OpKind::Action, done).op(u"02"_s, OpKind::Action, open);
    row("notification, one has heard", notify, u"V-39"_s, {u"Stopped before everybody was told."_s, u"Branch 01 has heard it."_s}, {u"before anybody"_s});
}

void VerdictCountsTest::countsAsTheOpsDo()
{
    QFETCH(TransactionDetail, detail);
    QFETCH(QStringList, says);
    QFETCH(QStringList, never);
    const Verdict verdict = verdictOf(detail, countedAt, QTimeZone::utc());
    QTEST(verdict.id, "id");
    for (const QString &word : says)
        QVERIFY2(verdict.text.contains(word), qPrintable(u"'%1' lacks '%2'"_s.arg(verdict.text, word)));
    for (const QString &word : never)
        QVERIFY2(!verdict.text.contains(word), qPrintable(u"'%1' has '%2'"_s.arg(verdict.text, word)));
    QVERIFY2(!verdict.text.contains(u'%'), qPrintable(verdict.text));
    QVERIFY2(!verdict.notes.contains(u"V-51"_s) || !verdict.culprit.contains(u"Said no"_s), qPrintable(verdict.culprit));
}

TXDESK_TEST(VerdictCountsTest);
#include "verdict_counts_test.moc"
