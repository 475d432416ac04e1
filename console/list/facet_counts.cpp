// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/facet_counts.h"

#include "console/list/view_counts.h"
#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"

namespace txdesk::console {

FacetCounts::FacetCounts(CoordinatorLink &link, const Clock &serverClock, QObject *parent) : QObject(parent), m_link(link), m_clock(serverClock) {}

void FacetCounts::ask(const QStringList &lines)
{
    ++m_question;
    m_lines = lines;
    if (m_link.status().state == LinkState::Live && m_link.capabilities().has(Feature::Counts))
        askNext();
}

void FacetCounts::askNext()
{
    while (!m_lines.isEmpty()) {
        const QString line = m_lines.takeFirst();
        const auto filter = FilterGrammar::parse(line, m_clock.now());
        if (!filter || clientSideTerms(*filter, m_link.capabilities().filters) != FilterTerms())
            continue;
        m_link.count(*filter, this, [this, line, question = m_question](const Result<CountEstimate> &count) {
            if (question != m_question)
                return;
            if (count)
                emit counted(line, countText(*count));
            askNext();
        });
        return;
    }
}

} // namespace txdesk::console
