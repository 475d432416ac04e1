// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/desktop_ways.h"

#include "console/alerts/badge_icon.h"
#include "console/theme/theme.h"
#include "console/widgets/icon_set.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSystemTrayIcon>
#include <QWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownForMs = 10'000;
constexpr int postWithinMs = 10'000;
constexpr QLatin1StringView service("org.freedesktop.Notifications");

} // namespace

DesktopWays::DesktopWays(QWidget *window, QObject *parent) : QObject(parent), m_window(window) { makeTray(); }

DesktopWays::~DesktopWays() = default;

void DesktopWays::makeTray()
{
    if (m_tray || !QSystemTrayIcon::isSystemTrayAvailable())
        return;
    m_plain = themedIcon("txdesk"_L1, lightTheme().link);
    m_tray = new QSystemTrayIcon(m_plain, this);
    connect(m_tray, &QSystemTrayIcon::activated, this, &DesktopWays::raised);
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, &DesktopWays::raised);
    m_tray->show();
}

void DesktopWays::popup(const QString &title, const QString &text, bool critical)
{
    makeTray(); // a tray may come later than we did
    if (m_tray && QSystemTrayIcon::supportsMessages())
        m_tray->showMessage(title, text, critical ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning, shownForMs);
    else if (!askNotificationService(title, text, critical))
        attention();
}

bool DesktopWays::askNotificationService(const QString &title, const QString &text, bool critical)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.interface() || !bus.interface()->isServiceRegistered(service))
        return false;
    QDBusMessage call = QDBusMessage::createMethodCall(service, u"/org/freedesktop/Notifications"_s, service, u"Notify"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue<uchar>(critical ? 2 : 1)}};
    call.setArguments({u"TxDesk"_s, 0U, u"txdesk"_s, title, text.toHtmlEscaped(), QStringList(), hints, shownForMs});
    return bus.send(call);
}

void DesktopWays::attention()
{
    if (m_window)
        QApplication::alert(m_window->window());
}

void DesktopWays::sound() { QApplication::beep(); }

void DesktopWays::post(const QUrl &url, const QByteArray &json)
{
    if (!m_network)
        m_network = new QNetworkAccessManager(this);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(postWithinMs);
    QNetworkReply *reply = m_network->post(request, json);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void DesktopWays::run(const QString &program, const QStringList &arguments)
{
    std::ignore = QProcess::startDetached(program, arguments);
}

void DesktopWays::showBadge(int firing, const QString &toolTip)
{
    if (!m_tray)
        return;
    m_tray->setToolTip(toolTip);
    if (std::exchange(m_badge, firing) != firing)
        m_tray->setIcon(badgedIcon(m_plain, firing));
}

} // namespace txdesk::console
