// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/twin_finder.h"

#include "console/models/branch_rows.h"
#include "console/text/words.h"
#include "shared/base/foreign_word.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

QStringList shapeOf(const TransactionDetail &detail)
{
    QStringList shape{spelled(transactionKindNames, detail.snapshot.transaction.kind)};
    for (const BranchRow &row : branchRows(detail))
        if (!row.asksInitiator())
            shape.append(u"%1 %2 %3"_s.arg(row.branch.value, row.participant, row.path));
    return shape;
}

TwinFinder::TwinFinder(CoordinatorLink &link, QObject *parent) : QObject(parent), m_link(link) {}

void TwinFinder::findLastGood(const TransactionDetail &of)
{
    m_of = of;
    m_candidates.clear();
    m_tried = 0;
    const int search = ++m_search;
    TransactionFilter filter{.statuses = {TransactionStatus::Succeeded}, .kind = of.snapshot.transaction.kind};
    if (!of.participants.isEmpty())
        filter.participant = of.participants.first();
    m_link.list(filter, {.after = {}, .limit = candidatesMax}, this, [this, search](const Result<TransactionPage> &page) {
        if (search != m_search)
            return;
        if (!page)
            return emit notFound(tr("The list of good ones could not be read: %1").arg(page.error().message));
        for (const TransactionRow &row : page->rows)
            if (row.transaction.gid != m_of.snapshot.transaction.gid && row.participants == m_of.participants)
                m_candidates.append(row.transaction.gid);
        tryNext();
    });
}

void TwinFinder::tryNext()
{
    if (m_tried >= std::min<qsizetype>(m_candidates.size(), detailsMax))
        return emit notFound(tr("No transaction of this shape has succeeded among the newest %1: mark another one in the list with m, then compare with M.")
                                 .arg(candidatesMax));
    const int search = m_search;
    m_link.detail(m_candidates[m_tried++], this, [this, search](const Result<TransactionDetail> &twin) {
        if (search != m_search)
            return;
        if (twin && shapeOf(*twin) == shapeOf(m_of))
            emit found(*twin, true);
        else
            tryNext();
    });
}

void TwinFinder::load(const Gid &gid, const TransactionDetail &of)
{
    m_of = of;
    const int search = ++m_search;
    m_link.detail(gid, this, [this, gid, search](const Result<TransactionDetail> &twin) {
        if (search != m_search)
            return;
        if (twin)
            emit found(*twin, shapeOf(*twin) == shapeOf(m_of));
        else
            emit notFound(tr("%1 could not be loaded: %2").arg(gid.value, twin.error().message));
    });
}

} // namespace txdesk::console
