// Verdicts of what waits, undo records in three ways, ladders, and the graph of who waits for whom.
// SPDX-License-Identifier: Apache-2.0
#include "console/models/delivery_ladder.h"
#include "console/models/undo_diff.h"
#include "console/models/wait_graph.h"
#include "console/text/words.h"
#include "console/theme/status_look.h"
#include "console/verdict/verdict.h"
#include "tests/console/waiting_samples.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {
constexpr Instant waitingNow = fromMs(1'795'244'861'000); // 07:07:41 UTC

QStringList waitLines(const WaitGraph &graph)
{
    QStringList texts;
    for (const WaitLine &line : WaitWords::lines(graph, waitingNow))
        texts.append(line.text);
    return texts;
}
} // namespace

class WaitingTest final : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatToDo_data();
    void saysWhatToDo();
    void namesTheHolderOfALock();
    void looksAreNotTheUsualOnes();
    void verbsSayWhatARetryIs();
    void readsAnUndoView();
    void refusesABrokenUndoView_data();
    void refusesABrokenUndoView();
    void judgesACell_data();
    void judgesACell();
    void judgesRowsThatCameAndWent();
    void namesWhatIsAtStake();
    void climbsALadder();
    void endsALadderAtItsWindow();
    void endsALadder();
    void drawsWhoWaits();
    void findsDeadlocks();
    void keepsBoxesApart();
};

void WaitingTest::saysWhatToDo_data()
{
    QTest::addColumn<int>("story");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, Waiting story, const QString &id, const QStringList &words) {
        QTest::newRow(name) << int(story) << id << words;
    };
    row("at, phase 1", Waiting::AtPhaseOne, u"V-35"_s, {u"branch 01, 02"_s, u"locks"_s, u"07:07:59"_s, u"roll back"_s});
    row("at, undo record stays", Waiting::AtCommitting, u"V-36"_s, {u"branch 01 (127.0.0.1:56081)"_s, u"released"_s, u"Nothing is at stake"_s});
    row("at, rollback fails", Waiting::AtRollingBack, u"V-37"_s, {u"stay locked"_s, u"database is away"_s, u"retry now"_s});
    row("dirty", Waiting::Dirty, u"V-21"_s,
        {u"AT rollback refused at branch 01"_s, u"account_info 2 was changed"_s, u"dirty write"_s, u"see Undo"_s, u"Overwrite"_s, u"keep the current data"_s, u"try again"_s});
    row("decided", Waiting::Decided, u"V-33"_s, {u"decided to overwrite"_s});
    row("kept", Waiting::Kept, u"V-12"_s, {u"Rolled back after 2 m 00 s. lin kept the current data"_s, u"of branch 01 (127.0.0.1:56081)"_s, u"not put back"_s, u"Undone: branch 02."_s});
    row("unanswered", Waiting::Unanswered, u"V-32"_s, {u"asked 2 times"_s, u"submit if it committed"_s, u"roll back if it did not"_s, u"HTTP 502"_s});
    row("dead letter", Waiting::DeadLetter, u"V-31"_s, {u"branch 01 (127.0.0.1:56081) after 5 deliveries"_s, u"deaf"_s, u"resend"_s});
    row("climbing", Waiting::Climbing, u"V-38"_s, {u"127.0.0.1:56081"_s, u"3 deliveries failed"_s, u"4 of at most 5"_s, u"04:12"_s, u"No delivery after"_s});
    row("given up", Waiting::GivenUp, u"V-39"_s, {u"5 deliveries failed"_s, u"can still ask"_s});
}

void WaitingTest::saysWhatToDo()
{
    QFETCH(int, story);
    QFETCH(QStringList, words);
    const Verdict verdict = verdictOf(waitingDetail(static_cast<Waiting>(story), waitingNow), waitingNow, QTimeZone::utc());
    QTEST(verdict.id, "id");
    for (const QString &word : words)
        QVERIFY2(verdict.text.contains(word), qPrintable(u"'%1' lacks '%2'"_s.arg(verdict.text, word)));
    QVERIFY2(!verdict.text.contains(u'%'), qPrintable(verdict.text));
}

void WaitingTest::namesTheHolderOfALock()
{
    const TransactionDetail detail = waitingDetail(Waiting::AtPhaseOne, waitingNow);
    const Instant since = waitingNow - Milliseconds{3000};
    const QString self = detail.snapshot.transaction.gid.value;
    const Verdict verdict = verdictOf(detail, waitingNow, QTimeZone::utc(),
                                      {waitOf(u"somebody"_s, u"other"_s, u"9"_s, since), waitOf(self, u"the-holder"_s, u"2"_s, since)});
    QCOMPARE(verdict.id, u"V-34"_s);
    for (const QString &word : {u"account_info 2"_s, u"the-holder"_s, u"3.0 s"_s, u"sqlite:bank1"_s})
        QVERIFY2(verdict.text.contains(word), qPrintable(verdict.text));
}

void WaitingTest::looksAreNotTheUsualOnes()
{
    GlobalTransaction t = waitingDetail(Waiting::Dirty, waitingNow).snapshot.transaction;
    QCOMPARE(statusWord(t), u"dirty rows"_s);
    QCOMPARE(statusLook(t, true).glyph, u"⚑"_s); // also where it counts as stuck
    t.paused = true;
    QCOMPARE(statusLook(t).glyph, u"‖"_s);
    QCOMPARE(statusWord(waitingDetail(Waiting::GivenUp, waitingNow).snapshot.transaction), u"given up"_s);
    QCOMPARE(opLook(OpKind::Action, OpStatus::Dead).glyph, u"⚑"_s);
}

void WaitingTest::verbsSayWhatARetryIs()
{
    QCOMPARE(wordOf(Action::Retry, Parked::No), u"Retry now"_s);
    QCOMPARE(wordOf(Action::Retry, Parked::DeadLetter), u"Resend"_s);
    QCOMPARE(wordOf(Action::Retry, Parked::Dirty), u"Try again after repair"_s);
    QCOMPARE(wordOf(Action::Abort, Parked::Unanswered), u"Roll back"_s);
}

void WaitingTest::readsAnUndoView()
{
    const QByteArray json = R"({"gid":"g","branch":"01","url":"http://b","undo":{"branch_id":"01","resource":"sqlite:bank1","items":[{"kind":"update","table":"account_info","pk":["id"],
        "columns":["id","account_name","account_password","account_balance"],
        "before":[[{"i":"2"},{"t":"Zhang San"},{"t":"secret-1"},{"t":"1000"}]],
        "after":[[{"i":"2"},{"t":"Zhang San"},{"t":"secret-1"},{"t":"998"}]],
        "now":[[{"i":"2"},{"t":"Zhang San"},{"t":"secret-1"},{"t":"950"}]]}]}})";
    const Result<UndoView> view = undoViewFromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(view.has_value());
    QCOMPARE(*view, undoOfTransfer(u"950"_s));
    const QByteArray kinds = R"({"branch":"01","undo":{"items":[{"columns":["a","b","c","d","e"],"now":[[null,{"r":"0.1"},{"b":"AAE="},{"u":"77u/eA=="},{"i":"-7"}]]}]}})";
    const Result<UndoView> all = undoViewFromJson(QJsonDocument::fromJson(kinds).object());
    QVERIFY(all.has_value());
    QStringList shown;
    for (const UndoValue &value : *all->items[0].now[0])
        shown.append(UndoWords::value(value));
    QCOMPARE(shown.first(3), (QStringList{u"NULL"_s, u"0.1"_s, u"2 bytes: 00 01"_s}));
    QCOMPARE(shown.last(), u"-7"_s);
    QVERIFY(shown[3].contains(u'x'));
}

void WaitingTest::refusesABrokenUndoView_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no items") << QByteArray(R"({"branch":"01","undo":{}})");
    QTest::newRow("a number") << QByteArray(R"({"undo":{"items":[{"columns":["a"],"now":[[1]]}]}})");
    QTest::newRow("a row too short") << QByteArray(R"({"undo":{"items":[{"columns":["a","b"],"now":[[null]]}]}})");
    QTest::newRow("two tags") << QByteArray(R"({"undo":{"items":[{"columns":["a"],"now":[[{"t":"x","i":"1"}]]}]}})");
    QTest::newRow("a tag that holds no text") << QByteArray(R"({"undo":{"items":[{"columns":["a"],"now":[[{"class":[1]}]]}]}})");
}

void WaitingTest::refusesABrokenUndoView()
{
    QFETCH(QByteArray, json);
    QVERIFY(!undoViewFromJson(QJsonDocument::fromJson(json).object()).has_value());
}

void WaitingTest::judgesACell_data()
{
    QTest::addColumn<QString>("balance");
    QTest::addColumn<CellVerdict>("verdict");
    QTest::newRow("as left") << u"998"_s << CellVerdict::Unchanged;
    QTest::newRow("restored") << u"1000"_s << CellVerdict::Restored;
    QTest::newRow("foreign") << u"950"_s << CellVerdict::Foreign;
    QTest::newRow("other spelling") << u"998.0"_s << CellVerdict::Foreign; // compared as the database writes it
}

void WaitingTest::judgesACell()
{
    QFETCH(QString, balance);
    const UndoView view = undoOfTransfer(balance);
    const QList<UndoCell> cells = undoCells(view);
    QCOMPARE(cells.size(), 4);
    QCOMPARE(cells.first().column, u"account_balance"_s); // what matters comes first
    QTEST(cells.first().verdict, "verdict");
    QCOMPARE(isDirty(view), cells.first().verdict == CellVerdict::Foreign);
    for (const UndoCell &cell : cells) {
        QCOMPARE(cell.row, u"2"_s);
        QVERIFY2(!cell.now.contains(u"secret-1"_s), "a password is shown");
    }
    UndoView renamed = view; // a column that the transaction did not change is not compared
    (*renamed.items[0].now[0])[1] = test::text(u"Zhang Er"_s);
    QCOMPARE(isDirty(renamed), isDirty(view));
    QVERIFY(std::ranges::any_of(undoCells(renamed), [](const UndoCell &cell) { return cell.verdict == CellVerdict::NotOurs; }));
}

void WaitingTest::judgesRowsThatCameAndWent()
{
    const std::optional<UndoRow> row = UndoRow{integer(u"7"_s), test::text(u"x"_s)};
    const std::optional<UndoRow> other = UndoRow{integer(u"7"_s), test::text(u"y"_s)};
    const auto verdictOfRow = [](std::optional<UndoRow> before, std::optional<UndoRow> after, std::optional<UndoRow> now) {
        const UndoItem item{.kind = {}, .table = u"t"_s, .key = {u"a"_s}, .columns = {u"a"_s, u"b"_s}, .before = {before}, .after = {after}, .now = {now}};
        return undoCells({.branch = {}, .resource = {}, .items = {item}}).first().verdict;
    };
    QCOMPARE(verdictOfRow({}, row, row), CellVerdict::Unchanged);  // inserted, still there
    QCOMPARE(verdictOfRow({}, row, {}), CellVerdict::Restored);    // inserted, gone already
    QCOMPARE(verdictOfRow({}, row, other), CellVerdict::Foreign);  // inserted, changed since
    QCOMPARE(verdictOfRow(row, {}, {}), CellVerdict::Unchanged);   // deleted, still away
    QCOMPARE(verdictOfRow(row, {}, row), CellVerdict::Restored);   // deleted, somebody put it back
    QCOMPARE(verdictOfRow(row, {}, other), CellVerdict::Foreign);  // deleted, somebody else's row has its key
    QCOMPARE(verdictOfRow(row, other, {}), CellVerdict::Foreign);  // updated, somebody deleted it
}

void WaitingTest::namesWhatIsAtStake()
{
    const UndoView view = undoOfTransfer(u"950"_s);
    QCOMPARE(UndoWords::stake(view, Action::ForceRollback), QStringList{u"account_info 2, account_balance: “950” is overwritten with “1000”"_s});
    QCOMPARE(UndoWords::stake(view, Action::AcceptCurrent), QStringList{u"account_info 2, account_balance: “950” stays, “1000” is given up"_s});
    QVERIFY(UndoWords::stake(undoOfTransfer(u"1000"_s), Action::ForceRollback).isEmpty());
    QVERIFY(UndoWords::summary(view).contains(u"changed by somebody else"_s));
}

void WaitingTest::climbsALadder()
{
    const QList<DeliveryLadder> ladders = deliveryLadders(waitingDetail(Waiting::Climbing, waitingNow));
    QCOMPARE(ladders.size(), 1);
    const DeliveryLadder &ladder = ladders.first();
    QCOMPARE(ladder.receiver, u"127.0.0.1:56081"_s);
    QList<StepState> states;
    for (const LadderStep &step : ladder.steps)
        states.append(step.state);
    QCOMPARE(states, (QList<StepState>{StepState::Failed, StepState::Failed, StepState::Failed, StepState::Next, StepState::Open}));
    QVERIFY(ladder.next());
    QCOMPARE(ladder.next()->number, 4);
    QCOMPARE(ladder.next()->at, waitingNow + Milliseconds{252'000});
    QCOMPARE(ladder.steps.last().at, waitingNow + Milliseconds{252'000 + 1'800'000}); // before the window's end, an hour after the beginning
    QVERIFY(!ladder.assumed);
    QVERIFY(ladder.steps[0].at && *ladder.steps[0].at < *ladder.steps[2].at); // as the journal tells
}

void WaitingTest::endsALadderAtItsWindow()
{
    TransactionDetail detail = waitingDetail(Waiting::Climbing, waitingNow);
    detail.snapshot.transaction.options.window = Seconds{600};
    QCOMPARE(deliveryLadders(detail).first().steps.last().state, StepState::Never);
    detail.snapshot.transaction.options.retryLadder.clear(); // the server's usual one: 8 waits
    QCOMPARE(deliveryLadders(detail).first().steps.size(), 9);
    QVERIFY(deliveryLadders(detail).first().assumed);
}

void WaitingTest::endsALadder()
{
    TransactionDetail detail = waitingDetail(Waiting::DeadLetter, waitingNow);
    const QList<DeliveryLadder> ladders = deliveryLadders(detail);
    QCOMPARE(ladders.size(), 2);
    QVERIFY(!ladders[0].next());
    QVERIFY(LadderWords::summary(ladders[0]).contains(u"given up after 5"_s));
    QCOMPARE(ladders[1].steps.first().state, StepState::Delivered);
    QCOMPARE(ladders[1].steps.last().state, StepState::Never);
    detail.snapshot.transaction.options.retryLadder.clear(); // as DTM: no ladder
    QVERIFY(deliveryLadders(detail).isEmpty());
}

void WaitingTest::drawsWhoWaits()
{
    const Instant since = waitingNow - Milliseconds{2000};
    QList<LockWait> waits{waitOf(u"b"_s, u"a"_s, u"1"_s, since), waitOf(u"c"_s, u"b"_s, u"2"_s, since), waitOf(u"b"_s, u"a"_s, u"5"_s, since)};
    waits.append(waitOf(u"old"_s, u"a"_s, u"1"_s, waitingNow - Milliseconds{60'000})); // over
    const WaitGraph graph = waitGraphOf(waits, waitingNow);
    QCOMPARE(graph.nodes.size(), 3);
    QCOMPARE(graph.edges.size(), 2);
    QCOMPARE(graph.edges[0].rows, (QStringList{u"account_info 1"_s, u"account_info 5"_s}));
    QList<int> layers;
    for (const WaitNode &node : graph.nodes)
        layers.append(node.layer);
    QCOMPARE(layers, (QList<int>{0, 1, 2}));
    QVERIFY(!graph.hasCycle());
    QCOMPARE(waitLines(graph),
             (QStringList{u"b waits for a: account_info 1, account_info 5, for 2.0 s"_s, u"c waits for b: account_info 2, for 2.0 s"_s}));
    QVERIFY(waitGraphOf({}, waitingNow).nodes.isEmpty());
}

void WaitingTest::findsDeadlocks()
{
    const Instant since = waitingNow;
    const WaitGraph graph = waitGraphOf({waitOf(u"a"_s, u"b"_s, u"1"_s, since), waitOf(u"b"_s, u"a"_s, u"2"_s, since), waitOf(u"c"_s, u"a"_s, u"1"_s, since)},
                                        waitingNow);
    QVERIFY(graph.hasCycle());
    QVERIFY(graph.nodes[0].inCycle && graph.nodes[1].inCycle && !graph.nodes[2].inCycle);
    QVERIFY(!graph.edges.last().inCycle); // c waits for a deadlock, but is not part of it
    QVERIFY(waitLines(graph).first().contains(u"a → b → a"_s));
    // Three in a ring, every one in it once.
    const WaitGraph ring = waitGraphOf({waitOf(u"a"_s, u"b"_s, u"1"_s, since), waitOf(u"b"_s, u"c"_s, u"2"_s, since), waitOf(u"c"_s, u"a"_s, u"3"_s, since)},
                                       waitingNow);
    QCOMPARE(waitLines(ring).size(), 4);
    QVERIFY(waitLines(ring).first().contains(u"a → b → c → a"_s));
}

void WaitingTest::keepsBoxesApart()
{
    QList<LockWait> waits;
    for (int i = 0; i < 30; ++i) // a fan, a chain and a ring
        waits.append(waitOf(u"t%1"_s.arg(i + 1), u"t%1"_s.arg(i % 7), u"%1"_s.arg(i), waitingNow));
    waits.append(waitOf(u"t0"_s, u"t30"_s, u"99"_s, waitingNow));
    WaitGraph graph = waitGraphOf(waits, waitingNow);
    layOut(graph, 16, [](const QString &text) { return 7.0 * qreal(text.size()); });
    for (qsizetype i = 0; i < graph.nodes.size(); ++i) {
        QVERIFY(QRectF(QPointF(), graph.size).contains(graph.nodes[i].box));
        QCOMPARE(graph.nodeAt(graph.nodes[i].box.center()), int(i));
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY(!graph.nodes[i].box.intersects(graph.nodes[j].box));
    }
    QVERIFY(boxText(Gid{QString(200, u'g')}).size() <= 24);
}

TXDESK_TEST(WaitingTest);
#include "waiting_test.moc"
