// Errors as one readable line, one row a shape.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/error_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ErrorTextTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
};

void ErrorTextTest::reads_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("line");

    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("plain words") << u"connection refused"_s << u"connection refused"_s;
    QTest::newRow("the first line only") << u"one\ntwo"_s << u"one"_s;
    QTest::newRow("a JSON message") << u"{\"field\":\"\",\"message\":\"account frozen\"}"_s << u"account frozen"_s;
    QTest::newRow("quoted by the coordinator") << u"answered with HTTP status 500: \"{\"message\":\"deaf on purpose\"}\""_s << u"deaf on purpose"_s;
    QTest::newRow("quoted words") << u"answered with HTTP status 502: \"bad gateway\""_s << u"bad gateway"_s;
    QTest::newRow("nothing was said") << u"answered with HTTP status 500: nothing"_s << u"answered with HTTP status 500: nothing"_s;
    QTest::newRow("JSON without a sentence stays") << u"{\"code\":7}"_s << u"{\"code\":7}"_s;
    QTest::newRow("broken JSON stays") << u"{\"message\":"_s << u"{\"message\":"_s;
    QTest::newRow("a refusal in DTM's wrapping")
        << u"url:http://h:1/api/TransIn return failed: {\"message\":\"account frozen\"} FAILURE"_s << u"TransIn: account frozen"_s;
    QTest::newRow("an unknown result in DTM's wrapping")
        << u"http/grpc result should be specified as in:\nhttp://x\nunkown result will be retried: lock wait"_s << u"lock wait"_s;
    QTest::newRow("the coordinator's deadline") << u"Timeout after 5 seconds"_s << u"timeout after 5 s"_s;
    QTest::newRow("the coordinator's limit") << u"RetryCount is greater than RetryLimit, RetryLimit: 3"_s << u"more than 3 retries"_s;
    QTest::newRow("secrets are hidden") << u"{\"message\":\"token=abcdefgh\"}"_s << txdesk::console::errorLine(u"token=abcdefgh"_s);
}

void ErrorTextTest::reads()
{
    QFETCH(QString, error);
    QFETCH(QString, line);

    QCOMPARE(txdesk::console::errorLine(error), line);
}

TXDESK_TEST(ErrorTextTest);
#include "error_text_test.moc"
