// The whole window in front of a server that is newer: rows are shown, their words as they came, and no act is offered on them.
// SPDX-License-Identifier: Apache-2.0
#include "console/detail/sequence_tab.h"
#include "console/text/words.h"
#include "console/theme/op_role.h"
#include "console/timeline/sequence_events.h"
#include "console/verdict/verdict.h"
#include "shared/codec/transaction_codec.h"
#include "shared/engine/action_gate.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QAction>
#include <QJsonArray>
#include <QLabel>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

using Change = void (*)(QJsonObject &detail);

void setIn(QJsonObject &json, const QString &object, const QString &member, const QString &word)
{
    QJsonObject inner = json[object].toObject();
    inner.insert(member, word);
    json.insert(object, inner);
}

void setFirst(QJsonObject &json, const QString &list, const QString &member, const QString &word)
{
    QJsonArray items = json[list].toArray();
    QJsonObject first = items.first().toObject();
    first.insert(member, word);
    items.replace(0, first);
    json.insert(list, items);
}

// A stuck rollback as a newer server would tell it.
TransactionDetail toldBy(Change change, Instant now)
{
    QJsonObject json = codec::toJson(sampleDetail(Story::StuckRollback, now));
    change(json);
    QJsonObject transaction = json["transaction"_L1].toObject();
    transaction.insert(u"epoch"_s, transaction["epoch"_L1].toInteger() + 1); // newer than what is on screen
    json.insert(u"transaction"_s, transaction);
    return codec::detailFromJson(json, UnknownWords::Kept).value_or(TransactionDetail{});
}

void tell(WindowUnderTest &under, const TransactionDetail &told)
{
    under.link->details.insert(told.snapshot.transaction.gid, told);
    under.link->change({told.snapshot.transaction, told.participants});
    under.time.advance(Milliseconds{1000}); // changes are collected before they are shown
}

QString allTexts(const QWidget &root)
{
    QStringList texts;
    for (const QLabel *label : root.findChildren<QLabel *>())
        if (label->isVisibleTo(&root))
            texts.append(label->text());
    return texts.join(u'\n');
}

// The number that an undo says it undoes.
QList<int> undone(const TransactionDetail &detail)
{
    QList<int> numbers;
    for (const SequenceMessage &message : sequenceOf(detail).messages)
        if (message.op && isUndo(*message.op))
            numbers.append(message.undoes);
    return numbers;
}

QString labelsOf(const TransactionDetail &detail)
{
    QStringList labels;
    for (const SequenceMessage &message : sequenceOf(detail).messages)
        labels.append(message.label + u" | "_s + message.reply);
    return labels.join(u'\n');
}

} // namespace

class NewerWindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void offersNoActOnWhatItDoesNotKnow_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, Change change, const QString &place) {
            QTest::newRow(name) << change << u"This server says %1, which this console does not know: update the console."_s.arg(place);
        };
        row("status", [](QJsonObject &json) { setIn(json, u"transaction"_s, u"status"_s, u"frozen"_s); }, u"status “frozen”"_s);
        row("type", [](QJsonObject &json) { setIn(json, u"transaction"_s, u"kind"_s, u"quantum"_s); }, u"type “quantum”"_s);
        row("parked", [](QJsonObject &json) { setIn(json, u"transaction"_s, u"parked"_s, u"asleep"_s); }, u"waits for a person because of “asleep”"_s);
        row("operation", [](QJsonObject &json) { setFirst(json, u"ops"_s, u"op"_s, u"entangle"_s); }, u"operation “entangle”"_s);
        row("status of a branch", [](QJsonObject &json) { setFirst(json, u"ops"_s, u"status"_s, u"blurred"_s); }, u"status “blurred” of a branch"_s);
    }
    void offersNoActOnWhatItDoesNotKnow()
    {
        QFETCH(Change, change);
        QFETCH(QString, reason);
        WindowUnderTest under;
        under.fill();
        const TransactionDetail told = toldBy(change, under.time.now());
        tell(under, told);
        DetailPane &pane = under.window->workspace()->detail();
        QTRY_VERIFY(pane.detail() && pane.detail()->snapshot == told.snapshot);
        for (const Name<Action> &name : actionNames) {
            QVERIFY2(!pane.actionBar().action(name.value)->isEnabled(), name.text.data());
            QCOMPARE(pane.actionBar().action(name.value)->statusTip(), reason);
        }
        QVERIFY2(allTexts(pane).contains(reason), qPrintable(allTexts(pane))); // the verdict
        const Verdict verdict = verdictOf(told, under.time.now(), QTimeZone::utc());
        QCOMPARE(verdict.id, u"V-40"_s);
        QVERIFY(verdict.culprit.isEmpty());
    }

    void theRowStays()
    {
        WindowUnderTest under;
        under.fill();
        const TransactionDetail told = toldBy([](QJsonObject &json) { setIn(json, u"transaction"_s, u"status"_s, u"frozen"_s); }, under.time.now());
        tell(under, told);
        const TransactionListModel &model = under.window->workspace()->list().feed().model();
        QTRY_COMPARE(model.index(0, TransactionListModel::Status).data().toString(), u"“frozen”"_s);
        QCOMPARE(model.transactionCount(), 21);
        QCOMPARE(model.index(0, TransactionListModel::Severity).data().toString(), u"?"_s);
        QCOMPARE(model.index(0, TransactionListModel::WhyStuck).data().toString(), u"–"_s);
        QVERIFY(model.index(0, TransactionListModel::Status).data(Qt::ToolTipRole).toString().contains(u"update the console"_s));
    }

    // The known rest of its journal is told as always; what is not known is a neutral line that claims nothing.
    void aJournalEntryIsANeutralLine_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("line");
        QTest::newRow("kind") << Change([](QJsonObject &json) { setFirst(json, u"events"_s, u"kind"_s, u"teleported"_s); }) << u"“teleported” {"_s;
        QTest::newRow("status") << Change([](QJsonObject &json) {
            setFirst(json, u"events"_s, u"kind"_s, u"status"_s);
            setFirst(json, u"events"_s, u"from"_s, u"submitted"_s);
            setFirst(json, u"events"_s, u"to"_s, u"frozen"_s);
        }) << u"running → “frozen”"_s;
        QTest::newRow("op") << Change([](QJsonObject &json) {
            setFirst(json, u"events"_s, u"kind"_s, u"called"_s);
            setFirst(json, u"events"_s, u"op"_s, u"entangle"_s);
        }) << u"“entangle” "_s;
        QTest::newRow("outcome") << Change([](QJsonObject &json) {
            setFirst(json, u"events"_s, u"kind"_s, u"answered"_s);
            setFirst(json, u"events"_s, u"op"_s, u"action"_s);
            setFirst(json, u"events"_s, u"outcome"_s, u"both"_s);
        }) << u"| “both”"_s;
    }
    void aJournalEntryIsANeutralLine()
    {
        QFETCH(Change, change);
        QFETCH(QString, line);
        WindowUnderTest under;
        under.fill();
        const TransactionDetail told = toldBy(change, under.time.now());
        tell(under, told);
        DetailPane &pane = under.window->workspace()->detail();
        QTRY_VERIFY(pane.detail() && pane.detail()->events == told.events);
        for (int tab = 0; tab < DetailPane::TabCount; ++tab)
            pane.raiseTab(static_cast<DetailPane::Tab>(tab)); // each of them draws it
        QVERIFY2(labelsOf(told).contains(line), qPrintable(labelsOf(told)));
        QVERIFY2(allTexts(pane).contains(u"1 journal entry with a word that this console does not know"_s), qPrintable(allTexts(pane)));
        QVERIFY2(pane.actionBar().action(Action::Pause)->isEnabled(), "what it does not depend on stays possible");
    }

    // A call that nobody here knows is none that a later one undoes, and neither good nor bad.
    void nothingUndoesWhatIsNotKnown()
    {
        TransactionDetail told = sampleDetail(Story::StuckRollback, {});
        const QList<int> before = undone(told);
        QVERIFY(before.contains(1) || before.contains(2));
        qsizetype at = 0;
        while (!told.events[at].op || !isUndo(*told.events[at].op))
            ++at;
        JournalEvent call = told.events[at];
        call.op = foreignValue<OpKind>(u"entangle");
        told.events.insert(at, call);
        QCOMPARE(undone(told), before);
        JournalEvent answer = call;
        answer.kind = EventKind::Answered;
        answer.outcome = foreignValue<Outcome>(u"both");
        told.events.insert(at + 1, answer);
        for (const SequenceMessage &message : sequenceOf(told).messages)
            QVERIFY(!isForeign(message.op) || (message.meaning == Meaning::Stopped && !isFailure(message) && message.reply.contains(u"“both”"_s)));
    }

    // The gate of the engine is asked about single rows, too: by jobs that the console carries out.
    void theEnginesGateRefuses()
    {
        const TransactionDetail told = toldBy([](QJsonObject &json) { setIn(json, u"transaction"_s, u"status"_s, u"frozen"_s); }, {});
        for (const ActionState &state : engine::gateAll(told.snapshot, {}))
            QVERIFY2(!state.allowed, nameIn(actionNames, state.action).data());
        QVERIFY(engine::plannedCalls(told.snapshot, {}, {}).isEmpty());
    }
};

TXDESK_TEST(NewerWindowTest);
#include "newer_window_test.moc"
