// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/profile.h"

#include "shared/base/names.h"

#include <QSettings>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<Name<Environment>, 3> environmentNames{{
    {Environment::Development, QLatin1StringView("dev")},
    {Environment::Test, QLatin1StringView("test")},
    {Environment::Production, QLatin1StringView("prod")},
}};

constexpr std::array<Name<TokenPlace>, 3> placeNames{{
    {TokenPlace::None, QLatin1StringView("none")},
    {TokenPlace::Keyring, QLatin1StringView("keyring")},
    {TokenPlace::File, QLatin1StringView("file")},
}};

} // namespace

QString labelOf(const Profile &profile)
{
    if (profile.url.isEmpty()) // a back end of its own
        return profile.name;
    return profile.url.contains(profile.name) ? profile.url : profile.name + u" · "_s + profile.url;
}

QTimeZone zoneOfProfile(const Profile &profile)
{
    return profile.timeZone.isEmpty() ? QTimeZone() : QTimeZone(profile.timeZone.toLatin1());
}

Result<QUrl> baseUrlOf(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        return fail(ErrorCode::InvalidRequest, u"An address looks like http://127.0.0.1:36789"_s, u"url"_s);
    if (!url.userInfo().isEmpty())
        return fail(ErrorCode::InvalidRequest, u"An address must not carry a name or a password"_s, u"url"_s);
    if ((url.path().size() > 1) || url.hasQuery() || url.hasFragment())
        return fail(ErrorCode::InvalidRequest, u"An address ends after the port"_s, u"url"_s);
    return url.adjusted(QUrl::RemovePath);
}

QList<Profile> loadProfiles(QSettings &settings)
{
    QList<Profile> profiles;
    const int count = settings.beginReadArray("profiles"_L1);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        Profile profile;
        profile.name = settings.value("name"_L1).toString();
        profile.url = settings.value("url"_L1).toString();
        profile.environment =
            valueIn(environmentNames, settings.value("environment"_L1).toString()).value_or(Environment::Production);
        profile.readOnly = settings.value("readOnly"_L1, false).toBool();
        profile.trust.caFile = settings.value("caFile"_L1).toString();
        profile.trust.pin = plainFingerprint(settings.value("pin"_L1).toString());
        profile.id = settings.value("id"_L1).toString();
        profile.tokenPlace = valueIn(placeNames, settings.value("token"_L1).toString()).value_or(TokenPlace::None);
        profile.kind = valueIn(backendKindNames, settings.value("kind"_L1).toString()).value_or(BackendKind::Automatic);
        profile.dtmStore = valueIn(dtmStoreNames, settings.value("dtmStore"_L1).toString()).value_or(DtmStore::Unknown);
        profile.timeZone = settings.value("timeZone"_L1).toString();
        profile.clientCertificate = settings.value("clientCertificate"_L1).toString();
        profile.clientKey = settings.value("clientKey"_L1).toString();
        profile.proxy = settings.value("proxy"_L1).toString();
        profile.actsPerSecond = std::clamp(settings.value("actsPerSecond"_L1, 20).toInt(), 1, 200);
        profile.pollSeconds = std::clamp(settings.value("pollSeconds"_L1, 2).toInt(), 1, 3600);
        profile.revealsAllowed = settings.value("revealsAllowed"_L1, true).toBool();
        profile.traceUrl = settings.value("traceUrl"_L1).toString();
        if (!profile.name.isEmpty() && baseUrlOf(profile.url))
            profiles.append(profile);
    }
    settings.endArray();
    return profiles;
}

void saveProfiles(QSettings &settings, const QList<Profile> &profiles)
{
    settings.remove("profiles"_L1);
    settings.beginWriteArray("profiles"_L1, static_cast<int>(profiles.size()));
    for (int i = 0; i < profiles.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue("name"_L1, profiles[i].name);
        settings.setValue("url"_L1, profiles[i].url);
        settings.setValue("environment"_L1, QString(nameIn(environmentNames, profiles[i].environment)));
        settings.setValue("readOnly"_L1, profiles[i].readOnly);
        settings.setValue("caFile"_L1, profiles[i].trust.caFile);
        settings.setValue("pin"_L1, profiles[i].trust.pin);
        settings.setValue("id"_L1, profiles[i].id);
        settings.setValue("kind"_L1, QString(nameIn(backendKindNames, profiles[i].kind)));
        settings.setValue("dtmStore"_L1, QString(nameIn(dtmStoreNames, profiles[i].dtmStore)));
        settings.setValue("timeZone"_L1, profiles[i].timeZone);
        settings.setValue("clientCertificate"_L1, profiles[i].clientCertificate);
        settings.setValue("clientKey"_L1, profiles[i].clientKey); // the file, never what is in it
        settings.setValue("proxy"_L1, profiles[i].proxy);
        settings.setValue("actsPerSecond"_L1, profiles[i].actsPerSecond);
        settings.setValue("pollSeconds"_L1, profiles[i].pollSeconds);
        settings.setValue("revealsAllowed"_L1, profiles[i].revealsAllowed);
        settings.setValue("traceUrl"_L1, profiles[i].traceUrl);
        settings.setValue("token"_L1, QString(nameIn(placeNames, profiles[i].tokenPlace))); // where it is, never what it is
    }
    settings.endArray();
}

} // namespace txdesk::console
