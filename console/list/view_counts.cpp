// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/view_counts.h"

#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"

#include <QLocale>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds countEvery{10'000};
constexpr Milliseconds firstLook{500}; // after the connection, which has more urgent things to ask
} // namespace

ViewCounts::ViewCounts(CoordinatorLink &link, const Clock &serverClock, DelayedCalls &delayed, QObject *parent)
    : QObject(parent), m_link(link), m_clock(serverClock), m_delayed(delayed)
{
    m_beat = m_delayed.start(firstLook, [this] { beat(); });
}

ViewCounts::~ViewCounts() { m_delayed.stop(m_beat); }

void ViewCounts::setFilters(const QStringList &filterTexts) { m_filters = filterTexts; }

QString countText(const CountEstimate &count)
{
    if (count.count == 0 && !count.complete)
        return {}; // "at least none" says nothing
    const QString number = QLocale().toString(count.count);
    return count.complete ? number : u"≥ "_s + number;
}

QString ViewCounts::text(const QString &filterText) const
{
    const auto known = m_counts.constFind(filterText);
    return known == m_counts.constEnd() ? QString() : countText(*known);
}

void ViewCounts::beat()
{
    const bool may = m_active && !m_asking && m_link.status().state == LinkState::Live && m_link.capabilities().has(Feature::Counts);
    if (may)
        askNext(0);
    m_beat = m_delayed.start(may || m_active ? countEvery : firstLook, [this] { beat(); });
}

void ViewCounts::askNext(qsizetype at)
{
    if (at >= m_filters.size()) {
        m_asking = false;
        emit changed();
        return;
    }
    const QString text = m_filters[at];
    const auto filter = FilterGrammar::parse(text, m_clock.now());
    if (!filter || clientSideTerms(*filter, m_link.capabilities().filters) != FilterTerms())
        return askNext(at + 1);
    m_asking = true;
    m_link.count(*filter, this, [this, at, text](const Result<CountEstimate> &count) {
        if (count)
            m_counts.insert(text, *count);
        else
            m_counts.remove(text);
        askNext(at + 1);
    });
}

} // namespace txdesk::console
