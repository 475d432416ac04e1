// The business key that our client library sends, all the way: over a socket, into the store, found by the console's list.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/notification.h"
#include "shared/client/saga.h"
#include "shared/client/tcc.h"
#include "shared/client/workflows.h"
#include "shared/client/xa.h"
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

Q_DECLARE_METATYPE(std::function<QFuture<txdesk::Result<>>(txdesk::client::CoordinatorConnection &, const QString &)>)

namespace txdesk::test {

using namespace Qt::StringLiterals;
using client::CoordinatorConnection;

class ClientKeysTest final : public QObject
{
    Q_OBJECT

    using Send = std::function<QFuture<Result<>>(CoordinatorConnection &coordinator, const QString &key)>;

    [[nodiscard]] static QStringList found(ApiBench &bench, const QString &key)
    {
        QStringList gids;
        const QString wanted = QString::fromLatin1(QUrl::toPercentEncoding(key));
        for (const QJsonValue &row : bench.get(u"/api/v1/transactions?business_key="_s + wanted).json().value("rows"_L1).toArray())
            gids.append(row.toObject().value("gid"_L1).toString());
        return gids;
    }

private slots:
    void isFoundByTheList_data()
    {
        QTest::addColumn<Send>("send");
        const QString url = u"http://bank:1/x"_s;
        QTest::newRow("saga") << Send([url](auto &to, const QString &key) {
            return client::Saga(Gid{u"g"_s}).add(url, url, "{}").setBusinessKey(key).submit(to);
        });
        QTest::newRow("message") << Send([url](auto &to, const QString &key) {
            return client::Message(Gid{u"g"_s}).add(url, "{}").setBusinessKey(key).prepare(to, url);
        });
        QTest::newRow("tcc") << Send([](auto &to, const QString &key) { return client::Tcc(Gid{u"g"_s}).setBusinessKey(key).prepare(to); });
        QTest::newRow("xa") << Send([](auto &to, const QString &key) { return client::Xa(Gid{u"g"_s}).setBusinessKey(key).prepare(to); });
        QTest::newRow("notification") << Send([url](auto &to, const QString &key) {
            return client::Notification(Gid{u"g"_s}).add(url, "{}").setBusinessKey(key).submit(to);
        });
    }
    void isFoundByTheList()
    {
        QFETCH(Send, send);
        ApiBench bench;
        QVERIFY(bench.start());
        CoordinatorConnection coordinator(u"http://127.0.0.1:%1/api/dtmsvr"_s.arg(bench.port));
        const QString key = u"ORD-2209 北京 & 50%"_s;
        const QFuture<Result<>> sent = send(coordinator, key);
        QTRY_VERIFY(sent.isFinished());
        QVERIFY2(sent.result(), sent.result() ? "" : qPrintable(sent.result().error().message));
        QCOMPARE(found(bench, key), QStringList{u"g"_s});
        QVERIFY(found(bench, u"ORD-2209"_s).isEmpty());
    }

    void isFoundByTheListOfAWorkflow()
    {
        ApiBench bench;
        QVERIFY(bench.start());
        CoordinatorConnection coordinator(u"http://127.0.0.1:%1/api/dtmsvr"_s.arg(bench.port));
        client::Workflows workflows(coordinator, u"http://app:1/resume"_s);
        workflows.add(u"order"_s, [](client::WorkflowRun &, const QByteArray &data) -> Result<QByteArray> { return data; });
        const QFuture<Result<QByteArray>> ran = workflows.execute(u"order"_s, "x", Gid{u"g"_s}, {}, u"ORD-2209"_s);
        QTRY_VERIFY(ran.isFinished());
        QVERIFY(ran.result());
        QCOMPARE(found(bench, u"ORD-2209"_s), QStringList{u"g"_s});
    }

    void isRefusedWhenItIsNoLine()
    {
        ApiBench bench;
        QVERIFY(bench.start());
        CoordinatorConnection coordinator(u"http://127.0.0.1:%1/api/dtmsvr"_s.arg(bench.port));
        for (const QString &key : {QString(129, u'k'), u"two\nlines"_s}) {
            const QFuture<Result<>> sent = client::Tcc(Gid{u"g"_s}).setBusinessKey(key).prepare(coordinator);
            QTRY_VERIFY(sent.isFinished());
            QVERIFY(!sent.result());
            QVERIFY2(sent.result().error().message.contains(u"business_key"_s), qPrintable(sent.result().error().message));
        }
    }
};

TXDESK_TEST(ClientKeysTest);

} // namespace txdesk::test

#include "client_keys_test.moc"
