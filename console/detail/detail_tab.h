// One tab of the detail page, as its tab bar, its menus and its keys know it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"
#include "console/detail/selection_hub.h"
#include "console/widgets/appearance.h"
#include "shared/model/transaction_detail.h"

#include <QWidget>

class QLabel;

namespace txdesk::console {

// Thread: GUI. The pane owns it and tells it what changes; what a person selects goes to the hub, and comes from there.
class DetailTab : public QWidget
{
    Q_OBJECT

public:
    explicit DetailTab(SelectionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] virtual QString title() const = 0; // translated
    [[nodiscard]] virtual bool concerns(const TransactionDetail &) const { return true; } // false: the tab is not there
    // The newest state, also of another transaction.
    virtual void showDetail(const TransactionDetail &detail, Instant now) = 0;
    virtual void second(Instant now, bool connected) // countdowns; once a second
    {
        Q_UNUSED(now)
        Q_UNUSED(connected)
    }
    virtual void setLink(const LinkStatus &) {}
    virtual void setAppearance(const Appearance &) {}
    // Why there is nothing to see, translated; empty: there is. Shown in the tab's place.
    [[nodiscard]] virtual QString whyEmpty() const { return {}; }
    void showWhyEmpty();
    // What paper shows of it beside its tables, secrets hidden; a line break ends a line.
    [[nodiscard]] virtual QString printedText() const { return {}; }

protected:
    [[nodiscard]] SelectionHub &hub() const { return m_hub; }
    void resizeEvent(QResizeEvent *event) override;

private:
    SelectionHub &m_hub;
    QLabel *m_empty = nullptr;
};

} // namespace txdesk::console
