// SPDX-License-Identifier: Apache-2.0
#include "server/branch/address_lookup.h"

#include <QTimer>

#include <utility>

namespace txdesk::branch {

using namespace Qt::StringLiterals;

namespace {

void resolveHere(const QString &host, QObject *home, const std::function<void(const QHostInfo &)> &tell)
{
    QHostInfo::lookupHost(host, home, tell);
}

} // namespace

AddressLookup::AddressLookup(PolicyPtr policy, Milliseconds time, Resolve resolve)
    : m_policy(std::move(policy)), m_time(time), m_resolve(resolve ? std::move(resolve) : resolveHere)
{
}

void AddressLookup::find(const QString &host, quint16 port, Found found)
{
    if (const QHostAddress literal(host); !literal.isNull()) {
        QMetaObject::invokeMethod(
            &m_home, [this, literal, host, port, found = std::move(found)] { found(judged({literal}, host, port)); }, Qt::QueuedConnection);
        return;
    }
    const auto waiting = std::make_shared<Found>(std::move(found)); // empty as soon as it was told
    auto *timer = new QTimer(&m_home);
    m_resolve(host, &m_home, [this, timer, waiting, host, port](const QHostInfo &info) {
        const Found tell = std::exchange(*waiting, nullptr);
        if (!tell)
            return; // too late
        timer->stop();
        timer->deleteLater();
        if (info.addresses().isEmpty())
            tell(fail(ErrorCode::Unavailable, u"no address of %1: %2"_s.arg(host, info.errorString())));
        else
            tell(judged(info.addresses(), host, port));
    });
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, &m_home, [timer, waiting, host, time = m_time] {
        const Found tell = std::exchange(*waiting, nullptr);
        timer->deleteLater();
        tell(fail(ErrorCode::Unavailable, u"no address of %1 within %2 ms"_s.arg(host).arg(time.count())));
    });
    timer->start(m_time);
}

Result<QList<QHostAddress>> AddressLookup::judged(const QList<QHostAddress> &addresses, const QString &host, quint16 port) const
{
    for (const QHostAddress &address : addresses)
        if (const Result<> good = checkAddress(*m_policy, address, port, host); !good)
            return tl::unexpected<Error>(good.error());
    return addresses;
}

} // namespace txdesk::branch
