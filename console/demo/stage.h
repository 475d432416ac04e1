// The stage of the demo: a real coordinator and real participants as child processes on loopback, stores in a
// temporary folder. They can be killed and started again.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/child_process.h"
#include "console/demo/maria_server.h"
#include "shared/http/client.h"

#include <QMap>
#include <QTemporaryDir>

#include <memory>

namespace txdesk::demo {

// Thread: the one that made it.
class Stage final : public QObject
{
    Q_OBJECT

public:
    static constexpr QLatin1StringView coordinatorName{"coordinator"};

    // programs: the folder of txdesk-server and txdesk-bank; empty: that of the running program.
    explicit Stage(QString programs = {}, QObject *parent = nullptr);
    ~Stage() override; // ends all of them

    // Banks that keep their books in MariaDB, so that they can take part in XA.
    [[nodiscard]] static bool usesMariaDb(const QString &participant);

    // One of the tutorials' services; the others are banks.
    [[nodiscard]] static bool isService(const QString &participant);
    // The service it calls; empty: none.
    [[nodiscard]] static QString peerOf(const QString &service);

    // Starts the coordinator, MariaDB if one of them needs it, and these participants, unless they run; ready() comes when all of them listen.
    // Services begin anew: what subscribed to their topics before is forgotten.
    void require(const QStringList &participants, bool servicesOnMariaDb = false);
    void start(const QString &process); // again, on the port it had; started() when it listens
    void kill(const QString &process);  // SIGKILL; ended() when it is gone
    void setStopped(const QString &process, bool stopped); // SIGSTOP and SIGCONT: it hangs, and goes on

    [[nodiscard]] bool isListening(const QString &process) const;
    [[nodiscard]] bool isStopped(const QString &process) const; // it would not answer
    [[nodiscard]] QStringList participants() const;                     // that have been started
    [[nodiscard]] QString coordinatorUrl() const;                       // "http://127.0.0.1:41001"
    [[nodiscard]] QString urlOf(const QString &participant) const;      // where the coordinator calls it
    [[nodiscard]] QString controlUrlOf(const QString &participant) const;
    [[nodiscard]] QString nameOf(const QString &hostAndPort) const;     // "bank-a"; as given when it is none of ours
    // What the coordinator wrote at its first start; empty before it listens.
    [[nodiscard]] QByteArray adminToken() const { return m_adminToken; }
    [[nodiscard]] QString folder() const { return m_dir.path(); }

signals:
    void ready();
    void failed(const QString &message); // a program could not be started
    void started(const QString &process);
    void ended(const QString &process);

private:
    ChildProcess *make(const QString &process);
    void checkReady();
    [[nodiscard]] bool needsMariaDb(const QString &participant) const;
    [[nodiscard]] QStringList serviceArguments(const QString &service) const;
    void forgetTopics();
    [[nodiscard]] bool readAdminToken();
    [[nodiscard]] QString adminTokenFile() const { return m_dir.filePath(QStringLiteral("admin.token")); }

    QString m_programs;
    QTemporaryDir m_dir;
    MariaServer m_mariaDb; // started when the first bank needs it
    std::map<QString, std::unique_ptr<ChildProcess>> m_children;
    QByteArray m_adminToken;
    QStringList m_required; // until ready
    bool m_servicesOnMariaDb = false;
    bool m_topicsKnown = false; // to have no old subscribers
    int m_topicsAsked = 0;
    http::Client m_http;
};

} // namespace txdesk::demo
