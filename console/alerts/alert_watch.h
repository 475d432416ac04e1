// Looks at one coordinator every few seconds and lets the rules judge what it sees.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_engine.h"
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/text/participant_names.h"

namespace txdesk::console {

// Thread: GUI. One a connection. `link`, `clock` and `delayed` must outlive it.
class AlertWatch final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds lookEvery{5'000};
    static constexpr Milliseconds answerIsFresh{15'000}; // older numbers are not known

    AlertWatch(QString server, CoordinatorLink &link, const ServerClock &clock, DelayedCalls &delayed, QObject *parent = nullptr);
    ~AlertWatch() override;

    [[nodiscard]] const QString &server() const { return m_server; }
    void setPolicy(const AlertPolicy &policy); // as a person changed it
    [[nodiscard]] const AlertPolicy &policy() const { return m_engine.policy(); }
    [[nodiscard]] QList<Alert> alerts() const { return m_engine.alerts(); }
    [[nodiscard]] int firing() const { return m_engine.firing(); }
    void setParticipantNames(const ParticipantNames &names) { m_names = names; }
    [[nodiscard]] const ParticipantNames &participantNames() const { return m_names; } // what people call them
    [[nodiscard]] const AlertSample &sample() const { return m_sample; } // of the newest look
    // What a rule would see now, for a person who tries one.
    [[nodiscard]] QList<AlertReading> tryRule(const AlertRule &rule) const { return readingsOf(rule, m_sample); }
    void acknowledge(const QString &key, Milliseconds howLong, const QString &by);
    void unacknowledge(const QString &key);
    [[nodiscard]] Instant now() const { return m_clock.local().now(); }

signals:
    void changed();
    void policyChanged();
    void noticed(const txdesk::console::AlertNotice &notice);

private:
    void tick();
    void askCounts();
    void judge();

    QString m_server;
    CoordinatorLink &m_link;
    const ServerClock &m_clock;
    DelayedCalls &m_delayed;
    AlertEngine m_engine;
    AlertSample m_sample;
    ParticipantNames m_names;
    RateWindow m_window;
    Instant m_began;
    std::optional<CoordinatorStats> m_stats;
    Instant m_statsAt{};
    QHash<QString, qint64> m_counts;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
