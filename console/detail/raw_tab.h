// The tab Raw: everything the coordinator said about the transaction, as JSON with secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/detail_tab.h"

namespace txdesk::console {

class FoldingEdit;

// Thread: GUI. Written when it is looked at.
class RawTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit RawTab(SelectionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Raw"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    [[nodiscard]] QString printedText() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fill();

    TransactionDetail m_detail;
    bool m_outdated = false; // the text is not of it, or not in this language
    FoldingEdit *m_text;
};

} // namespace txdesk::console
