// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_engine.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace txdesk::console {

namespace {

QString keyOf(const AlertRule &rule, const QString &subject) { return rule.id + QLatin1Char('|') + subject; }

int placeOf(AlertState state)
{
    switch (state) {
    case AlertState::Firing: return 0;
    case AlertState::Pending: return 1;
    case AlertState::Acknowledged: return 2;
    case AlertState::Resolved: return 3;
    }
    return 4;
}

bool burns(AlertState state) { return state == AlertState::Firing || state == AlertState::Acknowledged; }

} // namespace

void AlertEngine::setPolicy(const AlertPolicy &policy)
{
    m_policy = policy;
    QHash<QString, AlertRule> rules;
    for (const AlertRule &rule : policy.rules)
        if (rule.enabled)
            rules.insert(rule.id, rule);
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        const auto rule = rules.constFind(entry->alert.rule.id);
        if (rule == rules.cend() || rule->metric != entry->alert.rule.metric) {
            entry = m_entries.erase(entry);
            continue;
        }
        entry->alert.rule = *rule;
        ++entry;
    }
}

QList<AlertNotice> AlertEngine::take(const AlertSample &sample)
{
    QList<AlertNotice> notices;
    for (const AlertRule &rule : std::as_const(m_policy.rules)) {
        if (!rule.enabled)
            continue;
        QSet<QString> seen;
        for (const AlertReading &reading : readingsOf(rule, sample)) {
            seen.insert(keyOf(rule, reading.subject));
            look(rule, reading, sample.at, notices);
        }
        // A participant nobody speaks of any more: known not to fail if there was a list, not known without one.
        const bool isKnown = rule.metric != AlertMetric::ParticipantErrors || sample.participants.has_value();
        const QList<QString> keys = m_entries.keys();
        for (const QString &key : keys)
            if (const Alert alert = m_entries[key].alert; alert.rule.id == rule.id && !seen.contains(key))
                look(rule, {.subject = alert.subject, .value = isKnown ? std::optional(std::nan("")) : std::nullopt, .filter = alert.filter, .guilty = alert.guilty},
                     sample.at, notices);
        tell(rule, sample.at, notices);
    }
    forgetOld(sample.at);
    return notices;
}

void AlertEngine::look(const AlertRule &rule, const AlertReading &reading, Instant at, QList<AlertNotice> &notices)
{
    const QString key = keyOf(rule, reading.subject);
    const bool isTrue = reading.value && holds(rule, *reading.value);
    auto found = m_entries.find(key);
    if (found == m_entries.end() || found->alert.state == AlertState::Resolved) {
        if (!isTrue)
            return;
        found = m_entries.insert(key, Entry{.alert = {.key = key, .rule = rule, .subject = reading.subject, .since = at}});
    }
    keepUp(*found, reading, isTrue, at, notices);
    if (found->alert.state == AlertState::Pending && !isTrue)
        m_entries.erase(found); // also when it cannot be told: "for" means without a break
}

void AlertEngine::keepUp(Entry &entry, const AlertReading &reading, bool isTrue, Instant at, QList<AlertNotice> &notices)
{
    Alert &alert = entry.alert;
    alert.isKnown = reading.value.has_value();
    if (isTrue) {
        alert.value = *reading.value;
        alert.filter = reading.filter;
        alert.guilty = reading.guilty;
        alert.calmSince.reset();
    }
    if (alert.state == AlertState::Pending && isTrue && at - alert.since >= alert.rule.forAtLeast) {
        alert.state = AlertState::Firing;
        alert.firingSince = at;
        entry.untold = true;
    }
    if (alert.state == AlertState::Acknowledged && alert.until && at >= *alert.until) {
        alert.state = AlertState::Firing; // whoever said so has had the time
        alert.until.reset();
        entry.untold = true;
    }
    if (!burns(alert.state) || isTrue || !alert.isKnown)
        return;
    if (!alert.calmSince)
        alert.calmSince = at;
    if (at - *alert.calmSince < calmFor)
        return;
    alert.state = AlertState::Resolved;
    alert.resolvedAt = at;
    entry.untold = false;
    if (std::exchange(entry.told, false))
        notices.append({.kind = AlertNotice::Kind::Resolved, .alert = alert});
}

void AlertEngine::tell(const AlertRule &rule, Instant at, QList<AlertNotice> &notices)
{
    const bool isSilent = isQuiet(m_policy.quiet, at, m_zone) && !(rule.severity == AlertSeverity::Critical && m_policy.quiet.criticalBreaks);
    const auto last = m_lastPopup.constFind(rule.id);
    if (isSilent || (last != m_lastPopup.cend() && at - *last < popupEvery))
        return;
    QList<Entry *> due;
    bool isNew = false;
    for (Entry &entry : m_entries) {
        if (entry.alert.rule.id != rule.id || entry.alert.state != AlertState::Firing)
            continue;
        const bool repeats = rule.repeatEvery > Seconds{0} && entry.lastTold && at - *entry.lastTold >= rule.repeatEvery;
        if (entry.untold || repeats)
            due.append(&entry);
        isNew = isNew || entry.untold;
    }
    if (due.isEmpty())
        return;
    const auto worst = std::ranges::max_element(due, {}, [](const Entry *entry) { return entry->alert.value; });
    notices.append({.kind = isNew ? AlertNotice::Kind::Fired : AlertNotice::Kind::Repeated,
                    .alert = (*worst)->alert,
                    .more = static_cast<int>(due.size()) - 1,
                    .sound = !isNew || rule.severity == AlertSeverity::Critical});
    for (Entry *entry : due) {
        entry->untold = false;
        entry->told = true;
        entry->lastTold = at;
    }
    m_lastPopup.insert(rule.id, at);
}

void AlertEngine::forgetOld(Instant at)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();)
        entry = entry->alert.resolvedAt && at - *entry->alert.resolvedAt >= keepResolved ? m_entries.erase(entry) : std::next(entry);
}

void AlertEngine::acknowledge(const QString &key, Instant until, const QString &by)
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end() || !burns(found->alert.state))
        return;
    found->alert.state = AlertState::Acknowledged;
    found->alert.until = until;
    found->alert.by = by;
    found->untold = false;
}

void AlertEngine::unacknowledge(const QString &key)
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end() || found->alert.state != AlertState::Acknowledged)
        return;
    found->alert.state = AlertState::Firing;
    found->alert.until.reset();
    found->alert.by.clear();
}

QList<Alert> AlertEngine::alerts() const
{
    QList<Alert> all;
    for (const Entry &entry : m_entries)
        all.append(entry.alert);
    std::ranges::stable_sort(all, [](const Alert &a, const Alert &b) {
        const auto order = [](const Alert &alert) {
            return std::tuple(placeOf(alert.state), alert.rule.severity == AlertSeverity::Critical ? 0 : 1, alert.since);
        };
        return order(a) < order(b);
    });
    return all;
}

int AlertEngine::firing() const
{
    return static_cast<int>(std::ranges::count_if(m_entries, [](const Entry &entry) { return entry.alert.state == AlertState::Firing; }));
}

} // namespace txdesk::console
