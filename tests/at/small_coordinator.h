// The least coordinator that AT needs: transactions, branches, row locks with waiting, and phase two when a test says so.
// Tests bend its answers; the real one is in at_server_test.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/at/on_a_thread.h"

#include <QJsonObject>
#include <QMap>
#include <QMutex>
#include <QStringList>

namespace txdesk::test {

class SmallCoordinator
{
public:
    struct Branch
    {
        QString id;
        QString url;
        QString resource;
        QString requestId;
        bool isOver = false;
    };

    SmallCoordinator();

    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1/api/dtmsvr").arg(m_server->port()); }

    // What it has seen and holds. Thread: any.
    [[nodiscard]] QString statusOf(const QString &gid) const;
    [[nodiscard]] QList<Branch> branchesOf(const QString &gid) const;
    [[nodiscard]] qsizetype lockCount() const;
    [[nodiscard]] QStringList asked() const; // "prepare g", "registerBranch g", ..
    [[nodiscard]] QList<QJsonObject> bodies(const QString &path) const;

    // Bends the next answer to that path: done as always, but the answer is dropped.
    void dropNextAnswer(const QString &path);
    // The next answer to that path is this one, and nothing is done.
    void answerNext(const QString &path, int status, const QByteArray &body);
    // Runs on the coordinator's thread before the next answer to that path.
    void beforeNext(const QString &path, const std::function<void()> &act);
    void decide(const QString &gid, const QString &status); // "submitted", "aborting": as if somebody had told it
    void forget(const QString &gid);

    // Phase two: every branch that is left, in order or in reverse, each until it is not done. "01 200", "02 409 text".
    [[nodiscard]] QStringList finish(const QString &gid, const QString &rollbackOp = QStringLiteral("rollback"));

private:
    struct Transaction
    {
        QString status = QStringLiteral("prepared");
        QList<Branch> branches{};
    };
    struct Waiting
    {
        QJsonObject request;
        std::shared_ptr<http::Responder> responder;
        qint64 until = 0;
    };
    struct Bent
    {
        bool isDropped = false;
        int status = 0;
        QByteArray body{};
        std::function<void()> act{};
    };

    void handle(http::Request &&request, http::Responder &&responder);
    [[nodiscard]] http::Response answerTo(const QString &path, const QJsonObject &body, const http::Request &request);
    [[nodiscard]] http::Response registered(const QJsonObject &body);
    [[nodiscard]] http::Response decided(const QString &gid, const QString &from, const QString &status);
    [[nodiscard]] QStringList holdersOf(const QJsonObject &body) const;
    [[nodiscard]] http::Response conflict(const QStringList &holders) const;
    void release(const QString &gid);
    void serveWaiting();

    mutable QMutex m_mutex;
    QMap<QString, Transaction> m_transactions;
    QMap<QString, QString> m_locks; // row -> gid
    QList<Waiting> m_waiting;
    QStringList m_asked;
    QMap<QString, QList<QJsonObject>> m_bodies;
    QMap<QString, Bent> m_bent;
    std::unique_ptr<ServerOnAThread> m_server;
};

} // namespace txdesk::test
