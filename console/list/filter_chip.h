// One term of the filter as a chip: Enter edits it, Delete or its ✕ removes it; it says so when only the console applies it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QAbstractButton>

namespace txdesk::console {

// Thread: GUI.
class FilterChip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FilterChip(QWidget *parent = nullptr);

    // clientSide: the back end does not know this condition.
    void setTerm(const QString &term, bool clientSide);
    void setTheme(const Theme &theme);
    [[nodiscard]] bool isClientSide() const { return m_clientSide; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void removeWanted();
    void editWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] QRect crossRect() const;

    Theme m_theme = lightTheme();
    bool m_clientSide = false;
};

} // namespace txdesk::console
