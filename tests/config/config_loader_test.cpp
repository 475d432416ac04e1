// Where options come from, who wins, and what is refused with which sentence.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config_loader.h"
#include "server/config/config_text.h"
#include "server/config/option_value.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::config;

using Environment = QMap<QString, QString>;

class ConfigLoaderTest : public QObject
{
    Q_OBJECT

private slots:
    void startsWithDefaults();
    void strongerSourceWins();
    void readsArguments_data();
    void readsArguments();
    void readsAConfOfDtm();
    void refusesArguments_data();
    void refusesArguments();
    void refusesFiles_data();
    void refusesFiles();
    void refusesSecretsThatOthersCanRead_data();
    void refusesSecretsThatOthersCanRead();
    void blamesNoFileForAnOption();
    void namesWhatChanged();
    void refusesTheEnvironment();
    void readsAMySqlStore();
    void choosesTheGrpcPort();
    void warnsOfTheEnvironmentOfDtm();
    void leavesStrangersInTheEnvironmentAlone();
    void printsWhatItCanRead();

private:
    QString conf(const QByteArray &text);

    QTemporaryDir m_dir;
};

QString ConfigLoaderTest::conf(const QByteArray &text)
{
    const QString name = m_dir.filePath(u"conf.yml"_s);
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
        qFatal("cannot write a file for the test");
    return name;
}

void ConfigLoaderTest::startsWithDefaults()
{
    const auto loaded = load({}, {});
    QVERIFY(loaded);
    QCOMPARE(loaded->wish, Wish::Run);
    QCOMPARE(loaded->config.http.port, 36'789);
    QCOMPARE(loaded->config.http.bind, QStringList({u"127.0.0.1"_s, u"::1"_s}));
    QCOMPARE(loaded->config.retry.interval, Seconds{10});
    QVERIFY(loaded->warnings.isEmpty());
}

void ConfigLoaderTest::strongerSourceWins()
{
    const QString file = conf("HttpPort: 3\n");
    const auto port = [&](const QStringList &arguments, const Environment &environment) {
        const auto loaded = load(arguments, environment);
        return loaded ? loaded->config.http.port : -1;
    };
    QCOMPARE(port({}, {{u"HTTP_PORT"_s, u"1"_s}}), 1);
    QCOMPARE(port({}, {{u"HTTP_PORT"_s, u"1"_s}, {u"TXDESK_HTTP_PORT"_s, u"2"_s}}), 2);
    QCOMPARE(port({u"-c"_s, file}, {{u"TXDESK_HTTP_PORT"_s, u"2"_s}}), 3);
    QCOMPARE(port({u"--http-port"_s, u"4"_s, u"-c"_s, file}, {{u"TXDESK_HTTP_PORT"_s, u"2"_s}}), 4);
}

void ConfigLoaderTest::readsArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("value") << QStringList{u"--http-port"_s, u"0"_s} << u"HttpPort"_s << u"0"_s;
    QTest::newRow("equals") << QStringList{u"--http-port=8"_s} << u"HttpPort"_s << u"8"_s;
    QTest::newRow("store") << QStringList{u"--store"_s, u"sqlite:/tmp/a:b.db"_s} << u"Store.File"_s << u"/tmp/a:b.db"_s;
    QTest::newRow("flag") << QStringList{u"--i-know-this-is-open"_s, u"--bind=0.0.0.0"_s} << u"IKnowThisIsOpen"_s << u"true"_s;
    QTest::newRow("localhost") << QStringList{u"--bind"_s, u"localhost"_s} << u"Bind"_s << u"127.0.0.1,::1"_s;
    QTest::newRow("list of addresses") << QStringList{u"--bind=127.0.0.1, ::1,127.0.0.1"_s} << u"Bind"_s << u"127.0.0.1,::1"_s;
    QTest::newRow("all addresses with TLS") << QStringList{u"--bind=0.0.0.0"_s, u"--tls-certificate=c.pem"_s, u"--tls-key=k.pem"_s} << u"Bind"_s << u"0.0.0.0"_s;
    QTest::newRow("words that decide nothing") << QStringList{u"--result-match=status_only"_s} << u"ResultMatch"_s << u"status_only"_s;
    QTest::newRow("IPv6 loopback") << QStringList{u"--bind"_s, u"::1"_s} << u"Bind"_s << u"::1"_s;
    QTest::newRow("DTM's fatal") << QStringList{u"--log-level=fatal"_s} << u"LogLevel"_s << u"error"_s;
    QTest::newRow("debug") << QStringList{u"-d"_s} << u"LogLevel"_s << u"debug"_s;
    QTest::newRow("list") << QStringList{u"--allowed-hosts"_s, u"a, b"_s} << u"AllowedHosts"_s << u"a,b"_s;
    QTest::newRow("jitter") << QStringList{u"--retry-jitter=0.2"_s} << u"RetryJitter"_s << u"0.2"_s;
    QTest::newRow("short retries for tests") << QStringList{u"--retry-interval=1"_s, u"--retry-interval-min=1"_s}
                                             << u"RetryInterval"_s << u"1"_s;
}

void ConfigLoaderTest::readsArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, key);
    QFETCH(QString, value);
    const auto loaded = load(arguments, {});
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().message));
    for (const Option &option : optionTable())
        if (key == QLatin1StringView(option.key))
            QCOMPARE(valueText(option, loaded->config), value);
}

void ConfigLoaderTest::readsAConfOfDtm()
{
    const QString file = conf("# a DTM file\nStore:\n  Driver: 'sqlite'\n  MaxOpenConns: 500\n  FinishedDataExpire: 3600\n"
                              "MicroService:\n  Driver: 'default'\nGrpcServiceConfig: '{}'\nTransCronInterval: 5\nTimeoutToFail: 40\n"
                              "RetryInterval: 20\nHttpPort: 1234\nGrpcPort: 36790\nLog:\n  Outputs: 'stderr'\nLogLevel: 'info'\n");
    const auto loaded = load({u"--config="_s + file}, {});
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().message));
    QCOMPARE(loaded->config.store.keepFinished, Seconds{3600});
    QCOMPARE(loaded->config.coordinator.pollInterval, Seconds{5});
    QCOMPARE(loaded->config.retry.interval, Seconds{20});
    QCOMPARE(loaded->config.http.port, 1234);
    QCOMPARE(loaded->warnings.size(), 4); // and those of MicroService.Driver, GrpcServiceConfig, Log.Outputs
    QCOMPARE(loaded->config.grpc.port, 36'790);
    QCOMPARE(loaded->warnings[0], file + u":4: Store.MaxOpenConns has no meaning in this version and is left out"_s);
}

void ConfigLoaderTest::refusesArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("begins");
    const auto row = [](const char *name, const QStringList &arguments, const QString &begins) {
        QTest::newRow(name) << arguments << begins;
    };
    row("unknown", {u"--colour"_s, u"red"_s}, u"unknown option --colour"_s);
    row("stray word", {u"hello"_s}, u"unknown option hello"_s);
    row("DTM's reset", {u"-r"_s}, u"unknown option -r"_s);
    row("value missing", {u"--http-port"_s}, u"--http-port needs a value"_s);
    row("file missing", {u"-c"_s}, u"-c needs a file"_s);
    row("no such file", {u"-c"_s, u"/nowhere/conf.yml"_s}, u"/nowhere/conf.yml: "_s);
    row("port 70000", {u"--http-port=70000"_s}, u"--http-port: HttpPort must be a whole number from 0 to 65535"_s);
    row("port word", {u"--http-port=http"_s}, u"--http-port: HttpPort must be a whole number"_s);
    row("store without kind", {u"--store=file.db"_s}, u"--store must be sqlite:FILE or mysql://"_s);
    row("mysql as a file", {u"--store=mysql:x"_s}, u"Db host not valid "_s);
    row("mysql without a host", {u"--store-driver=mysql"_s}, u"Db host not valid "_s);
    row("mysql without a user", {u"--store=mysql://db:3306/dtm"_s}, u"Db user not valid "_s);
    row("password for all to see", {u"--store=mysql://u:p@db/dtm"_s}, u"--store: everybody on this machine can read a command line"_s);
    row("mysql with a query", {u"--store=mysql://u@db/dtm?x=1"_s}, u"--store must be mysql://USER@HOST"_s);
    row("time zone", {u"--time-zone-offset=Berlin"_s}, u"TimeZoneOffset must be a number of hours"_s);
    row("time zone too far", {u"--time-zone-offset=+15"_s}, u"TimeZoneOffset must be a number of hours"_s);
    for (const char *driver : {"boltdb", "redis", "postgres", "sqlserver"})
        row(driver, {u"--store-driver=%1"_s.arg(QLatin1StringView(driver))},
            u"Store.Driver: %1 is a store of DTM that is not served here; let DTM finish"_s.arg(QLatin1StringView(driver)));
    row("a driver nobody knows", {u"--store-driver=paper"_s}, u"Store.Driver must be sqlite or mysql"_s);
    row("gRPC port", {u"--grpc-port=-2"_s}, u"--grpc-port: GrpcPort must be a whole number from -1 to 65535"_s);
    row("all addresses", {u"--bind=0.0.0.0"_s}, u"Bind: 0.0.0.0 can be reached from other machines"_s);
    row("LAN address", {u"--bind=192.168.1.5"_s}, u"Bind: 192.168.1.5 can be reached"_s);
    row("IPv6 any", {u"--bind=::"_s}, u"Bind: :: can be reached"_s);
    row("name", {u"--bind=example.com"_s}, u"Bind must be an IP address"_s);
    row("one of two addresses", {u"--bind=127.0.0.1,10.0.0.1"_s}, u"Bind: 10.0.0.1 can be reached from other machines and there is no TLS: set Tls.Certificate"_s);
    row("no address", {u"--bind="_s}, u"Bind must name an address"_s);
    row("certificate without key", {u"--tls-certificate=c.pem"_s}, u"Tls.Certificate and Tls.Key are needed together"_s);
    row("key without certificate", {u"--tls-key=k.pem"_s}, u"Tls.Certificate and Tls.Key are needed together"_s);
    row("client CA without TLS", {u"--tls-client-ca=ca.pem"_s}, u"Tls.ClientCa needs Tls.Certificate"_s);
    row("roles without a CA", {u"--tls-client-roles=a=admin"_s}, u"Tls.ClientRoles needs Tls.ClientCa"_s);
    row("result match", {u"--result-match=words"_s}, u"ResultMatch must be dtm or status_only"_s);
    row("password for all to see, as an option", {u"--store-password=x"_s}, u"unknown option --store-password"_s);
    row("DTM: retry", {u"--retry-interval=9"_s}, u"RetryInterval should not be less than 10"_s);
    row("ladder", {u"--notify-retry-ladder=1m,soon"_s},
        u"Notify.RetryLadder \"soon\" is no wait; write a number with s, m, h or d behind it: 10s,5m,2h"_s);
    row("empty ladder", {u"--message-retry-ladder="_s}, u"Message.RetryLadder needs 1 to 64 waits, such as 10s,5m,2h"_s);
    row("endless wait", {u"--message-retry-ladder=99999999d"_s},
        u"Message.RetryLadder \"99999999d\" is no wait; write a number with s, m, h or d behind it: 10s,5m,2h"_s);
    row("lock wait", {u"--at-lock-wait-max=60001"_s}, u"--at-lock-wait-max: At.LockWaitMax must be a whole number from 0 to 60000 ms"_s);
    row("DTM: timeout", {u"--timeout-to-fail=10"_s, u"--retry-interval=11"_s}, u"TimeoutToFail should not be less than RetryInterval"_s);
    row("charset", {u"--gid-charset=utf"_s}, u"GidCharset must be strict or dtm"_s);
    row("log level", {u"--log-level=loud"_s}, u"LogLevel must be"_s);
}

void ConfigLoaderTest::refusesArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, begins);
    const auto loaded = load(arguments, {});
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.startsWith(begins), qPrintable(loaded.error().message));
}

void ConfigLoaderTest::refusesFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("unknown key") << QByteArray("HttpPort: 1\nColour: red\n") << u":2: unknown key Colour; --help lists all keys"_s;
    QTest::newRow("unknown nested key") << QByteArray("Store:\n  Colour: red\n") << u":2: unknown key Store.Colour; --help lists all keys"_s;
    QTest::newRow("wrong type") << QByteArray("HttpPort: many\n") << u":1: HttpPort must be a whole number from 0 to 65535"_s;
    QTest::newRow("twice") << QByteArray("HttpPort: 1\nHttpPort: 2\n") << u":2: HttpPort stands here twice (line 1)"_s;
    QTest::newRow("no map") << QByteArray("- a\n") << u":1: expected keys and values"_s;
    QTest::newRow("service discovery") << QByteArray("MicroService:\n  Driver: 'dtm-driver-gozero'\n")
                                       << u":2: MicroService.Driver: dtm-driver-gozero is not served"_s;
    QTest::newRow("port 70000") << QByteArray("# ports\nHttpPort: 70000\n") << u":2: HttpPort must be a whole number from 0 to 65535"_s;
    QTest::newRow("bind without TLS") << QByteArray("LogLevel: info\nBind: [127.0.0.1, 0.0.0.0]\n") << u":2: Bind: 0.0.0.0 can be reached from other machines"_s;
    QTest::newRow("rules between keys") << QByteArray("RetryInterval: 20\n\nTimeoutToFail: 11\n") << u":3: TimeoutToFail should not be less than RetryInterval"_s;
    QTest::newRow("broken") << QByteArray("a: [\n") << u":2: "_s;
    QTest::newRow("an anchor within itself") << QByteArray("a: &x\n  b: *x\n") << u":1: too deep"_s;
}

void ConfigLoaderTest::refusesFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, complaint);
    const QString file = conf(text);
    const auto loaded = load({u"-c"_s, file}, {});
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.startsWith(file + complaint), qPrintable(loaded.error().message));
}

void ConfigLoaderTest::refusesSecretsThatOthersCanRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("complaint"); // %1: the secret's file, %2: conf.yml
    const auto row = [](const char *name, const char *text, const QString &complaint) { QTest::newRow(name) << QByteArray(text) << complaint; };
    const QString mended = u": others than its owner may use %1 (mode 0644); run: chmod 600 %1"_s;
    row("TLS key", "HttpPort: 1\nTls:\n  Certificate: c.pem\n  Key: %1\n", u"%2:4: Tls.Key"_s + mended);
    row("admin token", "Security:\n  AdminTokenFile: %1\n", u"%2:2: Security.AdminTokenFile"_s + mended);
    row("audit key", "Audit:\n  KeyFile: %1\n", u"%2:2: Audit.KeyFile"_s + mended);
    row("payload key", "Payload:\n  KeyFile: %1\n", u"%2:2: Payload.KeyFile"_s + mended);
    row("password in conf.yml", "Store:\n  Password: geheim\n",
        u"%2:2: Store.Password: others than its owner may use %2 (mode 0644); run: chmod 600 %2"_s);
}

void ConfigLoaderTest::refusesSecretsThatOthersCanRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, complaint);
    const QString secret = m_dir.filePath(u"secret"_s);
    QFile made(secret);
    QVERIFY(made.open(QIODevice::WriteOnly));
    const QString file = conf(text.replace("%1", secret.toUtf8()));
    const auto modes = [&](QFile::Permissions more) {
        const QFile::Permissions own = QFile::ReadOwner | QFile::WriteOwner;
        return QFile::setPermissions(secret, own | more) && QFile::setPermissions(file, own | more);
    };
    QVERIFY(modes(QFile::ReadGroup | QFile::ReadOther));
    const auto refused = load({u"-c"_s, file}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, complaint.replace(u"%1"_s, secret).replace(u"%2"_s, file));
    QVERIFY(modes({}));
    const auto loaded = load({u"-c"_s, file}, {});
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().message));
}

void ConfigLoaderTest::blamesNoFileForAnOption()
{
    const QString file = conf("TimeoutToFail: 40\nRetryInterval: 20\n");
    const auto loaded = load({u"-c"_s, file, u"--timeout-to-fail=15"_s}, {});
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().message, u"TimeoutToFail should not be less than RetryInterval"_s);
}

void ConfigLoaderTest::namesWhatChanged()
{
    Config before;
    Config after;
    after.log.level = u"debug"_s;
    after.http.bind = QStringList{u"::1"_s};
    after.store.password = u"new"_s;
    QCOMPARE(changedKeys(before, after, {u"LogLevel"_s}), QStringList({u"Bind"_s, u"Store.Password"_s}));
}

void ConfigLoaderTest::refusesTheEnvironment()
{
    const auto loaded = load({}, {{u"STORE_DRIVER"_s, u"mysql"_s}});
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().message, u"Db host not valid "_s);
    const auto discovery = load({}, {{u"MICRO_SERVICE_DRIVER"_s, u"dtm-driver-polaris"_s}});
    QVERIFY(!discovery);
    QVERIFY(discovery.error().message.startsWith(u"environment variable MICRO_SERVICE_DRIVER: MicroService.Driver: dtm-driver-polaris"_s));
    const auto port = load({}, {{u"HTTP_PORT"_s, u"x"_s}});
    QVERIFY(!port);
    QVERIFY(port.error().message.startsWith(u"environment variable HTTP_PORT: "_s));
}

void ConfigLoaderTest::readsAMySqlStore()
{
    const Environment dtm{{u"STORE_DRIVER"_s, u"mysql"_s}, {u"STORE_HOST"_s, u"db"_s}, {u"STORE_PORT"_s, u"3307"_s},
                          {u"STORE_USER"_s, u"dtm"_s}, {u"STORE_PASSWORD"_s, u"geheim"_s}, {u"TIME_ZONE_OFFSET"_s, u"+8"_s}};
    const auto fromEnvironment = load({u"--print-config"_s}, dtm);
    QVERIFY2(fromEnvironment.has_value(), fromEnvironment ? "" : qPrintable(fromEnvironment.error().message));
    QCOMPARE(fromEnvironment->config.store.host, u"db"_s);
    QCOMPARE(fromEnvironment->config.store.port, 3307);
    QCOMPARE(fromEnvironment->config.store.password, u"geheim"_s);
    QCOMPARE(fromEnvironment->config.store.timeZoneOffset, u"+8"_s);
    QVERIFY(!effectiveText(fromEnvironment->config).contains(u"geheim"_s));

    const auto fromOption = load({u"--store=mysql://root@[::1]:3308/other"_s}, dtm);
    QVERIFY2(fromOption.has_value(), fromOption ? "" : qPrintable(fromOption.error().message));
    QCOMPARE(fromOption->config.store.driver, u"mysql"_s);
    QCOMPARE(fromOption->config.store.user, u"root"_s);
    QCOMPARE(fromOption->config.store.host, u"::1"_s);
    QCOMPARE(fromOption->config.store.port, 3308);
    QCOMPARE(fromOption->config.store.database, u"other"_s);
    QCOMPARE(fromOption->config.store.password, u"geheim"_s);
}

void ConfigLoaderTest::choosesTheGrpcPort()
{
    const auto port = [](const QStringList &arguments) { return load(arguments, {})->config.grpc.port; };
    QCOMPARE(port({}), 36'790);
    QCOMPARE(port({u"--http-port=0"_s}), 0); // any free one for both
    QCOMPARE(port({u"--http-port=0"_s, u"--grpc-port=-1"_s}), -1);
    QCOMPARE(port({u"--http-port=0"_s, u"--grpc-port=4711"_s}), 4711);
}

void ConfigLoaderTest::warnsOfTheEnvironmentOfDtm()
{
    const auto loaded = load({}, {{u"GRPC_SERVICE_CONFIG"_s, u"{}"_s}, {u"MICRO_SERVICE_DRIVER"_s, u"default"_s}});
    QVERIFY(loaded);
    QVERIFY(loaded->warnings.contains(u"environment variable GRPC_SERVICE_CONFIG: GrpcServiceConfig has no meaning in this version and is left out"_s));
}

void ConfigLoaderTest::leavesStrangersInTheEnvironmentAlone()
{
    const auto loaded = load({}, {{u"NODE"_s, u"x"_s}, {u"BIND"_s, u"0.0.0.0"_s}, {u"TXDESK_NODE"_s, u"desk"_s}});
    QVERIFY(loaded);
    QCOMPARE(loaded->config.coordinator.node, u"desk"_s);
    QCOMPARE(loaded->config.http.bind, QStringList({u"127.0.0.1"_s, u"::1"_s}));
}

void ConfigLoaderTest::printsWhatItCanRead()
{
    for (const QString &node : {u"two\nlines"_s, u"a \"b\" \\ \t c"_s, u"' "_s}) {
        const auto first = load({u"--node=%1"_s.arg(node)}, {});
        const auto second = load({u"-c"_s, conf(effectiveText(first->config).toUtf8())}, {});
        QVERIFY2(second.has_value(), second ? "" : qPrintable(second.error().message));
        QCOMPARE(second->config.coordinator.node, node);
    }
    const auto before = load({u"--print-config"_s, u"--node=it's me"_s, u"--allowed-hosts=a,b"_s, u"--lease=900"_s}, {});
    QVERIFY(before);
    QCOMPARE(before->wish, Wish::PrintConfig);
    const auto after = load({u"-c"_s, conf(effectiveText(before->config).toUtf8())}, {});
    QVERIFY2(after.has_value(), after ? "" : qPrintable(after.error().message));
    QCOMPARE(effectiveText(after->config), effectiveText(before->config));
    QCOMPARE(after->config.coordinator.node, u"it's me"_s);
}

TXDESK_TEST(ConfigLoaderTest);
#include "config_loader_test.moc"
