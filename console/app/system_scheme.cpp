// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearanceSpace = "org.freedesktop.appearance"_L1;
constexpr auto schemeKey = "color-scheme"_L1;

// Old portals wrap the value twice.
uint numberIn(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

SystemScheme::SystemScheme(QObject *parent) : QObject(parent)
{
    // Starting a bus is not ours to do, and offscreen there is no desktop to ask.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, u"SettingChanged"_s, this, SLOT(settingChanged(QString,QString,QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    read << QString(appearanceSpace) << QString(schemeKey);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(wishOf(numberIn(QVariant::fromValue(reply.value()))));
        watcher->deleteLater();
    });
}

SystemScheme::Wish SystemScheme::wishOf(uint number)
{
    return number == 1 ? Wish::Dark : number == 2 ? Wish::Light : Wish::Unknown;
}

void SystemScheme::settingChanged(const QString &space, const QString &key, const QDBusVariant &value)
{
    if (space == appearanceSpace && key == schemeKey)
        take(wishOf(numberIn(QVariant::fromValue(value))));
}

void SystemScheme::take(Wish wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    emit changed();
}

} // namespace txdesk::console
