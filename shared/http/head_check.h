// Strict validation of the raw bytes of a request head, before any parser interprets them: what two parsers could read
// differently is refused. Sans I/O. Source: RFC 9112 sections 2.2, 3, 5, 6; docs/limits.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/fault.h"
#include "shared/http/server_limits.h"

#include <QByteArrayView>

namespace txdesk::http {

struct RequestHead
{
    qsizetype bytes = 0;     // the blank line included
    qint64 bodyBytes = -1;   // Content-Length; -1 when absent
    int minorVersion = 1;
    bool isChunked = false;
    bool wantsContinue = false;
    bool hasHost = false;
};

// Thread: any one. Invariant: looks at each byte once, however slowly they come.
class HeadCheck
{
public:
    enum class State { NeedsMore, Good, Refused };

    explicit HeadCheck(const ServerLimits &limits) : m_limits(limits) {}

    // `bytes` begins with the first byte of the head at each call and may go on behind it.
    State feed(QByteArrayView bytes);
    void reset();
    [[nodiscard]] const RequestHead &head() const { return m_head; }
    [[nodiscard]] Fault fault() const { return m_fault; }

private:
    State refuse(int status, const char *text);
    State checkStart(QByteArrayView bytes);
    State checkLine(QByteArrayView line);
    State checkUnfinishedLine(qsizetype bytes);
    State checkRequestLine(QByteArrayView line);
    State checkVersion(QByteArrayView version);
    State checkField(QByteArrayView line);
    State checkKnownField(QByteArrayView name, QByteArrayView value);
    State checkHost(QByteArrayView value);
    State checkHostName(QByteArrayView value);
    State checkLength(QByteArrayView value);
    State checkTransferEncoding(QByteArrayView value);
    State checkWhole();

    const ServerLimits &m_limits;
    RequestHead m_head;
    Fault m_fault;
    qsizetype m_lineStart = 0;
    qsizetype m_searched = 0;    // no line end before it
    qsizetype m_fieldBytes = 0;
    int m_fields = 0;
    bool m_sawRequestLine = false;
    bool m_sawTransferEncoding = false;
    bool m_badTransferEncoding = false;
    bool m_hasTargetHost = false; // absolute form: the target's authority counts, not the Host header
    bool m_badExpect = false;
    bool m_badEncoding = false;
    bool m_unknownHost = false;
};

} // namespace txdesk::http
