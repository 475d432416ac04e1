// What each request is answered in each status of each kind. Source: DTM, entry points by state.
// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class EntryPointsTest : public QObject
{
    Q_OBJECT
private slots:
    void answers_data();
    void answers();
    void submitCreatesWhatIsNotThere();
    void submitTakesItsOptionsToAPreparedMessage();
    void createdThoughItWasLookedForFirst_data();
    void createdThoughItWasLookedForFirst();
    void anotherCoordinatorsWorkIsLeftAlone();
    void anotherCoordinatorsPreparedMessageIsSubmitted();
};

// The way into each status of each kind.
static QString wayInto(TransactionKind kind, TransactionStatus status)
{
    using enum TransactionKind;
    using enum TransactionStatus;
    static const QMap<std::pair<TransactionKind, TransactionStatus>, QString> ways{
        {{Saga, Prepared}, u"prepare"_s},
        {{Saga, Submitted}, u"submit 01~"_s},
        {{Saga, Aborting}, u"submit 01! c01?"_s},
        {{Saga, Succeeded}, u"submit 01+"_s},
        {{Saga, Failed}, u"submit 01! c01+"_s},
        {{Message, Prepared}, u"prepare"_s},
        {{Message, Submitted}, u"submit 01~"_s},
        {{Message, Succeeded}, u"submit 01+"_s},
        {{Message, Failed}, u"prepare abort"_s},
        {{Tcc, Prepared}, u"prepare reg01"_s},
        {{Tcc, Submitted}, u"prepare reg01 submit confirm01~"_s},
        {{Tcc, Aborting}, u"prepare reg01 abort cancel01~"_s},
        {{Tcc, Succeeded}, u"prepare reg01 submit confirm01+"_s},
        {{Tcc, Failed}, u"prepare reg01 abort cancel01+"_s},
        {{Xa, Prepared}, u"prepare reg01"_s},
        {{Xa, Submitted}, u"prepare reg01 submit commit01~"_s},
        {{Xa, Aborting}, u"prepare reg01 abort rollback01~"_s},
        {{Xa, Succeeded}, u"prepare reg01 submit commit01+"_s},
        {{Xa, Failed}, u"prepare reg01 abort rollback01+"_s},
        {{At, Prepared}, u"prepare at1"_s},
        {{At, Submitted}, u"prepare at1 submit commit01~"_s},
        {{At, Aborting}, u"prepare at1 abort rollback01~"_s},
        {{At, Succeeded}, u"prepare at1 submit commit01+"_s},
        {{At, Failed}, u"prepare at1 abort rollback01+"_s},
        {{Notify, Prepared}, u"prepare"_s},
        {{Notify, Submitted}, u"submit 01~"_s},
        {{Notify, Succeeded}, u"submit 01+"_s},
        {{Notify, Failed}, u"prepare abort"_s},
        {{Workflow, Prepared}, u"progress step01"_s},
        {{Workflow, Succeeded}, u"progress step01 end+"_s},
        {{Workflow, Failed}, u"progress step01 end!"_s},
    };
    return ways.value({kind, status});
}

static TransactionSnapshot wantedOf(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Saga: return saga(1);
    case TransactionKind::Tcc: return tcc();
    case TransactionKind::Xa: return xa();
    case TransactionKind::At: return at();
    case TransactionKind::Notify: return notification(1);
    case TransactionKind::Message: return message(1);
    case TransactionKind::Workflow: return workflow();
    }
    return {};
}

// The words of an answer, to the byte.
static QString answerText(const QString &word, TransactionKind kind, const QString &status)
{
    static const QMap<QString, QString> texts{
        {u"no-prepare"_s, u"fail(current status '%1', cannot prepare. FAILURE)"_s},
        {u"no-submit"_s, u"fail(current status '%1', cannot sumbmit. FAILURE)"_s},
        {u"no-abort"_s, u"fail(trans type: '%2' current status '%1', cannot abort. FAILURE)"_s},
        {u"no-stop"_s, u"fail(global transaction force stop error. status: %1. error: FAILURE)"_s},
        {u"no-register"_s, u"fail(no trans with gid: g status: prepared found FAILURE)"_s},
        {u"no-branch"_s, u"fail(no at branch 01 FAILURE)"_s},
        {u"unknown"_s, u"error(no TransGlobal with gid: g found)"_s},
        {u"no-row"_s, u"error(storage: NotFound)"_s},
    };
    QString text = texts.value(word, word);
    text.replace(u"%1"_s, status).replace(u"%2"_s, QString(nameIn(transactionKindNames, kind)));
    return text;
}

// One line a kind and request; its cells are the statuses (none) prepared submitted aborting succeed failed.
// ">x": the status afterwards is x; "-": this kind has no such status.
void EntryPointsTest::answers_data()
{
    QTest::addColumn<TransactionKind>("kind");
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("after");

    struct Line { TransactionKind kind; const char *verb; const char *cells; };
    using enum TransactionKind;
    static const char *const prepares = "ok>prepared ok no-prepare no-prepare no-prepare no-prepare";
    static const char *const prepares3 = "ok>prepared ok - - no-prepare no-prepare";
    static const char *const submits = "ok>submitted ok>submitted ok no-submit no-submit no-submit";
    static const char *const submitsStored = "unknown ok>submitted ok no-submit no-submit no-submit";
    static const char *const neverAborts = "unknown no-abort no-abort no-abort no-abort no-abort";
    static const char *const stops = "not-found ok>failed ok>failed ok>failed no-stop no-stop";
    static const char *const neverRegisters = "no-register no-register no-register no-register no-register no-register";
    static const char *const registers = "no-register ok no-register no-register no-register no-register";
    static const char *const progress = "ok>prepared ok ok ok ok ok";
    const Line lines[] = {
        {Saga, "prepare", prepares},
        {Saga, "submit", submits},
        {Saga, "abort", neverAborts},
        {Saga, "abort:tcc", neverAborts},
        {Saga, "stop", stops},
        {Saga, "reg02", neverRegisters},
        {Saga, "progress", progress},
        {Saga, "end+", "no-row no-row no-row no-row no-row no-row"},
        {Message, "prepare", "ok>prepared ok no-prepare - no-prepare no-prepare"},
        {Message, "submit", "ok>submitted ok>submitted ok - no-submit no-submit"},
        {Message, "abort", "unknown ok>failed no-abort - no-abort no-abort"},
        {Message, "abort:xa", "unknown ok>failed no-abort - no-abort no-abort"},
        {Message, "stop", "not-found ok>failed ok>failed - no-stop no-stop"},
        {Message, "reg02", "no-register no-register no-register - no-register no-register"},
        {Tcc, "prepare", prepares},
        {Tcc, "submit", submitsStored},
        {Tcc, "abort", "unknown ok>aborting no-abort ok no-abort no-abort"},
        {Tcc, "abort:xa", "unknown ok>aborting no-abort ok no-abort no-abort"},
        {Tcc, "abort:saga", neverAborts},
        {Tcc, "abort:msg", neverAborts},
        {Tcc, "stop", stops},
        {Tcc, "reg02", registers},
        {Tcc, "step02", neverRegisters},
        {Tcc, "progress", progress},
        {Xa, "prepare", prepares},
        {Xa, "submit", submitsStored},
        {Xa, "abort", "unknown ok>aborting no-abort ok no-abort no-abort"},
        {Xa, "abort:workflow", neverAborts},
        {Xa, "stop", stops},
        {Xa, "reg02", registers},
        {At, "prepare", prepares},
        {At, "submit", submitsStored},
        {At, "abort", "unknown ok>aborting no-abort ok no-abort no-abort"},
        {At, "abort:tcc", neverAborts},
        {At, "stop", stops},
        {At, "at2", "no-register ok=02 no-register no-register no-register no-register"},
        {At, "at1", "no-register ok=01 no-register no-register no-register no-register"},
        {At, "bad01", "no-branch ok ok ok ok ok"},
        {At, "reg02", neverRegisters},
        {At, "progress", progress},
        {Tcc, "at2", neverRegisters},
        {Tcc, "abort:at", neverAborts},
        {Tcc, "bad01", "no-branch no-branch no-branch no-branch no-branch no-branch"},
        {Notify, "prepare", "ok>prepared ok no-prepare - no-prepare no-prepare"},
        {Notify, "submit", "ok>submitted ok>submitted ok - no-submit no-submit"},
        {Notify, "abort", "unknown ok>failed no-abort - no-abort no-abort"},
        {Notify, "stop", "not-found ok>failed ok>failed - no-stop no-stop"},
        {Notify, "at2", "no-register no-register no-register - no-register no-register"},
        {Workflow, "prepare", prepares3},
        {Workflow, "progress", "ok>prepared ok - - ok ok"},
        {Workflow, "submit", "no-row error(req_extra.status - - no-row no-row"},
        {Workflow, "end+", "no-row ok>succeed - - no-row no-row"},
        {Workflow, "end!", "no-row ok>failed - - no-row no-row"},
        {Workflow, "abort", "unknown no-abort - - no-abort no-abort"},
        {Workflow, "abort:tcc", "unknown no-abort - - no-abort no-abort"},
        {Workflow, "stop", "not-found ok>failed - - no-stop no-stop"},
        {Workflow, "step02", "no-register ok - - no-register no-register"},
        {Workflow, "reg02", "no-register no-register - - no-register no-register"},
        {Saga, "flush", "ok ok ok ok ok ok"},
    };
    for (const Line &line : lines) {
        const QStringList cells = QString::fromLatin1(line.cells).split(u' ');
        for (int column = 0; column < cells.size(); ++column) {
            if (cells[column] == u"-"_s)
                continue;
            const auto status = static_cast<TransactionStatus>(column - 1);
            const QString word = column == 0 ? u"none"_s : QString(nameIn(transactionStatusNames, status));
            const QString after = cells[column].contains(u'>') ? cells[column].section(u'>', 1) : word;
            QTest::addRow("%s, %s: %s", nameIn(transactionKindNames, line.kind).data(), qPrintable(word), line.verb)
                << line.kind << (column == 0 ? QString() : wayInto(line.kind, status)) << word << QString::fromLatin1(line.verb)
                << answerText(cells[column].section(u'>', 0, 0), line.kind, word) << after;
        }
    }
}

void EntryPointsTest::answers()
{
    QFETCH(TransactionKind, kind);
    QFETCH(QString, way);
    QFETCH(QString, status);
    QFETCH(QString, verb);
    QFETCH(QString, answer);
    QFETCH(QString, after);
    MachineHarness harness(wantedOf(kind));
    harness.act.actor.clear(); // DTM's forceStop
    harness.play(way);
    QCOMPARE(harness.rowStatus(), status);
    const qsizetype before = harness.replies.size();
    harness.abortKind = verb.section(u':', 1);

    const QString trace = harness.play(verb.section(u':', 0, 0));

    QVERIFY2(trace.contains(answer), qPrintable(trace));
    QCOMPARE(harness.replies.size() - before, 1);
    QCOMPARE(harness.rowStatus(), after);
}

void EntryPointsTest::submitCreatesWhatIsNotThere()
{
    TransactionSnapshot wanted = saga(1);
    wanted.transaction.options.branchHeaders = {{u"k"_s, u"v"_s}};
    wanted.transaction.options.requestTimeout = Seconds{7};
    MachineHarness harness(wanted);

    harness.play(u"submit"_s);

    const GlobalTransaction &t = harness.row->transaction;
    QCOMPARE(t.createdAt, harness.now);
    QCOMPARE(t.retryInterval, Milliseconds{10'000});
    QCOMPARE(t.owner, u"node-1"_s);
    QCOMPARE(harness.calls.first().headers, wanted.transaction.options.branchHeaders);
    QCOMPARE(harness.calls.first().timeout, Milliseconds{7'000});
    QCOMPARE(harness.calls.first().payload, QByteArray("{}"));
}

void EntryPointsTest::submitTakesItsOptionsToAPreparedMessage()
{
    MachineHarness harness(message(1));
    harness.play(u"prepare"_s);
    harness.wanted.transaction.custom.delay = Seconds{5};
    harness.wanted.transaction.customData = u"{\"delay\":5}"_s;

    QCOMPARE(harness.play(u"submit 4s"_s), u"create:submitted write:submitted ok write:submitted"_s);
    QCOMPARE(harness.play(u"1s"_s), u"call 01"_s);
}

// Seen in a trace of the simulator: who came while another request was finding out that it is not there was told so, too.
void EntryPointsTest::createdThoughItWasLookedForFirst_data()
{
    QTest::addColumn<TransactionKind>("kind");
    QTest::addColumn<QString>("requests");
    QTest::addColumn<QString>("answers");

    const QString denied = u"not-found "_s;
    QTest::newRow("prepare") << TransactionKind::Tcc << "prepare" << denied + u"create:prepared ok"_s;
    QTest::newRow("prepare twice") << TransactionKind::Tcc << "prepare prepare"
        << denied + u"create:prepared ok ok"_s;
    QTest::newRow("prepareWorkflow twice") << TransactionKind::Workflow << "progress progress" << denied + u"create:prepared ok ok"_s;
    QTest::newRow("submit") << TransactionKind::Saga << "submit submit-wait" << denied + u"create:submitted ok call 01"_s;
}

void EntryPointsTest::createdThoughItWasLookedForFirst()
{
    QFETCH(TransactionKind, kind);
    QFETCH(QString, requests);
    QFETCH(QString, answers);
    MachineHarness harness(wantedOf(kind));
    harness.play(u"hold-load stop "_s + requests);

    QCOMPARE(harness.play(u"release-load"_s), answers);
}

void EntryPointsTest::anotherCoordinatorsWorkIsLeftAlone()
{
    MachineHarness harness(saga(1));
    harness.play(u"submit 01~"_s);
    harness.row->transaction.owner = u"node-2"_s;

    QCOMPARE(harness.play(u"submit"_s), u"create:submitted load ok"_s);
    QCOMPARE(harness.play(u"submit-wait"_s), u"create:submitted load fail(wait result not return success: FAILURE)"_s);
    QCOMPARE(harness.row->transaction.owner, u"node-2"_s);
    QVERIFY(!harness.inMemory());
}

void EntryPointsTest::anotherCoordinatorsPreparedMessageIsSubmitted()
{
    MachineHarness harness(message(1));
    harness.play(u"prepare"_s);
    harness.row->transaction.owner = u"node-2"_s;

    QCOMPARE(harness.play(u"submit"_s), u"create:submitted write:submitted ok call 01"_s);
    QCOMPARE(harness.row->transaction.owner, u"node-1"_s);
}

TXDESK_TEST(EntryPointsTest);

} // namespace txdesk::test

#include "entry_points_test.moc"
