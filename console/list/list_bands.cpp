// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_bands.h"

#include "console/widgets/notice_band.h"

#include <QEvent>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int lookedAtOnce = 10'000; // rows, before the person is asked again
constexpr Milliseconds wordStays{8000};
} // namespace

ListBands::ListBands(TransactionFeed &feed, DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_delayed(delayed), m_error(new NoticeBand(this)), m_part(new NoticeBand(this)),
      m_order(new NoticeBand(this)), m_word(new NoticeBand(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_error->setObjectName("listError"_L1);
    m_part->setObjectName("listPart"_L1);
    m_order->setObjectName("listOrder"_L1);
    m_word->setObjectName("listWord"_L1);
    for (NoticeBand *band : {m_error, m_part, m_order, m_word})
        column->addWidget(band);
    connect(m_error, &NoticeBand::clicked, &feed, &TransactionFeed::refresh);
    connect(m_order, &NoticeBand::clicked, this, &ListBands::serverOrderWanted);
    connect(m_word, &NoticeBand::clicked, m_word, &NoticeBand::silence);
    connect(m_part, &NoticeBand::clicked, this, [this] {
        if (m_feed.isLoadingMany())
            m_feed.stopLoading();
        else
            m_feed.loadMany(lookedAtOnce);
    });
    connect(&feed, &TransactionFeed::progressed, this, &ListBands::showPart);
    connect(&feed, &TransactionFeed::stateChanged, this, &ListBands::showState);
    connect(&feed.model(), &TransactionListModel::modelReset, this, &ListBands::showState);
    connect(&feed.model(), &TransactionListModel::layoutChanged, this, &ListBands::showState);
}

ListBands::~ListBands() { m_delayed.stop(m_wordEnd); }

void ListBands::showState()
{
    if (m_feed.state() == FeedState::Failed && m_feed.model().transactionCount() > 0)
        m_error->say(tr("The list is not up to date: %1").arg(m_feed.error().message), Meaning::Failed, tr("Try again"));
    else
        m_error->silence();
    showPart();
    showOrder();
}

void ListBands::showPart()
{
    const bool clientSide = m_feed.clientSide() != FilterTerms();
    const bool more = !m_feed.model().nextCursor().isEmpty();
    const int shown = m_feed.model().transactionCount();
    const QString looked = locale().toString(m_feed.looked());
    if (m_feed.isLoadingMany()) {
        m_part->say(clientSide ? tr("Looked at %1 rows, %2 match…").arg(looked, locale().toString(shown))
                               : tr("%1 rows loaded…").arg(locale().toString(shown)),
                    Meaning::Waiting, tr("Stop"));
        return;
    }
    const bool settled = m_feed.state() == FeedState::Ready;
    if (settled && clientSide)
        m_part->say(more ? tr("⚠ is applied by the console: %1 of the %2 newest rows match").arg(locale().toString(shown), looked)
                         : tr("⚠ is applied by the console: %1 of all %2 rows match").arg(locale().toString(shown), looked),
                    Meaning::Waiting, more ? tr("Scan further (100 to 200 rows a request)") : QString());
    else if (settled && more && shown == 0)
        m_part->say(tr("Nothing found so far in the part the server looked at"), Meaning::Waiting, tr("Search further"));
    else
        m_part->silence();
}

void ListBands::showOrder()
{
    const auto column = m_feed.model().localSort();
    if (column)
        m_order->say(tr("Only the %1 loaded rows are sorted, by “%2”; new rows wait")
                         .arg(locale().toString(m_feed.model().transactionCount()), m_feed.model().headerData(*column, Qt::Horizontal, Qt::DisplayRole).toString()),
                     Meaning::Waiting, tr("The server's order"));
    else
        m_order->silence();
}

void ListBands::sayBriefly(const QString &text)
{
    m_word->say(text, Meaning::Stopped, tr("OK"));
    m_delayed.stop(m_wordEnd);
    m_wordEnd = m_delayed.start(wordStays, [this] {
        m_wordEnd = 0;
        m_word->silence();
    });
}

void ListBands::setAppearance(const Appearance &appearance)
{
    for (NoticeBand *band : {m_error, m_part, m_order, m_word})
        band->setTheme(appearance.theme);
}

void ListBands::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_word->silence();
        showState();
    }
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
