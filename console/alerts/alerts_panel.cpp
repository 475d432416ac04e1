// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alerts_panel.h"

#include "console/alerts/alert_words.h"
#include "console/alerts/rules_dialog.h"
#include "console/models/plain_table_model.h"
#include "console/text/duration_text.h"
#include "console/text/participant_names.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"

#include <QDateTime>
#include <QEvent>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

Meaning meaningOf(AlertState state)
{
    switch (state) {
    case AlertState::Firing: return Meaning::Failed;
    case AlertState::Pending: return Meaning::Waiting;
    case AlertState::Acknowledged: return Meaning::Stopped;
    case AlertState::Resolved: return Meaning::Succeeded;
    }
    return Meaning::Stopped;
}

QString glyphOf(AlertState state)
{
    switch (state) {
    case AlertState::Firing: return u"⚠"_s;
    case AlertState::Pending: return u"◔"_s;
    case AlertState::Acknowledged: return u"▣"_s;
    case AlertState::Resolved: return u"✔"_s;
    }
    return {};
}

} // namespace

AlertsPanel::AlertsPanel(AlertWatch &watch, QString person, QWidget *parent) : QWidget(parent), m_watch(watch), m_person(std::move(person))
{
    setObjectName("alertsPanel"_L1);
    build();
    retranslate();
    connect(&watch, &AlertWatch::changed, this, &AlertsPanel::fill);
}

void AlertsPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    auto *line = new QHBoxLayout;
    m_show = new QPushButton(this);
    m_show->setObjectName("alertShow"_L1);
    m_showGuilty = new QPushButton(this);
    m_showGuilty->setObjectName("alertShowGuilty"_L1);
    m_acknowledge = new QToolButton(this);
    m_acknowledge->setObjectName("alertAcknowledge"_L1);
    m_acknowledgeMenu = new QMenu(m_acknowledge);
    m_acknowledge->setMenu(m_acknowledgeMenu);
    m_acknowledge->setPopupMode(QToolButton::InstantPopup);
    m_acknowledge->setFocusPolicy(Qt::StrongFocus);
    m_rules = new QPushButton(this);
    m_rules->setObjectName("alertRules"_L1);
    m_state = new PlainLabel(this);
    m_state->setObjectName("alertsState"_L1);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (QWidget *widget : {static_cast<QWidget *>(m_show), static_cast<QWidget *>(m_showGuilty), static_cast<QWidget *>(m_acknowledge)})
        line->addWidget(widget);
    line->addWidget(m_state, 1);
    line->addWidget(m_rules);
    column->addLayout(line);
    m_model = new PlainTableModel(this);
    auto *cells = new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({0});
    m_table = new DetailTable(*m_model, cells, this);
    m_table->setObjectName("alertsTable"_L1);
    m_table->setWidths({16, 26, 0, 14, 30});
    column->addWidget(m_table, 1);
    m_table->setMinimumHeight(104); // its head and three alerts
    connect(m_show, &QPushButton::clicked, this, [this] { show(false); });
    connect(m_showGuilty, &QPushButton::clicked, this, [this] { show(true); });
    connect(m_table, &QTableView::activated, this, [this] { show(false); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AlertsPanel::showButtons);
    connect(m_rules, &QPushButton::clicked, this, [this] { openRules()->open(); });
}

QDialog *AlertsPanel::openRules()
{
    return new RulesDialog(m_watch, this);
}

void AlertsPanel::retranslate()
{
    m_model->setHeaders({tr("state"), tr("rule"), tr("what"), tr("for"), tr("acknowledged")});
    m_table->setAccessibleName(tr("Alerts"));
    m_show->setText(tr("&Show"));
    m_acknowledge->setText(tr("Ac&knowledge"));
    m_rules->setText(tr("&Rules…"));
    m_acknowledgeMenu->clear();
    constexpr Milliseconds minute{60'000};
    m_acknowledgeMenu->addAction(tr("for 30 minutes"), this, [this, minute] { acknowledge(30 * minute); });
    m_acknowledgeMenu->addAction(tr("for 2 hours"), this, [this, minute] { acknowledge(120 * minute); });
    m_acknowledgeMenu->addAction(tr("until tomorrow, 08:00"), this, [this] {
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(toMs(m_watch.now()), m_appearance.zone());
        acknowledge(Milliseconds{now.msecsTo(QDateTime(now.date().addDays(1), QTime(8, 0), m_appearance.zone()))});
    });
    m_acknowledgeMenu->addSeparator();
    m_acknowledgeMenu->addAction(tr("Take it back"), this, [this] {
        if (const std::optional<Alert> alert = current())
            m_watch.unacknowledge(alert->key);
    });
    fill();
}

void AlertsPanel::fill()
{
    const QString kept = m_table->currentIndex().data(PlainTableModel::KeyRole).toString();
    QList<PlainRow> rows;
    for (const Alert &alert : m_watch.alerts()) {
        const bool isOver = alert.calmSince && alert.isKnown;
        const QString aside = !alert.isKnown ? tr("(last known; it cannot be told now)") : isOver ? tr("(not so any more since %1)").arg(clockText(*alert.calmSince, m_appearance.zone())) : QString();
        const QString what = (named(AlertWords::sentence(alert), m_names) + u' ' + aside).trimmed();
        const QString seen = alert.until ? tr("by %1, until %2").arg(alert.by, clockText(*alert.until, m_appearance.zone())) : QString();
        rows.append({.key = alert.key,
                     .cells = {{.text = glyphOf(alert.state) + u' ' + AlertWords::state(alert.state), .meaning = meaningOf(alert.state)},
                               {.text = AlertWords::name(alert.rule), .toolTip = AlertWords::condition(alert.rule)},
                               {.text = oneLine(what, 300)},
                               {.text = durationText(std::max(alert.calmSince.value_or(m_watch.now()) - alert.since, Milliseconds{0}))},
                               {.text = oneLine(seen, 100)}}});
    }
    m_model->setRows(rows);
    if (const int row = m_model->rowOf(kept); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    else if (!rows.isEmpty())
        m_table->setCurrentIndex(m_model->index(0, 0));
    sayState();
    showButtons();
}

void AlertsPanel::sayState()
{
    int enabled = 0;
    for (const AlertRule &rule : m_watch.policy().rules)
        enabled += rule.enabled ? 1 : 0;
    const QList<Alert> alerts = m_watch.alerts();
    const auto pending = static_cast<int>(std::ranges::count(alerts, AlertState::Pending, &Alert::state));
    QString text = alerts.isEmpty() ? tr("No alert.") : tr("%1 firing, %2 pending.").arg(m_watch.firing()).arg(pending);
    text += u' ' + tr("%n rule(s) watch", nullptr, enabled) + u' ' + tr("as of %1.").arg(clockText(m_watch.sample().at, m_appearance.zone()));
    m_state->setText(text);
    m_state->setToolTip(asToolTip(text));
}

std::optional<Alert> AlertsPanel::current() const
{
    const QString key = m_table->currentIndex().data(PlainTableModel::KeyRole).toString();
    for (const Alert &alert : m_watch.alerts())
        if (alert.key == key)
            return alert;
    return std::nullopt;
}

void AlertsPanel::select(const QString &key)
{
    if (const int row = m_model->rowOf(key); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void AlertsPanel::open(const QString &key)
{
    select(key);
    if (const std::optional<Alert> alert = current(); alert && alert->key == key)
        show(false);
}

void AlertsPanel::showButtons()
{
    const std::optional<Alert> alert = current();
    const QString why = !alert                    ? tr("No alert is selected.")
        : alert->filter.isEmpty()                 ? tr("No list of transactions explains this one.")
                                                  : QString();
    m_show->setEnabled(why.isEmpty());
    m_show->setToolTip(why.isEmpty() ? asToolTip(tr("Opens the list: %1").arg(alert->filter)) : asToolTip(why));
    m_show->setAccessibleDescription(why);
    const bool hasGuilty = alert && !alert->guilty.isEmpty() && alert->subject.isEmpty() && !alert->filter.isEmpty();
    m_showGuilty->setVisible(hasGuilty);
    if (hasGuilty)
        m_showGuilty->setText(tr("Show at %1").arg(oneLine(named(alert->guilty, m_names), 40)));
    const bool burns = alert && (alert->state == AlertState::Firing || alert->state == AlertState::Acknowledged);
    const QString notBurning = burns ? QString() : tr("Only what is firing can be acknowledged.");
    m_acknowledge->setEnabled(burns);
    m_acknowledge->setToolTip(asToolTip(notBurning));
    m_acknowledge->setAccessibleDescription(notBurning);
}

void AlertsPanel::show(bool onlyGuilty)
{
    const std::optional<Alert> alert = current();
    if (!alert || alert->filter.isEmpty())
        return;
    emit listWanted(onlyGuilty ? alert->filter + u" part:"_s + alert->guilty : alert->filter);
}

void AlertsPanel::acknowledge(Milliseconds howLong)
{
    if (const std::optional<Alert> alert = current())
        m_watch.acknowledge(alert->key, howLong, m_person);
}

void AlertsPanel::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_table->setTheme(appearance.theme);
    QPalette muted = m_state->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_state->setPalette(muted);
    fill();
}

void AlertsPanel::setParticipantNames(const QHash<QString, QString> &names)
{
    m_names = names;
    fill();
}

void AlertsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
