// A place the console can connect to, as a person set it up.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/backend_kind.h"
#include "console/client/server_certificate.h"
#include "console/client/token_place.h"
#include "console/theme/theme.h"
#include "shared/base/result.h"

#include <QList>
#include <QTimeZone>
#include <QString>
#include <QUrl>

class QSettings;

namespace txdesk::console {

struct Profile
{
    QString name;
    QString url; // "http://127.0.0.1:36789"
    Environment environment = Environment::Development;
    bool readOnly = false;
    TlsTrust trust{};
    QString id{};         // names its token in the keyring; empty: it has none there
    TokenPlace tokenPlace = TokenPlace::None;
    BackendKind kind = BackendKind::Automatic;
    DtmStore dtmStore = DtmStore::Unknown; // of a stock DTM: what it keeps its data in; Unknown: its rows betray it
    QString timeZone{};       // IANA name of where the server lives, "Europe/Berlin"; empty: nobody said
    QString clientCertificate{}; // PEM files; empty: the console shows none
    QString clientKey{};
    QString proxy{};          // "http://proxy:3128"; empty: as the system has it
    int actsPerSecond = 20;   // at most: of jobs, and of acts one by one
    int pollSeconds = 2;      // where changes do not come by themselves
    bool revealsAllowed = true; // secrets in payloads may be shown for a minute, on record
    QString traceUrl{};       // where traces are looked at: "http://jaeger:16686/trace/{trace_id}"; empty: nowhere

    friend bool operator==(const Profile &, const Profile &) = default;
};

[[nodiscard]] QTimeZone zoneOfProfile(const Profile &profile); // invalid: nobody said

// "shop-eu · http://127.0.0.1:36789", for the band; the address alone when the name says no more.
[[nodiscard]] QString labelOf(const Profile &profile);

// The base URL of a profile, or what is wrong with it.
[[nodiscard]] Result<QUrl> baseUrlOf(const QString &text);

// An INI file, one group a profile, in the order they were saved.
[[nodiscard]] QList<Profile> loadProfiles(QSettings &settings);
void saveProfiles(QSettings &settings, const QList<Profile> &profiles);

} // namespace txdesk::console
