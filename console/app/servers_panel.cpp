// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/servers_panel.h"

#include "console/text/plain_text.h"
#include "console/widgets/environment_strip.h"

#include <QEvent>

namespace txdesk::console {

using namespace Qt::StringLiterals;

ServersPanel::ServersPanel(QWidget *parent) : QListWidget(parent)
{
    setObjectName("serversPanel"_L1);
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(150);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this](const QListWidgetItem *item) {
        const int place = item->data(Qt::UserRole).toInt();
        if (place < 0)
            emit everywhereChosen();
        else
            emit serverChosen(place);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
    fill();
}

void ServersPanel::setServers(const QList<ServerLine> &servers)
{
    if (servers == m_servers)
        return;
    m_servers = servers;
    fill();
}

void ServersPanel::fill()
{
    const QSignalBlocker quiet(this);
    setAccessibleName(tr("Coordinators"));
    clear();
    const auto add = [this](const QString &text, int place) {
        auto *item = new QListWidgetItem(text, this);
        item->setData(Qt::UserRole, place);
        item->setSizeHint(QSize(120, fontMetrics().height() + 14));
        return item;
    };
    qint64 stuck = 0;
    for (const ServerLine &server : std::as_const(m_servers))
        stuck += server.stuck;
    add(stuck > 0 ? tr("Stuck everywhere  %1").arg(locale().toString(stuck)) : tr("Stuck everywhere"), -1);
    for (int place = 0; place < m_servers.size(); ++place) {
        const ServerLine &server = m_servers[place];
        const QString count = server.stuck > 0 ? u"  "_s + locale().toString(server.stuck) : QString();
        QListWidgetItem *item = add(u"%1 %2 %3%4"_s.arg(server.live ? u"●"_s : u"✖"_s, EnvironmentStrip::word(server.environment),
                                                      server.name, count), place);
        item->setToolTip(asToolTip(server.live ? tr("connected") : tr("not connected")));
        if (!server.live)
            item->setForeground(m_appearance.theme.color(Meaning::Failed));
        if (server.current)
            setCurrentItem(item);
    }
    setVisible(m_servers.size() > 1);
    setMaximumHeight((fontMetrics().height() + 18) * (count() + 1));
}

void ServersPanel::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    fill();
}

void ServersPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        fill();
    QListWidget::changeEvent(event);
}

} // namespace txdesk::console
