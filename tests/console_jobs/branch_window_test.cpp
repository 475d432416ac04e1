// Acts on one branch, in the whole window: from the branch table's context menu to what became of it, which ends as one of
// took effect, accepted but no effect seen, refused, not connected, no answer.
// SPDX-License-Identifier: Apache-2.0
#include "console/detail/branches_tab.h"
#include "shared/engine/action_gate.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

namespace txdesk::test {

namespace {

enum class BranchEnding { TookEffect, NoEffect, Refused, NotConnected, NoAnswer };
constexpr std::array<Name<BranchEnding>, 5> branchEndings{{
    {BranchEnding::TookEffect, QLatin1StringView("took effect")},
    {BranchEnding::NoEffect, QLatin1StringView("accepted, no effect seen")},
    {BranchEnding::Refused, QLatin1StringView("refused")},
    {BranchEnding::NotConnected, QLatin1StringView("not connected")},
    {BranchEnding::NoAnswer, QLatin1StringView("no answer")},
}};
constexpr std::array branchActs{Action::Retry, Action::Skip, Action::MarkFailed};

const BranchId troubled{u"02"_s}; // its action was called once and gave no clear answer

QString verdictWord(BranchEnding ending)
{
    const std::array words{u"took-effect"_s, u"no-effect-seen"_s, u"refused"_s, QString(), u"lost"_s};
    return words[static_cast<std::size_t>(ending)];
}

TransactionRow afterBranchAct(Action action, GlobalTransaction t)
{
    ++t.epoch;
    t.failures = 0;
    t.attempts += action == Action::Retry ? 1 : 0;
    if (action == Action::MarkFailed)
        t.status = TransactionStatus::Aborting;
    return {t, {}};
}

// One administrator before a saga whose second branch fails.
struct BranchWindow : WindowUnderTest
{
    explicit BranchWindow(LanguageChoice choice = LanguageChoice::English) : WindowUnderTest(choice)
    {
        fill(Story::Retrying);
        LinkStatus admin = link->status();
        admin.caller = CallerInfo{.role = Role::Admin, .name = u"lin"_s, .tokenId = {}, .expiresAt = {}};
        link->setStatus(admin);
        TransactionDetail &detail = link->details[gid()];
        for (BranchOp &op : detail.snapshot.ops)
            op.failures = op.branch == troubled && op.kind == OpKind::Action ? 1 : 0;
        detail.actions = engine::gateAll(detail.snapshot, time.now());
        link->change({detail.snapshot.transaction, detail.participants});
        here().refresh();
        window->activateWindow();
    }

    [[nodiscard]] bool isReady()
    {
        return QTest::qWaitForWindowActive(window.get()) && QTest::qWaitFor([this] {
                   return here().detail().desk().state(Action::Skip).allowed && here().detail().desk().state(Action::MarkFailed).allowed;
               });
    }

    [[nodiscard]] Workspace &here() const { return *window->workspace(); }
    [[nodiscard]] Gid gid() const { return here().detail().detail()->snapshot.transaction.gid; }
    [[nodiscard]] QString toast() const { return here().detail().findChild<QLabel *>(u"actToastText"_s)->text(); }
    [[nodiscard]] LocalAudit records() const { return LocalAudit(folder.filePath(u"audit.log"_s)); }

    // The menu of the branch's row; null: none came.
    [[nodiscard]] QMenu *menuOf(const BranchId &branch, QContextMenuEvent::Reason reason = QContextMenuEvent::Mouse) const
    {
        here().detail().showTab(DetailPane::Branches);
        auto *table = here().detail().findChild<QTableView *>(u"branchTable"_s);
        const auto &model = here().detail().findChild<BranchesTab *>(u"branchesTab"_s)->model();
        const QModelIndex cell = table->model()->index(model.rowOf(branch), BranchTableModel::Participant);
        table->setFocus();
        table->setCurrentIndex(cell);
        const bool byKey = reason == QContextMenuEvent::Keyboard; // it comes to the table, and its place says nothing
        QWidget *target = byKey ? static_cast<QWidget *>(table) : table->viewport();
        const QPoint at = byKey ? table->rect().center() : table->visualRect(cell).center();
        QContextMenuEvent event(reason, at, target->mapToGlobal(at));
        QApplication::sendEvent(target, &event);
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }

    static QAction *verbIn(const QMenu &menu, Action action)
    {
        return menu.findChild<QAction *>(u"branch_"_s + nameIn(actionNames, action), Qt::FindDirectChildrenOnly);
    }

    // Evidence, ticket, the gid's end, three seconds.
    void sign()
    {
        auto *dialog = window->findChild<QDialog *>(u"confirmDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->findChild<QLabel *>(u"confirmSubject"_s)->text().contains(u"Only branch 02"_s));
        dialog->findChild<QLineEdit *>(u"reason"_s)->setText(u"the ledger of bank 2 says so"_s);
        dialog->findChild<QLineEdit *>(u"ticket"_s)->setText(u"INC-7"_s);
        dialog->findChild<QLineEdit *>(u"gidTail"_s)->setText(gid().value.right(6));
        auto *button = dialog->findChild<QPushButton *>(u"confirmButton"_s);
        QVERIFY(!button->isEnabled());
        time.advance(Seconds{1});
        time.advance(Seconds{1});
        time.advance(Seconds{1});
        QVERIFY2(button->isEnabled(), qPrintable(button->toolTip()));
        button->click();
    }
};

} // namespace

class BranchWindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void endsInOneOfFive_data();
    void endsInOneOfFive();
    void theMenuKeyOpensItToo();
    void greyedOnesSayWhy();
    void aCutConnectionClosesTheButton();
};

void BranchWindowTest::endsInOneOfFive_data()
{
    QTest::addColumn<int>("actionValue");
    QTest::addColumn<int>("endingValue");
    for (const Action action : branchActs)
        for (const Name<BranchEnding> &ending : branchEndings)
            QTest::addRow("%s: %s", nameIn(actionNames, action).data(), ending.text.data()) << static_cast<int>(action) << static_cast<int>(ending.value);
}

void BranchWindowTest::endsInOneOfFive()
{
    QFETCH(int, actionValue);
    QFETCH(int, endingValue);
    const auto action = static_cast<Action>(actionValue);
    const auto ending = static_cast<BranchEnding>(endingValue);
    BranchWindow under;
    QVERIFY(under.isReady());
    if (ending == BranchEnding::Refused)
        under.link->actRefusal = Error{ErrorCode::Conflict, u"Something only this server says."_s, {}};
    if (ending == BranchEnding::NoAnswer)
        under.link->actRefusal = Error{ErrorCode::OutcomeUnknown, u"connection closed"_s, {}};
    if (ending == BranchEnding::NotConnected)
        under.link->breakOff(u"refused"_s);
    under.link->noEffectBecause = u"nobody looked again"_s;

    QMenu *menu = under.menuOf(troubled);
    QVERIFY(menu);
    QAction *verb = BranchWindow::verbIn(*menu, action);
    QVERIFY(verb && verb->text().contains(u"only branch 02"_s));
    if (ending == BranchEnding::NotConnected) {
        QVERIFY(!verb->isEnabled());
        QCOMPARE(verb->statusTip(), u"Not connected to the coordinator."_s);
        menu->close();
        QVERIFY(under.link->acts.isEmpty() && under.records().newest(1).isEmpty());
        return;
    }
    QVERIFY2(verb->isEnabled(), qPrintable(verb->statusTip()));
    const GlobalTransaction before = under.here().detail().detail()->snapshot.transaction;
    menu->setActiveAction(verb);
    QTest::keyClick(menu, Qt::Key_Return);
    if (guardOf(action) == Guard::Armed)
        under.time.advance(ActionDesk::armedFor);
    else
        under.sign();

    QTRY_COMPARE(under.link->acts.size(), 1);
    const ActionRequest &sent = under.link->acts.first();
    QCOMPARE(sent.action, action);
    QCOMPARE(sent.branch, troubled);
    QCOMPARE(sent.expectedEpoch, std::optional(before.epoch));
    QCOMPARE(sent.reason.isEmpty(), action == Action::Retry);
    QTRY_VERIFY(under.records().newest(1).size() == 1);
    if (ending == BranchEnding::TookEffect)
        QTRY_VERIFY((under.link->change(afterBranchAct(action, before)), under.toast().contains(u"took effect"_s)));
    if (ending == BranchEnding::NoEffect)
        QTRY_VERIFY((under.time.advance(effectWait), under.toast().contains(u"nobody looked again"_s)));
    if (ending == BranchEnding::Refused)
        QTRY_VERIFY(under.toast().contains(u"Something only this server says."_s));
    if (ending == BranchEnding::NoAnswer)
        QTRY_VERIFY2(under.toast().contains(u"may have been done"_s), qPrintable(under.toast()));
    QTRY_COMPARE(under.records().newest(9).size(), 2); // the act, then its verdict
    const QList<LocalRecord> records = under.records().newest(9);
    QCOMPARE(records[1].verb, QString(nameIn(actionNames, action)));
    QVERIFY2(records[1].request.contains(u"02"_s), qPrintable(records[1].request));
    QCOMPARE(records[0].verdict, verdictWord(ending));
    QVERIFY(LocalAudit(under.folder.filePath(u"audit.log"_s)).verify().problem.isEmpty());
}

void BranchWindowTest::theMenuKeyOpensItToo()
{
    BranchWindow under;
    QVERIFY(under.isReady());
    QMenu *menu = under.menuOf(troubled, QContextMenuEvent::Keyboard);
    QVERIFY(menu);
    QVERIFY(BranchWindow::verbIn(*menu, Action::Skip)->isEnabled());
    menu->close();
}

void BranchWindowTest::greyedOnesSayWhy()
{
    BranchWindow under;
    QVERIFY(under.isReady());
    QMenu *menu = under.menuOf(BranchId{u"01"_s}); // done
    QVERIFY(menu);
    for (const Action action : branchActs) {
        const QAction *verb = BranchWindow::verbIn(*menu, action);
        QVERIFY(verb && !verb->isEnabled());
        QVERIFY2(verb->statusTip().contains(u"done already"_s), qPrintable(verb->statusTip()));
        QVERIFY(verb->toolTip().contains(verb->statusTip().left(20)));
    }
    menu->close();
    QVERIFY(under.link->acts.isEmpty());
}

// What was opened while connected cannot be sent afterwards, and says so; nothing is on record.
void BranchWindowTest::aCutConnectionClosesTheButton()
{
    BranchWindow under;
    QVERIFY(under.isReady());
    QMenu *menu = under.menuOf(troubled);
    QVERIFY(menu);
    menu->setActiveAction(BranchWindow::verbIn(*menu, Action::Skip));
    QTest::keyClick(menu, Qt::Key_Return);
    auto *dialog = under.window->findChild<QDialog *>(u"confirmDialog"_s);
    QTRY_VERIFY(dialog && dialog->isVisible());
    under.link->breakOff(u"refused"_s);
    const auto *button = dialog->findChild<QPushButton *>(u"confirmButton"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY2(button->accessibleDescription().contains(u"Not connected"_s), qPrintable(button->accessibleDescription()));
    dialog->reject();
    QVERIFY(under.link->acts.isEmpty() && under.records().newest(1).isEmpty());
}

TXDESK_TEST(BranchWindowTest);

} // namespace txdesk::test

#include "branch_window_test.moc"
