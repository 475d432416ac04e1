// The console's back end for stock DTM against the real DTM, on the store it was started with. tests/conformance/dtm/console.py
// starts DTM and this program, and says where DTM is (TXDESK_DTM) and on what it stores (TXDESK_DTM_STORE).
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_desk.h"
#include "console/client/server_clock.h"
#include "console/dtm/dtm_link.h"
#include "console/text/provenance.h"
#include "shared/client/saga.h"
#include "shared/client/tcc.h"
#include "shared/http/server.h"
#include "tests/support/test_main.h"

#include <QHash>
#include <QSet>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

namespace {

constexpr int patience = 40'000; // ms; DTM's own waits are seconds

// What all transactions of this test call: /ok, /no (409), /broken (500). It counts who called.
struct Participants
{
    QHash<QString, int> calls; // "gid op /path"
    QSet<QString> healed;
    QString url;
    http::Server server{http::ServerLimits{}, [this](http::Request &&request, http::Responder &&responder) {
                            const QString gid = QString::fromUtf8(request.parameter("gid").value_or(QByteArray()));
                            ++calls[gid + u' ' + QString::fromUtf8(request.parameter("op").value_or(QByteArray())) + u' ' + QString::fromUtf8(request.path)];
                            if (request.path == "/no")
                                return responder.send({.status = 409, .body = R"({"dtm_result":"FAILURE"})"});
                            if (request.path == "/broken" && !healed.contains(gid))
                                return responder.send({.status = 500, .body = "no such luck"});
                            responder.send({.status = 200, .body = R"({"dtm_result":"SUCCESS"})"});
                        }};

    [[nodiscard]] bool open()
    {
        const Result<quint16> port = server.listen(QHostAddress::LocalHost, 0);
        url = port ? u"http://127.0.0.1:%1"_s.arg(*port) : QString();
        return port.has_value();
    }
};

// The desk as the window uses it.
struct Operator
{
    explicit Operator(DtmLink &dtm, const Clock &now, DelayedCalls &delayed) : link(dtm), clock(now, dtm), desk(dtm, clock, delayed)
    {
        QObject::connect(&desk, &ActionDesk::reported, &desk, [this](const ActReport &report) { last = report; });
        QObject::connect(&link, &CoordinatorLink::changed, &desk, [this](const TransactionRow &row) {
            if (row.transaction.gid == desk.subject())
                look(row.transaction.gid);
        });
    }

    void look(const Gid &gid)
    {
        link.detail(gid, &desk, [this](const Result<TransactionDetail> &detail) {
            if (detail)
                desk.setSubject(*detail);
        });
    }

    [[nodiscard]] bool open(const Gid &gid)
    {
        last.reset();
        look(gid);
        return QTest::qWaitFor([this, gid] { return desk.subject() == gid; }, patience);
    }

    [[nodiscard]] bool concluded()
    {
        return QTest::qWaitFor([this] { return last && last->verdict != ActVerdict::Sent; }, patience);
    }

    DtmLink &link;
    ServerClock clock;
    ActionDesk desk;
    std::optional<ActReport> last;
};

} // namespace

class RealDtmTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_url = qEnvironmentVariable("TXDESK_DTM");
        m_store = valueIn(dtmStoreNames, qEnvironmentVariable("TXDESK_DTM_STORE")).value_or(DtmStore::Unknown);
        QVERIFY2(!m_url.isEmpty() && m_store != DtmStore::Unknown, "run by tests/conformance/dtm/console.py");
        QVERIFY(m_people.open());
        m_dtm = std::make_unique<client::CoordinatorConnection>(m_url + "/api/dtmsvr"_L1);
        m_link = std::make_unique<DtmLink>(QUrl(m_url), DtmStore::Unknown, m_clock, m_delayed, m_hooks);
        for (int i = 0; i < 7; ++i)
            QVERIFY(saga(u"good-%1"_s.arg(i), u"/ok"_s));
        QVERIFY(saga(u"stuck"_s, u"/no"_s, u"/broken"_s));
        m_link->open();
        QTRY_COMPARE_WITH_TIMEOUT(m_link->status().state, LinkState::Live, patience);
    }

    void itIsKnownByItsAnswers()
    {
        QVERIFY2(m_link->status().version.startsWith(u'v'), qUtf8Printable(m_link->status().version));
        QCOMPARE(m_link->capabilities().product, u"DTM"_s);
        QCOMPARE(int(m_link->store()), int(m_store)); // nobody told it
    }

    void everyTransactionIsListedOnce()
    {
        QStringList seen;
        QString after;
        do {
            const Result<TransactionPage> page = list({}, after, 3);
            QVERIFY2(page.has_value(), qUtf8Printable(page ? QString() : page.error().message));
            for (const TransactionRow &row : page->rows)
                seen.append(row.transaction.gid.value);
            after = page->next;
        } while (!after.isEmpty());
        seen.sort();
        QCOMPARE(seen, (QStringList{u"good-0"_s, u"good-1"_s, u"good-2"_s, u"good-3"_s, u"good-4"_s, u"good-5"_s, u"good-6"_s, u"stuck"_s}));
    }

    void theStuckOneIsUnderstood()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_people.calls.value(u"stuck compensate /broken"_s) >= 2, patience);
        const Result<TransactionDetail> detail = this->detail(u"stuck"_s);
        QVERIFY(detail);
        QCOMPARE(detail->snapshot.transaction.status, TransactionStatus::Aborting);
        QVERIFY(detail->snapshot.transaction.failures >= 1);
        QVERIFY(!detail->planned.isEmpty());
        QCOMPARE(detail->planned.first().url, m_people.url + u"/broken"_s);
        for (const JournalEvent &event : detail->events)
            QCOMPARE(provenanceOf(event), Provenance::Inferred);
        const Result<TransactionDetail> good = this->detail(u"good-1"_s);
        QVERIFY(good);
        QCOMPARE(good->snapshot.transaction.status, TransactionStatus::Succeeded);
        QVERIFY(good->planned.isEmpty());
    }

    // On SQL a retry makes it due; on Redis and boltdb DTM says yes and nothing happens: the report says what was seen.
    void retryTellsTheTruth()
    {
        Operator hand(*m_link, m_clock, m_delayed);
        // Just after a try, so that the next one is far away.
        const int before = m_people.calls.value(u"stuck compensate /broken"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_people.calls.value(u"stuck compensate /broken"_s) > before, 4 * patience);
        QVERIFY(hand.open(Gid{u"stuck"_s}));
        const ActionState state = hand.desk.state(Action::Retry);
        QVERIFY2(state.allowed, qUtf8Printable(state.reason));
        const int calls = m_people.calls.value(u"stuck compensate /broken"_s);
        hand.desk.trigger(Action::Retry);
        QVERIFY(hand.concluded());
        const bool called = m_people.calls.value(u"stuck compensate /broken"_s) > calls;
        QCOMPARE(called, m_store == DtmStore::Sql);
        QVERIFY2(hand.last->verdict == (called ? ActVerdict::TookEffect : ActVerdict::NoEffectSeen), qUtf8Printable(hand.last->detail));
        qInfo("%s", qUtf8Printable(hand.last->detail));
    }

    void whatDtmForbidsIsGreyedAndItSaysSo()
    {
        Operator hand(*m_link, m_clock, m_delayed);
        QVERIFY(hand.open(Gid{u"stuck"_s}));
        QVERIFY(!hand.desk.state(Action::Abort).allowed); // a saga cannot be
        QVERIFY(!hand.desk.state(Action::Pause).allowed);
        QVERIFY(!hand.desk.whyNot(hand.desk.state(Action::Pause)).isEmpty());
        QVERIFY(hand.desk.state(Action::ForceStop).allowed);
        const client::TransactionRequest request = {.gid = Gid{u"stuck"_s}, .kind = TransactionKind::Saga};
        const Result<> answer = m_dtm->abort(request).result();
        QVERIFY2(!answer.has_value(), "DTM does what the console says it does not");
    }

    void anUndecidedTccIsAborted()
    {
        client::Tcc tcc(Gid{u"tcc"_s});
        QVERIFY(tcc.prepare(*m_dtm).result());
        QVERIFY(wait(tcc.callBranch(*m_dtm, {m_people.url + u"/ok"_s, m_people.url + u"/ok"_s, m_people.url + u"/ok"_s, R"({"amount":1})"})));
        Operator hand(*m_link, m_clock, m_delayed);
        QVERIFY(hand.open(tcc.gid()));
        const ActionState state = hand.desk.state(Action::Abort);
        QVERIFY2(state.allowed, qUtf8Printable(state.reason));
        hand.desk.confirm(hand.desk.confirmation(Action::Abort), u"its initiator is gone"_s);
        QVERIFY(hand.concluded());
        QVERIFY2(hand.last->verdict == ActVerdict::TookEffect, qUtf8Printable(hand.last->detail));
        QTRY_COMPARE_WITH_TIMEOUT(detail(u"tcc"_s)->snapshot.transaction.status, TransactionStatus::Failed, patience);
        QCOMPARE(m_people.calls.value(u"tcc cancel /ok"_s), 1);
    }

    void whatIsWokenWithAllIsCalled()
    {
        QVERIFY(saga(u"woken"_s, u"/no"_s, u"/broken"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_people.calls.value(u"woken compensate /broken"_s) >= 2, patience); // the next one: 20 s later
        m_people.healed.insert(u"woken"_s);
        std::optional<Result<WokenCount>> woken;
        m_link->wakeAll(Seconds{8}, 100, u"tested"_s, this, [&woken](const Result<WokenCount> &answer) { woken = answer; });
        QTRY_VERIFY_WITH_TIMEOUT(woken.has_value(), patience);
        QVERIFY2(woken->has_value(), qUtf8Printable(woken->has_value() ? QString() : woken->error().message));
        QVERIFY((*woken)->count >= 1);
        QTRY_COMPARE_WITH_TIMEOUT(detail(u"woken"_s)->snapshot.transaction.status, TransactionStatus::Failed, patience); // one failing saga keeps its only cron thread for 6 s
    }

    void forceStopStopsIt()
    {
        Operator hand(*m_link, m_clock, m_delayed);
        QVERIFY(hand.open(Gid{u"stuck"_s}));
        hand.desk.confirm(hand.desk.confirmation(Action::ForceStop), u"repaired by hand in both databases"_s);
        QVERIFY(hand.concluded());
        QVERIFY2(hand.last->verdict == ActVerdict::TookEffect, qUtf8Printable(hand.last->detail));
        QCOMPARE(detail(u"stuck"_s)->snapshot.transaction.status, TransactionStatus::Failed);
        QVERIFY(!hand.desk.state(Action::Retry).allowed);
    }

private:
    [[nodiscard]] Result<> wait(QFuture<Result<QByteArray>> answer) // this thread answers the calls itself
    {
        if (!QTest::qWaitFor([&answer] { return answer.isFinished(); }, patience))
            return fail(ErrorCode::Unavailable, u"no answer"_s);
        if (!answer.result())
            return tl::unexpected(answer.result().error());
        return {};
    }

    [[nodiscard]] bool saga(const QString &gid, const QString &action, const QString &compensate = u"/ok"_s)
    {
        client::Saga one(Gid{gid});
        one.add(m_people.url + u"/ok"_s, m_people.url + u"/ok"_s, R"({"amount":30})")
            .add(m_people.url + action, m_people.url + compensate, R"({"amount":30})");
        QFuture<Result<>> answer = one.submit(*m_dtm);
        return QTest::qWaitFor([&answer] { return answer.isFinished(); }, patience) && answer.result().has_value();
    }

    [[nodiscard]] Result<TransactionPage> list(const TransactionFilter &filter, const QString &after, int limit)
    {
        std::optional<Result<TransactionPage>> got;
        m_link->list(filter, {after, limit}, this, [&got](const Result<TransactionPage> &page) { got = page; });
        if (!QTest::qWaitFor([&got] { return got.has_value(); }, patience))
            return fail(ErrorCode::Unavailable, u"no answer"_s);
        return *got;
    }

    [[nodiscard]] Result<TransactionDetail> detail(const QString &gid)
    {
        std::optional<Result<TransactionDetail>> got;
        m_link->detail(Gid{gid}, this, [&got](const Result<TransactionDetail> &detail) { got = detail; });
        if (!QTest::qWaitFor([&got] { return got.has_value(); }, patience))
            return fail(ErrorCode::Unavailable, u"no answer"_s);
        return *got;
    }

    QString m_url;
    DtmStore m_store = DtmStore::Unknown;
    Participants m_people;
    SystemClock m_clock;
    QtDelayedCalls m_delayed;
    HookBook m_hooks;
    std::unique_ptr<client::CoordinatorConnection> m_dtm;
    std::unique_ptr<DtmLink> m_link;
};

TXDESK_TEST(RealDtmTest);

} // namespace txdesk::test

#include "real_dtm_test.moc"
