// Bytes in, one response out: strict about line ends and lengths, limits on head and body. Sans I/O.
// Source: RFC 9112 sections 4, 6, 7; interim responses (1xx) are skipped.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/message.h"

#include <QByteArrayView>

#include <memory>

namespace txdesk::http {

struct ResponseLimits
{
    qsizetype headBytesMax = 32 * 1024;
    qsizetype bodyBytesMax = 1024 * 1024;
};

// Thread: any one. Used for one response at a time: reset() before each.
class ResponseParser
{
public:
    enum class State { Head, Body, Complete, Failed };

    explicit ResponseParser(ResponseLimits limits);
    ~ResponseParser();

    void reset(bool answersHead); // answersHead: the request was a HEAD, no body follows
    [[nodiscard]] qsizetype feed(QByteArrayView bytes); // the unconsumed bytes and all that came since
    void endOfInput();                                  // the connection ended: completes a body that lasts until then

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const char *error() const { return m_error; } // when Failed
    [[nodiscard]] bool keepsAlive() const { return m_keepsAlive; }
    [[nodiscard]] int status() const;
    [[nodiscard]] QList<Header> takeHeaders();
    [[nodiscard]] QByteArray takeBody();

private:
    class Sink;

    void startMessage();
    qsizetype feedHead(QByteArrayView bytes);
    qsizetype feedBody(QByteArrayView bytes);
    qsizetype fail(const char *error);
    void finishWhenDone();

    const ResponseLimits m_limits;
    std::unique_ptr<Sink> m_sink;
    State m_state = State::Head;
    const char *m_error = "";
    qsizetype m_searched = 0;
    int m_interim = 0;
    bool m_answersHead = false;
    bool m_keepsAlive = false;
};

} // namespace txdesk::http
