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

ChildProcess *Stage::make(const QString &process)
{
    const bool isCoordinator = process == coordinatorName;
    const QString program = m_programs + (isCoordinator ? "/txdesk-server"_L1 : "/txdesk-bank"_L1);
    const QString file = m_dir.filePath(process + u".sqlite"_s);
    QStringList arguments;
    if (isCoordinator)
        arguments = {u"--node"_s, u"demo"_s, u"--store"_s, u"sqlite:"_s + file, u"--store-any-file-system"_s,
                     u"--grpc-port"_s, u"0"_s, u"--admin-token-file"_s, adminTokenFile()}; // the usual port may be another coordinator's
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
void Stage::require(const QStringList &participants)
{
    m_required = participants;
    if (!isListening(coordinatorName)) {
        start(coordinatorName);
        return;
    }
    checkReady();
}

void Stage::checkReady()
{
    if (m_required.isEmpty() || !isListening(coordinatorName))
        return;
    if (!m_mariaDb.isReady() && std::ranges::any_of(m_required, usesMariaDb)) {
        m_mariaDb.start();
        return;
    }
    bool all = true;
    for (const QString &participant : m_required)
        if (!isListening(participant)) {
            all = false;
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

bool Stage::isListening(const QString &process) const
{
    const auto found = m_children.find(process);
    return found != m_children.end() && found->second->isListening();
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
