// Starts, kills and finds the processes of the demo.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/stage.h"

#include "console/client/secret_file.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

Stage::Stage(QString programs, QObject *parent)
    : QObject(parent), m_programs(programs.isEmpty() ? QCoreApplication::applicationDirPath() : std::move(programs)),
      m_mariaDb(m_dir.filePath(u"mariadb"_s))
{
    connect(&m_mariaDb, &MariaServer::ready, this, &Stage::checkReady);
    connect(&m_mariaDb, &MariaServer::failed, this, &Stage::failed);
}

Stage::~Stage() = default;

bool Stage::usesMariaDb(const QString &participant)
{
    return participant == "bank-x"_L1 || participant == "bank-y"_L1;
}

bool Stage::isService(const QString &participant)
{
    static const QStringList services{u"seata-bank1"_s,       u"seata-bank2"_s,          u"tcc-bank1"_s,        u"tcc-bank2"_s,    u"txmsg-bank1"_s,
                                      u"txmsg-bank2"_s,       u"dtx-notifymsg-bank1"_s,  u"dtx-notifymsg-pay"_s, u"saga-bank1"_s,  u"saga-bank2"_s,
                                      u"registration-user"_s, u"registration-account"_s, u"deposit-platform"_s, u"deposit-bank"_s, u"bid-review"_s,
                                      u"bid-repayment"_s};
    return services.contains(participant);
}

QString Stage::peerOf(const QString &service)
{
    static const QHash<QString, QString> peers{{u"seata-bank1"_s, u"seata-bank2"_s},
                                               {u"tcc-bank1"_s, u"tcc-bank2"_s},
                                               {u"saga-bank1"_s, u"saga-bank2"_s},
                                               {u"dtx-notifymsg-bank1"_s, u"dtx-notifymsg-pay"_s},
                                               {u"registration-user"_s, u"registration-account"_s},
                                               {u"deposit-platform"_s, u"deposit-bank"_s}};
    return peers.value(service);
}

bool Stage::needsMariaDb(const QString &participant) const
{
    return usesMariaDb(participant) || (m_servicesOnMariaDb && isService(participant));
}

// Short ladders and early check-backs: a story does not wait for a minute. Of what is not there nobody can tell, as the
// tutorial has it.
QStringList Stage::serviceArguments(const QString &service) const
{
    QStringList arguments{u"--service"_s,     service, u"--coordinator"_s, coordinatorUrl() + u"/api/dtmsvr"_s, u"--token-file"_s, adminTokenFile(),
                          u"--ladder"_s,      u"1,1"_s, u"--check-after"_s, u"1"_s, u"--check-every"_s, u"1"_s,
                          u"--check-max"_s,   u"2"_s,  u"--check-absent"_s, u"unknown"_s};
    if (m_servicesOnMariaDb)
        arguments << u"--mysql"_s << m_mariaDb.socket();
    else
        arguments << u"--db"_s << m_dir.filePath(service + u".sqlite"_s);
    if (const QString peer = peerOf(service); !peer.isEmpty())
        arguments << u"--peer"_s << urlOf(peer);
    return arguments;
}

ChildProcess *Stage::make(const QString &process)
{
    const bool isCoordinator = process == coordinatorName;
    const QString program = m_programs + (isCoordinator ? "/txdesk-server"_L1 : "/txdesk-bank"_L1);
    const QString file = m_dir.filePath(process + u".sqlite"_s);
    QStringList arguments;
    if (isCoordinator)
        arguments = {u"--node"_s, u"demo"_s, u"--store"_s, u"sqlite:"_s + file, u"--store-any-file-system"_s,
                     u"--grpc-port"_s, u"0"_s, u"--admin-token-file"_s, adminTokenFile()}; // the usual port may be another coordinator's
    else if (isService(process))
        arguments = serviceArguments(process);
    else
        arguments = {u"--name"_s, process, usesMariaDb(process) ? u"--mysql"_s : u"--db"_s,
                     usesMariaDb(process) ? m_mariaDb.socket() : file, u"--coordinator"_s, coordinatorUrl() + u"/api/dtmsvr"_s};
    auto child = std::make_unique<ChildProcess>(program, arguments, isCoordinator ? u"--http-port"_s : u"--port"_s,
                                                m_dir.filePath(process + u".log"_s));
    connect(child.get(), &ChildProcess::listening, this, [this, process] {
        if (process == coordinatorName && !readAdminToken())
            return;
        emit started(process);
        checkReady();
    });
    connect(child.get(), &ChildProcess::ended, this, [this, process] { emit ended(process); });
    connect(child.get(), &ChildProcess::failedToStart, this, &Stage::failed);
    return m_children.insert_or_assign(process, std::move(child)).first->second.get();
}

// The console and the stories come with the coordinator's own first token, as an administrator would.
bool Stage::readAdminToken()
{
    const Result<QByteArray> token = console::tokenFromFile(adminTokenFile());
    if (token)
        m_adminToken = *token;
    else
        emit failed(token.error().message);
    return token.has_value();
}

// The participants are told where the coordinator is, so it comes first.
void Stage::require(const QStringList &participants, bool servicesOnMariaDb)
{
    m_required = participants;
    m_servicesOnMariaDb = servicesOnMariaDb;
    m_topicsKnown = std::ranges::none_of(participants, isService);
    std::erase_if(m_children, [](const auto &child) { return isService(child.first); });
    if (!isListening(coordinatorName)) {
        start(coordinatorName);
        return;
    }
    checkReady();
}

// A message would go to services of an earlier story, too.
void Stage::forgetTopics()
{
    if (m_topicsAsked > 0)
        return;
    for (const QString &topic : {u"topic_txmsg"_s, u"topic_notifymsg"_s, u"topic_full_bid"_s}) {
        http::ClientRequest request;
        request.method = "DELETE";
        request.url = coordinatorUrl() + u"/api/dtmsvr/topic/"_s + topic;
        request.headers = {{"Authorization", "Bearer " + m_adminToken}};
        request.timeout = std::chrono::seconds(10);
        ++m_topicsAsked;
        m_http.send(std::move(request), [this](http::ClientResult &&) { // there may be none
            m_topicsKnown = --m_topicsAsked == 0;
            checkReady();
        });
    }
}

void Stage::checkReady()
{
    if (m_required.isEmpty() || !isListening(coordinatorName))
        return;
    if (!m_topicsKnown)
        return forgetTopics();
    if (!m_mariaDb.isReady() && std::ranges::any_of(m_required, [this](const QString &name) { return needsMariaDb(name); })) {
        m_mariaDb.start();
        return;
    }
    bool all = true;
    for (const QString &participant : m_required)
        if (!isListening(participant)) {
            all = false;
            const QString peer = peerOf(participant);
            if (peer.isEmpty() || isListening(peer)) // it is told where that one is
                start(participant);
        }
    if (!all)
        return;
    m_required.clear();
    QMetaObject::invokeMethod(this, &Stage::ready, Qt::QueuedConnection);
}

void Stage::start(const QString &process)
{
    const auto found = m_children.find(process);
    ChildProcess *child = found == m_children.end() ? make(process) : found->second.get();
    child->start();
}

void Stage::kill(const QString &process)
{
    if (const auto found = m_children.find(process); found != m_children.end())
        found->second->kill();
}

void Stage::setStopped(const QString &process, bool stopped)
{
    if (const auto found = m_children.find(process); found != m_children.end())
        found->second->setStopped(stopped);
}

bool Stage::isListening(const QString &process) const
{
    const auto found = m_children.find(process);
    return found != m_children.end() && found->second->isListening();
}

bool Stage::isStopped(const QString &process) const
{
    const auto found = m_children.find(process);
    return found != m_children.end() && found->second->isStopped();
}

QStringList Stage::participants() const
{
    QStringList names;
    for (const auto &[name, child] : m_children)
        if (name != coordinatorName)
            names.append(name);
    return names;
}

QString Stage::coordinatorUrl() const
{
    return urlOf(coordinatorName);
}

QString Stage::urlOf(const QString &participant) const
{
    const auto found = m_children.find(participant);
    return u"http://127.0.0.1:%1"_s.arg(found == m_children.end() ? 0 : found->second->port());
}

QString Stage::controlUrlOf(const QString &participant) const
{
    const auto found = m_children.find(participant);
    return u"http://127.0.0.1:%1"_s.arg(found == m_children.end() ? 0 : found->second->controlPort());
}

QString Stage::nameOf(const QString &hostAndPort) const
{
    const int port = hostAndPort.section(u':', -1).toInt();
    for (const auto &[name, child] : m_children)
        if (child->port() == port)
            return name;
    return hostAndPort;
}

} // namespace txdesk::demo
