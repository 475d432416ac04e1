// Every member of Config has exactly one row, every row a place of its own, and every text comes back.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config_text.h"
#include "server/config/option_value.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::config;

namespace {

struct AnyMember
{
    template<class T>
    operator T() const;
};

// How many members an aggregate has: as many as it can be initialised with.
template<class T, class... Given>
constexpr int membersOf()
{
    if constexpr (requires { T{Given{}..., AnyMember{}}; })
        return membersOf<T, Given..., AnyMember>();
    else
        return static_cast<int>(sizeof...(Given));
}

quintptr addressOf(const Option &option, Config &config)
{
    return std::visit([](auto *place) { return reinterpret_cast<quintptr>(place); }, option.place(config));
}

template<class Part>
int rowsWithin(Part &part, Config &config)
{
    const auto begin = reinterpret_cast<quintptr>(&part);
    int rows = 0;
    for (const Option &option : optionTable()) {
        const quintptr at = addressOf(option, config);
        rows += at >= begin && at < begin + sizeof part ? 1 : 0;
    }
    return rows;
}

} // namespace

class OptionTableTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMemberHasARow();
    void everyRowIsUnique();
    void namesTheEnvironmentLikeDtm_data();
    void namesTheEnvironmentLikeDtm();
    void everyValueComesBack();
    void refusesWhatIsOutOfBounds();
    void helpNamesEveryOption();
};

void OptionTableTest::everyMemberHasARow()
{
    Config c;
    static_assert(membersOf<Config>() == 16, "a new part of Config needs a line below");
    QCOMPARE(rowsWithin(c.http, c), membersOf<HttpConfig>());
    QCOMPARE(rowsWithin(c.grpc, c), membersOf<GrpcConfig>());
    QCOMPARE(rowsWithin(c.tls, c), membersOf<TlsConfig>());
    QCOMPARE(rowsWithin(c.security, c), membersOf<SecurityConfig>());
    QCOMPARE(rowsWithin(c.audit, c), membersOf<AuditConfig>());
    QCOMPARE(rowsWithin(c.payload, c), membersOf<PayloadConfig>());
    QCOMPARE(rowsWithin(c.store, c), membersOf<StoreConfig>());
    QCOMPARE(rowsWithin(c.retry, c), membersOf<RetryConfig>());
    QCOMPARE(rowsWithin(c.coordinator, c), membersOf<CoordinatorConfig>());
    QCOMPARE(rowsWithin(c.participant, c), membersOf<ParticipantConfig>());
    QCOMPARE(rowsWithin(c.limits, c), membersOf<RequestLimitConfig>());
    QCOMPARE(rowsWithin(c.message, c), membersOf<MessageConfig>());
    QCOMPARE(rowsWithin(c.notify, c), membersOf<NotifyConfig>());
    QCOMPARE(rowsWithin(c.at, c), membersOf<AtConfig>());
    QCOMPARE(rowsWithin(c.stuck, c), membersOf<StuckConfig>());
    QCOMPARE(rowsWithin(c.log, c), membersOf<LogConfig>());
}

void OptionTableTest::everyRowIsUnique()
{
    Config config;
    QSet<quintptr> places;
    QSet<QString> keys;
    QSet<QString> names;
    for (const Option &option : optionTable()) {
        places.insert(addressOf(option, config));
        keys.insert(QLatin1StringView(option.key));
        names.insert(*option.longName ? QString(QLatin1StringView(option.longName)) : QLatin1StringView(option.key));
        QVERIFY2(QByteArrayView(option.sentence).endsWith('.'), option.key);
    }
    QCOMPARE(places.size(), optionTable().size());
    QCOMPARE(keys.size(), optionTable().size());
    QCOMPARE(names.size(), optionTable().size());
}

void OptionTableTest::namesTheEnvironmentLikeDtm_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("name");
    QTest::newRow("flat") << u"HttpPort"_s << u"HTTP_PORT"_s;
    QTest::newRow("nested") << u"Store.Driver"_s << u"STORE_DRIVER"_s;
    QTest::newRow("three words") << u"Store.MaxOpenConns"_s << u"STORE_MAX_OPEN_CONNS"_s;
    QTest::newRow("four words") << u"Store.ConnMaxLifeTime"_s << u"STORE_CONN_MAX_LIFE_TIME"_s;
    QTest::newRow("capitals") << u"Log.RotationConfigJSON"_s << u"LOG_ROTATION_CONFIG_JSON"_s;
    QTest::newRow("cron") << u"TransCronInterval"_s << u"TRANS_CRON_INTERVAL"_s;
}

void OptionTableTest::namesTheEnvironmentLikeDtm()
{
    QFETCH(QString, key);
    QFETCH(QString, name);
    QCOMPARE(environmentName(key), name);
}

void OptionTableTest::everyValueComesBack()
{
    for (const Option &option : optionTable()) {
        Config config;
        const QString text = valueText(option, config);
        QVERIFY2(assign(option, text, config).has_value(), option.key);
        QCOMPARE(valueText(option, config), text);
    }
}

void OptionTableTest::refusesWhatIsOutOfBounds()
{
    for (const Option &option : optionTable()) {
        Config config;
        const Place place = option.place(config);
        if (std::holds_alternative<QString *>(place) || std::holds_alternative<QStringList *>(place))
            continue;
        for (const QString &wrong : {u"x"_s, u"-2"_s, u"99999999999"_s, u"1e999"_s})
            QVERIFY2(!assign(option, wrong, config), option.key);
    }
}

void OptionTableTest::helpNamesEveryOption()
{
    const QString help = helpText();
    for (const Option &option : optionTable()) {
        QVERIFY2(help.contains(QLatin1StringView(option.sentence)), option.key);
        QVERIFY2(!*option.longName || help.contains(u"--"_s + QLatin1StringView(option.longName)), option.key);
    }
}

TXDESK_TEST(OptionTableTest);
#include "option_table_test.moc"
