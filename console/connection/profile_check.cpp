// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/profile_check.h"

#include "console/actions/door_words.h"
#include "console/client/caller_json.h"

#include <QHostInfo>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 daysOfWarning = 30;
constexpr qint64 skewToSay = 500; // ms
}

ProfileCheck::ProfileCheck(QObject *parent) : QObject(parent) {}

void ProfileCheck::run(const Profile &profile, const QByteArray &token)
{
    const Result<QUrl> base = baseUrlOf(profile.url);
    if (!base)
        return;
    stop();
    m_door = std::make_unique<HttpDoor>(*base);
    m_door->setTrust(profile.trust);
    m_door->setToken(token);
    m_certificate.reset();
    m_lines.clear();
    m_status = {};
    m_status.hasToken = !token.isEmpty();
    connect(m_door.get(), &HttpDoor::certificateChanged, this, [this] { m_certificate = m_door->certificate(); });
    connect(m_door.get(), &HttpDoor::refused, this, [this](Door door, const QString &) { m_status.door = door; });
    m_door->setClientCertificate(profile.clientCertificate, profile.clientKey);
    m_door->setProxy(profile.proxy);
    connect(m_door.get(), &HttpDoor::answered, this, &ProfileCheck::addClock);
    m_profile = profile;
    m_offsetMs.reset();
    if (!m_door->clientError().isEmpty())
        return end(u"✖ "_s + m_door->clientError(), false);
    emit said(tr("Asking…"), true, false);
    m_since.start();
    if (profile.proxy.isEmpty())
        lookUp();
    else
        askWho(); // names and connections are the proxy's
}

void ProfileCheck::stop()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookup = -1;
    m_socket.reset();
    m_door.reset();
}

void ProfileCheck::lookUp()
{
    const QString host = QUrl(m_profile.url).host();
    m_lookup = QHostInfo::lookupHost(host, this, [this, host](const QHostInfo &found) {
        m_lookup = -1;
        if (found.addresses().isEmpty())
            return end(tr("✖ No address for %1: %2").arg(host, found.errorString()), false);
        m_lines.append(tr("✔ %1 is %2").arg(host, found.addresses().first().toString()));
        reach();
    });
}

void ProfileCheck::reach()
{
    const QUrl url(m_profile.url);
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    m_socket = std::make_unique<QTcpSocket>();
    connect(m_socket.get(), &QTcpSocket::connected, this, [this, port] {
        m_lines.append(tr("✔ Port %1 is open, after %2 ms").arg(port).arg(m_since.elapsed()));
        m_socket.release()->deleteLater();
        askWho();
    });
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, [this, port] {
        const QString why = m_socket->errorString();
        m_socket.release()->deleteLater();
        end(tr("✖ No coordinator answers there: %1").arg(tr("port %1: %2").arg(port).arg(why)), false);
    });
    m_socket->connectToHost(url.host(), static_cast<quint16>(port));
}

void ProfileCheck::askWho()
{
    m_door->fetch(m_door->at(u"/api/v1/whoami"_s), this, [this](const Result<QJsonObject> &answer) { takeCaller(answer); });
}

// Dates of HTTP are whole seconds: half a second is taken for the middle of it.
void ProfileCheck::addClock(const QDateTime &date, Milliseconds took)
{
    if (date.isValid())
        m_offsetMs = date.toMSecsSinceEpoch() + 500 - (QDateTime::currentMSecsSinceEpoch() - took.count() / 2);
}

void ProfileCheck::takeCaller(const Result<QJsonObject> &answer)
{
    const bool untrusted = m_certificate && !m_certificate->problems.isEmpty();
    if (untrusted)
        return end(tr("✖ Reached, but its certificate is not trusted: %1").arg(m_certificate->problems.join(u"; "_s)), false);
    if (!answer && answer.error().code == ErrorCode::Unavailable)
        return end(tr("✖ No coordinator answers there: %1").arg(answer.error().message), false);
    m_lines.append(tr("✔ Reached in %1 ms").arg(m_since.elapsed()));
    addTls();
    if (m_status.door == Door::NotAuthorised || m_status.door == Door::Busy)
        return end(u"✖ "_s + DoorWords::sentence(m_status), false);
    if (answer) {
        m_status.caller = callerFromJson(*answer);
        m_lines.append(tr("✔ You are %1").arg(DoorWords::caller(m_status)));
        if (answer->value("open"_L1).toBool())
            m_lines.append(tr("⚠ This coordinator is open to everybody"));
    }
    m_door->fetch(m_door->at(u"/api/v1/version"_s), this, [this](const Result<QJsonObject> &json) { takeVersion(json); });
}

void ProfileCheck::takeVersion(const Result<QJsonObject> &answer)
{
    if (m_status.door != Door::Open)
        return end(u"✖ "_s + DoorWords::sentence(m_status), false);
    if (!answer && m_profile.kind != BackendKind::TxDesk)
        return m_door->fetch(m_door->at(u"/api/dtmsvr/version"_s), this, [this](const Result<QJsonObject> &json) { takeDtm(json); });
    if (!answer)
        return end(tr("✖ It is not a coordinator of ours: %1").arg(answer.error().message), false);
    if (m_offsetMs && std::abs(*m_offsetMs) > skewToSay + 500)
        m_lines.append(tr("⚠ Its clock differs from ours by about %1 s").arg((std::abs(*m_offsetMs) + 500) / 1000));
    else if (m_offsetMs)
        m_lines.append(tr("✔ Its clock agrees with ours"));
    m_lines.append(tr("✔ It pushes changes, keeps attempts, audit and jobs"));
    end(tr("✔ %1, version %2").arg(answer->value("node"_L1).toString(), answer->value("version"_L1).toString()), true);
}

void ProfileCheck::takeDtm(const Result<QJsonObject> &answer)
{
    if (!answer)
        return end(tr("✖ It is not a coordinator of ours: %1").arg(answer.error().message), false);
    m_lines.append(tr("○ It pushes nothing and keeps no attempts and no audit: it is asked every %n seconds", nullptr, m_profile.pollSeconds));
    end(tr("✔ Stock DTM, version %1").arg(answer->value("version"_L1).toString()), true);
}

void ProfileCheck::addTls()
{
    if (!m_certificate || m_certificate->chain.isEmpty()) {
        m_lines.append(tr("○ Without TLS: what is sent can be read on the way"));
        return;
    }
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(m_certificate->chain.first().expiryDate());
    m_lines.append(tr("%1 %2, the certificate is valid for %n more days", nullptr, static_cast<int>(days))
                       .arg(days < daysOfWarning ? u"⚠"_s : u"✔"_s, m_certificate->protocol));
}

void ProfileCheck::end(const QString &line, bool good)
{
    m_lines.append(line);
    emit said(m_lines.join(u'\n'), good, true);
}

} // namespace txdesk::console
