#include "tests/bench/child_server.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTcpSocket>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace txdesk::bench {
namespace {

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ChildServer::ChildServer(QString program, QStringList options) : m_program(std::move(program)), m_options(std::move(options))
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.setStandardErrorFile(m_folder.filePath(u"server.log"_s));
}

ChildServer::~ChildServer()
{
    kill();
}

void ChildServer::start()
{
    QStringList store;
    if (!m_options.contains(u"--store-driver"_s))
        store = {u"--store"_s, u"sqlite:"_s + storeFile()};
    m_process.setWorkingDirectory(m_folder.path()); // what a server keeps beside a store that is no file
    m_process.start(m_program, QStringList{u"--http-port"_s, u"0"_s, u"--grpc-port"_s, u"-1"_s, u"--node"_s, u"bench"_s} + store + m_options);
    static const QRegularExpression listening(u"listening on 127\\.0\\.0\\.1:(\\d+)"_s);
    QString said;
    while (m_process.waitForReadyRead(20'000)) {
        said += QString::fromUtf8(m_process.readAllStandardOutput());
        if (const auto match = listening.match(said); match.hasMatch()) {
            m_port = match.captured(1).toInt();
            return;
        }
    }
    giveUp(u"%1 does not start: %2 %3"_s.arg(m_program, said, QString::fromUtf8(contentOf(m_folder.filePath(u"server.log"_s)).right(500))));
}

void ChildServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(10'000);
}

QString ChildServer::storeFile() const
{
    return m_folder.filePath(u"bench.sqlite"_s);
}

std::chrono::nanoseconds ChildServer::cpu() const
{
    return cpuOfProcess(m_process.processId());
}

std::chrono::nanoseconds cpuOfProcess(qint64 process)
{
    const QDir tasks(u"/proc/%1/task"_s.arg(process));
    qint64 sum = 0;
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        sum += contentOf(tasks.filePath(task + u"/schedstat"_s)).split(' ').value(0).toLongLong();
    return std::chrono::nanoseconds{sum};
}

long ChildServer::residentKib() const
{
    static const QRegularExpression row(u"VmRSS:\\s+(\\d+)"_s);
    return row.match(QString::fromUtf8(contentOf(u"/proc/%1/status"_s.arg(m_process.processId())))).captured(1).toLong();
}

QByteArray ChildServer::get(const QByteArray &path) const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_port));
    if (!socket.waitForConnected(3'000))
        return {};
    socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(3'000))
        answer += socket.readAll();
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

} // namespace txdesk::bench
