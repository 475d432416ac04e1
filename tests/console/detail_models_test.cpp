// Branch table, attempts and payloads of one transaction.
// SPDX-License-Identifier: Apache-2.0
#include "console/models/attempt_model.h"
#include "console/models/branch_table_model.h"
#include "console/models/payload_text.h"
#include "console/text/words.h"
#include "tests/console/samples.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

class DetailModelsTest final : public QObject
{
    Q_OBJECT

private slots:
    void branchesArePivoted_data()
    {
        QTest::addColumn<int>("story");
        QTest::addColumn<QStringList>("rows"); // forward | undo, row by row
        QTest::newRow("succeeded") << int(Story::Succeeded)
                                   << QStringList{u"✔ done  82 ms | – only if it turns back"_s,
                                                  u"✔ done  82 ms | – only if it turns back"_s};
        QTest::newRow("stuck") << int(Story::StuckRollback)
                               << QStringList{u"✔ done  82 ms | ⟳ 7 tries, last: 500"_s,
                                              u"✖ failed  409 | ↺ done  82 ms"_s};
        QTest::newRow("forced") << int(Story::Forced)
                                << QStringList{u"✔ done  82 ms | – not undone"_s, u"◌ not called yet | – not undone"_s};
        QTest::newRow("no answer") << int(Story::Unreachable)
                                   << QStringList{u"✔ done  82 ms | – only if it turns back"_s,
                                                  u"⟳ 1 tries, last: no answer | – only if it turns back"_s};
        QTest::newRow("tcc trying") << int(Story::TccTrying)
                                    << QStringList{u"◌ registered, undecided | – waits for the decision"_s,
                                                   u"◌ registered, undecided | – waits for the decision"_s};
        QTest::newRow("tcc confirming") << int(Story::TccConfirming)
                                        << QStringList{u"✔ done, as the initiator says | ◌ confirm · not called yet"_s,
                                                       u"✔ done, as the initiator says | ⟳ confirm · 1 tries, last: 500"_s};
        QTest::newRow("tcc cancelling") << int(Story::TccCancelling)
                                        << QStringList{u"? registered, may have run | ◌ cancel · not called yet"_s,
                                                       u"? registered, may have run | ⟳ cancel · 1 tries, last: 500"_s};
        QTest::newRow("xa") << int(Story::XaCommitting)
                            << QStringList{u"✔ done, as the initiator says | ◌ commit · not called yet"_s,
                                           u"✔ done, as the initiator says | ⟳ commit · 1 tries, last: no answer"_s};
        QTest::newRow("workflow") << int(Story::WorkflowFailed)
                                  << QStringList{u"✔ action recorded: done | ✔ roll back recorded: done"_s,
                                                 u"✖ action recorded: failed | –"_s};
        QTest::newRow("workflow's wake-up") << int(Story::WorkflowOngoing)
                                            << QStringList{u"◔ wake up · ongoing, asked 1 times | –"_s, u"✔ action recorded: done | –"_s};
    }
    void branchesArePivoted()
    {
        QFETCH(int, story);
        FakeTime time;
        BranchTableModel model(time);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDetail(sampleDetail(static_cast<Story>(story), time.now()));
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows.append(model.index(row, BranchTableModel::Forward).data().toString() + u" | "_s +
                        model.index(row, BranchTableModel::Undo).data().toString());
        QTEST(rows, "rows");
    }

    void aBackCheckIsARowOfItsOwn()
    {
        FakeTime time;
        const QList<BranchRow> rows = branchRows(sampleDetail(Story::MessageUnanswered, time.now()));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].forward.kind, OpKind::Query);
        QCOMPARE(rows[0].forward.attempts, 1);
        QCOMPARE(rows[1].branch, BranchId{u"01"_s});
    }

    void columnsAreNamedByKind()
    {
        FakeTime time;
        BranchTableModel model(time);
        const auto heading = [&](Story story, int column) {
            model.setDetail(sampleDetail(story, time.now()));
            return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        };
        QCOMPARE(heading(Story::Succeeded, BranchTableModel::Undo), u"compensate"_s);
        QCOMPARE(heading(Story::TccTrying, BranchTableModel::Forward), u"phase 1: try"_s);
        QCOMPARE(heading(Story::XaPrepared, BranchTableModel::Undo), u"phase 2: commit or roll back"_s);
        QCOMPARE(heading(Story::WorkflowRunning, BranchTableModel::Forward), u"recorded step"_s);
    }

    void statusesAreNamedByKind_data()
    {
        QTest::addColumn<int>("story");
        QTest::addColumn<QString>("word");
        QTest::newRow("tcc") << int(Story::TccTrying) << u"trying"_s;
        QTest::newRow("tcc, confirm fails") << int(Story::TccConfirming) << u"confirming again"_s;
        QTest::newRow("tcc, cancel fails") << int(Story::TccCancelling) << u"cancelling again"_s;
        QTest::newRow("xa") << int(Story::XaPrepared) << u"phase 1"_s;
        QTest::newRow("xa, commit") << int(Story::XaCommitting) << u"phase 2: commit"_s;
        QTest::newRow("workflow") << int(Story::WorkflowRunning) << u"running at its client"_s;
        QTest::newRow("message") << int(Story::MessagePrepared) << u"prepared"_s;
        QTest::newRow("saga") << int(Story::Retrying) << u"retrying"_s;
    }
    void statusesAreNamedByKind()
    {
        QFETCH(int, story);
        FakeTime time;
        QTEST(statusWord(sampleDetail(static_cast<Story>(story), time.now()).snapshot.transaction), "word");
    }

    // What a person counted or kept is not shown as a call's success.
    void decisionsAreNotSuccesses()
    {
        const FakeTime time;
        TransactionDetail detail = sampleDetail(Story::RolledBack, time.now());
        JournalEvent act;
        act.kind = EventKind::ManualAct;
        act.branch = BranchId{u"01"_s};
        act.op = OpKind::Compensate;
        act.text = u"skip: booked by hand"_s;
        detail.events.append(act);
        BranchTableModel model(time);
        model.setDetail(detail);
        const auto cell = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, BranchTableModel::Undo), u"▣ counted as undone by hand"_s);
        QVERIFY(cell(1, BranchTableModel::Undo).startsWith(u"✔"_s) || cell(1, BranchTableModel::Undo).startsWith(u"↺"_s));
        detail.snapshot.ops.removeFirst(); // 01 has no compensation
        model.setDetail(detail);
        QCOMPARE(cell(0, BranchTableModel::Undo), u"– has no compensation"_s);
    }

    void attemptsPairCallsWithAnswers()
    {
        FakeTime time;
        TransactionDetail detail = sampleDetail(Story::Calling, time.now());
        const QList<Attempt> attempts = attemptsOf(detail.events);
        QCOMPARE(attempts.size(), 2);
        QVERIFY(attempts[0].answered);
        QVERIFY(!attempts[1].answered);
        detail.events.removeFirst(); // a cut journal: the answer stands for both
        QCOMPARE(attemptsOf(detail.events).size(), 2);
    }

    void aGrowingJournalOnlyAppends()
    {
        FakeTime time;
        AttemptModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TransactionDetail detail = sampleDetail(Story::StuckRollback, time.now());
        TransactionDetail younger = detail;
        younger.events.resize(8);
        model.setDetail(younger);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setDetail(detail);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.rowCount(), 10);
        QVERIFY(!model.index(9, AttemptModel::Text).data().toString().contains(u"abcdef"_s));
    }

    void payloadsAreReadable_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("contains");
        QTest::newRow("nothing") << QByteArray() << int(PayloadForm::Empty) << QString();
        QTest::newRow("JSON is indented") << QByteArray(R"({"a":1})") << int(PayloadForm::Json) << u"\n    \"a\": 1"_s;
        QTest::newRow("broken JSON is text") << QByteArray(R"({"a":)") << int(PayloadForm::Text) << u"{\"a\":"_s;
        QTest::newRow("Chinese") << QByteArray("转账") << int(PayloadForm::Text) << u"转账"_s;
        QTest::newRow("binary is hex") << QByteArray("\x00\xff\x41", 3) << int(PayloadForm::Binary) << u"00 ff 41"_s;
    }
    void payloadsAreReadable()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QString, contains);
        const PayloadText readable = readablePayload(payload);
        QTEST(int(readable.form), "form");
        QVERIFY2(readable.text.contains(contains), qPrintable(readable.text));
    }

    void payloadsHideSecretsAndAreCut()
    {
        QVERIFY(!readablePayload(R"({"token":"sk_live_4242"})").text.contains(u"4242"_s));
        const PayloadText large = readablePayload(QByteArray(payloadShownMax + 1, 'x'));
        QVERIFY(large.truncated);
        QCOMPARE(large.text.size(), payloadShownMax);
    }
};

TXDESK_TEST(DetailModelsTest);
#include "detail_models_test.moc"
