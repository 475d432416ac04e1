// The query string of the list: there and back, clamps, and refusals that say what is allowed.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/transaction_codec.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

namespace {

using Parameters = QList<std::pair<QByteArray, QByteArray>>;

Parameters decoded(const QByteArray &query)
{
    Parameters parameters;
    for (const QByteArray &part : query.split('&')) {
        const qsizetype equals = part.indexOf('=');
        parameters.append({QByteArray::fromPercentEncoding(part.first(equals)), QByteArray::fromPercentEncoding(part.sliced(equals + 1))});
    }
    return parameters;
}

} // namespace

class ListQueryTest : public QObject
{
    Q_OBJECT

private slots:
    void comesBackEqual();
    void clampsTheLimit_data();
    void clampsTheLimit();
    void refuses_data();
    void refuses();
};

void ListQueryTest::comesBackEqual()
{
    TransactionFilter filter;
    filter.statuses = {TransactionStatus::Submitted, TransactionStatus::Aborting};
    filter.kind = TransactionKind::Message;
    filter.gidPrefix = u"a b&c=中"_s;
    filter.participant = u"127.0.0.1:80"_s;
    filter.errorContains = u"100% +"_s;
    filter.failuresMin = 3;
    filter.createdFrom = fromMs(1000);
    filter.createdTo = fromMs(2000);
    filter.stuck = true;
    filter.paused = true;
    const PageRequest page{u"cursor|1"_s, 77, TransactionSort::MostFailures};
    const auto back = listQueryFrom(decoded(toQuery(filter, page)));
    QVERIFY2(back.has_value(), back ? "" : qPrintable(back.error().message));
    QVERIFY(back->filter == filter);
    QVERIFY(back->page == page);
}

void ListQueryTest::clampsTheLimit_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<int>("rows");
    QTest::newRow("-1") << QByteArray("-1") << 1;
    QTest::newRow("0") << QByteArray("0") << 1;
    QTest::newRow("1000") << QByteArray("1000") << 1000;
    QTest::newRow("1001") << QByteArray("1001") << 1000;
    QTest::newRow("10^9") << QByteArray("1000000000") << 1000;
}

void ListQueryTest::clampsTheLimit()
{
    QFETCH(QByteArray, limit);
    QFETCH(int, rows);
    const auto query = listQueryFrom({{"limit", limit}});
    QVERIFY(query);
    QCOMPARE(query->page.limit, rows);
}

void ListQueryTest::refuses_data()
{
    QTest::addColumn<Parameters>("parameters");
    QTest::addColumn<QString>("message");
    QTest::newRow("unknown") << Parameters{{"colour", "red"}} << u"unknown parameter colour"_s;
    QTest::newRow("twice") << Parameters{{"gid", "a"}, {"gid", "b"}} << u"duplicate parameter gid"_s;
    QTest::newRow("status") << Parameters{{"status", "submitted,done"}}
                            << u"parameter status must be prepared, submitted, aborting, succeed or failed, separated by commas"_s;
    QTest::newRow("kind") << Parameters{{"kind", "sage"}} << u"parameter kind must be saga, tcc, xa, msg, workflow, at or notify"_s;
    QTest::newRow("limit") << Parameters{{"limit", "abc"}} << u"parameter limit must be a whole number"_s;
    QTest::newRow("sort") << Parameters{{"sort", "gid"}} << u"parameter sort must be -created, created, due or -failures"_s;
    QTest::newRow("flag") << Parameters{{"stuck", "maybe"}} << u"parameter stuck must be 1 or 0"_s;
    QTest::newRow("failures") << Parameters{{"failures", "-1"}} << u"parameter failures must be a whole number from 0"_s;
    QTest::newRow("long") << Parameters{{"error", QByteArray(257, 'x')}} << u"parameter error must be a part of the newest error"_s;
    QTest::newRow("utf-8") << Parameters{{"gid", "\xff"}} << u"parameter gid must be the first characters of a gid"_s;
}

void ListQueryTest::refuses()
{
    QFETCH(Parameters, parameters);
    QFETCH(QString, message);
    const auto query = listQueryFrom(parameters);
    QVERIFY(!query);
    QCOMPARE(query.error().message, message);
}

TXDESK_TEST(ListQueryTest);
#include "list_query_test.moc"
