// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/event_stream_parser.h"

namespace txdesk::console {

void EventStreamParser::clear() { *this = EventStreamParser(); }

QList<StreamFrame> EventStreamParser::feed(const QByteArray &bytes)
{
    QList<StreamFrame> frames;
    if (m_overflowed)
        return frames;
    m_rest += bytes;
    qsizetype begin = 0;
    qsizetype i = m_scanned;
    for (; i < m_rest.size(); ++i) {
        const char c = m_rest[i];
        if (c != '\n' && c != '\r')
            continue;
        // A CR at the very end may be the first half of a CRLF: wait for the next byte.
        if (c == '\r' && i + 1 == m_rest.size())
            break;
        takeLine(m_rest.mid(begin, i - begin), frames);
        if (c == '\r' && m_rest[i + 1] == '\n')
            ++i;
        begin = i + 1;
    }
    m_rest.remove(0, begin);
    m_scanned = i - begin;
    m_overflowed = m_rest.size() + m_open.data.size() > eventBytesMax;
    return frames;
}

void EventStreamParser::takeLine(QByteArray line, QList<StreamFrame> &frames)
{
    if (line.isEmpty()) {
        if (m_hasData) {
            if (m_open.event.isEmpty())
                m_open.event = "message";
            frames.append(std::exchange(m_open, {}));
        }
        m_open = {};
        m_hasData = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArray field = colon < 0 ? line : line.first(colon);
    QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (colon == 0) {
        frames.append(StreamFrame{.event = {}, .id = {}, .data = {}, .comment = value});
    } else if (field == "event") {
        m_open.event = value;
    } else if (field == "id") {
        m_open.id = value;
    } else if (field == "data") {
        m_open.data += m_hasData ? '\n' + value : value;
        m_hasData = true;
    }
}

} // namespace txdesk::console
