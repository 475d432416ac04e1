// Participants by the names people use.
// SPDX-License-Identifier: Apache-2.0
#include "console/text/participant_names.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk::console;
using namespace Qt::StringLiterals;

class ParticipantNamesTest final : public QObject
{
    Q_OBJECT

private slots:
    void namesWholeAddresses_data();
    void namesWholeAddresses();
};

void ParticipantNamesTest::namesWholeAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("told");
    QTest::newRow("in a sentence") << u"branch 02 (127.0.0.1:8081), action"_s << u"branch 02 (bank-b), action"_s;
    QTest::newRow("twice") << u"127.0.0.1:8081 127.0.0.1:8081"_s << u"bank-b bank-b"_s;
    QTest::newRow("the beginning of another") << u"127.0.0.1:80811"_s << u"127.0.0.1:80811"_s;
    QTest::newRow("the end of another") << u"1127.0.0.1:8081"_s << u"1127.0.0.1:8081"_s;
    QTest::newRow("nobody") << u"Succeeded"_s << u"Succeeded"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void ParticipantNamesTest::namesWholeAddresses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, told);
    QCOMPARE(named(text, {{u"127.0.0.1:8081"_s, u"bank-b"_s}, {QString(), u"nobody"_s}}), told);
}

TXDESK_TEST(ParticipantNamesTest);
#include "participant_names_test.moc"
