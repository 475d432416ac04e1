// The bulk dialog and the jobs dock by keyboard: what must be said before anything starts, and what is shown of it.
// SPDX-License-Identifier: Apache-2.0
#include "console/jobs/bulk_dialog.h"
#include "console/jobs/bulk_offer.h"
#include "console/jobs/job_words.h"
#include "console/jobs/jobs_panel.h"
#include "console/text/time_text.h"
#include "console/widgets/appearance.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct BookUnderTest
{
    FakeTime time;
    FakeCoordinatorLink link{time};
    ActWitness witness{link, time};
    JobBook book{link, time, time, witness};

    BookUnderTest()
    {
        link.goLive();
        link.dryRunNow = {.eligible = 207, .ineligible = {{u"It has ended already."_s, 3}}, .complete = true, .arrivedLater = 5, .sample = sampleRows(3), .touched = {}};
        link.dryRunNow.touched = {{u"stock:8082"_s, 207, 0.8}};
    }

    [[nodiscard]] JobOrder order(Action action = Action::Retry)
    {
        JobOrder order{.id = JobBook::newId(), .action = action, .set = {}, .reason = {}, .pace = {}};
        order.set.filter.errorContains = u"lock wait"_s;
        order.set.frozenAt = time.now();
        return order;
    }
};

template <class T>
T *part(QWidget &widget, const char *name) { return widget.findChild<T *>(QLatin1StringView(name)); }

} // namespace

class BulkDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void asksForEverything()
    {
        BookUnderTest all;
        auto *dialog = new BulkDialog(all.book, all.order(), u"err:\"lock wait\""_s, {});
        dialog->show();
        auto *start = part<QPushButton>(*dialog, "bulkStart");
        QVERIFY(!start->isEnabled());
        QCOMPARE(start->accessibleDescription(), u"The set is not counted."_s);
        QCOMPARE(part<QLabel>(*dialog, "bulkMissing")->text(), start->accessibleDescription()); // nobody has to point at it
        QVERIFY2(part<QLabel>(*dialog, "bulkSet")->text().contains(dateTimeText(all.time.now(), Appearance{}.zone())), "with its zone");
        QVERIFY(part<QLabel>(*dialog, "bulkSet")->text().contains(u"err:\"lock wait\""_s));
        QTRY_VERIFY(dialog->dryRun());
        QCOMPARE(part<QTableWidget>(*dialog, "bulkReasons")->rowCount(), 1);
        QVERIFY(part<QLabel>(*dialog, "bulkResult")->text().contains(u"207"_s));
        QVERIFY(part<QLabel>(*dialog, "bulkResult")->text().contains(u"5 that match have arrived since"_s));
        QVERIFY(part<QPushButton>(*dialog, "bulkCancel")->isDefault());
        QVERIFY(!start->isDefault() && !start->autoDefault());
        QVERIFY(start->accessibleDescription().contains(u"reason"_s));
        QTest::keyClicks(part<QLineEdit>(*dialog, "bulkReason"), u"stock is back again"_s);
        QVERIFY(start->accessibleDescription().contains(u"207"_s));
        QTest::keyClicks(part<QLineEdit>(*dialog, "bulkCount"), u"206"_s);
        QVERIFY(!start->isEnabled());
        QTest::keyClick(part<QLineEdit>(*dialog, "bulkCount"), Qt::Key_Backspace);
        QTest::keyClick(part<QLineEdit>(*dialog, "bulkCount"), Qt::Key_7);
        QVERIFY(start->isEnabled());
        part<QLineEdit>(*dialog, "bulkCount")->setFocus();
        QTest::keyClick(part<QLineEdit>(*dialog, "bulkCount"), Qt::Key_Return); // Enter in a field starts nothing
        QVERIFY(all.link.jobOrders.isEmpty());
        QSignalSpy started(dialog, &BulkDialog::started);
        QTest::keyClick(start, Qt::Key_Space);
        QTRY_COMPARE(started.size(), 1);
        QCOMPARE(all.link.jobOrders.size(), 1);
        QCOMPARE(all.link.jobOrders.first().reason, u"stock is back again"_s);
        QCOMPARE(all.link.jobOrders.first().set.filter.errorContains, u"lock wait"_s);
    }

    void warnsOfWhoDoesNotAnswer()
    {
        BookUnderTest all;
        all.link.dryRunNow.touched = {{u"stock:8082"_s, 207, 0.0}};
        auto *dialog = new BulkDialog(all.book, all.order(), {}, {});
        dialog->show();
        QTRY_VERIFY(dialog->dryRun());
        QTest::keyClicks(part<QLineEdit>(*dialog, "bulkReason"), u"stock is back again"_s);
        QTest::keyClicks(part<QLineEdit>(*dialog, "bulkCount"), u"207"_s);
        auto *start = part<QPushButton>(*dialog, "bulkStart");
        QVERIFY(!start->isEnabled());
        auto *anyway = part<QCheckBox>(*dialog, "bulkAnyway");
        QVERIFY(anyway->isVisible());
        QTest::keyClick(anyway, Qt::Key_Space);
        QVERIFY(start->isEnabled());
        dialog->close();
        QVERIFY(all.link.jobOrders.isEmpty());
    }

    // An answer that was lost does not make a second job.
    void asksAgainForTheSameJob()
    {
        BookUnderTest all;
        all.link.jobRefusal = Error{ErrorCode::OutcomeUnknown, u"connection closed"_s, {}};
        auto *dialog = new BulkDialog(all.book, all.order(), {}, {});
        dialog->show();
        QTRY_VERIFY(dialog->dryRun());
        QTest::keyClicks(part<QLineEdit>(*dialog, "bulkReason"), u"stock is back again"_s);
        QTest::keyClicks(part<QLineEdit>(*dialog, "bulkCount"), u"207"_s);
        auto *start = part<QPushButton>(*dialog, "bulkStart");
        QTest::keyClick(start, Qt::Key_Space);
        QTRY_VERIFY(start->isEnabled());
        all.link.jobRefusal.reset();
        QTest::keyClick(start, Qt::Key_Space);
        QTRY_COMPARE(all.link.jobOrders.size(), 2);
        QCOMPARE(all.link.jobOrders[0].id, all.link.jobOrders[1].id);
    }

    void offersWithReasons()
    {
        BookUnderTest all;
        QList<Gid> picked;
        BulkOffer offer(all.book, {[&picked] { return picked; }, [] { return TransactionFilter{}; }, [] { return u"stuck"_s; }});
        const auto named = [&offer](const QString &name) {
            for (QAction *action : offer.actions())
                if (action->objectName() == name)
                    return action;
            return static_cast<QAction *>(nullptr);
        };
        QVERIFY(!named(u"bulk_retry_picked"_s)->isEnabled());
        QVERIFY(named(u"bulk_retry_picked"_s)->statusTip().contains(u"No row is picked"_s));
        QVERIFY(named(u"bulk_retry_matching"_s)->isEnabled());
        picked = {Gid{u"a"_s}, Gid{u"b"_s}};
        offer.refresh();
        QSignalSpy wanted(&offer, &BulkOffer::orderWanted);
        named(u"bulk_retry_picked"_s)->trigger();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<JobOrder>().set.picked, 2);
        all.link.breakOff(u"gone"_s);
        QVERIFY(!named(u"bulk_retry_matching"_s)->isEnabled());
        QCOMPARE(named(u"bulk_retry_matching"_s)->statusTip(), u"Not connected to the coordinator."_s);
    }

    void dockSteers()
    {
        BookUnderTest all;
        JobsPanel panel(all.book, all.time);
        panel.show();
        QVERIFY(part<QLabel>(panel, "jobsEmpty")->isVisible());
        BulkJob job{.order = all.order(), .state = JobState::Running, .why = {}, .actor = u"lin"_s, .createdAt = all.time.now(), .endedAt = {}, .total = 207, .done = {}};
        job.done = {{ItemOutcome::TookEffect, 131}, {ItemOutcome::Refused, 2}};
        all.link.jobList = {job};
        all.link.itemsOfJob.insert(job.order.id, {{Gid{u"a"_s}, ItemOutcome::TookEffect, {}, all.time.now()}, {Gid{u"b"_s}, ItemOutcome::Refused, u"=cmd()"_s, all.time.now()}});
        all.book.refresh();
        QTRY_COMPARE(part<QTableWidget>(panel, "jobsTable")->rowCount(), 1);
        QCOMPARE(part<QTableWidget>(panel, "jobsTable")->item(0, 3)->text(), u"ok 131 · failed 2 · changed 0 · waiting 74"_s);
        QTRY_COMPARE(part<QTableWidget>(panel, "jobItems")->rowCount(), 2);
        QCOMPARE(panel.retryOfFailed()->set.gids, QList<Gid>{Gid{u"b"_s}});
        const QByteArray csv = JobWords::csv(job, all.link.itemsOfJob.value(job.order.id));
        QVERIFY(csv.contains("\"'=cmd()\"")); // no formula
        QTest::keyClick(part<QPushButton>(panel, "jobPause"), Qt::Key_Space);
        QTRY_COMPARE(all.link.steerings.size(), 1);
        QCOMPARE(all.link.steerings.first().second, JobVerb::Pause);
        QTRY_COMPARE(part<QTableWidget>(panel, "jobsTable")->item(0, 1)->text(), u"paused"_s);
        QTest::keyClick(part<QPushButton>(panel, "jobCancel"), Qt::Key_Space);
        QTRY_COMPARE(part<QTableWidget>(panel, "jobsTable")->item(0, 1)->text(), u"cancelled"_s);
        QVERIFY(!part<QPushButton>(panel, "jobPause")->isEnabled());
        QCOMPARE(part<QPushButton>(panel, "jobPause")->accessibleDescription(), u"The job is over."_s);
    }
};

TXDESK_TEST(BulkDialogTest);
#include "bulk_dialog_test.moc"
