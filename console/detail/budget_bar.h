// How much of a transaction's time limit is used up.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/base/instant.h"

#include <QWidget>

namespace txdesk::console {

// Thread: GUI. Hidden where there is no limit.
class BudgetBar final : public QWidget
{
    Q_OBJECT

public:
    explicit BudgetBar(QWidget *parent = nullptr);

    void setBudget(Milliseconds used, Milliseconds limit); // a limit of zero: there is none
    void setTheme(const Theme &theme);
    [[nodiscard]] QString words() const; // "12 s of 35 s used"
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void say();

    Milliseconds m_used{0};
    Milliseconds m_limit{0};
    Theme m_theme = lightTheme();
};

} // namespace txdesk::console
