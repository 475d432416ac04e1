// Rows in an order of the console's own, from the other end, flashing; always under Qt's model tester.
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

struct OrderUnderTest
{
    FakeTime time;
    Model model{time};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    explicit OrderUnderTest(int count, const QString &next = {})
    {
        model.begin({}, TransactionSort::NewestFirst);
        model.append({sampleRows(count), next});
    }
    [[nodiscard]] QString gid(int row) const { return model.rowAt(row)->transaction.gid.value; }
};

TransactionRow failing(int number, int failures)
{
    TransactionRow row = sampleRow(number);
    row.transaction.failures = failures;
    ++row.transaction.epoch;
    return row;
}

} // namespace

class ListOrderTest final : public QObject
{
    Q_OBJECT

private slots:
    void loadedRowsAreSortedOnRequest()
    {
        OrderUnderTest list(5, u"more"_s);
        list.model.updateKnown({{failing(2, 9), failing(4, 4)}, {}});
        const QPersistentModelIndex kept = list.model.index(3, Model::GidColumn); // gid00002
        QSignalSpy reset(&list.model, &QAbstractItemModel::modelReset);
        list.model.sortLoaded(Model::Failures, Qt::DescendingOrder);
        QVERIFY(list.model.isLocallySorted());
        QCOMPARE(list.gid(0), u"gid00002"_s);
        QCOMPARE(list.gid(1), u"gid00004"_s);
        QCOMPARE(list.gid(2), u"gid00005"_s); // equal ones stay in their order
        QCOMPARE(kept.row(), 0);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(list.model.rowCount(), 5); // without a sentinel in the middle of nowhere

        list.model.note(sampleRow(9)); // it has no place in this order
        list.model.drain();
        QCOMPARE(list.model.transactionCount(), 5);
        QCOMPARE(list.model.heldBackCount(), 1);
        list.model.sortLoaded(Model::GidColumn, Qt::AscendingOrder);
        QCOMPARE(list.gid(0), u"gid00001"_s);
    }

    void newerRowsComeInAbove()
    {
        OrderUnderTest list(3);
        list.model.setTopEvicted(true);
        list.model.prepend({sampleRow(6), sampleRow(5), sampleRow(4), sampleRow(3)});
        QCOMPARE(list.model.transactionCount(), 6);
        QCOMPARE(list.gid(0), u"gid00006"_s);
        QCOMPARE(list.model.rowOf(sampleRow(1).transaction.gid), 5);
    }

    void changedCellsFlashAndFade()
    {
        OrderUnderTest list(20);
        list.model.setVisibleRows(0, 9);
        (void)list.model.index(0, 0).data();
        list.model.note(failing(20, 2));
        list.model.drain();
        const QModelIndex failures = list.model.index(0, Model::Failures);
        QCOMPARE(failures.data(Model::FlashRole).toInt(), 3);
        QCOMPARE(list.model.index(0, Model::GidColumn).data(Model::FlashRole).toInt(), 0);
        list.time.advance(Milliseconds{250});
        QCOMPARE(failures.data(Model::FlashRole).toInt(), 2);
        QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
        list.time.advance(Milliseconds{400});
        list.model.drain();
        QCOMPARE(failures.data(Model::FlashRole).toInt(), 0);
        QCOMPARE(changed.size(), 1); // it is painted without it once
        list.model.drain();
        QCOMPARE(changed.size(), 1);
    }

    void nothingFlashesForThoseWhoWantCalm()
    {
        OrderUnderTest list(20);
        list.model.setReducedMotion(true);
        (void)list.model.index(0, 0).data();
        list.model.note(failing(20, 2));
        list.model.drain();
        QCOMPARE(list.model.index(0, Model::Failures).data(Model::FlashRole).toInt(), 0);
    }

    void waitsHaveARing()
    {
        OrderUnderTest list(0);
        TransactionRow row = sampleRow(1);
        row.transaction.retryInterval = Milliseconds{40'000};
        row.transaction.nextDueAt = list.time.now() + Milliseconds{10'000};
        list.model.append({{row}, {}});
        QCOMPARE(list.model.index(0, Model::NextTry).data(Model::RingRole).toDouble(), 0.25);
        list.model.setConnected(false);
        QVERIFY(!list.model.index(0, Model::NextTry).data(Model::RingRole).isValid());
    }

    void inferredCountsSaySo()
    {
        OrderUnderTest list(0);
        TransactionRow row = sampleRow(1);
        row.transaction.attempts = 7;
        list.model.setAttemptsInferred(true);
        list.model.append({{row}, {}});
        QCOMPARE(list.model.index(0, Model::Attempts).data().toString(), u"≈ 7"_s);
    }

    void anythingMayHappenInAnyOrder()
    {
        QRandomGenerator random(6'111'26);
        OrderUnderTest list(200, u"100"_s);
        for (int step = 0; step < 500; ++step) {
            const int number = random.bounded(1, 400);
            switch (random.bounded(9)) {
            case 0: list.model.sortLoaded(static_cast<Model::Column>(random.bounded(int(Model::ColumnCount))), static_cast<Qt::SortOrder>(random.bounded(2))); break;
            case 1: list.model.begin({}, static_cast<TransactionSort>(random.bounded(4))); [[fallthrough]];
            case 2:
                if (!list.model.isLocallySorted())
                    list.model.append({sampleRows(number).first(std::min(number, 40)), random.bounded(2) ? u"n"_s : QString()});
                break;
            case 3: list.model.setTopEvicted(random.bounded(2)); break;
            case 4:
                if (!list.model.isLocallySorted())
                    list.model.prepend({sampleRow(400 + number)});
                break;
            case 5:
                list.time.advance(Milliseconds{random.bounded(900)});
                list.model.tick();
                break;
            case 6: list.model.setVisibleRows(random.bounded(200), random.bounded(200)); break;
            default:
                list.model.note(failing(number, step));
                list.model.drain();
            }
        }
        for (int row = 0; row < list.model.transactionCount(); ++row)
            QCOMPARE(list.model.rowOf(list.model.rowAt(row)->transaction.gid), row);
    }
};

TXDESK_TEST(ListOrderTest);
#include "list_order_test.moc"
