// Splits a server-sent event stream into events and comments, whatever the packet borders.
// Source: the event stream rules of the HTML standard (fields event, id, data; CR, LF and CRLF end a line).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>

namespace txdesk::console {

struct StreamFrame
{
    QByteArray event; // "message" when the stream names none; empty for a comment
    QByteArray id;
    QByteArray data;    // several data lines are joined by \n
    QByteArray comment; // text after the colon, without the space

    friend bool operator==(const StreamFrame &, const StreamFrame &) = default;
};

class EventStreamParser
{
public:
    // An event larger than this means the other side is not what we think it is.
    static constexpr qsizetype eventBytesMax = 16 * 1024 * 1024;

    [[nodiscard]] QList<StreamFrame> feed(const QByteArray &bytes);
    [[nodiscard]] bool overflowed() const { return m_overflowed; } // from then on feed() returns nothing
    void clear();

private:
    void takeLine(QByteArray line, QList<StreamFrame> &frames);

    QByteArray m_rest;
    qsizetype m_scanned = 0; // of m_rest: no line ends in it
    StreamFrame m_open;
    bool m_hasData = false;
    bool m_overflowed = false;
};

} // namespace txdesk::console
