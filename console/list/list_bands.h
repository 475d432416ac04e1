// The lines above the rows: the list is old, only a part was looked at, the order is the console's own, one short word.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/list/transaction_feed.h"
#include "console/widgets/appearance.h"

#include <QWidget>

namespace txdesk::console {

class NoticeBand;

// Thread: GUI. Follows the feed.
class ListBands final : public QWidget
{
    Q_OBJECT

public:
    ListBands(TransactionFeed &feed, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~ListBands() override;

    void showState();
    void sayBriefly(const QString &text); // gone after some seconds
    void setAppearance(const Appearance &appearance);

signals:
    void serverOrderWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showPart();
    void showOrder();

    TransactionFeed &m_feed;
    DelayedCalls &m_delayed;
    NoticeBand *m_error;
    NoticeBand *m_part;
    NoticeBand *m_order;
    NoticeBand *m_word;
    DelayedCalls::Handle m_wordEnd = 0;
};

} // namespace txdesk::console
