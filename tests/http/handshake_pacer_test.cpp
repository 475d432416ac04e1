// Whose turn it is to begin a TLS handshake, by a clock of the test.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/handshake_pacer.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <numeric>
#include <vector>

using namespace std::chrono_literals;

namespace txdesk::http {
namespace {

struct PacerBench
{
    explicit PacerBench(ServerLimits wanted) : limits(std::move(wanted)) {}

    class Client final : public HandshakePacer::Waiter
    {
    public:
        Client(PacerBench &bench, int number) : m_bench(bench), m_number(number) {}
        void takeTurn() override
        {
            m_bench.begun.append(m_number);
            m_bench.now += m_bench.cost;
            if (m_bench.endsAtOnce)
                m_bench.pacer.ended(*this);
        }
        void giveWay() override { m_bench.closed.append(m_number); }

    private:
        PacerBench &m_bench;
        const int m_number;
    };

    void come(int count)
    {
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<Client>(*this, static_cast<int>(clients.size())));
            pacer.ask(*clients.back());
        }
    }
    void pass(std::chrono::milliseconds time, std::chrono::milliseconds tick = 1ms)
    {
        for (const auto end = now + time; now < end; now += tick)
            pacer.serve();
    }

    ServerLimits limits;
    ServerCounters counters{};
    std::chrono::microseconds now{1'000'000};
    std::chrono::microseconds cost{};
    bool endsAtOnce = true;
    QList<int> begun{};
    QList<int> closed{};
    HandshakePacer pacer{limits, counters, [this] { return now; }};
    std::vector<std::unique_ptr<Client>> clients{};
};

QList<int> upTo(int count)
{
    QList<int> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

} // namespace

class HandshakePacerTest final : public QObject
{
    Q_OBJECT

private slots:
    void fewBeginAtOnce()
    {
        PacerBench bench({.handshakesPerSecondMax = 100, .handshakeBurst = 8});

        bench.come(8);

        QCOMPARE(bench.begun, upTo(8));
        QCOMPARE(bench.counters.handshakesWaiting, 0);
    }

    void moreBeginAtTheirPaceInOrder()
    {
        PacerBench bench({.handshakesPerSecondMax = 100, .handshakeBurst = 8});

        bench.come(108);
        QCOMPARE(bench.begun.size(), 8);
        QCOMPARE(bench.counters.handshakesWaiting, 100);
        bench.pass(505ms);
        QCOMPARE(bench.begun.size(), 58);
        bench.come(1); // behind the others
        bench.pass(510ms);

        QCOMPARE(bench.begun, upTo(109));
    }

    void quietTimeIsNotSavedUp()
    {
        PacerBench bench({.handshakesPerSecondMax = 100, .handshakeBurst = 8});
        bench.come(8);

        bench.now += 1h;
        bench.come(20);

        QCOMPARE(bench.begun.size(), 16);
    }

    void dearOnesLeaveTimeToOthers()
    {
        PacerBench bench({.handshakesPerSecondMax = 1000, .handshakeBurst = 1, .handshakePercentMax = 20});
        bench.cost = 5ms;

        bench.come(1000);
        bench.pass(1000ms);

        QVERIFY2(bench.begun.size() >= 35 && bench.begun.size() <= 42, qPrintable(QString::number(bench.begun.size()))); // of 200 at most
    }

    void lateTimerDoesNotMakeABurst()
    {
        PacerBench bench({.handshakesPerSecondMax = 250, .handshakeBurst = 64});
        bench.come(1000);
        bench.begun.clear();

        bench.now += 200ms;
        bench.pacer.serve();

        QCOMPARE(bench.begun.size(), 1);
    }

    void whoLeavesIsSkipped()
    {
        PacerBench bench({.handshakesPerSecondMax = 100, .handshakeBurst = 1});
        bench.come(4);
        QCOMPARE(bench.begun, upTo(1));

        bench.pacer.ended(*bench.clients[1]);
        bench.pacer.ended(*bench.clients[2]);
        bench.pass(12ms);

        QCOMPARE(bench.begun, (QList<int>{0, 3}));
        QCOMPARE(bench.counters.handshakesWaiting, 0);
    }

    void askingTwiceIsAskingOnce()
    {
        PacerBench bench({.handshakesPerSecondMax = 100, .handshakeBurst = 1});
        bench.come(2);

        bench.pacer.ask(*bench.clients[1]);
        bench.pass(100ms);

        QCOMPARE(bench.begun, upTo(2));
    }

    void oldestOfTooManyGivesWay()
    {
        PacerBench bench({.handshakeBurst = 100, .handshakesInProgressMax = 3});
        bench.endsAtOnce = false;

        bench.come(3);
        bench.pacer.ended(*bench.clients[1]);
        bench.come(3);

        QCOMPARE(bench.begun, upTo(6));
        QCOMPARE(bench.closed, (QList<int>{0, 2}));
        QCOMPARE(bench.counters.handshakesGivenUp, 2);
        QCOMPARE(bench.counters.handshakesBegun, 3);
    }
};

TXDESK_TEST(HandshakePacerTest);

} // namespace txdesk::http

#include "handshake_pacer_test.moc"
