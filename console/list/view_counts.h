// How many transactions each view has, counted by the server one view after another while somebody looks.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"

namespace txdesk::console {

// "312", "≥ 10,000"; empty where it says nothing.
[[nodiscard]] QString countText(const CountEstimate &count);

// Thread: GUI. One request at a time, a round every ten seconds; nothing while it is not active or nobody is connected.
class ViewCounts final : public QObject
{
    Q_OBJECT

public:
    ViewCounts(CoordinatorLink &link, const Clock &serverClock, DelayedCalls &delayed, QObject *parent = nullptr);
    ~ViewCounts() override;

    void setFilters(const QStringList &filterTexts);
    void setActive(bool active) { m_active = active; }
    // "312", "≥ 10,000"; empty: not known.
    [[nodiscard]] QString text(const QString &filterText) const;

signals:
    void changed();

private:
    void beat();
    void askNext(qsizetype at);

    CoordinatorLink &m_link;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    QStringList m_filters;
    QHash<QString, CountEstimate> m_counts;
    bool m_active = true;
    bool m_asking = false;
    DelayedCalls::Handle m_beat = 0;
};

} // namespace txdesk::console
