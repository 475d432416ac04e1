// A calm line across a view that says what is wrong and offers one way out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace txdesk::console {

class NoticeBand final : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBand(QWidget *parent = nullptr);

    // Without button text there is no button. Text of servers is shown as it is, never as HTML.
    void say(const QString &text, Meaning meaning, const QString &button = {});
    void silence();
    void setTheme(const Theme &theme);
    [[nodiscard]] QString text() const;

signals:
    void clicked();

private:
    QLabel *m_glyph;
    QLabel *m_text;
    QToolButton *m_button;
    Meaning m_meaning = Meaning::Waiting;
    Theme m_theme = lightTheme();
};

} // namespace txdesk::console
