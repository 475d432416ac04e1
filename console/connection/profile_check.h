// Tries a profile, step by step: name, connection, TLS, who we are there, what answers, and its clock.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/http_door.h"
#include "console/connection/profile.h"

#include <QElapsedTimer>
#include <QTcpSocket>

#include <memory>

namespace txdesk::console {

// Thread: GUI. One test at a time; a new one ends the old one.
class ProfileCheck final : public QObject
{
    Q_OBJECT

public:
    explicit ProfileCheck(QObject *parent = nullptr);

    void run(const Profile &profile, const QByteArray &token);
    void stop();
    // What the last test saw; empty: no TLS, or nobody answered.
    [[nodiscard]] const std::optional<ServerCertificate> &certificate() const { return m_certificate; }

signals:
    void said(const QString &lines, bool good, bool ended);

private:
    void lookUp();
    void reach();
    void askWho();
    void addClock(const QDateTime &date, Milliseconds took);
    void takeCaller(const Result<QJsonObject> &answer);
    void takeVersion(const Result<QJsonObject> &answer);
    void takeDtm(const Result<QJsonObject> &answer); // it may be a stock one
    void addTls();
    void end(const QString &line, bool good);

    std::unique_ptr<HttpDoor> m_door;
    std::unique_ptr<QTcpSocket> m_socket;
    int m_lookup = -1;
    Profile m_profile;
    std::optional<qint64> m_offsetMs; // of its clock, by its newest answer
    std::optional<ServerCertificate> m_certificate;
    LinkStatus m_status; // only what the words are made of
    QElapsedTimer m_since;
    QStringList m_lines;
};

} // namespace txdesk::console
