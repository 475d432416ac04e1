// What each answer of a participant means, one row a rule of docs/branch-protocol.md.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/outcome_classifier.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::branch;

class OutcomeClassifierTest : public QObject
{
    Q_OBJECT

private slots:
    void classifies_data();
    void classifies();
    void looksAtTheFirst64KiBOnly();
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

TXDESK_TEST(OutcomeClassifierTest);
#include "outcome_classifier_test.moc"
