// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/desktop_ways.h"

#include "console/alerts/badge_icon.h"
#include "console/theme/theme.h"
#include "console/widgets/icon_set.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSystemTrayIcon>
#include <QTimer>
#include <QWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownForMs = 10'000;
constexpr int staysForMs = 0; // until somebody closes it: nobody looks at a screen every ten seconds
constexpr int postWithinMs = 10'000;
constexpr int forgottenAfterMs = 2000;
constexpr QLatin1StringView service("org.freedesktop.Notifications");
constexpr QLatin1StringView path("/org/freedesktop/Notifications");

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
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] {
        if (const auto opened = m_balloonOpened)
            opened();
    });
    m_tray->show();
}

// The service first: the desktop keeps what it was told, an old tray's balloon is gone after a moment.
void DesktopWays::popup(const QString &title, const QString &text, bool critical, const std::function<void()> &opened)
{
    makeTray(); // a tray may come later than we did
    if (askNotificationService(title, text, critical, opened))
        return;
    if (!m_tray || !QSystemTrayIcon::supportsMessages())
        return attention();
    m_balloonOpened = opened;
    m_tray->showMessage(title, text, critical ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning, shownForMs);
}

void DesktopWays::listen(QDBusConnection &bus)
{
    if (std::exchange(m_listens, true))
        return;
    bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(takeAction(uint,QString)));
    bus.connect(service, path, service, u"NotificationClosed"_s, this, SLOT(takeClosed(uint,uint)));
}

void DesktopWays::takeAction(uint id, const QString &)
{
    if (const auto opened = m_opened.take(id))
        opened();
}

// A click closes it, too; some services tell of that first.
void DesktopWays::takeClosed(uint id, uint)
{
    QTimer::singleShot(forgottenAfterMs, this, [this, id] { m_opened.remove(id); });
}

bool DesktopWays::askNotificationService(const QString &title, const QString &text, bool critical, const std::function<void()> &opened)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.interface())
        return false;
    const bool starts = bus.interface()->activatableServiceNames().value().contains(service); // by being asked
    if (!starts && !bus.interface()->isServiceRegistered(service))
        return false;
    listen(bus);
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue<uchar>(critical ? 2 : 1)}};
    call.setArguments({u"TxDesk"_s, 0U, u"txdesk"_s, title, text.toHtmlEscaped(), QStringList{u"default"_s, tr("Show")}, hints, critical ? staysForMs : shownForMs});
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, opened] {
        answer->deleteLater();
        if (const QDBusPendingReply<uint> id = *answer; id.isValid())
            m_opened.insert(id.value(), opened);
        else
            attention(); // it is there and does not take it
    });
    return true;
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
