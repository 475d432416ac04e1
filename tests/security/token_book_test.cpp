// Tokens in memory: found by their secret, changed by their id, and when they were used.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/token_book.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::security;

namespace {

constexpr Instant begin = fromMs(1'700'000'000'000);

StoredToken tokenWith(const QString &id, const QByteArray &secret, Instant createdAt = begin)
{
    StoredToken stored;
    stored.token.id = id;
    stored.token.createdAt = createdAt;
    stored.hash = hashOf(secret);
    return stored;
}

} // namespace

class TokenBookTest : public QObject
{
    Q_OBJECT

private slots:
    void findsBySecretAndId();
    void aChangedSecretOpensNoMore();
    void replacingKeepsWhatWasUsedLater();
    void listsTheOldestFirst();
    void isInForce_data();
    void isInForce();
};

void TokenBookTest::findsBySecretAndId()
{
    TokenBook book;
    QVERIFY(book.isEmpty());
    book.replaceAll({tokenWith(u"1"_s, "one"), tokenWith(u"2"_s, "two")});

    QCOMPARE(book.find("one")->token.id, u"1"_s);
    QCOMPARE(book.byId(u"2"_s)->hash, hashOf("two"));
    QVERIFY(!book.find("three"));
    QVERIFY(!book.find({}));
    QVERIFY(!book.byId(u"3"_s));

    book.replaceAll({tokenWith(u"2"_s, "two")});
    QVERIFY(!book.find("one"));
    QVERIFY(!book.byId(u"1"_s));
}

void TokenBookTest::aChangedSecretOpensNoMore()
{
    TokenBook book;
    book.put(tokenWith(u"1"_s, "old"));
    book.put(tokenWith(u"1"_s, "new"));

    QVERIFY(!book.find("old"));
    QVERIFY(book.find("new"));
    QCOMPARE(book.all().size(), 1);
}

void TokenBookTest::replacingKeepsWhatWasUsedLater()
{
    TokenBook book;
    book.put(tokenWith(u"1"_s, "one"));
    book.noteUse(hashOf("one"), begin + Seconds{5});
    StoredToken stored = tokenWith(u"1"_s, "one");

    book.replaceAll({stored}); // the store does not know yet
    QCOMPARE(book.byId(u"1"_s)->token.lastUsedAt, begin + Seconds{5});

    stored.token.lastUsedAt = begin + Seconds{9}; // another coordinator's
    book.replaceAll({stored});
    QCOMPARE(book.byId(u"1"_s)->token.lastUsedAt, begin + Seconds{9});
}

void TokenBookTest::listsTheOldestFirst()
{
    TokenBook book;
    book.replaceAll({tokenWith(u"c"_s, "3", begin), tokenWith(u"a"_s, "1", begin + Seconds{1}), tokenWith(u"b"_s, "2", begin)});
    QStringList ids;
    for (const StoredToken &stored : book.all())
        ids.append(stored.token.id);
    QCOMPARE(ids, (QStringList{u"b"_s, u"c"_s, u"a"_s}));
}

void TokenBookTest::isInForce_data()
{
    QTest::addColumn<qint64>("expiresInMs"); // -1: never
    QTest::addColumn<bool>("isRevoked");
    QTest::addColumn<bool>("inForce");

    QTest::newRow("for ever") << qint64{-1} << false << true;
    QTest::newRow("its last moment") << qint64{1} << false << true;
    QTest::newRow("a moment later") << qint64{0} << false << false;
    QTest::newRow("revoked") << qint64{-1} << true << false;
    QTest::newRow("revoked before its time") << qint64{1000} << true << false;
}

void TokenBookTest::isInForce()
{
    QFETCH(qint64, expiresInMs);
    QFETCH(bool, isRevoked);
    StoredToken stored = tokenWith(u"1"_s, "one");
    if (expiresInMs >= 0)
        stored.token.expiresAt = begin + Milliseconds{expiresInMs};
    if (isRevoked)
        stored.token.revokedAt = begin;
    TokenBook book;
    book.put(stored);

    QTEST(security::isInForce(stored.token, begin), "inForce");
    QTEST(book.isInForce(u"1"_s, begin), "inForce");
    QVERIFY(!book.isInForce(u"2"_s, begin));
    QVERIFY(!book.isInForce({}, begin));
}

TXDESK_TEST(TokenBookTest);
#include "token_book_test.moc"
