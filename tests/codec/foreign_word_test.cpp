// Words that are not in our tables: refused by a server, kept by whoever only shows them.
// SPDX-License-Identifier: Apache-2.0
#include "shared/base/foreign_word.h"
#include "shared/codec/job_codec.h"
#include "shared/codec/journal_codec.h"
#include "shared/codec/transaction_codec.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;

namespace {

QJsonObject objectOf(const char *text) { return QJsonDocument::fromJson(text).object(); }

} // namespace

class ForeignWordTest final : public QObject
{
    Q_OBJECT

private slots:
    void keepsItsWord()
    {
        const auto frozen = foreignValue<TransactionStatus>(u"frozen");
        QVERIFY(isForeign(frozen));
        QCOMPARE(foreignWord(frozen), u"frozen"_s);
        QVERIFY(frozen == foreignValue<TransactionStatus>(u"frozen"));
        QVERIFY(frozen != foreignValue<TransactionStatus>(u"thawed"));
        QCOMPARE(spelled(transactionStatusNames, frozen), u"frozen"_s);
        QCOMPARE(QString(nameIn(transactionStatusNames, frozen)), QString());
        QVERIFY(!isForeign(TransactionStatus::Prepared));
        QVERIFY(keptIn(transactionStatusNames, u"succeed") == TransactionStatus::Succeeded);
        QCOMPARE(spelled(transactionStatusNames, TransactionStatus::Succeeded), u"succeed"_s);
        QCOMPARE(foreignWord(foreignValue<OpKind>(QString(500, u'x'))).size(), foreignWordMax);
    }

    void mayDoLeast() { QVERIFY(foreignValue<Role>(u"owner") < Role::Nobody); }

    void aServerRefusesIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("status") << QByteArray(R"({"gid":"g","status":"frozen"})");
        QTest::newRow("type") << QByteArray(R"({"gid":"g","kind":"quantum"})");
        QTest::newRow("parked") << QByteArray(R"({"gid":"g","parked":"asleep"})");
    }
    void aServerRefusesIt()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!codec::rowFromJson(objectOf(text)).has_value());
        QVERIFY(codec::rowFromJson(objectOf(text), UnknownWords::Kept).has_value());
    }

    void theStoreRefusesIt()
    {
        QVERIFY(!codec::journalFromText(R"([{"seq":1,"kind":"frozen"}])").has_value());
        QVERIFY(!codec::storedItemsFrom(uR"({"items":[{"gid":"g","outcome":"frozen"}]})"_s).has_value());
        QVERIFY(!codec::storedJobFrom(uR"({"order":{"id":"a","action":"freeze","set":{"picked":1}},"state":"running"})"_s).has_value());
    }

    void anActRefusesIt() { QVERIFY(!codec::actionRequestFromJson(objectOf(R"({"expectedStatus":"frozen"})")).has_value()); }

    void aWordIsAText() { QVERIFY(!codec::rowFromJson(objectOf(R"({"gid":"g","status":7})"), UnknownWords::Kept).has_value()); }

    // A case file that is made from it says what the server said.
    void goesOnAsItCame()
    {
        const QJsonObject detail = objectOf(R"({"transaction":{"gid":"g","kind":"quantum","status":"frozen","parked":"asleep"},
            "ops":[{"branch":"01","op":"entangle","status":"blurred"}],
            "events":[{"seq":1,"kind":"teleported","at":5,"to":"frozen","qubits":3},{"seq":2,"kind":"answered","op":"entangle","outcome":"both","barrier":"half"}],
            "actions":[{"action":"thaw","allowed":true}],"planned":[{"branch":"01","op":"entangle"}]})");
        const auto read = codec::detailFromJson(detail, UnknownWords::Kept);
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
        const QJsonObject again = codec::toJson(*read);
        QCOMPARE(again["transaction"_L1]["status"_L1].toString(), u"frozen"_s);
        QCOMPARE(again["transaction"_L1]["kind"_L1].toString(), u"quantum"_s);
        QCOMPARE(again["ops"_L1][0]["op"_L1].toString(), u"entangle"_s);
        QCOMPARE(again["events"_L1].toArray()[0].toObject(), detail["events"_L1].toArray()[0].toObject());
        QCOMPARE(again["events"_L1][1]["outcome"_L1].toString(), u"both"_s);
        QCOMPARE(again["actions"_L1][0]["action"_L1].toString(), u"thaw"_s);
        QVERIFY(*read == codec::detailFromJson(again, UnknownWords::Kept).value_or(TransactionDetail{}));
    }

    // Last: it fills the table of this process.
    void zIsBounded()
    {
        for (int i = 0; i < 2 * foreignWordsMax; ++i)
            (void)foreignValue<OpKind>(u"word %1"_s.arg(i));
        QCOMPARE(foreignWord(foreignValue<OpKind>(u"one more")), u"…"_s);
        QVERIFY(foreignValue<OpKind>(u"one more") == foreignValue<OpKind>(u"and another"));
        QCOMPARE(foreignWord(foreignValue<OpKind>(u"word 1")), u"word 1"_s);
    }
};

TXDESK_TEST(ForeignWordTest);
#include "foreign_word_test.moc"
