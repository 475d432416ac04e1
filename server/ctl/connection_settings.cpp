// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/connection_settings.h"

#include "server/ctl/time_text.h"
#include "server/security/secret_file.h"

#include <QFile>
#include <QHostAddress>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

#include <utility>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> unusable(const QString &message)
{
    return fail(ErrorCode::InvalidRequest, message);
}

enum class Source { Option, Environment, File, Default }; // the strongest first

class Sources
{
public:
    Sources(const CommandLine &line, const QMap<QString, QString> &environment, const QString &ini)
        : m_line(line), m_environment(environment)
    {
        if (!QFile::exists(ini))
            return;
        const QSettings settings(ini, QSettings::IniFormat);
        for (const QString &key : settings.allKeys())
            m_ini.insert(key, settings.value(key).toString());
    }

    [[nodiscard]] QString value(const QString &name) const { return found(name).first; }
    [[nodiscard]] Source source(const QString &name) const { return found(name).second; }

private:
    [[nodiscard]] std::pair<QString, Source> found(const QString &name) const
    {
        const QString variable = u"TXDESK_"_s + QString(name).replace(u'-', u'_').toUpper();
        if (const QString text = m_line.value(name); !text.isEmpty())
            return {text, Source::Option};
        if (const QString text = m_environment.value(variable); !text.isEmpty())
            return {text, Source::Environment};
        if (const QString text = m_ini.value(name); !text.isEmpty())
            return {text, Source::File};
        return {{}, Source::Default};
    }

    const CommandLine &m_line;
    const QMap<QString, QString> &m_environment;
    QMap<QString, QString> m_ini;
};

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

Result<QString> checkedUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.hasQuery() || url.hasFragment())
        return unusable(u"--url must be http://HOST:PORT or https://HOST:PORT"_s);
    if (!url.userInfo().isEmpty())
        return unusable(u"--url: a token does not belong into a URL; write it into a file of mode 0600 and use --token-file"_s);
    QString plain = url.toString();
    while (plain.endsWith(u'/'))
        plain.chop(1);
    return plain;
}

// Who names another server for once does not mean to show it what belongs to the usual one.
Result<> checkBelonging(const Sources &sources)
{
    static const QMap<Source, QString> places{{Source::Option, u"the command line"_s}, {Source::Environment, u"the environment"_s},
                                              {Source::File, u"ctl.ini"_s}};
    const Source url = sources.source(u"url"_s);
    const auto isWeaker = [&](const QString &name) { return !sources.value(name).isEmpty() && sources.source(name) > url; };
    const auto refused = [&](const QString &what, const QString &name, const QString &options) {
        return unusable(u"the URL is from %1 and the %2 from %3, which may be another server's: give %4 as well"_s
                            .arg(places.value(url), what, places.value(sources.source(name)), options));
    };
    if (isWeaker(u"token-file"_s))
        return refused(u"token"_s, u"token-file"_s, u"--token-file"_s);
    for (const QString &name : {u"certificate"_s, u"key"_s})
        if (isWeaker(name))
            return refused(u"client "_s + name, name, u"--certificate and --key"_s);
    return {};
}

Result<> readToken(ConnectionSettings &settings)
{
    if (settings.tokenFile.isEmpty())
        return {};
    const Result<QByteArray> content = security::readSecret(settings.tokenFile, 4096);
    if (!content)
        return tl::unexpected<Error>(content.error());
    settings.token = content->trimmed();
    for (const char c : settings.token)
        if (c <= ' ' || c >= 0x7f)
            return unusable(u"%1 holds no token: one line of visible characters is expected"_s.arg(settings.tokenFile));
    const QUrl url(settings.url);
    if (url.scheme() == "http"_L1 && !isThisMachine(url.host()))
        return unusable(u"the token would travel to %1 in plain text; use https://"_s.arg(url.host()));
    return {};
}

Result<> readTls(const Sources &sources, ConnectionSettings &settings)
{
    settings.tls.caFile = sources.value(u"ca"_s);
    settings.tls.certificateFile = sources.value(u"certificate"_s);
    settings.tls.keyFile = sources.value(u"key"_s);
    if (settings.tls.certificateFile.isEmpty() != settings.tls.keyFile.isEmpty())
        return unusable(u"--certificate and --key are needed together"_s);
    const QString pin = sources.value(u"pin"_s);
    settings.tls.pin = http::normalPin(pin.toLatin1());
    if (!pin.isEmpty() && settings.tls.pin.isEmpty())
        return unusable(u"--pin must be the SHA-256 of a certificate: 64 hexadecimal digits"_s);
    return {};
}

} // namespace

QString iniFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/txdesk/ctl.ini"_s;
}

Result<ConnectionSettings> connectionFrom(const CommandLine &line, const QMap<QString, QString> &environment, const QString &ini)
{
    const Sources sources(line, environment, ini);
    ConnectionSettings settings;
    const QString given = sources.value(u"url"_s);
    const Result<QString> url = checkedUrl(given.isEmpty() ? u"http://127.0.0.1:36789"_s : given);
    if (!url)
        return tl::unexpected<Error>(url.error());
    if (const Result<> belonging = checkBelonging(sources); !belonging)
        return tl::unexpected<Error>(belonging.error());
    settings.url = *url;
    settings.tokenFile = sources.value(u"token-file"_s);
    if (const QString text = sources.value(u"timeout"_s); !text.isEmpty()) {
        const Result<Seconds> timeout = spanFrom(text);
        if (!timeout || *timeout == Seconds{0})
            return unusable(u"--timeout: "_s + (timeout ? u"0s is no time to wait"_s : timeout.error().message));
        settings.timeout = *timeout;
    }
    for (const Result<> &done : {readTls(sources, settings), readToken(settings)})
        if (!done)
            return tl::unexpected<Error>(done.error());
    return settings;
}

} // namespace txdesk::ctl
