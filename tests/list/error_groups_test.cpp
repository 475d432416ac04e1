// Groups of equal errors: made from rows, kept over refreshes, and what a click on one lists.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/groups_panel.h"
#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"
#include "tests/list/list_under_test.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

QList<TransactionRow> failing()
{
    QList<TransactionRow> rows = sampleRows(6);
    for (int i = 0; i < 4; ++i) {
        rows[i].transaction.lastError = u"HTTP 500: lock wait timeout after %1 ms"_s.arg(100 + i);
        rows[i].participants = {u"127.0.0.1:8082"_s};
    }
    rows[4].transaction.lastError = u"connect: connection refused"_s; // two participants: nobody knows which
    rows[5].transaction.lastError = u"HTTP 500: lock wait timeout after 7 ms"_s;
    rows[5].transaction.status = TransactionStatus::Succeeded; // over
    return rows;
}

ErrorGroup group(const QString &error, qint64 count)
{
    return {error, error, u"127.0.0.1:8082"_s, count, fromMs(1'795'244'800'000), fromMs(1'795'244'860'000)};
}

} // namespace

class ErrorGroupsTest final : public QObject
{
    Q_OBJECT

private slots:
    void rowsFallIntoGroups()
    {
        const ErrorGroups groups = groupsOf(failing());
        QCOMPARE(groups.groups.size(), 2);
        QCOMPARE(groups.groups[0].count, 4);
        QCOMPARE(groups.groups[0].participant, u"127.0.0.1:8082"_s);
        QCOMPARE(groups.groups[1].participant, QString());
        QVERIFY(!groups.complete); // only what was loaded
    }

    void aGroupListsExactlyItsRows()
    {
        const QList<TransactionRow> rows = failing();
        const auto filter = FilterGrammar::parse(filterOf(groupsOf(rows).groups[0]), {});
        QVERIFY(filter);
        const auto matching = std::count_if(rows.begin(), rows.end(), [&](const TransactionRow &row) { return matches(*filter, row, {}) && !isFinal(row.transaction.status); });
        QCOMPARE(matching, 4);
    }

    void barsAreDrawn()
    {
        QCOMPARE(sparkText({0, 7, 14}), u"▁▄█"_s);
        QCOMPARE(sparkText({}), QString());
        QCOMPARE(sparkText({0, 0}), u"▁▁"_s);
    }

    void rowsStayOverRefreshes()
    {
        FakeTime time;
        ErrorGroupModel model(time);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.show({{group(u"a"_s, 7), group(u"b"_s, 3)}, 10, true});
        model.show({{group(u"a"_s, 14), group(u"b"_s, 3)}, 17, true});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.index(0).data(ErrorGroupModel::TrendRole).toString(), u"▄█"_s);
        QCOMPARE(model.index(0).data(ErrorGroupModel::CountRole).toString(), u"14"_s);
        model.show({{group(u"b"_s, 3)}, 3, false});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0).data(ErrorGroupModel::CountRole).toString(), u"≥ 3"_s);
        QVERIFY(model.index(0).data(ErrorGroupModel::SeenRole).toString().contains(u"ago"_s));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void theServersGroupsAreShownAndChosen()
    {
        PaneUnderTest under(3);
        under.link.groups = ErrorGroups{{group(u"lock wait #"_s, 207)}, 1000, true};
        GroupsPanel panel(under.link, under.pane.feed(), under.clock, under.time);
        panel.resize(300, 300);
        panel.show();
        under.settle();
        auto *list = panel.findChild<QListView *>("groupsList"_L1);
        QCOMPARE(list->model()->rowCount(), 1);
        QVERIFY(!panel.findChild<QLabel *>("groupsNote"_L1)->isVisible());
        QSignalSpy wanted(&panel, &GroupsPanel::listWanted);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(wanted.value(0).value(0).toString(), u"fp:\"lock wait #\" part:127.0.0.1:8082"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(wanted.size(), 2);

        under.link.groups = ErrorGroups{{group(u"lock wait #"_s, 300)}, 1000, true};
        under.time.advance(Milliseconds{4100});
        under.settle();
        QCOMPARE(panel.model().groupAt(0)->count, 300);
    }

    // As the list shows it: what a participant said, without the JSON around it.
    void theSentenceIsShown_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("shown");
        QTest::newRow("json") << uR"({"message":"the bank has a fault, request 4711"})"_s << u"the bank has a fault, request #"_s;
        QTest::newRow("plain") << u"lock wait 12 ms"_s << errorFingerprint(u"lock wait 12 ms"_s);
        QTest::newRow("a secret") << uR"({"message":"no, password=hunter2"})"_s << u"no, password="_s;
    }
    void theSentenceIsShown()
    {
        QFETCH(const QString, error);
        QFETCH(const QString, shown);
        FakeTime time;
        ErrorGroupModel model(time);
        ErrorGroup one = group(error, 3);
        one.fingerprint = errorFingerprint(error);
        model.show({{one}, 10, true});
        const QString text = model.index(0).data(ErrorGroupModel::FingerprintRole).toString();
        QVERIFY2(text.startsWith(shown) && !text.contains(u"hunter2"_s), qPrintable(text));
        QVERIFY(model.index(0).data(Qt::DisplayRole).toString().contains(text));
        QCOMPARE(filterOf(*model.groupAt(0)), filterOf(one)); // what it lists is unchanged
    }

    void whatIsLeftOutIsSaid()
    {
        PaneUnderTest under(3);
        under.link.groups = ErrorGroups{.groups = {group(u"lock wait #"_s, 207)}, .looked = 1000, .complete = true, .otherGroups = 3, .others = 12};
        GroupsPanel panel(under.link, under.pane.feed(), under.clock, under.time);
        panel.show();
        under.settle();
        auto *note = panel.findChild<QLabel *>("groupsNote"_L1);
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().startsWith(u"12 more in 3 smaller group"_s), qPrintable(note->text()));
        ErrorGroups many;
        for (int i = 0; i < 210; ++i)
            many.groups.append(group(u"error %1"_s.arg(i), 2));
        panel.model().show(many);
        QCOMPARE(panel.model().rowCount(), 200);
        QCOMPARE(panel.model().otherGroups(), 10);
        QCOMPARE(panel.model().others(), 20);
    }

    void withoutTheServersHelpItSaysFromWhat()
    {
        Capabilities stockDtm;
        stockDtm.features.setFlag(Feature::ErrorGroups, false);
        PaneUnderTest under(0, stockDtm);
        under.link.rows = failing();
        under.pane.showList({});
        under.settle();
        GroupsPanel panel(under.link, under.pane.feed(), under.clock, under.time);
        panel.show();
        under.settle();
        QCOMPARE(panel.model().rowCount(), 2);
        QVERIFY(panel.findChild<QLabel *>("groupsNote"_L1)->text().contains(u"from the 6 loaded rows"_s));
    }
};

TXDESK_TEST(ErrorGroupsTest);
#include "error_groups_test.moc"
