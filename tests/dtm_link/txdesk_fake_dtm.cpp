// txdesk-fake-dtm: a stock DTM to look at, with transactions in every state, on the clock of this machine.
// Usage: txdesk-fake-dtm [sql|redis|boltdb] [port] [web hook]
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "tests/dtm_link/fake_dtm.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

namespace {

using namespace txdesk;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

const QString order = u"http://order:8081/"_s;
const QString stock = u"http://stock:8082/"_s;

// One in every state that an operator meets.
void fill(FakeDtm &dtm)
{
    const QString refusing = stock + u"TransInRefused"_s;
    const QString broken = stock + u"TransInCompensate"_s;
    dtm.says = {{refusing, Says::No}, {broken, Says::Error}, {stock + u"TransInSlow"_s, Says::Error}, {stock + u"Confirm"_s, Says::Error}};
    dtm.errors = {{broken, u"lock wait timeout exceeded; try restarting transaction"_s}, {stock + u"TransInSlow"_s, u"dial tcp: connection refused"_s}};
    for (int i = 1; i <= 20; ++i)
        dtm.saga(u"order-%1"_s.arg(i, 4, 10, QLatin1Char('0')), {{order + u"TransOut"_s, order + u"TransOutCompensate"_s}, {stock + u"TransIn"_s, {}}});
    dtm.saga(u"hqL8CUsXh7YaUzBYhTXCVk"_s, {{order + u"TransOut"_s, order + u"TransOutCompensate"_s}, {refusing, broken}});
    dtm.saga(u"9fK2waitsForStock"_s, {{order + u"TransOut"_s, order + u"TransOutCompensate"_s}, {stock + u"TransInSlow"_s, stock + u"Undo"_s}});
    dtm.tcc(u"tccBeingConfirmed"_s, {{order + u"Confirm"_s, order + u"Cancel"_s}, {stock + u"Confirm"_s, stock + u"Cancel"_s}});
    dtm.submit(u"tccBeingConfirmed"_s);
    dtm.advance(Seconds{600});
    dtm.tcc(u"tccUndecided"_s, {{order + u"Confirm"_s, order + u"Cancel"_s}});
    dtm.message(u"msgUndecided"_s, {stock + u"TransIn"_s}, order + u"QueryPrepared"_s, false);
    dtm.workflow(u"flowUnderWay"_s, u"pay"_s, order + u"workflow"_s);
    dtm.xa(u"xaUndecided"_s, {order + u"xa"_s, stock + u"xa"_s});
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto store = valueIn(console::dtmStoreNames, arguments.value(1, u"sql"_s)).value_or(console::DtmStore::Sql);
    FakeDtm dtm(store, SystemClock().now() - Seconds{600});
    http::Client client;
    dtm.alertWebHook = arguments.value(3);
    dtm.postAlert = [&client](const QString &url, const QByteArray &body) {
        client.send({.method = "POST", .url = url, .body = body}, [](http::ClientResult &&) {});
    };
    fill(dtm);
    std::printf("%s\n", qUtf8Printable(dtm.serve(static_cast<quint16>(arguments.value(2, u"0"_s).toUInt())).toString()));
    std::fflush(stdout);
    QTimer second;
    QObject::connect(&second, &QTimer::timeout, &app, [&dtm] { dtm.advance(Seconds{1}); });
    second.start(1000);
    return QCoreApplication::exec();
}
