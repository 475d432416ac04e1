// A page that needs a role: its content, or the reason why it is not shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/workspace_page.h"

class QLabel;
class QStackedWidget;

namespace txdesk::console {

// Thread: GUI. The content goes into content(); it is shown to the role and above.
class RolePage : public WorkspacePage
{
    Q_OBJECT

public:
    explicit RolePage(Role needed, QWidget *parent = nullptr);

    void setLink(const LinkStatus &link) override;
    [[nodiscard]] bool isOpen() const;

signals:
    void openedUp(); // the content may be filled now

protected:
    [[nodiscard]] QWidget *content();
    void changeEvent(QEvent *event) override;

private:
    const Role m_needed;
    LinkStatus m_link;
    QStackedWidget *m_stack;
    QLabel *m_why;
};

} // namespace txdesk::console
