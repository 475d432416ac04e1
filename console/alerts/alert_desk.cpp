// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_desk.h"

#include "console/alerts/alert_settings.h"
#include "console/alerts/alert_words.h"
#include "console/text/participant_names.h"
#include "console/text/plain_text.h"
#include "shared/codec/alert_note.h"

#include <QSettings>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView wordOf(AlertNotice::Kind kind)
{
    switch (kind) {
    case AlertNotice::Kind::Fired: return "fired"_L1;
    case AlertNotice::Kind::Repeated: return "repeated"_L1;
    case AlertNotice::Kind::Resolved: return "resolved"_L1;
    }
    return {};
}

} // namespace

AlertDesk::AlertDesk(QSettings &settings, AlertWays &ways, QObject *parent) : QObject(parent), m_settings(settings), m_ways(ways) {}

void AlertDesk::follow(AlertWatch &watch, const QString &profile, const QString &environment)
{
    watch.setPolicy(loadAlertPolicy(m_settings, profile));
    const Followed one{&watch, environment};
    m_followed.append(one);
    connect(&watch, &AlertWatch::noticed, this, [this, one](const AlertNotice &notice) { tell(one, notice); });
    connect(&watch, &AlertWatch::changed, this, &AlertDesk::showBadge);
    connect(&watch, &AlertWatch::policyChanged, this, [this, profile, &watch] { saveAlertPolicy(m_settings, profile, watch.policy()); });
    connect(&watch, &QObject::destroyed, this, [this] {
        m_followed.removeIf([](const Followed &gone) { return gone.watch.isNull(); });
        showBadge();
    });
    showBadge();
}

void AlertDesk::tell(const Followed &one, const AlertNotice &notice)
{
    const AlertOutputs &outputs = one.watch->policy().outputs;
    const Alert &alert = notice.alert;
    const QString place = u"%1 %2"_s.arg(one.environment, one.watch->server());
    QString text = named(AlertWords::sentence(alert), one.watch->participantNames());
    if (notice.more > 0)
        text += u' ' + tr("And %n more.", nullptr, notice.more);
    const QString title = oneLine(u"%1: %2"_s.arg(place, AlertWords::name(alert.rule)), 120);
    if (notice.kind != AlertNotice::Kind::Resolved) {
        if (outputs.popup)
            m_ways.popup(title, oneLine(text, 300), alert.rule.severity == AlertSeverity::Critical, [desk = QPointer(this), watch = one.watch, key = alert.key] {
                if (desk && watch)
                    emit desk->alertWanted(watch, key);
            });
        if (outputs.attention)
            m_ways.attention();
        if (outputs.sound && notice.sound)
            m_ways.sound();
    }
    const codec::AlertNote note{.server = one.watch->server(),
                                .environment = one.environment,
                                .rule = alert.rule.id,
                                .kind = wordOf(notice.kind),
                                .severity = nameIn(alertSeverityNames, alert.rule.severity),
                                .metric = nameIn(alertMetricNames, alert.rule.metric),
                                .subject = alert.subject,
                                .text = text,
                                .filter = alert.filter,
                                .value = alert.value,
                                .since = alert.since,
                                .at = one.watch->now()};
    const QUrl hook(outputs.webHook);
    if (hook.isValid() && (hook.scheme() == "http"_L1 || hook.scheme() == "https"_L1))
        m_ways.post(hook, codec::alertNoteJson(note));
    if (outputs.mayRun && !outputs.program.isEmpty())
        m_ways.run(outputs.program.constFirst(), outputs.program.sliced(1) + QStringList{note.kind, place, note.rule, text});
}

int AlertDesk::firing() const
{
    int firing = 0;
    for (const Followed &one : m_followed)
        firing += one.watch ? one.watch->firing() : 0;
    return firing;
}

void AlertDesk::openWorst()
{
    for (const Followed &one : std::as_const(m_followed))
        if (one.watch && one.watch->firing() > 0)
            return emit alertWanted(one.watch, one.watch->alerts().constFirst().key); // the worst stands first
    emit alertWanted(m_followed.isEmpty() ? nullptr : m_followed.constFirst().watch.data(), {});
}

QString AlertDesk::toolTip() const
{
    QStringList lines;
    for (const Followed &one : m_followed)
        if (one.watch)
            lines.append(AlertWords::summary(one.watch->server(), one.watch->sample()));
    return lines.join(u'\n');
}

void AlertDesk::showBadge() { m_ways.showBadge(firing(), toolTip()); }

} // namespace txdesk::console
