// A page that needs a role: its content, or the reason why it is not shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"

#include <QStackedWidget>

class QLabel;

namespace txdesk::console {

// Thread: GUI. The content goes into content(); it is shown to the role and above.
class RolePage : public QStackedWidget
{
    Q_OBJECT

public:
    explicit RolePage(Role needed, QWidget *parent = nullptr);

    void setLink(const LinkStatus &link);
    [[nodiscard]] bool isOpen() const { return currentIndex() == 1; }

signals:
    void openedUp(); // the content may be filled now

protected:
    [[nodiscard]] QWidget *content() { return widget(1); }
    void changeEvent(QEvent *event) override;

private:
    const Role m_needed;
    LinkStatus m_link;
    QLabel *m_why;
};

} // namespace txdesk::console
