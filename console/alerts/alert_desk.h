// Brings the alerts of all connections out of the program, by the ways each profile allows; keeps the profiles' rules.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_watch.h"
#include "console/alerts/alert_ways.h"

#include <QPointer>

class QSettings;

namespace txdesk::console {

// Thread: GUI. One a window; `settings` and `ways` must outlive it.
class AlertDesk final : public QObject
{
    Q_OBJECT

public:
    AlertDesk(QSettings &settings, AlertWays &ways, QObject *parent = nullptr);

    // Gives the watch the rules of its profile and keeps what a person changes in them. It is forgotten when it is deleted.
    void follow(AlertWatch &watch, const QString &profile, const QString &environment);
    [[nodiscard]] QString toolTip() const; // one line a connection
    [[nodiscard]] int firing() const;
    void openWorst(); // the tray was clicked: the worst that fires, if any does

signals:
    void alertWanted(txdesk::console::AlertWatch *watch, const QString &key); // a person clicked what told of it; empty: none fires

private:
    struct Followed
    {
        QPointer<AlertWatch> watch;
        QString environment; // the word of the band: it stands on every bubble
    };

    void tell(const Followed &one, const AlertNotice &notice);
    void showBadge();

    QSettings &m_settings;
    AlertWays &m_ways;
    QList<Followed> m_followed;
};

} // namespace txdesk::console
