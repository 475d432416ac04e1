// Bytes of a connection that are not parsed yet. They are read into a scratch that all connections share, and only what
// is left over is kept: an idle connection owns no buffer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>

#include <utility>
#include <vector>

namespace txdesk::http {

// Thread: that of its connection.
class InputBuffer
{
public:
    [[nodiscard]] bool isEmpty() const { return m_left.isEmpty(); }

    // What is left over when that is enough, else that with new bytes behind it; empty: nothing has come. The view lasts
    // until the next call of any buffer with this scratch.
    template<class Source> // has read(char *, qint64)
    [[nodiscard]] QByteArrayView next(Source &source, std::vector<char> &scratch, bool needsMore)
    {
        if (!m_left.isEmpty() && !needsMore)
            return QByteArrayView(m_left).sliced(m_at);
        const qint64 count = source.read(scratch.data(), static_cast<qint64>(scratch.size()));
        if (count <= 0)
            return {};
        const QByteArrayView fresh(scratch.data(), count);
        if (m_left.isEmpty())
            return fresh;
        m_left.remove(0, std::exchange(m_at, 0));
        m_left.append(fresh);
        return m_left;
    }

    // `bytes` is what next() gave, `consumed` how many of them are done with.
    void consume(QByteArrayView bytes, qsizetype consumed)
    {
        if (m_left.isEmpty()) {
            if (consumed < bytes.size())
                m_left = bytes.sliced(consumed).toByteArray();
            return;
        }
        m_at += consumed;
        if (m_at == m_left.size())
            clear();
    }

    void clear()
    {
        m_left = {};
        m_at = 0;
    }

private:
    QByteArray m_left;
    qsizetype m_at = 0; // all before it is consumed
};

} // namespace txdesk::http
