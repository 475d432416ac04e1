// How the unfinished transactions are shared between the statuses: one bar of coloured parts with their counts.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/model/coordinator_stats.h"

#include <QWidget>

namespace txdesk::console {

class StatusMixBar final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusMixBar(QWidget *parent = nullptr);

    void setStats(const CoordinatorStats &stats);
    void setTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();

    CoordinatorStats m_stats;
    Theme m_theme = lightTheme();
};

} // namespace txdesk::console
