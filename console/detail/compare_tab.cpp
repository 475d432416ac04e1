// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/compare_tab.h"

#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/timeline/sequence_compare_view.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSplitter>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

CompareTab::CompareTab(SelectionHub &selection, CoordinatorLink &link, QWidget *parent)
    : DetailTab(selection, parent), m_finder(link), m_words(new PlainLabel(this)), m_again(new QToolButton(this)),
      m_view(new SequenceCompareView(this))
{
    setObjectName("compareTab"_L1);
    setMinimumSize(300, 150); // in a low window it gives way, the verdict above does not
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_words, 1);
    bar->addWidget(m_again);
    m_words->setObjectName("compareWords"_L1);
    m_words->setWordWrap(true);
    m_again->setObjectName("compareAgain"_L1);
    m_again->setMinimumHeight(26);
    column->addLayout(bar);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_view);
    auto *cells = new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({4});
    m_table = new DetailTable(m_model, cells, split);
    m_table->setObjectName("differenceTable"_L1);
    split->addWidget(m_table);
    split->setSizes({300, 160});
    column->addWidget(split, 1);
    m_view->setObjectName("compareView"_L1);
    setFocusProxy(m_view);
    connect(&m_finder, &TwinFinder::found, this, &CompareTab::take);
    connect(&m_finder, &TwinFinder::notFound, this, &CompareTab::say);
    connect(m_again, &QToolButton::clicked, this, [this] { mark({}); });
    connect(m_view, &SequenceCompareView::callSelected, this, [this](bool right, const BranchId &branch, OpKind op, int attempt) {
        if (!right)
            hub().select({branch, op, attempt});
    });
    retranslate();
}

void CompareTab::showDetail(const TransactionDetail &detail, Instant)
{
    const bool another = detail.snapshot.transaction.gid != m_detail.snapshot.transaction.gid;
    m_detail = detail;
    if (another) {
        m_finder.stop();
        m_twin.reset();
        m_why = tr("Looking for a transaction of this shape that succeeded…");
        m_outdated = true;
    }
    if (!isVisible())
        return;
    if (m_outdated)
        look();
    else
        fill();
}

void CompareTab::look()
{
    m_outdated = false;
    if (!m_marked.isEmpty() && m_marked != m_detail.snapshot.transaction.gid)
        m_finder.load(m_marked, m_detail);
    else
        m_finder.findLastGood(m_detail);
}

void CompareTab::mark(const Gid &gid)
{
    m_marked = gid;
    m_outdated = true;
    if (isVisible())
        look();
}

void CompareTab::take(const TransactionDetail &twin, bool sameShape)
{
    m_twin = twin;
    m_sameShape = sameShape;
    m_why.clear();
    fill();
    showWhyEmpty();
}

void CompareTab::say(const QString &why)
{
    m_twin.reset();
    m_why = why;
    showWhyEmpty();
}

void CompareTab::fill()
{
    if (!m_twin)
        return;
    const QString here = oneLine(m_detail.snapshot.transaction.gid.value, 40), there = oneLine(m_twin->snapshot.transaction.gid.value, 40);
    const bool chosen = m_twin->snapshot.transaction.gid == m_marked;
    const QString thereTitle = chosen ? tr("marked · %1").arg(there) : tr("last good one · %1").arg(there);
    m_view->setPair(m_detail, tr("this one · %1").arg(here), *m_twin, thereTitle);
    QString words = m_view->summary();
    if (!m_sameShape)
        words += u' ' + tr("The two have not the same shape: other participants, or in another order.");
    m_words->setText(words);
    m_again->setVisible(chosen);
    m_model.setHeaders({tr("what"), tr("this one"), thereTitle, tr("factor"), tr("difference")});
    m_table->setWidths({26, 24, 24, 10, 0});
    m_model.setRows(differenceRows(m_detail, *m_twin));
}

void CompareTab::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_view->setTheme(appearance.theme);
    m_view->setTimeZone(appearance.zone());
    m_table->setTheme(appearance.theme);
}

void CompareTab::retranslate()
{
    m_again->setText(tr("Compare with the last good one"));
    m_again->setAccessibleName(m_again->text());
    m_view->setAccessibleName(tr("Two transactions, step beside step"));
    m_table->setAccessibleName(tr("Differences"));
    fill();
}

void CompareTab::showEvent(QShowEvent *event)
{
    DetailTab::showEvent(event);
    if (m_outdated && !m_detail.snapshot.transaction.gid.isEmpty())
        look();
}

void CompareTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
