// The small tables: what thousands of rows cost, seen or not.
// SPDX-License-Identifier: Apache-2.0
#include "console/models/attempt_model.h"
#include "console/widgets/detail_table.h"
#include "tests/support/test_main.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

namespace txdesk::test {

using namespace console;

namespace {

// Knows which of its rows were looked at.
class CountingModel final : public QAbstractTableModel
{
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 5'000; }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 4; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        m_looked.insert(index.row());
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("row %1").arg(index.row())) : QVariant();
    }
    void change()
    {
        beginResetModel();
        m_looked.clear();
        endResetModel();
    }
    [[nodiscard]] qsizetype looked() const { return m_looked.size(); }

private:
    mutable QSet<int> m_looked;
};

} // namespace

class DetailTableTest final : public QObject
{
    Q_OBJECT

private slots:
    // Each change of a transaction that was tried five thousand times comes to every table, also to those in tabs behind.
    void measuresAFewRows_data()
    {
        QTest::addColumn<bool>("seen");
        QTest::newRow("seen") << true;
        QTest::newRow("behind another tab") << false;
    }
    void measuresAFewRows()
    {
        QFETCH(const bool, seen);
        CountingModel model;
        DetailTable table(model, new CellDelegate({}));
        table.setWidths({4, 8, 0, 0});
        table.setVisible(seen);
        model.change();
        QTRY_VERIFY(model.looked() > 10);
        QVERIFY2(model.looked() <= 150, qPrintable(QString::number(model.looked())));
    }

    void manyChangesAreToldOnce()
    {
        TransactionDetail detail;
        detail.snapshot.transaction.gid = {QStringLiteral("g")};
        for (int number = 1; number <= 100; ++number)
            detail.events.append({.seq = number, .at = fromMs(number), .kind = EventKind::Called, .branch = {QStringLiteral("01")}, .op = OpKind::Action, .attempt = number});
        AttemptModel model;
        model.setDetail(detail);
        QCOMPARE(model.rowCount(), 100);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        for (JournalEvent &event : detail.events)
            if (event.seq > 10 && event.seq != 50)
                event.at = event.at + Seconds{1};
        model.setDetail(detail);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().at(0).toModelIndex().row(), 10);
        QCOMPARE(changes.first().at(1).toModelIndex().row(), 99);
    }
};

TXDESK_TEST(DetailTableTest);

} // namespace txdesk::test

#include "detail_table_test.moc"
