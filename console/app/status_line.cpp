// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/status_line.h"

#include "console/actions/door_words.h"
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/widgets/plain_label.h"

#include <QLabel>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds skewShown{500};

// "0.4 s ago", whole seconds from ten on.
QString agoText(Milliseconds age)
{
    const Milliseconds shown = std::max(age, Milliseconds{0});
    if (shown < Milliseconds{10'000})
        return StatusLine::tr("%1 s ago").arg(static_cast<double>(shown.count()) / 1000.0, 0, 'f', 1);
    return StatusLine::tr("%1 ago").arg(durationText(Milliseconds{shown.count() / 1000 * 1000}));
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent), m_dot(addField("statusDot")), m_link(addField("statusLink")), m_role(addField("statusRole")), m_rows(addField("statusRows")),
      m_clock(addField("statusClock")), m_zone(addField("statusZone")), m_secrets(addField("statusSecrets"))
{
    setObjectName("statusLine"_L1);
    setSizeGripEnabled(false);
    setContentsMargins(6, 0, 10, 0);
    for (QLabel *label : {m_dot, m_link, m_role, m_rows})
        addWidget(label);
    for (QLabel *label : {m_clock, m_zone, m_secrets})
        addPermanentWidget(label);
}

QLabel *StatusLine::addField(const char *name)
{
    auto *label = new PlainLabel(this);
    label->setObjectName(QLatin1StringView(name));
    label->setContentsMargins(4, 0, 8, 0);
    return label;
}

void StatusLine::show(const StatusFactsLine &facts)
{
    Meaning meaning = Meaning::Stopped;
    QString dot = u"○"_s;
    QString text = tr("no connection chosen");
    if (facts.link) {
        const Freshness freshness = freshnessAt(*facts.link, facts.now);
        const Milliseconds age = facts.link->lastByteAt ? facts.now - *facts.link->lastByteAt : Milliseconds{0};
        switch (freshness) {
        case Freshness::Live:
            dot = u"●"_s;
            meaning = Meaning::Succeeded;
            text = tr("live, %1").arg(agoText(age));
            break;
        case Freshness::Stale:
            dot = u"◔"_s;
            meaning = Meaning::Waiting;
            text = tr("stale, %1").arg(agoText(age));
            break;
        case Freshness::Disconnected:
            dot = u"✖"_s;
            meaning = Meaning::Failed;
            text = facts.link->door == Door::Open ? tr("not connected") : DoorWords::state(facts.link->door);
            break;
        }
    }
    QPalette ink = m_dot->palette();
    ink.setColor(QPalette::WindowText, m_appearance.theme.color(meaning));
    m_dot->setPalette(ink);
    m_dot->setText(dot);
    m_link->setText(text);
    const QString caller = facts.link ? DoorWords::caller(*facts.link) : QString();
    m_role->setVisible(!caller.isEmpty());
    m_role->setText(oneLine(caller, 80));
    m_rows->setText(facts.link ? tr("%n rows loaded", nullptr, facts.rows) : QString());
    const Milliseconds skew = facts.link ? facts.link->clockOffset : Milliseconds{0};
    const bool skewed = std::chrono::abs(skew) > skewShown;
    m_clock->setVisible(skewed);
    m_clock->setText(tr("⚠ clocks differ by %1").arg(durationText(std::chrono::abs(skew))));
    m_zone->setText(offsetText(facts.now, m_appearance.zone()));
    m_secrets->setText(facts.readOnly ? tr("read-only · secrets hidden") : tr("secrets hidden"));
}

void StatusLine::setAppearance(const Appearance &appearance) { m_appearance = appearance; }

} // namespace txdesk::console
