// The last requests of the console, for the diagnostics: what was asked, what came, how long it took; never a body or a token.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <QList>
#include <QString>

namespace txdesk::console {

struct RequestNote
{
    qint64 atMs = 0; // since 1970, by our clock
    QString verb;    // "GET"
    QString place;   // host, port and path; of a query only its names
    int status = 0;  // of HTTP; 0: no answer
    Milliseconds took{0};
};

// Thread: GUI. Keeps the newest.
class RequestLog
{
public:
    static constexpr qsizetype kept = 200;

    void add(const RequestNote &note)
    {
        m_notes.append(note);
        if (m_notes.size() > kept)
            m_notes.removeFirst();
    }
    [[nodiscard]] const QList<RequestNote> &notes() const { return m_notes; }

private:
    QList<RequestNote> m_notes;
};

} // namespace txdesk::console
