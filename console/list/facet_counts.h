// How many transactions each value of a condition would leave, counted by the server while its menu is open.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

namespace txdesk::console {

// Thread: GUI. One request at a time; what the back end cannot count, or cannot filter by, stays without a number.
class FacetCounts final : public QObject
{
    Q_OBJECT

public:
    FacetCounts(CoordinatorLink &link, const Clock &serverClock, QObject *parent = nullptr);

    void ask(const QStringList &lines); // whole filter lines; those of an earlier question are dropped

signals:
    void counted(const QString &line, const QString &count); // "312", "≥ 10,000"

private:
    void askNext();

    CoordinatorLink &m_link;
    const Clock &m_clock;
    QStringList m_lines; // still to be asked
    int m_question = 0;
};

} // namespace txdesk::console
