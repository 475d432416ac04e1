// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/hook_settings.h"

#include <QCoreApplication>
#include <QNetworkInterface>
#include <QRandomGenerator>
#include <QSettings>
#include <QUrl>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype tokenLength = 32;
constexpr QLatin1StringView alphabet("23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

QString say(const char *text) { return QCoreApplication::translate("HookSettings", text); }

bool isToken(const QString &text)
{
    return text.size() >= 16 && text.size() <= 64
        && std::all_of(text.begin(), text.end(), [](QChar c) { return alphabet.contains(c); });
}
} // namespace

QString newHookToken()
{
    QString token;
    for (qsizetype i = 0; i < tokenLength; ++i)
        token += QChar(alphabet[QRandomGenerator::system()->bounded(static_cast<int>(alphabet.size()))]);
    return token;
}

HookSettings loadHookSettings(QSettings &settings)
{
    HookSettings hook;
    settings.beginGroup("webhook"_L1);
    hook.enabled = settings.value("enabled"_L1, false).toBool();
    hook.address = settings.value("address"_L1, hook.address).toString();
    hook.port = static_cast<quint16>(settings.value("port"_L1, hook.port).toUInt());
    hook.token = settings.value("token"_L1).toString();
    hook.relayUrl = settings.value("relay"_L1).toString();
    settings.endGroup();
    if (!isToken(hook.token))
        hook.token = newHookToken();
    return hook;
}

void saveHookSettings(QSettings &settings, const HookSettings &hook)
{
    settings.beginGroup("webhook"_L1);
    settings.setValue("enabled"_L1, hook.enabled);
    settings.setValue("address"_L1, hook.address);
    settings.setValue("port"_L1, hook.port);
    settings.setValue("token"_L1, hook.token);
    settings.setValue("relay"_L1, hook.relayUrl);
    settings.endGroup();
}

Result<HookSettings> withAddress(HookSettings hook, const QString &text)
{
    const QUrl url(u"http://"_s + text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.port() < 0 || !url.path().isEmpty() || QHostAddress(url.host()).isNull())
        return fail(ErrorCode::InvalidRequest, u"An address looks like 127.0.0.1:36799"_s, u"address"_s);
    hook.address = url.host();
    hook.port = static_cast<quint16>(url.port());
    return hook;
}

QString problemOf(const HookSettings &hook)
{
    if (QHostAddress(hook.address).isNull())
        return say(QT_TRANSLATE_NOOP("HookSettings", "Listen on an address of this machine, 127.0.0.1 or 0.0.0.0 for example."));
    if (!isToken(hook.token))
        return say(QT_TRANSLATE_NOOP("HookSettings", "The secret needs 16 to 64 letters and digits."));
    const QUrl relay(hook.relayUrl, QUrl::StrictMode);
    const bool isHttp = relay.scheme() == "http"_L1 || relay.scheme() == "https"_L1;
    if (!hook.relayUrl.isEmpty() && (!relay.isValid() || !isHttp || relay.host().isEmpty()))
        return say(QT_TRANSLATE_NOOP("HookSettings", "The next web hook is an http or https address, or empty."));
    return {};
}

QString hookUrl(const HookSettings &hook, const QString &host, quint16 port)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host);
    url.setPort(port);
    url.setPath(u"/dtm-alert/"_s + hook.token);
    return url.toString();
}

QString confLine(const QString &url) { return u"AlertWebHook: '%1'"_s.arg(url); }

QString reachableHost(const HookSettings &hook)
{
    const QHostAddress address(hook.address);
    if (address != QHostAddress::AnyIPv4 && address != QHostAddress::AnyIPv6 && address != QHostAddress::Any)
        return hook.address;
    for (const QHostAddress &own : QNetworkInterface::allAddresses())
        if (!own.isLoopback() && own.protocol() == QAbstractSocket::IPv4Protocol)
            return own.toString();
    return u"127.0.0.1"_s;
}

} // namespace txdesk::console
