// The list model: window, refresh, live rows, dimming, eviction; always under Qt's model tester.
// SPDX-License-Identifier: Apache-2.0
#include "console/models/transaction_list_model.h"
#include "tests/console/samples.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

using Model = TransactionListModel;

namespace {

// A model with its tester, filled with rows `count`..1.
struct ListUnderTest
{
    FakeTime time;
    Model model{time};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit ListUnderTest(int count = 0, const QString &next = {}, const TransactionFilter &filter = {})
    {
        model.begin(filter, TransactionSort::NewestFirst);
        if (count > 0)
            model.append({sampleRows(count), next});
    }

    [[nodiscard]] QStringList gids() const
    {
        QStringList gids;
        for (int row = 0; row < model.transactionCount(); ++row)
            gids.append(model.rowAt(row)->transaction.gid.value);
        return gids;
    }

    [[nodiscard]] QString text(int row, Model::Column column) const
    {
        return model.index(row, column).data().toString();
    }
};

TransactionRow grown(TransactionRow row, TransactionStatus status)
{
    row.transaction.status = status;
    ++row.transaction.epoch;
    return row;
}

} // namespace

class ListModelTest final : public QObject
{
    Q_OBJECT

private slots:
    void showsOlderAsASentinelRow()
    {
        ListUnderTest list(3, u"cursor"_s);
        QCOMPARE(list.model.rowCount(), 4);
        QVERIFY(list.model.index(3, 0).data(Model::SentinelRole).toBool());
        QVERIFY(!list.model.rowAt(3));

        list.model.append({{sampleRow(0)}, QString()});
        QCOMPARE(list.model.rowCount(), 4);
        QCOMPARE(list.gids().last(), u"gid00000"_s);
        QVERIFY(!list.model.index(3, 0).data(Model::SentinelRole).toBool());
    }

    void aRowThatIsListedTwiceStandsOnce()
    {
        ListUnderTest list(3);
        list.model.append({{sampleRow(1), sampleRow(0)}, QString()});
        QCOMPARE(list.gids(), (QStringList{u"gid00003"_s, u"gid00002"_s, u"gid00001"_s, u"gid00000"_s}));
    }

    void newRowsComeInAtTheTopInOrder()
    {
        ListUnderTest list(3);
        list.model.note(sampleRow(5));
        list.model.note(sampleRow(4));
        QCOMPARE(list.model.transactionCount(), 3);
        list.model.drain();
        QCOMPARE(list.gids().first(2), (QStringList{u"gid00005"_s, u"gid00004"_s}));
    }

    void newRowsWaitWhileThePersonReads()
    {
        ListUnderTest list(3);
        QSignalSpy inserted(&list.model, &QAbstractItemModel::rowsInserted);
        list.model.setAtTop(false);
        list.model.note(sampleRow(4));
        list.model.drain();
        QCOMPARE(list.model.heldBackCount(), 1);
        QCOMPARE(inserted.size(), 0);

        list.model.setAtTop(true);
        QCOMPARE(list.model.heldBackCount(), 0);
        QCOMPARE(list.gids().first(), u"gid00004"_s);
    }

    void frozenMeansNothingMoves()
    {
        ListUnderTest list(3);
        list.model.setFrozen(true);
        QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
        list.model.note(grown(sampleRow(2), TransactionStatus::Succeeded));
        list.model.note(sampleRow(4));
        list.model.drain();
        QCOMPARE(changed.size(), 0);
        QCOMPARE(list.model.pendingCount(), 2);

        list.model.setFrozen(false);
        QCOMPARE(list.gids().first(), u"gid00004"_s);
        QCOMPARE(list.text(2, Model::Status), u"succeeded"_s);
    }

    void anOldStateNeverOverwritesANewerOne()
    {
        ListUnderTest list(1);
        TransactionRow newer = grown(sampleRow(1), TransactionStatus::Succeeded);
        list.model.note(newer);
        list.model.note(sampleRow(1));
        list.model.drain();
        QCOMPARE(list.text(0, Model::Status), u"succeeded"_s);
        list.model.note(sampleRow(1));
        list.model.drain();
        QCOMPARE(list.text(0, Model::Status), u"succeeded"_s);
    }

    void tellsOnlyChangedCellsOfVisibleRows()
    {
        ListUnderTest list(100);
        list.model.setVisibleRows(0, 9);
        for (int row = 0; row < 10; ++row)
            (void)list.text(row, Model::Status);
        QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);

        list.model.note(grown(sampleRow(1), TransactionStatus::Succeeded)); // row 99: not visible
        list.model.drain();
        QCOMPARE(changed.size(), 0);

        TransactionRow visible = sampleRow(95); // row 5
        visible.transaction.failures = 2;
        ++visible.transaction.epoch;
        list.model.note(visible);
        list.model.drain();
        QVERIFY(changed.size() > 0);
        for (const QList<QVariant> &call : changed) {
            QCOMPARE(call[0].toModelIndex().row(), 5);
            QVERIFY(call[0].toModelIndex().column() != Model::GidColumn);
        }
    }

    void rowsThatLeaveTheFilterStayDimmedForAWhile()
    {
        TransactionFilter running;
        running.statuses = {TransactionStatus::Submitted};
        ListUnderTest list(3, {}, running);
        list.model.note(grown(sampleRow(2), TransactionStatus::Succeeded));
        list.model.drain();
        QVERIFY(list.model.index(1, 0).data(Model::DimmedRole).toBool());
        QCOMPARE(list.text(1, Model::Status), u"now succeeded"_s);

        list.time.advance(Milliseconds{9'000});
        list.model.tick();
        QCOMPARE(list.model.transactionCount(), 3);
        list.time.advance(Milliseconds{1'000});
        list.model.tick();
        QCOMPARE(list.gids(), (QStringList{u"gid00003"_s, u"gid00001"_s}));
    }

    void aPinnedRowIsNeverTakenAway()
    {
        TransactionFilter running;
        running.statuses = {TransactionStatus::Submitted};
        ListUnderTest list(3, {}, running);
        list.model.setPinned(sampleRow(2).transaction.gid);
        list.model.note(grown(sampleRow(2), TransactionStatus::Succeeded));
        list.model.drain();
        list.time.advance(Milliseconds{60'000});
        list.model.tick();
        list.model.beginMerge();
        list.model.mergePage({{sampleRow(3), sampleRow(1)}, QString()});
        list.model.endMerge();
        QVERIFY(list.gids().contains(u"gid00002"_s));
    }

    void aRefreshMergesWithoutAReset()
    {
        ListUnderTest list(5, u"cursor"_s);
        QSignalSpy reset(&list.model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex kept = list.model.index(2, Model::GidColumn); // gid00003
        list.model.beginMerge();
        list.model.mergePage({{sampleRow(7), sampleRow(6), sampleRow(5), sampleRow(3)}, u"more"_s});
        list.model.endMerge();
        QCOMPARE(reset.size(), 0);
        // 4 is gone; 2 and 1 lie behind what was asked for and stay, with the cursor behind them.
        QCOMPARE(list.gids(), (QStringList{u"gid00007"_s, u"gid00006"_s, u"gid00005"_s, u"gid00003"_s, u"gid00002"_s, u"gid00001"_s}));
        QCOMPARE(kept.data().toString(), u"gid00003"_s);
        QCOMPARE(list.model.nextCursor(), u"cursor"_s);
        QCOMPARE(list.model.mergeChanges(), 2);
    }

    void aRefreshMovesRowsOfAnotherOrder()
    {
        ListUnderTest list(0);
        list.model.begin({}, TransactionSort::MostFailures);
        list.model.append({{sampleRow(1), sampleRow(2), sampleRow(3)}, QString()});
        QSignalSpy wanted(&list.model, &Model::refreshWanted);
        list.model.note(sampleRow(9));
        list.model.drain();
        QCOMPARE(wanted.size(), 1); // only the server knows its place

        list.model.beginMerge();
        list.model.mergePage({{sampleRow(3), sampleRow(9), sampleRow(1), sampleRow(2)}, QString()});
        list.model.endMerge();
        QCOMPARE(list.gids(), (QStringList{u"gid00003"_s, u"gid00009"_s, u"gid00001"_s, u"gid00002"_s}));
    }

    void theWindowIsBounded()
    {
        ListUnderTest list(Model::rowsMax, u"c1"_s);
        TransactionPage older;
        for (int number = 0; number > -200; --number) {
            TransactionRow row = sampleRow(0);
            row.transaction.gid = Gid{u"old%1"_s.arg(-number)};
            row.transaction.createdAt += Milliseconds{number};
            older.rows.append(row);
        }
        older.next = u"c2"_s;
        list.model.append(older);
        QCOMPARE(list.model.transactionCount(), Model::rowsMax);
        QVERIFY(list.model.isTopEvicted());
        QCOMPARE(list.gids().last(), u"old199"_s);
    }

    void newRowsPushTheOldestPageOut()
    {
        ListUnderTest list(Model::rowsMax - 100, u"c1"_s);
        TransactionPage page;
        for (int i = 0; i < 100; ++i) {
            TransactionRow row = sampleRow(0);
            row.transaction.gid = Gid{u"old%1"_s.arg(i)};
            row.transaction.createdAt -= Milliseconds{i};
            page.rows.append(row);
        }
        page.next = u"c2"_s;
        list.model.append(page);
        list.model.note(sampleRow(Model::rowsMax + 1));
        list.model.drain();
        // Back to the border of the first page, whose cursor goes on behind it.
        QCOMPARE(list.model.nextCursor(), u"c1"_s);
        QVERIFY(list.model.transactionCount() <= Model::rowsMax);
        QCOMPARE(list.gids().last(), u"gid00001"_s);
    }

    void countdownsStopWhenNobodyIsConnected()
    {
        ListUnderTest list(0);
        TransactionRow row = sampleRow(1);
        row.transaction.nextDueAt = list.time.now() + Milliseconds{252'000};
        list.model.append({{row}, QString()});
        QCOMPARE(list.text(0, Model::NextTry), u"04:12"_s);
        list.model.setConnected(false);
        QCOMPARE(list.text(0, Model::NextTry), u"≤ 00:00 ?"_s);
    }

    void secretsAndMarkupOfServersAreHarmless()
    {
        ListUnderTest list(0);
        TransactionRow row = sampleRow(1);
        row.transaction.lastError = u"<b>no</b> token=abcdef0123456789"_s;
        list.model.append({{row}, QString()});
        QVERIFY(!list.text(0, Model::LastError).contains(u"abcdef"_s));
        const QString tip = list.model.index(0, Model::LastError).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(u"&lt;b&gt;"_s));
        QVERIFY(!tip.contains(u"abcdef"_s));
    }

    void survivesAnything()
    {
        QRandomGenerator random(20'261'121);
        TransactionFilter running;
        running.statuses = {TransactionStatus::Submitted, TransactionStatus::Aborting};
        ListUnderTest list(300, u"200"_s, running);
        for (int step = 0; step < 400; ++step) {
            const int number = random.bounded(1, 700);
            TransactionRow row = sampleRow(number, static_cast<TransactionStatus>(random.bounded(5)));
            row.transaction.epoch = step;
            switch (random.bounded(8)) {
            case 0: list.model.setAtTop(random.bounded(2)); break;
            case 1: list.model.setFrozen(random.bounded(2)); break;
            case 2:
                list.time.advance(Milliseconds{random.bounded(4000)});
                list.model.tick();
                break;
            case 3: list.model.drain(); break;
            case 4: {
                list.model.beginMerge();
                list.model.mergePage({sampleRows(number).first(std::min(number, 50)), u"50"_s});
                list.model.endMerge();
                break;
            }
            case 5: list.model.setVisibleRows(random.bounded(300), random.bounded(300)); break;
            default: list.model.note(row);
            }
        }
        QStringList unique = list.gids();
        unique.removeDuplicates();
        QCOMPARE(unique.size(), list.model.transactionCount());
        for (int row = 0; row < list.model.transactionCount(); ++row)
            QCOMPARE(list.model.rowOf(list.model.rowAt(row)->transaction.gid), row);
    }
};

TXDESK_TEST(ListModelTest);
#include "list_model_test.moc"
