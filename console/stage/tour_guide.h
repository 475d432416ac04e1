// The guide on top of the stage: where the tour is, what to look at, what to do, and what comes next.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QFrame>

class QAction;
class QLabel;
class QPushButton;

namespace txdesk::console {

// Thread: GUI. Shows what it is told; the stage decides.
class TourGuide final : public QFrame
{
    Q_OBJECT

public:
    // next: what F9 does; its button here shows the action's words, key and reason.
    TourGuide(QAction &next, QWidget *parent = nullptr);

    struct Page
    {
        QString title;
        QString words;          // what to look at, or what a person is to do
        bool isTurn = false;    // a person is to do something
        bool canLeave = false;  // a tour can be left

        friend bool operator==(const Page &, const Page &) = default;
    };
    void setPage(const Page &page);
    void setTheme(const Theme &theme);
    [[nodiscard]] QString words() const;

signals:
    void leaveWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showPage();
    void showNext();
    void paintFrame();

    QAction &m_next;
    QLabel *m_title;
    QLabel *m_words;
    QPushButton *m_nextButton;
    QPushButton *m_leave;
    Theme m_theme = lightTheme();
    Page m_page;
};

} // namespace txdesk::console
