// Participants in this process for the tests of calls: one speaks HTTP, one gRPC. Both answer as a function says and
// keep what they were asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/server.h"
#include "tests/support/certificates.h"

#include <QMap>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace txdesk::test {

class HttpParticipant
{
public:
    using Answer = std::function<http::Response(const http::Request &)>;

    explicit HttpParticipant(Answer answer = {});
    [[nodiscard]] bool start();
    [[nodiscard]] QString url(const QString &pathAndQuery) const; // "http://127.0.0.1:port/..."

    QList<http::Request> heard;
    bool silent = false; // never answers

private:
    Answer m_answer;
    std::vector<http::Responder> m_waiting;
    http::Server m_server;
    quint16 m_port = 0;
};

// Any method of any service, with raw bytes. Answers come from gRPC's threads.
class GrpcParticipant
{
public:
    struct Heard
    {
        QString method;               // "/pkg.Service/Method"
        QMap<QString, QString> metadata;
        QByteArray body;
        qint64 deadlineMs = 0;        // time left when it came
    };
    struct Said
    {
        int code = 0;
        QString message{};
        QString barrier{};            // X-Tx-Barrier as trailing metadata; empty: none
        QByteArray body{};
    };
    using Answer = std::function<Said(const Heard &)>;

    explicit GrpcParticipant(Answer answer = {});
    ~GrpcParticipant();
    [[nodiscard]] bool start(int port = 0);
    [[nodiscard]] bool start(const IdentityFiles &identity, const QString &clientCaFile = {}); // over TLS
    void stop();

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString url(const QString &method) const; // "127.0.0.1:port/pkg.Service/Method"
    [[nodiscard]] QList<Heard> heard() const;
    [[nodiscard]] int waiting() const; // calls that are held back
    void hold();    // answers nothing from now on
    void release(); // answers what was held back

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
    int m_port = 0;
};

} // namespace txdesk::test
