// The ways out on a real desktop: tray icon or notification service, task bar, bell, HTTP, a program.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_ways.h"

#include <QHash>
#include <QIcon>
#include <QObject>
#include <QPointer>

class QDBusConnection;
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

    void popup(const QString &title, const QString &text, bool critical, const std::function<void()> &opened) override;
    void attention() override;
    void sound() override;
    void post(const QUrl &url, const QByteArray &json) override;
    void run(const QString &program, const QStringList &arguments) override;
    void showBadge(int firing, const QString &toolTip) override;

signals:
    void raised(); // a person has clicked the icon

private slots:
    void takeAction(uint id, const QString &action);
    void takeClosed(uint id, uint why);

private:
    void makeTray();
    void listen(QDBusConnection &bus);
    [[nodiscard]] bool askNotificationService(const QString &title, const QString &text, bool critical, const std::function<void()> &opened);

    QPointer<QWidget> m_window;
    QSystemTrayIcon *m_tray = nullptr;
    QNetworkAccessManager *m_network = nullptr;
    QIcon m_plain;
    int m_badge = -1;
    QHash<uint, std::function<void()>> m_opened; // by the number of the notification, as long as it may be clicked
    std::function<void()> m_balloonOpened;
    bool m_listens = false;
};

} // namespace txdesk::console
