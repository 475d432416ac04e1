// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_watch.h"

#include "console/models/filter_grammar.h"

#include <numeric>

namespace txdesk::console {

using namespace Qt::StringLiterals;

AlertWatch::AlertWatch(QString server, CoordinatorLink &link, const ServerClock &clock, DelayedCalls &delayed, QObject *parent)
    : QObject(parent), m_server(std::move(server)), m_link(link), m_clock(clock), m_delayed(delayed), m_began(now())
{
    m_engine.setPolicy(defaultAlertPolicy());
    connect(&link, &CoordinatorLink::opened, this, &AlertWatch::tick);
    tick();
}

AlertWatch::~AlertWatch() { m_delayed.stop(m_timer); }

void AlertWatch::setPolicy(const AlertPolicy &policy)
{
    m_engine.setPolicy(policy);
    emit policyChanged();
    emit changed();
}

void AlertWatch::tick()
{
    m_delayed.stop(m_timer);
    m_timer = m_delayed.start(lookEvery, [this] { tick(); });
    const Capabilities offered = m_link.capabilities();
    if (m_link.status().state != LinkState::Live || !offered.has(Feature::Stats)) {
        judge();
        return;
    }
    if (offered.has(Feature::Participants))
        m_link.participants(this, [this](const Result<QList<ParticipantStats>> &answer) {
            if (answer)
                m_window.add(now(), *answer);
        });
    askCounts();
    m_link.stats(this, [this](const Result<CoordinatorStats> &answer) {
        if (answer) {
            m_stats = *answer;
            m_statsAt = now();
            m_window.add(m_statsAt, *answer);
        }
        judge();
    });
}

// Rules with a filter need a count of their own.
void AlertWatch::askCounts()
{
    if (!m_link.capabilities().has(Feature::Counts))
        return;
    for (const AlertRule &rule : policy().rules) {
        if (!rule.enabled || rule.metric != AlertMetric::StuckCount || rule.filter.isEmpty())
            continue;
        const auto filter = FilterGrammar::parse(u"is:stuck "_s + rule.filter, m_clock.now());
        if (!filter)
            continue;
        m_link.count(*filter, this, [this, id = rule.id](const Result<CountEstimate> &answer) {
            if (answer)
                m_counts.insert(id, answer->count);
            else
                m_counts.remove(id);
        });
    }
}

void AlertWatch::judge()
{
    const LinkStatus status = m_link.status();
    const bool isLive = status.state == LinkState::Live;
    AlertSample sample{.at = now()};
    if (m_link.capabilities().has(Feature::Push) || !isLive)
        sample.silentFor = std::chrono::duration_cast<Seconds>(sample.at - status.lastByteAt.value_or(m_began));
    if (isLive && m_stats && sample.at - m_statsAt <= answerIsFresh) {
        m_window.fill(sample);
        sample.stuck = m_stats->stuck;
        sample.oldestStuck = m_stats->stuck > 0 ? m_stats->oldestStuckAge : Seconds{0};
        sample.commitP99 = m_stats->commitMsP99;
        sample.waiting = std::accumulate(m_stats->parked.begin(), m_stats->parked.end(), qint64{0});
        sample.skew = status.clockOffset;
        sample.counts = m_counts;
    }
    m_sample = sample;
    const QList<AlertNotice> notices = m_engine.take(sample);
    emit changed();
    for (const AlertNotice &notice : notices)
        emit noticed(notice);
}

void AlertWatch::acknowledge(const QString &key, Milliseconds howLong, const QString &by)
{
    m_engine.acknowledge(key, now() + howLong, by);
    emit changed();
}

void AlertWatch::unacknowledge(const QString &key)
{
    m_engine.unacknowledge(key);
    emit changed();
}

} // namespace txdesk::console
