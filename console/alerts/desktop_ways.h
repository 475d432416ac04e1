// The ways out on a real desktop: tray icon or notification service, task bar, bell, HTTP, a program.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_ways.h"

#include <QIcon>
#include <QObject>
#include <QPointer>

class QNetworkAccessManager;
class QSystemTrayIcon;
class QWidget;

namespace txdesk::console {

// Thread: GUI. The tray icon is there only where the desktop has a tray.
class DesktopWays final : public QObject, public AlertWays
{
    Q_OBJECT

public:
    explicit DesktopWays(QWidget *window, QObject *parent = nullptr);
    ~DesktopWays() override;

    void popup(const QString &title, const QString &text, bool critical) override;
    void attention() override;
    void sound() override;
    void post(const QUrl &url, const QByteArray &json) override;
    void run(const QString &program, const QStringList &arguments) override;
    void showBadge(int firing, const QString &toolTip) override;

signals:
    void raised(); // a person has clicked the icon or a bubble

private:
    void makeTray();
    [[nodiscard]] bool askNotificationService(const QString &title, const QString &text, bool critical);

    QPointer<QWidget> m_window;
    QSystemTrayIcon *m_tray = nullptr;
    QNetworkAccessManager *m_network = nullptr;
    QIcon m_plain;
    int m_badge = -1;
};

} // namespace txdesk::console
