// Tier 2 for topics: what will change, a reason, and Cancel as the default.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/pages/token_dialogs.h"
#include "console/pages/topics_page.h"

namespace txdesk::console {

// Thread: GUI.
class TopicDialog final : public TokenDialog
{
    Q_OBJECT

public:
    // With adds: topic and address can be typed; otherwise they are what is taken away.
    TopicDialog(const TopicOrder &order, Environment environment, const QString &label, const Appearance &appearance,
                QWidget *parent = nullptr);

signals:
    void confirmed(const txdesk::console::TopicOrder &order);

private:
    void update();
    [[nodiscard]] TopicOrder order() const;

    const bool m_adds;
    const int m_reasonLeast;
    QLineEdit *m_topic;
    QLineEdit *m_url;
    QLineEdit *m_remark;
    QLineEdit *m_reason;
    QPushButton *m_do;
};

} // namespace txdesk::console
