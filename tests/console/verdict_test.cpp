// Every verdict rule on a transaction it is for: its id, and the words that matter.
// SPDX-License-Identifier: Apache-2.0
#include "console/verdict/verdict.h"
#include "tests/console/samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant verdictNow = fromMs(1'795'244'861'000); // 07:07:41 UTC

Verdict verdictAt(Story story) { return verdictOf(sampleDetail(story, verdictNow), verdictNow, QTimeZone::utc()); }

} // namespace

class VerdictTest final : public QObject
{
    Q_OBJECT

private slots:
    void says_data()
    {
        QTest::addColumn<int>("story");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, Story story, const QString &id, const QStringList &words) {
            QTest::newRow(name) << int(story) << id << words;
        };
        row("succeeded", Story::Succeeded, u"V-01"_s, {u"1 m 00 s"_s, u"Nothing to do"_s});
        row("message waits", Story::MessagePrepared, u"V-02"_s, {u"2 m 00 s ago"_s, u"07:07:59"_s});
        row("nobody can tell", Story::MessageUnanswered, u"V-03"_s, {u"HTTP 502"_s, u"bad gateway"_s, u"07:07:59"_s});
        row("being called", Story::Calling, u"V-04"_s, {u"branch 02"_s, u"branch 01"_s});
        row("retrying", Story::Retrying, u"V-05"_s,
            {u"branch 02"_s, u"HTTP 500"_s, u"07:07:59"_s, u"00:18"_s, u"branch 01"_s});
        row("ongoing", Story::Ongoing, u"V-06"_s, {u"branch 02"_s, u"00:10"_s});
        row("waiting", Story::Waiting, u"V-07"_s, {u"07:08:11"_s});
        row("stuck rollback", Story::StuckRollback, u"V-10"_s,
            {u"branch 01 (127.0.0.1:8081)"_s, u"7 times"_s, u"HTTP 500"_s, u"04:12"_s,
             u"At stake: what branch 01 (127.0.0.1:8081) did is not undone yet"_s});
        row("rolled back", Story::RolledBack, u"V-12"_s, {u"account frozen"_s, u"Undone: branch 01, 02"_s});
        row("forced", Story::Forced, u"V-14"_s, {u"lin"_s, u"01"_s, u"by hand"_s});
        row("dropped", Story::MessageDropped, u"V-15"_s, {u"nothing was delivered"_s});
        row("paused", Story::Paused, u"V-16"_s, {u"resumes"_s, u"branch 01"_s});
        row("overdue", Story::Overdue, u"V-17"_s, {u"1 m 35 s"_s, u"nodes"_s});
        row("unreachable", Story::Unreachable, u"V-18"_s, {u"no answer"_s, u"branch 02"_s});
        row("tcc trying", Story::TccTrying, u"V-20"_s, {u"branch 01, 02"_s, u"times out at 07:07:59"_s, u"Safe next step"_s});
        row("confirm fails", Story::TccConfirming, u"V-22"_s,
            {u"cannot be cancelled"_s, u"branch 02 (127.0.0.1:8082)"_s, u"HTTP 500"_s, u"disk full"_s, u"frozen at 127.0.0.1:8082"_s, u"00:18"_s});
        row("cancel fails", Story::TccCancelling, u"V-23"_s, {u"cancel"_s, u"frozen at 127.0.0.1:8082"_s, u"retry now"_s});
        row("tcc confirmed", Story::TccDone, u"V-01"_s, {u"confirmed"_s});
        row("xa holds locks", Story::XaPrepared, u"V-24"_s, {u"branch 01, 02"_s, u"locks"_s, u"07:07:59"_s});
        row("commit fails", Story::XaCommitting, u"V-09"_s, {u"Commit is decided"_s, u"no answer"_s, u"locked at 127.0.0.1:8082"_s});
        row("rollback fails", Story::XaRollingBack, u"V-25"_s, {u"locked at 127.0.0.1:8082"_s});
        row("workflow runs", Story::WorkflowRunning, u"V-30"_s, {u"branch 01"_s, u"woken up"_s});
        row("client is silent", Story::WorkflowSilent, u"V-26"_s, {u"127.0.0.1:8090"_s, u"no answer"_s, u"start its client"_s});
        row("client works", Story::WorkflowOngoing, u"V-27"_s, {u"still working"_s, u"branch 01"_s});
        row("two runners", Story::WorkflowTwice, u"V-28"_s, {u"Two clients"_s, u"branch 01"_s});
        row("workflow failed", Story::WorkflowFailed, u"V-12"_s, {u"client reported"_s, u"account frozen"_s, u"Undone: branch 01"_s});
    }
    void says()
    {
        QFETCH(int, story);
        QFETCH(QStringList, words);
        const Verdict verdict = verdictAt(static_cast<Story>(story));
        QTEST(verdict.id, "id");
        for (const QString &word : words)
            QVERIFY2(verdict.text.contains(word), qPrintable(u"'%1' lacks '%2'"_s.arg(verdict.text, word)));
        QVERIFY2(!verdict.text.contains(u"abcdef0123456789"_s), "a secret is shown");
        QVERIFY2(!verdict.text.contains(u'%'), "a place was not filled");
    }

    void idsAreUnique()
    {
        QStringList ids = verdictIds();
        QVERIFY(ids.size() > 10);
        QCOMPARE(ids.removeDuplicates(), 0);
    }

    void rolledBackIsNotAFailure() { QCOMPARE(verdictAt(Story::RolledBack).meaning, Meaning::Compensating); }
};

TXDESK_TEST(VerdictTest);
#include "verdict_test.moc"
