// What a verb says before it is pressed: its outcome in the diagram, by pointer and by keyboard, and when it becomes possible.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_bar.h"
#include "console/detail/call_menu.h"
#include "console/detail/sequence_tab.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/timeline/sequence_view.h"
#include "shared/engine/action_gate.h"
#include "tests/detail/pane_under_test.h"
#include "tests/support/test_main.h"

#include <QApplication>
#include <QToolButton>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct Ghosts
{
    QStringList planned;   // "02 action"
    QStringList prevented;

    friend bool operator==(const Ghosts &, const Ghosts &) = default;
};

QString nameOf(const BranchId &branch, OpKind op) { return branch.value + u' ' + nameIn(opKindNames, op); }

Ghosts ghostsIn(const DetailPane &pane)
{
    Ghosts ghosts;
    for (const SequenceMessage &message : const_cast<DetailPane &>(pane).sequence().view().sequenceLayout().sequence.messages)
        if (message.op && isPlanned(message))
            (message.certainty == Certainty::Prevented ? ghosts.prevented : ghosts.planned).append(nameOf(message.branch, *message.op));
    return ghosts;
}

Ghosts ghostsOf(const QList<PlannedCall> &calls, const QList<PlannedCall> &before)
{
    Ghosts ghosts;
    for (const PlannedCall &call : calls)
        ghosts.planned.append(nameOf(call.branch, call.op));
    for (const PlannedCall &call : before)
        if (!ghosts.planned.contains(nameOf(call.branch, call.op)))
            ghosts.prevented.append(nameOf(call.branch, call.op));
    return ghosts;
}

// A transaction on which the act is allowed by the engine's own gate.
void allow(Action action, TransactionDetail &detail, Instant now)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    if (action == Action::Submit)
        t.parked = Parked::Unanswered;
    if (action == Action::ForceRollback || action == Action::AcceptCurrent) {
        t.kind = TransactionKind::At;
        t.status = TransactionStatus::Aborting;
        t.parked = Parked::Dirty;
        for (BranchOp &op : detail.snapshot.ops) {
            op.kind = OpKind::Rollback;
            op.status = op.branch.value == u"01"_s ? OpStatus::Prepared : OpStatus::Dirty;
        }
        detail.snapshot.ops.removeIf([seen = QStringList()](const BranchOp &op) mutable {
            const bool again = seen.contains(op.branch.value);
            seen.append(op.branch.value);
            return again;
        });
    }
    for (BranchOp &op : detail.snapshot.ops)
        op.failures = op.status == OpStatus::Prepared ? 3 : 0;
    detail.actions = engine::gateAll(detail.snapshot, now);
    detail.planned = engine::plannedCalls(detail.snapshot, {}, now);
}

Story storyFor(Action action)
{
    switch (action) {
    case Action::Resume: return Story::Paused;
    case Action::Submit: return Story::MessageUnanswered;
    case Action::ForceRollback:
    case Action::AcceptCurrent: return Story::StuckRollback;
    default: return Story::Retrying;
    }
}

} // namespace

class VerbsTest final : public QObject
{
    Q_OBJECT

private slots:
    void eachVerbShowsItsOutcome_data()
    {
        QTest::addColumn<int>("actionValue");
        QTest::addColumn<bool>("byKeyboard");
        for (const Name<Action> &name : actionNames)
            for (const bool byKeyboard : {false, true})
                QTest::addRow("%s by %s", name.text.data(), byKeyboard ? "keyboard" : "pointer") << static_cast<int>(name.value) << byKeyboard;
    }

    void eachVerbShowsItsOutcome()
    {
        QFETCH(int, actionValue);
        QFETCH(bool, byKeyboard);
        const auto action = static_cast<Action>(actionValue);
        const FakeTime clock;
        PaneUnderTest under(storyFor(action), [&](TransactionDetail &detail) { allow(action, detail, clock.now()); });
        under.pane->desk().setUndoProblem(u"not shown"_s);
        under.pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.pane.get()));
        under.pane->showTab(DetailPane::Sequence);
        const QList<PlannedCall> before = under.pane->detail()->planned;
        const QList<PlannedCall> outcome = under.pane->desk().confirmation(action).preview.calls;
        const Ghosts unchanged = ghostsIn(*under.pane);
        QCOMPARE(unchanged, ghostsOf(before, {}));

        auto *button = under.pane->findChild<QToolButton *>(u"button_"_s + nameIn(actionNames, action));
        QVERIFY2(button->isEnabled() && button->isVisible(), qPrintable(button->toolTip()));
        if (byKeyboard) {
            button->setFocus(Qt::TabFocusReason);
        } else {
            QEvent enter(QEvent::Enter);
            QApplication::sendEvent(button, &enter);
        }
        QCOMPARE(ghostsIn(*under.pane).planned, ghostsOf(outcome, before).planned);
        QCOMPARE(ghostsIn(*under.pane).prevented, ghostsOf(outcome, before).prevented); // drawn dim, struck out
        if (byKeyboard) {
            under.pane->sequence().view().setFocus(Qt::TabFocusReason);
        } else {
            QEvent leave(QEvent::Leave);
            QApplication::sendEvent(button, &leave);
        }
        QCOMPARE(ghostsIn(*under.pane), unchanged);
    }

    // What another back end would do is drawn as it says, not as our engine would.
    void anotherBackEndsOutcomeGoesFirst()
    {
        PaneUnderTest under(Story::Retrying);
        under.link.previewNow = ActPreview{.calls = {{.branch = BranchId{u"01"_s}, .op = OpKind::Compensate, .url = u"http://a:1/x"_s, .why = {}, .at = {}}}};
        emit under.pane->actionBar().previewed(Action::Retry);
        QCOMPARE(ghostsIn(*under.pane).planned, QStringList{u"01 compensate"_s});
        emit under.pane->actionBar().previewEnded();
        QCOMPARE(ghostsIn(*under.pane), ghostsOf(under.pane->detail()->planned, {}));
    }

    // Who has clicked wants to see what happens, not what would have.
    void aClickLeavesNoOutcomeBehind()
    {
        PaneUnderTest under(Story::Retrying);
        const Ghosts unchanged = ghostsIn(*under.pane);
        auto *button = under.find<QToolButton>("button_pause"_L1);
        QEvent enter(QEvent::Enter), leave(QEvent::Leave);
        QApplication::sendEvent(button, &enter);
        QVERIFY(ghostsIn(*under.pane).planned.isEmpty());
        button->setFocus(Qt::MouseFocusReason);
        QApplication::sendEvent(button, &leave);
        QCOMPARE(ghostsIn(*under.pane), unchanged);
    }

    void aGreyedVerbSaysFromWhen()
    {
        PaneUnderTest under(Story::MessagePrepared, [](TransactionDetail &detail) {
            detail.snapshot.transaction.attempts = 0; // its sender may still commit: 18 s more
            detail.actions = engine::gateAll(detail.snapshot, detail.snapshot.transaction.createdAt + Milliseconds{120'000});
        });
        const ActionState retry = under.pane->desk().state(Action::Retry);
        QVERIFY(!retry.allowed && retry.legalAt);
        Appearance appearance;
        under.pane->setAppearance(appearance);
        const auto *button = under.find<QToolButton>("button_retry"_L1);
        const QAction *action = under.pane->actionBar().action(Action::Retry);
        const QString expected = u"possible from %1 (in 18 s)"_s.arg(clockText(*retry.legalAt, appearance.zone()));
        for (const QString &said : {button->toolTip(), action->statusTip(), button->accessibleDescription()})
            QVERIFY2(said.contains(expected) && said.contains(engineSentence(retry.reason)), qPrintable(said));
        under.time.advance(Milliseconds{8000}); // counts down by itself
        QVERIFY2(action->statusTip().contains(u"(in 10 s)"_s), qPrintable(action->statusTip()));

        const int asked = under.link.detailsAsked; // the moment has come: the newest state is read
        under.link.details[under.gid()].actions = engine::gateAll(under.pane->detail()->snapshot, *retry.legalAt);
        under.time.advance(Milliseconds{10'000});
        QVERIFY(under.link.detailsAsked > asked);
        QTRY_VERIFY(action->isEnabled());
        QVERIFY(action->statusTip().isEmpty());
    }
};

TXDESK_TEST(VerbsTest);
#include "verbs_test.moc"
