// Calls while participants are slow, silent, many, or were gone for a while: nobody is held up by another one, and each end is told.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_router.h"
#include "tests/branch/participants.h"
#include "tests/branch/routed_call.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;
using test::GrpcParticipant;
using test::ask;
using test::routedCall;

class UnderLoadTest : public QObject
{
    Q_OBJECT

private slots:
    void findsAParticipantThatCameBack();
    void isNotHeldUpByASlowOne();
    void givesUpAtTheDeadline();
    void hasAThousandCallsUnderWay();
    void cancelsAtTheEnd();
    void keepsSoManyChannels();
    void boundsOneParticipant();
};

void UnderLoadTest::findsAParticipantThatCameBack()
{
    GrpcParticipant first;
    QVERIFY(first.start());
    branch::BranchRouter router({});
    const engine::Call call = routedCall(first.url(u"a.B/C"_s));
    QCOMPARE(ask(router, call).outcome, Outcome::Succeeded);
    const int port = first.port();
    first.stop();
    QCOMPARE(ask(router, call).outcome, Outcome::Unknown);

    GrpcParticipant second;
    QVERIFY(second.start(port));
    QTRY_COMPARE_WITH_TIMEOUT(ask(router, call).outcome, Outcome::Succeeded, 10'000);
}

void UnderLoadTest::isNotHeldUpByASlowOne()
{
    GrpcParticipant slow;
    GrpcParticipant quick;
    QVERIFY(slow.start() && quick.start());
    slow.hold();
    branch::BranchRouter router({});
    int late = 0;
    for (int i = 0; i < 50; ++i)
        router.call(routedCall(slow.url(u"a.B/C"_s)), [&late](engine::CallAnswered &&) { ++late; });
    QTRY_COMPARE(slow.waiting(), 50);

    QCOMPARE(ask(router, routedCall(quick.url(u"a.B/C"_s))).outcome, Outcome::Succeeded);

    QCOMPARE(late, 0);
    slow.release();
    QTRY_COMPARE(late, 50);
}

void UnderLoadTest::givesUpAtTheDeadline()
{
    GrpcParticipant silent;
    QVERIFY(silent.start());
    silent.hold();
    branch::GrpcBranchCaller caller({});
    engine::Call call = routedCall(silent.url(u"a.B/C"_s));
    call.timeout = Milliseconds{100};
    for (int i = 0; i < 3; ++i) {
        const engine::CallAnswered answer = ask(caller, call);
        QCOMPARE(answer.outcome, Outcome::Unknown);
        QCOMPARE(answer.statusCode, 0);
        QVERIFY2(answer.text.startsWith(u"rpc error: code = DeadlineExceeded"_s), qPrintable(answer.text));
        QVERIFY(answer.took >= Milliseconds{100});
    }
    QCOMPARE(caller.channels(), 0); // after three silent calls the next one gets a new connection
    silent.release();
    call.timeout = Milliseconds{10'000};
    QCOMPARE(ask(caller, call).outcome, Outcome::Succeeded);
}

void UnderLoadTest::hasAThousandCallsUnderWay()
{
    GrpcParticipant participant;
    QVERIFY(participant.start());
    participant.hold();
    branch::GrpcBranchCaller caller({});
    engine::Call call = routedCall(participant.url(u"a.B/C"_s));
    call.timeout = Milliseconds{60'000};
    int succeeded = 0;
    for (int i = 0; i < 1000; ++i) {
        call.call = static_cast<engine::CallId>(i);
        caller.call(call, [&succeeded, i](engine::CallAnswered &&answer) {
            succeeded += answer.call == static_cast<engine::CallId>(i) && answer.outcome == Outcome::Succeeded ? 1 : 0;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(participant.waiting(), 1000, 30'000);
    QCOMPARE(caller.inFlight(), 1000);
    participant.release();
    QTRY_COMPARE_WITH_TIMEOUT(succeeded, 1000, 30'000);
    QCOMPARE(caller.inFlight(), 0);
    QCOMPARE(caller.channels(), 1);
}

void UnderLoadTest::cancelsAtTheEnd()
{
    GrpcParticipant silent;
    QVERIFY(silent.start());
    silent.hold();
    auto caller = std::make_unique<branch::GrpcBranchCaller>(branch::GrpcCallLimits{});
    engine::Call call = routedCall(silent.url(u"a.B/C"_s));
    call.timeout = Milliseconds{600'000};
    bool answered = false;
    for (int i = 0; i < 20; ++i)
        caller->call(call, [&answered](engine::CallAnswered &&) { answered = true; });
    QTRY_COMPARE(silent.waiting(), 20);
    caller.reset(); // returns at once, and answers nothing more
    QCoreApplication::sendPostedEvents();
    QVERIFY(!answered);
}

void UnderLoadTest::keepsSoManyChannels()
{
    GrpcParticipant participants[3];
    branch::GrpcBranchCaller caller({.channelsMax = 2});
    for (GrpcParticipant &participant : participants) {
        QVERIFY(participant.start());
        QCOMPARE(ask(caller, routedCall(participant.url(u"a.B/C"_s))).outcome, Outcome::Succeeded);
    }
    QCOMPARE(caller.channels(), 2);
    QCOMPARE(ask(caller, routedCall(participants[0].url(u"a.B/C"_s))).outcome, Outcome::Succeeded); // forgotten, and made again
    QCOMPARE(caller.channels(), 2);
}

void UnderLoadTest::boundsOneParticipant()
{
    GrpcParticipant silent;
    QVERIFY(silent.start());
    silent.hold();
    branch::GrpcBranchCaller caller({.inFlightMax = 1});
    caller.call(routedCall(silent.url(u"a.B/C"_s)), [](engine::CallAnswered &&) {});
    const engine::CallAnswered answer = ask(caller, routedCall(silent.url(u"a.B/C"_s)));
    QCOMPARE(answer.outcome, Outcome::Unknown);
    QCOMPARE(answer.text, u"too many calls wait for this participant; nothing was sent"_s);
}

TXDESK_TEST(UnderLoadTest);
#include "under_load_test.moc"
