// The tab Attempts: every call in order, and the whole answer of the selected one.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/detail_tab.h"
#include "console/models/attempt_model.h"

class QPlainTextEdit;
class QToolButton;

namespace txdesk::console {

class DetailTable;

// Thread: GUI.
class AttemptsTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit AttemptsTab(SelectionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Attempts"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] QString whyEmpty() const override;
    [[nodiscard]] const AttemptModel &model() const { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void follow(const CallSelection &selection);
    void showAnswer();
    void setFolded(bool folded);

    AttemptModel m_model;
    DetailTable *m_table;
    QToolButton *m_fold;
    QPlainTextEdit *m_answer;
};

} // namespace txdesk::console
