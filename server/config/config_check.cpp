// The rules between options, and of the files they name.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config_loader.h"
#include "server/config/ladder.h"
#include "server/config/option_value.h"

#include <QFile>
#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

#include <sys/stat.h>

namespace txdesk::config {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> blame(const QString &key, const QString &message)
{
    return fail(ErrorCode::InvalidRequest, message, key);
}

// Source of these sentences: DTM.
Result<> checkMySql(const StoreConfig &store)
{
    if (store.host.isEmpty())
        return blame(u"Store.Host"_s, u"Db host not valid "_s);
    if (store.port < 1)
        return blame(u"Store.Port"_s, u"Db port not valid "_s);
    if (store.user.isEmpty())
        return blame(u"Store.User"_s, u"Db user not valid "_s);
    return {};
}

// Hours, as DTM has it.
Result<> checkTimeZone(const StoreConfig &store)
{
    static const QRegularExpression hours(u"^[+-]?(\\d|1[0-4])$"_s);
    if (!store.timeZoneOffset.isEmpty() && !hours.match(store.timeZoneOffset).hasMatch())
        return blame(u"TimeZoneOffset"_s, u"TimeZoneOffset must be a number of hours, such as +8"_s);
    return {};
}

Result<> checkStore(const StoreConfig &store)
{
    static const QStringList othersOfDtm{u"boltdb"_s, u"redis"_s, u"postgres"_s, u"sqlserver"_s};
    if (store.driver == "mysql"_L1)
        return checkMySql(store);
    if (othersOfDtm.contains(store.driver))
        return blame(u"Store.Driver"_s,
                     u"Store.Driver: %1 is a store of DTM that is not served here; let DTM finish what is in it, then start "
                     "with sqlite (one machine) or mysql (several)"_s.arg(store.driver));
    if (store.driver != "sqlite"_L1)
        return blame(u"Store.Driver"_s, u"Store.Driver must be sqlite or mysql"_s);
    if (store.file.isEmpty())
        return blame(u"Store.File"_s, u"Store.File must name a file"_s);
    return {};
}

// Source of both sentences: DTM.
Result<> checkRetry(const RetryConfig &retry)
{
    if (retry.interval < retry.intervalMin)
        return blame(u"RetryInterval"_s, u"RetryInterval should not be less than %1"_s.arg(retry.intervalMin.count()));
    if (retry.timeoutToFail < retry.interval)
        return blame(u"TimeoutToFail"_s, u"TimeoutToFail should not be less than RetryInterval"_s);
    return {};
}

// Tokens alone do not help: without TLS everybody on the way reads them. The first start makes one.
Result<> checkBind(const Config &config)
{
    if (config.http.bind.isEmpty())
        return blame(u"Bind"_s, u"Bind must name an address, such as 127.0.0.1"_s);
    for (const QString &text : config.http.bind) {
        const QHostAddress address(text);
        if (address.isNull())
            return blame(u"Bind"_s, u"Bind must be an IP address, such as 127.0.0.1, not %1"_s.arg(text.left(64)));
        if (!address.isLoopback() && !config.http.openIsKnown && config.tls.certificateFile.isEmpty())
            return blame(u"Bind"_s, u"Bind: %1 can be reached from other machines and there is no TLS: set Tls.Certificate and Tls.Key, "
                                    "or bind to 127.0.0.1, or add --i-know-this-is-open"_s.arg(text));
    }
    return {};
}

Result<> checkTls(const TlsConfig &tls)
{
    if (tls.certificateFile.isEmpty() != tls.keyFile.isEmpty())
        return blame(tls.keyFile.isEmpty() ? u"Tls.Certificate"_s : u"Tls.Key"_s,
                     u"Tls.Certificate and Tls.Key are needed together"_s);
    if (tls.certificateFile.isEmpty() && !tls.clientCaFile.isEmpty())
        return blame(u"Tls.ClientCa"_s, u"Tls.ClientCa needs Tls.Certificate and Tls.Key"_s);
    if (tls.clientCaFile.isEmpty() && !tls.clientRoles.isEmpty())
        return blame(u"Tls.ClientRoles"_s, u"Tls.ClientRoles needs Tls.ClientCa, which says whose certificates count"_s);
    return {};
}

Result<> checkWords(const Config &config)
{
    if (!QStringList{u"strict"_s, u"dtm"_s}.contains(config.limits.gidCharset))
        return blame(u"GidCharset"_s, u"GidCharset must be strict or dtm"_s);
    if (!QStringList{u"dtm"_s, u"status_only"_s}.contains(config.participant.resultMatch))
        return blame(u"ResultMatch"_s, u"ResultMatch must be dtm or status_only"_s);
    if (!QStringList{u"debug"_s, u"info"_s, u"warn"_s, u"error"_s}.contains(config.log.level))
        return blame(u"LogLevel"_s, u"LogLevel must be debug, info, warn or error"_s);
    return {};
}

Result<> checkLadder(const QString &key, const QStringList &waits)
{
    const Result<QList<Seconds>> ladder = ladderFrom(waits);
    if (!ladder)
        return blame(key, key + u' ' + ladder.error().message);
    return {};
}

// An error names the command that mends it.
Result<> checkMode(const QString &key, const QString &file)
{
    struct stat status{};
    if (file.isEmpty() || ::stat(QFile::encodeName(file).constData(), &status) != 0)
        return {};
    constexpr mode_t others = S_IRWXG | S_IRWXO;
    if (!S_ISREG(status.st_mode) || (status.st_mode & others) == 0)
        return {};
    return blame(key, u"%1: others than its owner may use %2 (mode %3); run: chmod 600 %2"_s
                          .arg(key, file, QString::number(status.st_mode & 07777, 8).rightJustified(4, u'0')));
}

} // namespace

Result<> checkTogether(const Config &config)
{
    for (const Result<> &check : {checkStore(config.store), checkTimeZone(config.store), checkRetry(config.retry), checkTls(config.tls),
                                  checkBind(config), checkWords(config), checkLadder(u"Message.RetryLadder"_s, config.message.retryLadder),
                                  checkLadder(u"Notify.RetryLadder"_s, config.notify.retryLadder)})
        if (!check)
            return check;
    return {};
}

Result<> checkSecrets(const Loaded &loaded)
{
    for (const Option &option : optionTable()) {
        const QString key = QLatin1StringView(option.key);
        const QString text = valueText(option, loaded.config);
        if (option.care == Care::None || text.isEmpty())
            continue;
        const bool isInFile = option.care == Care::Secret && loaded.places.contains(key);
        if (option.care == Care::Secret && !isInFile)
            continue;
        if (const Result<> good = checkMode(key, isInFile ? loaded.file : text); !good)
            return good;
    }
    return {};
}

Error placed(const Loaded &loaded, const Error &error)
{
    Error with = error;
    if (const QString place = loaded.places.value(error.field); !place.isEmpty())
        with.message = place + u": "_s + error.message;
    return with;
}

} // namespace txdesk::config
