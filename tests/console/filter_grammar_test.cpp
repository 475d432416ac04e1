// The filter line: what it means, and where it is wrong.
// SPDX-License-Identifier: Apache-2.0
#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"
#include "tests/console/samples.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {
constexpr Instant grammarNow = fromMs(10'000'000'000);
}

class FilterGrammarTest final : public QObject
{
    Q_OBJECT

private slots:
    void means_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<TransactionFilter>("expected");
        using S = TransactionStatus;
        const auto row = [](const char *name, const QString &text, auto set) {
            TransactionFilter filter;
            set(filter);
            QTest::newRow(name) << text << filter;
        };
        row("nothing", u"   "_s, [](auto &) {});
        row("statuses", u"status:aborting,succeed"_s, [](auto &f) { f.statuses = {S::Aborting, S::Succeeded}; });
        row("people's words", u"status:rolling-back,running"_s, [](auto &f) {
            f.statuses = {S::Aborting, S::Submitted};
        });
        row("unfinished", u"status:unfinished"_s, [](auto &f) {
            f.statuses = {S::Prepared, S::Submitted, S::Aborting};
        });
        row("type", u"type:msg"_s, [](auto &f) { f.kind = TransactionKind::Message; });
        row("tcc", u"type:tcc"_s, [](auto &f) { f.kind = TransactionKind::Tcc; });
        row("a kind's own status", u"status:trying"_s, [](auto &f) {
            f.statuses = {S::Prepared};
            f.kind = TransactionKind::Tcc;
        });
        row("workflows at their clients", u"status:at-client age>5m"_s, [](auto &f) {
            f.statuses = {S::Prepared};
            f.kind = TransactionKind::Workflow;
            f.createdTo = grammarNow - Milliseconds{300'000};
        });
        row("older than", u"age>5m"_s, [](auto &f) { f.createdTo = grammarNow - Milliseconds{300'000}; });
        row("younger than", u"age<2h"_s, [](auto &f) { f.createdFrom = grammarNow - Milliseconds{7'200'000}; });
        row("tries", u"tries>=3"_s, [](auto &f) { f.failuresMin = 3; });
        row("more tries than", u"tries>3"_s, [](auto &f) { f.failuresMin = 4; });
        row("participant with port", u"part:127.0.0.1:8082"_s, [](auto &f) { f.participant = u"127.0.0.1:8082"_s; });
        row("quoted error", u"err:\"lock wait\" is:stuck"_s, [](auto &f) {
            f.errorContains = u"lock wait"_s;
            f.stuck = true;
        });
        row("bare word", u"hqL8"_s, [](auto &f) { f.gidPrefix = u"hqL8"_s; });
        row("all together", u"type:saga is:paused gid:ab"_s, [](auto &f) {
            f.kind = TransactionKind::Saga;
            f.paused = true;
            f.gidPrefix = u"ab"_s;
        });
    }
    void means()
    {
        QFETCH(QString, text);
        QFETCH(TransactionFilter, expected);
        const auto filter = FilterGrammar::parse(text, grammarNow);
        QVERIFY2(filter, filter ? "" : qPrintable(filter.error().message));
        QVERIFY(*filter == expected);
    }

    void faults_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("marked"); // the part of the text that is marked as wrong
        QTest::newRow("unknown word") << u"type:saga colour:red"_s << u"colour:red"_s;
        QTest::newRow("unknown status") << u"status:happy"_s << u"happy"_s;
        QTest::newRow("unknown type") << u"type:xyz is:stuck"_s << u"xyz"_s;
        QTest::newRow("age without unit") << u"age>5"_s << u"5"_s;
        QTest::newRow("age compared with a colon") << u"age:5m"_s << u"age:5m"_s;
        QTest::newRow("tries below") << u"tries<3"_s << u"tries<3"_s;
        QTest::newRow("open quote") << u"err:\"lock"_s << u"\"lock"_s;
        QTest::newRow("missing value") << u"part: is:stuck"_s << u"part:"_s;
        QTest::newRow("comparing words") << u"part>3"_s << u"part>3"_s;
    }
    void faults()
    {
        QFETCH(QString, text);
        const auto filter = FilterGrammar::parse(text, grammarNow);
        QVERIFY(!filter);
        QVERIFY(!filter.error().message.isEmpty());
        QTEST(text.mid(filter.error().position, filter.error().length), "marked");
    }

    void matchesLikeTheServer_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        QTest::newRow("all") << QString() << true;
        QTest::newRow("its status") << u"status:running"_s << true;
        QTest::newRow("another status") << u"status:succeeded"_s << false;
        QTest::newRow("its participant") << u"part:127.0.0.1:8082"_s << true;
        QTest::newRow("a stranger") << u"part:127.0.0.1:9999"_s << false;
        QTest::newRow("words of its error, any case") << u"err:LOCK"_s << true;
        QTest::newRow("stuck by failures") << u"is:stuck"_s << true;
        QTest::newRow("not paused") << u"is:paused"_s << false;
        QTest::newRow("gid") << u"gid0000"_s << true;
    }
    void matchesLikeTheServer()
    {
        QFETCH(QString, text);
        TransactionRow row = sampleRow(7);
        row.transaction.failures = 3;
        row.transaction.lastError = u"lock wait"_s;
        const Instant now = row.transaction.createdAt + Milliseconds{1000};
        QTEST(matches(*FilterGrammar::parse(text, now), row, now), "matches");
    }
};

TXDESK_TEST(FilterGrammarTest);
#include "filter_grammar_test.moc"
