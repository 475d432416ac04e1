// The detail as a person uses it: one selection in all views, comparing, copies, secrets, and all of it by keyboard.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_bar.h"
#include "console/detail/call_menu.h"
#include "console/detail/compare_tab.h"
#include "console/detail/detail_header.h"
#include "console/detail/detail_pane.h"
#include "console/detail/inspector_panel.h"
#include "console/detail/payload_tab.h"
#include "console/detail/resubmit_dialog.h"
#include "console/detail/sequence_tab.h"
#include "console/detail/timeline_tab.h"
#include "console/models/attempt_model.h"
#include "console/models/branch_table_model.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"
#include "tests/console/whole_widgets.h"
#include "tests/detail/pane_under_test.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

class DetailTest final : public QObject
{
    Q_OBJECT

private slots:
    void oneSelectionInAllViews()
    {
        const PaneUnderTest under;
        under.pane->raiseTab(DetailPane::Timeline);
        under.pane->selection().select({BranchId{u"01"_s}, OpKind::Compensate, 3});
        auto *branches = under.find<DetailTable>("branchTable"_L1);
        auto *attempts = under.find<DetailTable>("attemptTable"_L1);
        QCOMPARE(branches->currentIndex().siblingAtColumn(0).data().toString(), u"01"_s);
        QCOMPARE(attempts->currentIndex().siblingAtColumn(4).data().toString(), u"3"_s);
        GanttView &gantt = under.find<TimelineTab>("timelineTab"_L1)->view();
        QCOMPARE(gantt.chart().at(gantt.selected())->attempt, 3);
        QCOMPARE(under.pane->selection().current().attempt, 3); // nobody who followed has chosen anew
        QVERIFY(under.pane->inspector()->model().rows().size() > 4);

        QTest::keyClicks(&gantt, u"j"_s); // a bar selects, the tables follow
        QCOMPARE(under.pane->selection().current().attempt, 4);
        QCOMPARE(attempts->currentIndex().siblingAtColumn(4).data().toString(), u"4"_s);
        attempts->selectRow(0);
        QCOMPARE(under.pane->selection().current().branch.value, u"01"_s);
        QCOMPARE(under.pane->selection().current().op, std::optional(OpKind::Action));
        QTest::keyClick(attempts, Qt::Key_Return);
        QCOMPARE(under.pane->currentTab(), DetailPane::Payload);
    }

    void theCulpritIsNamedFirst()
    {
        const PaneUnderTest under;
        auto *culprit = under.find<QToolButton>("verdictCulprit"_L1);
        QVERIFY(culprit->isVisible());
        QVERIFY2(culprit->text().contains(u"At fault: 127.0.0.1:8081 (branch 01, compensate)"_s), qPrintable(culprit->text()));
        QTest::mouseClick(culprit, Qt::LeftButton);
        QCOMPARE(under.pane->selection().current().branch.value, u"01"_s);
    }

    // What people call a participant stands wherever it is named.
    void participantsHaveTheirNames()
    {
        const PaneUnderTest under;
        under.pane->setParticipantNames({{u"127.0.0.1:8081"_s, u"bank-a"_s}, {u"127.0.0.1:8082"_s, u"bank-b"_s}});
        QVERIFY(under.find<QToolButton>("verdictCulprit"_L1)->text().contains(u"At fault: bank-a"_s));
        under.pane->raiseTab(DetailPane::Payload);
        const auto *requests = under.find<QComboBox>("payloadChoice"_L1);
        QVERIFY(requests->count() > 0);
        QVERIFY2(requests->itemText(0).contains(u"bank-"_s), qPrintable(requests->itemText(0)));
        under.pane->raiseTab(DetailPane::Timeline);
        const QList<GanttRow> rows = under.find<TimelineTab>("timelineTab"_L1)->view().chart().rows;
        QStringList participants;
        for (const GanttRow &row : rows)
            participants.append(row.participant);
        QVERIFY2(participants.contains(u"bank-b"_s) && participants.filter(u":80"_s).isEmpty(), qPrintable(participants.join(u", "_s)));
    }

    void aNewVerdictIsAnAlertAtMostEveryFiveSeconds()
    {
        FakeTime time;
        DetailHeader header;
        const auto tell = [&](Story story) { header.setDetail(sampleDetail(story, time.now()), time.now(), true); };
        tell(Story::Calling);
        QCOMPARE(header.alerts(), 1);
        time.advance(Milliseconds{1000});
        tell(Story::Calling); // the same rule: a countdown is no news
        tell(Story::Retrying);
        QCOMPARE(header.alerts(), 1);
        time.advance(Milliseconds{4500});
        tell(Story::Retrying);
        QCOMPARE(header.alerts(), 2);
    }

    // A tab that the next transaction has not does not lead to the raw text beside it.
    void aTabThatGoesLeadsToTheBranches()
    {
        PaneUnderTest under;
        TransactionDetail rows = sampleDetail(Story::StuckRollback, under.time.now());
        rows.snapshot.transaction.gid = Gid{u"with-rows"_s};
        rows.snapshot.transaction.kind = TransactionKind::At;
        under.link.details.insert(rows.snapshot.transaction.gid, rows);
        const Gid first = under.gid();
        under.pane->showTransaction(rows.snapshot.transaction.gid);
        QTRY_COMPARE(under.gid(), rows.snapshot.transaction.gid);
        under.pane->raiseTab(DetailPane::Undo);
        QCOMPARE(under.pane->currentTab(), DetailPane::Undo);
        under.pane->showTransaction(first);
        QTRY_COMPARE(under.pane->currentTab(), DetailPane::Branches);
    }

    void theBudgetOfItsTimeLimitIsShown()
    {
        const PaneUnderTest under(Story::Retrying, [](TransactionDetail &detail) {
            detail.snapshot.transaction.options.timeoutToFail = Seconds{3600};
            detail.snapshot.transaction.businessKey = u"ORD-2209"_s;
        });
        QVERIFY(under.find<QWidget>("budgetBar"_L1)->isVisible());
        QVERIFY(under.find<QWidget>("budgetBar"_L1)->accessibleName().contains(u"of 1 h 00 m"_s));
        QCOMPARE(under.find<QLabel>("detailKey"_L1)->text(), u"ORD-2209"_s);
    }

    void theMenuIsTheGates()
    {
        const PaneUnderTest under;
        under.pane->selection().select({BranchId{u"01"_s}, OpKind::Compensate, 0});
        const std::unique_ptr<QMenu> menu = under.pane->callMenu().menu();
        for (const Action action : {Action::Retry, Action::Skip, Action::MarkFailed}) {
            const auto *verb = menu->findChild<QAction *>(u"branch_"_s + nameIn(actionNames, action));
            QVERIFY(verb);
            const ActionState state = under.pane->callMenu().branchState(action);
            QCOMPARE(verb->isEnabled(), state.allowed);
            QVERIFY2(verb->isEnabled() || !verb->statusTip().isEmpty(), "greyed without a reason");
        }
        for (QAction *verb : under.pane->actionBar().actionsInOrder())
            QVERIFY(menu->actions().contains(verb));
    }

    void keysCopy()
    {
        const PaneUnderTest under;
        under.pane->activateWindow();
        under.pane->showTab(DetailPane::Branches);
        auto *table = under.find<DetailTable>("branchTable"_L1);
        QVERIFY(QTest::qWaitForWindowActive(under.pane.get()));
        table->selectRow(0);
        const auto press = [&](int key, Qt::KeyboardModifiers with) {
            QGuiApplication::clipboard()->clear();
            QTest::keyClick(table, static_cast<Qt::Key>(key), with);
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(press(Qt::Key_Y, Qt::NoModifier), under.gid().value);
        QVERIFY(press(Qt::Key_Y, Qt::ShiftModifier).startsWith(u"curl "_s));
        QVERIFY(press(Qt::Key_C, Qt::ControlModifier).contains(u"compensate"_s));
        QVERIFY(press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier).startsWith(u'{'));
    }

    void theTwinIsTheLastGoodOne()
    {
        PaneUnderTest under(Story::Retrying);
        TransactionDetail good = sampleDetail(Story::Succeeded, under.time.now());
        good.snapshot.transaction.gid = Gid{u"good"_s};
        TransactionDetail other = good; // of another shape
        other.snapshot.transaction.gid = Gid{u"other"_s};
        other.snapshot.ops.removeLast();
        other.events.clear();
        for (const TransactionDetail &one : {good, other})
            under.link.details.insert(one.snapshot.transaction.gid, one);
        under.link.rows = {{other.snapshot.transaction, other.participants}, {good.snapshot.transaction, good.participants}};
        under.pane->showTab(DetailPane::Compare);
        auto *tab = under.find<CompareTab>("compareTab"_L1);
        QTRY_VERIFY(tab->twin());
        QCOMPARE(tab->twin()->snapshot.transaction.gid.value, u"good"_s);
        QStringList told;
        for (const PlainRow &row : tab->differences().rows())
            told.append(row.key);
        QVERIFY2(told.contains(u"02 action/result"_s), qPrintable(told.join(u' ')));

        under.pane->markForCompare(); // itself: the last good one stays
        under.link.rows.clear();
        PaneUnderTest none(Story::Retrying);
        none.pane->showTab(DetailPane::Compare);
        QTRY_VERIFY(none.find<CompareTab>("compareTab"_L1)->whyEmpty().contains(u"No transaction of this shape"_s));
    }

    // What is left out is said with its number, and loaded on request: then the diagram is complete. It stays so.
    void theWholeJournalIsLoadedOnRequest()
    {
        TransactionDetail all;
        PaneUnderTest under(Story::StuckRollback, [&all](TransactionDetail &detail) {
            detail.snapshot.transaction.lastSeq = detail.events.last().seq;
            all = detail;
            detail.events.remove(0, 5);
            detail.eventsTruncated = true;
        });
        under.link.wholeDetails.insert(under.gid(), all);
        auto *button = under.find<QToolButton>("loadAllEvents"_L1);
        QVERIFY(button->isVisible());
        QVERIFY(under.find<QLabel>("detailFacts"_L1)->text().contains(u"newest %1 of %2"_s.arg(all.events.size() - 5).arg(all.events.size())));
        under.pane->showTab(DetailPane::Sequence);
        const auto drawn = [&under] { return under.pane->sequence().view().sequenceLayout().sequence.messages; };
        QCOMPARE(drawn().first().label, u"5 older events are not loaded"_s);
        button->click();
        QTRY_VERIFY(!under.pane->detail()->eventsTruncated);
        QVERIFY(!button->isVisible());
        QVERIFY(drawn().first().verb != u"truncated"_s);
        QSignalSpy shown(under.pane.get(), &DetailPane::detailShown);
        under.link.change({all.snapshot.transaction, {}}); // it is told of again: nothing gets lost
        under.time.advance(Milliseconds{1000});
        QTRY_VERIFY(!shown.isEmpty());
        QVERIFY(!under.pane->detail()->eventsTruncated);

        under.link.wholeDetails[under.gid()].events.remove(0, 2); // more than the back end gives at once
        under.link.wholeDetails[under.gid()].eventsTruncated = true;
        under.link.change({all.snapshot.transaction, {}});
        under.time.advance(Milliseconds{1000});
        QTRY_VERIFY(under.pane->detail()->eventsTruncated);
        QVERIFY(!button->isVisible());
        QVERIFY(under.find<QLabel>("detailFacts"_L1)->text().contains(u"no more are loaded"_s));
    }

    // m marks the one that is shown, M beside another one compares that with it, whatever its shape.
    void aMarkedOneIsComparedByKey()
    {
        PaneUnderTest under(Story::Succeeded);
        const Gid marked = under.gid();
        TransactionDetail other = sampleDetail(Story::StuckRollback, under.time.now());
        other.snapshot.transaction.gid = Gid{u"other"_s};
        under.link.details.insert(other.snapshot.transaction.gid, other);
        under.pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.pane.get()));
        auto *tab = under.find<CompareTab>("compareTab"_L1);
        auto *branches = under.find<DetailTable>("branchTable"_L1);
        under.pane->showTab(DetailPane::Branches);
        branches->setFocus();
        QTest::keyClick(branches, Qt::Key_M);
        QCOMPARE(tab->marked(), marked);
        QVERIFY(under.find<NoticeBand>("detailProblem"_L1)->text().contains(u"Marked"_s));

        under.pane->showTransaction(other.snapshot.transaction.gid);
        QTRY_COMPARE(under.gid().value, u"other"_s);
        branches->setFocus();
        QTest::keyClick(branches, Qt::Key_M, Qt::ShiftModifier);
        QCOMPARE(under.pane->currentTab(), DetailPane::Compare);
        QTRY_VERIFY(tab->twin());
        QCOMPARE(tab->twin()->snapshot.transaction.gid, marked);
        QVERIFY(!tab->differences().rows().isEmpty());

        under.pane->activateWindow();
        tab->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_M); // in the comparison, too
        QCOMPARE(tab->marked(), other.snapshot.transaction.gid);
    }

    void secretsAreShownForAMinuteAndOnRecord()
    {
        PaneUnderTest under;
        LinkStatus status = under.link.status();
        status.caller = CallerInfo{.role = Role::Operator, .name = u"lin"_s, .tokenId = {}, .expiresAt = {}};
        under.link.setStatus(status);
        under.pane->showTab(DetailPane::Payload);
        auto *button = under.find<QPushButton>("revealButton"_L1);
        auto *reason = under.find<QLineEdit>("revealReason"_L1);
        QVERIFY2(!button->isEnabled(), "an operator");
        QVERIFY(button->accessibleDescription().contains(u"admin"_s));
        status.caller->role = Role::Admin;
        under.link.setStatus(status);
        QVERIFY2(!button->isEnabled(), "without a reason");
        reason->setText(u"ticket 4711"_s);
        QSignalSpy asked(under.find<PayloadTab>("payloadTab"_L1), &PayloadTab::payloadsWanted);
        button->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked.first().first().toString().contains(u"ticket 4711"_s));
        auto *tab = under.find<PayloadTab>("payloadTab"_L1);
        auto *text = under.find<QPlainTextEdit>("payloadText"_L1);
        QVERIFY(!text->toPlainText().contains(u"sk_live"_s));
        ShownPayloads shown;
        shown.gid = under.gid();
        for (const BranchOp &op : under.pane->detail()->snapshot.ops)
            shown.ops.append({op.branch, op.kind, op.payload});
        tab->takePayloads(shown);
        QVERIFY(text->toPlainText().contains(u"sk_live"_s));
        for (int second = 0; second < 61; ++second)
            under.time.advance(Milliseconds{1000});
        QVERIFY2(!text->toPlainText().contains(u"sk_live"_s), "a minute is over");
    }

    void aCopyIsEditedCheckedAndSent()
    {
        const TransactionDetail original = sampleDetail(Story::RolledBack, FakeTime().now());
        ResubmitDialog dialog(original, Environment::Production, u"shop-eu"_s, {});
        dialog.show();
        QSignalSpy sent(&dialog, &ResubmitDialog::submitted);
        auto *send = dialog.findChild<QPushButton *>("resubmitSend"_L1);
        auto *editor = dialog.findChild<QPlainTextEdit *>("resubmitEditor"_L1);
        QVERIFY(!send->isEnabled()); // no reason
        dialog.findChild<QLineEdit *>("resubmitReason"_L1)->setText(u"amount was wrong"_s);
        QVERIFY(send->isEnabled());
        QVERIFY(dialog.resubmission().payloads.isEmpty()); // nothing was changed
        editor->setPlainText(u"{\"amount\":"_s);
        QVERIFY(!send->isEnabled());
        QVERIFY(dialog.whyNot().contains(u"not JSON"_s));
        editor->setPlainText(u"{\"amount\":35}"_s);
        send->click();
        QCOMPARE(sent.size(), 1);
        QCOMPARE(dialog.resubmission().payloads.value(BranchId{u"01"_s}), QByteArray("{\"amount\":35}"));
        QCOMPARE(dialog.resubmission().copy.value, original.snapshot.transaction.gid.value + u"-r1"_s);
        QVERIFY(clippedText(dialog).isEmpty());
        dialog.sayAnswer(fail(ErrorCode::Conflict, u"gid exists"_s));
        QVERIFY(send->isEnabled());
        dialog.sayAnswer(Gid{u"x"_s});
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void theModelsKeepTheirRules()
    {
        FakeTime time;
        BranchTableModel branches(time);
        AttemptModel attempts;
        const QAbstractItemModelTester first(&branches, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QAbstractItemModelTester second(&attempts, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (const Story story : {Story::Calling, Story::Retrying, Story::StuckRollback, Story::RolledBack, Story::TccTrying, Story::WorkflowFailed}) {
            branches.setDetail(sampleDetail(story, time.now()));
            attempts.setDetail(sampleDetail(story, time.now()));
            branches.tick();
        }
    }

    void everyTabIsReachedByKeyboard()
    {
        const PaneUnderTest under;
        under.pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.pane.get()));
        for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
            const auto which = static_cast<DetailPane::Tab>(tab);
            if (!under.pane->hasTab(which))
                continue;
            under.pane->showTab(which);
            auto *tabs = under.find<QTabWidget>("detailTabs"_L1);
            QVERIFY2(tabs->currentWidget()->isAncestorOf(QApplication::focusWidget()), qPrintable(tabs->tabText(tab)));
            QSet<QWidget *> seen; // Tab goes round and comes back, and never sticks
            for (int steps = 0; steps < 120; ++steps) {
                QWidget *focus = QApplication::focusWidget();
                QVERIFY2(focus, qPrintable(tabs->tabText(tab)));
                seen.insert(focus);
                QTest::keyClick(focus, Qt::Key_Tab);
                if (QApplication::focusWidget() == focus)
                    QFAIL(qPrintable(u"Tab sticks at %1 in %2"_s.arg(describe(*focus), tabs->tabText(tab))));
            }
            QVERIFY(seen.size() > 5);
            QTRY_VERIFY2(clippedText(*under.pane).isEmpty(), qPrintable(tabs->tabText(tab) + clippedText(*under.pane)));
            QVERIFY2(namelessWidget(*under.pane).isEmpty(), qPrintable(namelessWidget(*under.pane)));
        }
    }

    void emptyTabsSayWhy()
    {
        const PaneUnderTest under(Story::TccTrying, [](TransactionDetail &detail) {
            detail.snapshot.ops.clear();
            detail.events.clear();
            detail.planned.clear();
        });
        for (const DetailPane::Tab tab : {DetailPane::Branches, DetailPane::Timeline, DetailPane::Attempts}) {
            under.pane->showTab(tab);
            const auto *why = under.find<QTabWidget>("detailTabs"_L1)->currentWidget()->findChild<QLabel *>("whyEmpty"_L1);
            QVERIFY(why && why->isVisible() && !why->text().isEmpty());
        }
    }
};

TXDESK_TEST(DetailTest);
#include "detail_test.moc"
