// Bytes in, requests out: HeadCheck first, then Boost.Beast for fields, lengths and chunks. Sans I/O.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/fault.h"
#include "shared/http/head_check.h"
#include "shared/http/message.h"

#include <memory>

namespace txdesk::http {

// Thread: any one. Invariant: keeps at most one body of bodyBytesMax; never asks to see consumed bytes again.
class RequestParser
{
public:
    enum class State { Head, Body, Complete, Refused };

    explicit RequestParser(const ServerLimits &limits); // outlives the parser
    ~RequestParser();

    // `bytes` are the unconsumed ones and all that came since. Gives how many of them it consumed; stops behind the
    // request.
    [[nodiscard]] qsizetype feed(QByteArrayView bytes);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Fault fault() const { return m_fault; }              // when Refused
    [[nodiscard]] bool wantsContinue() const { return m_check.head().wantsContinue; } // from Body on
    [[nodiscard]] bool isHttp10() const { return m_check.head().minorVersion == 0; }
    [[nodiscard]] bool keepsAlive() const { return m_keepsAlive; }
    [[nodiscard]] qint64 bodyBytes() const; // so far

    [[nodiscard]] Request take(); // the complete one; the parser is ready for the next head

private:
    class Sink;

    qsizetype feedHead(QByteArrayView bytes);
    qsizetype feedBody(QByteArrayView bytes);
    qsizetype refuse(Fault fault);
    void finish();

    const ServerLimits &m_limits;
    HeadCheck m_check;
    Request m_request;
    std::unique_ptr<Sink> m_sink; // only while a body is being read
    State m_state = State::Head;
    Fault m_fault;
    bool m_keepsAlive = true;
};

} // namespace txdesk::http
