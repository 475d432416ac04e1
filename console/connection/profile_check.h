// Tries a profile: is it reached, over which TLS, as whom, and what answers there.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/http_door.h"
#include "console/connection/profile.h"

#include <QElapsedTimer>

#include <memory>

namespace txdesk::console {

// Thread: GUI. One test at a time; a new one ends the old one.
class ProfileCheck final : public QObject
{
    Q_OBJECT

public:
    explicit ProfileCheck(QObject *parent = nullptr);

    void run(const Profile &profile, const QByteArray &token);
    void stop() { m_door.reset(); }
    // What the last test saw; empty: no TLS, or nobody answered.
    [[nodiscard]] const std::optional<ServerCertificate> &certificate() const { return m_certificate; }

signals:
    void said(const QString &lines, bool good, bool ended);

private:
    void takeCaller(const Result<QJsonObject> &answer);
    void takeVersion(const Result<QJsonObject> &answer);
    void addTls();
    void end(const QString &line, bool good);

    std::unique_ptr<HttpDoor> m_door;
    std::optional<ServerCertificate> m_certificate;
    LinkStatus m_status; // only what the words are made of
    QElapsedTimer m_since;
    QStringList m_lines;
};

} // namespace txdesk::console
