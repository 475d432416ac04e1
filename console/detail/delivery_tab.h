// The tab Delivery of a message or notification with a retry ladder: each receiver, its steps, every attempt, and resend.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/action_desk.h"
#include "console/detail/detail_tab.h"
#include "console/models/attempt_model.h"
#include "console/models/delivery_ladder.h"
#include "console/models/plain_table_model.h"

class QLabel;
class QPushButton;

namespace txdesk::console {

class DetailTable;

// Thread: GUI.
class DeliveryTab final : public DetailTab
{
    Q_OBJECT

public:
    DeliveryTab(SelectionHub &hub, ActionDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Delivery"); }
    [[nodiscard]] bool concerns(const TransactionDetail &detail) const override { return hasLadder(detail.snapshot.transaction); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void second(Instant now, bool connected) override;
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] const PlainTableModel &receivers() const { return m_receivers; }
    [[nodiscard]] const PlainTableModel &steps() const { return m_steps; }
    [[nodiscard]] const AttemptModel &attempts() const { return m_attempts; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildFoot();
    void retranslate();
    void showReceiver();
    void showActs();
    [[nodiscard]] const DeliveryLadder *current() const; // null: none

    ActionDesk &m_desk;
    TransactionDetail m_detail;
    Instant m_now{};
    Appearance m_appearance;
    QList<DeliveryLadder> m_ladders;
    PlainTableModel m_receivers;
    PlainTableModel m_steps;
    AttemptModel m_attempts;
    DetailTable *m_receiverTable = nullptr;
    DetailTable *m_stepTable = nullptr;
    DetailTable *m_attemptTable = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_resendOne = nullptr;
    QPushButton *m_resendAll = nullptr;
};

} // namespace txdesk::console
