// The top of the detail page: which transaction it is, its state at a glance, and the verdict in plain words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"
#include "shared/model/row_lock.h"
#include "shared/model/transaction_detail.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace txdesk::console {

// Thread: GUI.
class DetailHeader final : public QFrame
{
    Q_OBJECT

public:
    explicit DetailHeader(QWidget *parent = nullptr);

    void setWaits(const QList<LockWait> &waits); // at: locks that it waits for
    void setDetail(const TransactionDetail &detail, Instant now, bool connected);
    void setAppearance(const Appearance &appearance);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    [[nodiscard]] QString facts(Instant now) const;

    QString m_gidText; // as it is, for copying
    QLabel *m_gid;
    QToolButton *m_copy;
    QLabel *m_status;
    QLabel *m_facts;
    QFrame *m_verdictBox;
    QLabel *m_verdict;
    TransactionDetail m_detail;
    QList<LockWait> m_waits;
    Appearance m_appearance;
    Instant m_now{};
    bool m_connected = false;
};

} // namespace txdesk::console
