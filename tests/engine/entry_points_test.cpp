// What prepare, submit and abort are answered in each status, for a machine that knows the transaction and for one that
// has to ask the store. Source: DTM, entry points by state.
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
    void anotherCoordinatorsWorkIsLeftAlone();
    void anotherCoordinatorsPreparedMessageIsSubmitted();
};

// The way into each status, for a saga and for a message.
static QString wayInto(TransactionKind kind, const QString &status)
{
    const bool isSaga = kind == TransactionKind::Saga;
    const QMap<QString, QString> ways{
        {u"none"_s, {}},
        {u"prepared"_s, u"prepare"_s},
        {u"submitted"_s, u"submit 01~"_s},
        {u"aborting"_s, u"submit 01! c01?"_s},
        {u"succeed"_s, u"submit 01+"_s},
        {u"failed"_s, isSaga ? u"submit 01! c01+"_s : u"prepare abort"_s},
    };
    return ways.value(status);
}

void EntryPointsTest::answers_data()
{
    QTest::addColumn<TransactionKind>("kind");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("after");

    struct Row { TransactionKind kind; const char *status; const char *verb; const char *answer; const char *after; };
    using enum TransactionKind;
    const Row rows[] = {
        {Saga, "none", "prepare", "ok", "prepared"},
        {Saga, "prepared", "prepare", "ok", "prepared"},
        {Saga, "submitted", "prepare", "fail(current status 'submitted', cannot prepare. FAILURE)", "submitted"},
        {Saga, "aborting", "prepare", "fail(current status 'aborting', cannot prepare. FAILURE)", "aborting"},
        {Saga, "succeed", "prepare", "fail(current status 'succeed', cannot prepare. FAILURE)", "succeed"},
        {Saga, "failed", "prepare", "fail(current status 'failed', cannot prepare. FAILURE)", "failed"},
        {Saga, "none", "submit", "ok", "submitted"},
        {Saga, "prepared", "submit", "ok", "submitted"},
        {Saga, "submitted", "submit", "ok", "submitted"},
        {Saga, "aborting", "submit", "fail(current status 'aborting', cannot sumbmit. FAILURE)", "aborting"},
        {Saga, "succeed", "submit", "fail(current status 'succeed', cannot sumbmit. FAILURE)", "succeed"},
        {Saga, "failed", "submit", "fail(current status 'failed', cannot sumbmit. FAILURE)", "failed"},
        {Saga, "none", "abort", "error(no TransGlobal with gid: g found)", "none"},
        {Saga, "prepared", "abort", "fail(trans type: 'saga' current status 'prepared', cannot abort. FAILURE)", "prepared"},
        {Saga, "submitted", "abort", "fail(trans type: 'saga' current status 'submitted', cannot abort. FAILURE)", "submitted"},
        {Saga, "aborting", "abort", "fail(trans type: 'saga' current status 'aborting', cannot abort. FAILURE)", "aborting"},
        {Saga, "succeed", "abort", "fail(trans type: 'saga' current status 'succeed', cannot abort. FAILURE)", "succeed"},
        {Message, "none", "prepare", "ok", "prepared"},
        {Message, "prepared", "prepare", "ok", "prepared"},
        {Message, "submitted", "prepare", "fail(current status 'submitted', cannot prepare. FAILURE)", "submitted"},
        {Message, "succeed", "prepare", "fail(current status 'succeed', cannot prepare. FAILURE)", "succeed"},
        {Message, "none", "submit", "ok", "submitted"},
        {Message, "prepared", "submit", "ok", "submitted"},
        {Message, "submitted", "submit", "ok", "submitted"},
        {Message, "succeed", "submit", "fail(current status 'succeed', cannot sumbmit. FAILURE)", "succeed"},
        {Message, "failed", "submit", "fail(current status 'failed', cannot sumbmit. FAILURE)", "failed"},
        {Message, "none", "abort", "error(no TransGlobal with gid: g found)", "none"},
        {Message, "prepared", "abort", "ok", "failed"},
        {Message, "submitted", "abort", "fail(trans type: 'msg' current status 'submitted', cannot abort. FAILURE)", "submitted"},
        {Message, "succeed", "abort", "fail(trans type: 'msg' current status 'succeed', cannot abort. FAILURE)", "succeed"},
        {Message, "failed", "abort", "fail(trans type: 'msg' current status 'failed', cannot abort. FAILURE)", "failed"},
        {Message, "none", "stop", "not-found", "none"},
        {Message, "none", "flush", "ok", "none"},
    };
    for (const Row &row : rows)
        QTest::addRow("%s %s a %s", row.verb, row.status, row.kind == Saga ? "saga" : "message")
            << row.kind << QString::fromLatin1(row.status) << QString::fromLatin1(row.verb) << QString::fromLatin1(row.answer)
            << QString::fromLatin1(row.after);
}

void EntryPointsTest::answers()
{
    QFETCH(TransactionKind, kind);
    QFETCH(QString, status);
    QFETCH(QString, verb);
    QFETCH(QString, answer);
    QFETCH(QString, after);
    MachineHarness harness(kind == TransactionKind::Saga ? saga(1) : message(1));
    harness.play(wayInto(kind, status));
    QCOMPARE(harness.rowStatus(), status);

    const QString trace = harness.play(verb);

    QVERIFY2(trace.contains(answer), qPrintable(trace));
    QCOMPARE(harness.replies.size() - (wayInto(kind, status).count(u"prepare"_s) + wayInto(kind, status).count(u"submit"_s)
                                       + wayInto(kind, status).count(u"abort"_s)), 1);
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
