// What was sent and what came back: the payload of each branch and the newest answers, secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/pages/appearance.h"
#include "shared/model/transaction_detail.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace txdesk::console {

class JsonHighlighter;

// Thread: GUI.
class PayloadTab final : public QWidget
{
    Q_OBJECT

public:
    explicit PayloadTab(QWidget *parent = nullptr);

    void setDetail(const TransactionDetail &detail);
    void showBranch(const BranchId &branch);
    void setAppearance(const Appearance &appearance);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillChoice();
    void showChosen();

    TransactionDetail m_detail;
    QComboBox *m_choice;
    QLabel *m_note;
    QPlainTextEdit *m_text;
    JsonHighlighter *m_highlighter;
};

} // namespace txdesk::console
