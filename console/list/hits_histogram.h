// Above the list: how many of the loaded rows began in each of the last 60 minutes; dragging over it lists those minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/transaction_list_model.h"
#include "console/theme/theme.h"

#include <QWidget>

namespace txdesk::console {

inline constexpr int histogramMinutes = 60;

// Rows a minute, the oldest first; the last one is the minute of `now`. Rows outside of the hour are not counted.
[[nodiscard]] std::array<int, histogramMinutes> hitsPerMinute(const QList<Instant> &created, Instant now);
// The filter term of minutes `first` to `last` of those.
[[nodiscard]] QString minutesTerm(int first, int last, Instant now);

// Thread: GUI.
class HitsHistogram final : public QWidget
{
    Q_OBJECT

public:
    HitsHistogram(const TransactionListModel &model, const Clock &serverClock, QWidget *parent = nullptr);

    void count(); // anew, from the rows that are loaded now
    void setTheme(const Theme &theme);
    void retranslate();
    [[nodiscard]] QSize sizeHint() const override { return {200, 34}; }

signals:
    void termWanted(const QString &term);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] int minuteAt(double x) const;
    [[nodiscard]] QRectF barRect(int minute) const;
    void say();
    void choose();

    const TransactionListModel &m_model;
    const Clock &m_clock;
    Theme m_theme = lightTheme();
    std::array<int, histogramMinutes> m_hits{};
    Instant m_countedAt{};
    int m_known = 0; // minutes before this one are older than the oldest loaded row, while there are older ones
    int m_from = -1; // of the drag
    int m_to = -1;
};

} // namespace txdesk::console
