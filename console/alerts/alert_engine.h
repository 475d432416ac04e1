// Carries each alert through its life: pending, firing, acknowledged, resolved; and decides when somebody is told.
// Pure: time comes with each look. No clock, no socket, no widget.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_sample.h"

namespace txdesk::console {

enum class AlertState {
    Pending,      // it holds, but not yet long enough
    Firing,
    Acknowledged, // somebody has seen it; silent until Alert::until
    Resolved,     // it holds no more; listed for a while
};

struct Alert
{
    QString key; // rule and subject: one alert each
    AlertRule rule;
    QString subject{};
    AlertState state = AlertState::Pending;
    double value = 0; // newest known
    bool isKnown = true; // false: it cannot be told now; the value is the last one
    Instant since{};  // it holds
    std::optional<Instant> firingSince{};
    std::optional<Instant> calmSince{}; // it holds no more; resolved if that lasts
    std::optional<Instant> resolvedAt{};
    QString filter{};
    QString guilty{};
    std::optional<Instant> until{}; // acknowledged
    QString by{};

    friend bool operator==(const Alert &, const Alert &) = default;
};

struct AlertNotice
{
    enum class Kind { Fired, Repeated, Resolved };
    Kind kind = Kind::Fired;
    Alert alert;
    int more = 0; // alerts of the same rule that are told with it
    bool sound = false;
};

class AlertEngine
{
public:
    static constexpr Seconds popupEvery{300}; // at most one for each rule
    static constexpr Seconds calmFor{30};     // so long it must not hold before it counts as resolved
    static constexpr Seconds keepResolved{600};

    explicit AlertEngine(QTimeZone zone = QTimeZone::systemTimeZone()) : m_zone(std::move(zone)) {}

    void setPolicy(const AlertPolicy &policy); // alerts of rules that are gone or off go, too
    [[nodiscard]] const AlertPolicy &policy() const { return m_policy; }

    // One look; answers what is to be told now. `sample.at` never falls.
    [[nodiscard]] QList<AlertNotice> take(const AlertSample &sample);
    // Unknown keys, and alerts that do not fire, are left alone.
    void acknowledge(const QString &key, Instant until, const QString &by);
    void unacknowledge(const QString &key);

    [[nodiscard]] QList<Alert> alerts() const; // firing first, then pending, acknowledged, resolved; the worst first
    [[nodiscard]] int firing() const;

private:
    struct Entry
    {
        Alert alert;
        bool untold = false; // fired, and nobody was told yet
        bool told = false;   // so that the end is told, too
        std::optional<Instant> lastTold{};
    };

    void look(const AlertRule &rule, const AlertReading &reading, Instant at, QList<AlertNotice> &notices);
    void keepUp(Entry &entry, const AlertReading &reading, bool isTrue, Instant at, QList<AlertNotice> &notices);
    void forgetOld(Instant at);
    void tell(const AlertRule &rule, Instant at, QList<AlertNotice> &notices);

    QTimeZone m_zone;
    AlertPolicy m_policy;
    QMap<QString, Entry> m_entries;
    QHash<QString, Instant> m_lastPopup; // by rule
};

} // namespace txdesk::console
