// What each answer of a participant means, one row a rule of docs/branch-protocol.md.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/result_rules.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::branch;
using namespace Qt::StringLiterals;

class OutcomeClassifierTest : public QObject
{
    Q_OBJECT

private slots:
    void classifies_data();
    void classifies();
    void looksAtTheFirst64KiBOnly();
    void looksAtTheStatusAlone_data();
    void looksAtTheStatusAlone();
    void choosesTheRuleByTheUrl_data();
    void choosesTheRuleByTheUrl();
};

void OutcomeClassifierTest::classifies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("byText");

    QTest::newRow("200 is success") << 200 << QByteArray("{}") << Outcome::Succeeded << false;
    QTest::newRow("200 with the old success word") << 200 << QByteArray(R"({"dtm_result":"SUCCESS"})") << Outcome::Succeeded << false;
    QTest::newRow("an empty 200 is success") << 200 << QByteArray() << Outcome::Succeeded << false;
    QTest::newRow("409 is a refusal") << 409 << QByteArray() << Outcome::Rejected << false;
    QTest::newRow("425 is ongoing") << 425 << QByteArray() << Outcome::Ongoing << false;
    QTest::newRow("the text FAILURE wins over 200") << 200 << QByteArray(R"({"dtm_result":"FAILURE"})") << Outcome::Rejected << true;
    QTest::newRow("the text ONGOING wins over 200") << 200 << QByteArray(R"({"dtm_result":"ONGOING"})") << Outcome::Ongoing << true;
    QTest::newRow("the text ONGOING wins over 409") << 409 << QByteArray("ONGOING") << Outcome::Ongoing << true;
    QTest::newRow("425 wins over the text FAILURE") << 425 << QByteArray("FAILURE") << Outcome::Ongoing << false;
    QTest::newRow("the text FAILURE wins over 500") << 500 << QByteArray("FAILURE") << Outcome::Rejected << true;
    QTest::newRow("500 is unknown") << 500 << QByteArray("oops") << Outcome::Unknown << false;
    QTest::newRow("201 is unknown, as in DTM") << 201 << QByteArray("{}") << Outcome::Unknown << false;
    QTest::newRow("204 is unknown, as in DTM") << 204 << QByteArray() << Outcome::Unknown << false;
    QTest::newRow("a redirect is unknown") << 302 << QByteArray() << Outcome::Unknown << false;
    QTest::newRow("words are case-sensitive") << 200 << QByteArray("failure ongoing") << Outcome::Succeeded << false;
}

void OutcomeClassifierTest::classifies()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Outcome, outcome);
    QFETCH(bool, byText);

    QCOMPARE(classify(status, body), (Verdict{outcome, byText}));
}

void OutcomeClassifierTest::looksAtTheFirst64KiBOnly()
{
    const QByteArray padding(64 * 1024, 'x');

    QCOMPARE(classify(200, padding + "FAILURE").outcome, Outcome::Succeeded);
    QCOMPARE(classify(200, padding.first(64 * 1024 - 7) + "FAILURE").outcome, Outcome::Rejected);
}

void OutcomeClassifierTest::looksAtTheStatusAlone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("200") << 200 << Outcome::Succeeded;
    QTest::newRow("409") << 409 << Outcome::Rejected;
    QTest::newRow("425") << 425 << Outcome::Ongoing;
    QTest::newRow("500") << 500 << Outcome::Unknown;
    QTest::newRow("201") << 201 << Outcome::Unknown;
}

void OutcomeClassifierTest::looksAtTheStatusAlone()
{
    QFETCH(int, status);
    QFETCH(Outcome, outcome);
    for (const char *body : {"", "FAILURE", "ONGOING", R"({"note":"a customer wrote FAILURE and ONGOING"})"})
        QCOMPARE(classify(status, body, ResultMatch::StatusOnly), (Verdict{outcome, false}));
}

void OutcomeClassifierTest::choosesTheRuleByTheUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<ResultMatch>("match");
    QTest::newRow("named") << u"http://shop:8080/reviews/add?x=1"_s << ResultMatch::StatusOnly;
    QTest::newRow("other path") << u"http://shop:8080/pay"_s << ResultMatch::Dtm;
    QTest::newRow("other port") << u"http://shop/reviews/add"_s << ResultMatch::Dtm;
    QTest::newRow("below a name") << u"https://a.shop.example/x"_s << ResultMatch::StatusOnly;
    QTest::newRow("no URL") << u"what"_s << ResultMatch::Dtm;
}

void OutcomeClassifierTest::choosesTheRuleByTheUrl()
{
    QFETCH(QString, url);
    ResultRules rules;
    QCOMPARE(rules.of(url), ResultMatch::Dtm);
    rules.statusOnly = security::UrlPatterns::from({u"http://shop:8080/reviews"_s, u"https://*.shop.example"_s}).value();
    QTEST(rules.of(url), "match");
    rules.usual = ResultMatch::StatusOnly;
    QCOMPARE(rules.of(url), ResultMatch::StatusOnly);
}

TXDESK_TEST(OutcomeClassifierTest);
#include "outcome_classifier_test.moc"
