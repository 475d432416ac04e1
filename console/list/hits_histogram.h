// Above the list: how many of its transactions began in each of the last 60 minutes, of minutes that are not loaded as the
// server counts them; dragging over it lists those minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/list/minute_counts.h"
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
    HitsHistogram(CoordinatorLink &link, const TransactionListModel &model, const Clock &serverClock, QWidget *parent = nullptr);

    void count(); // anew, from the rows that are loaded now; and asks for what is not loaded, while it is on screen
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
    struct Minute
    {
        qint64 hits = 0;
        bool atLeast = false; // the server counts for a bounded time
        bool known = true;
    };
    [[nodiscard]] int firstLoaded(Instant oldest) const;
    [[nodiscard]] int firstKnown() const; // from there on all are
    void show();
    [[nodiscard]] int minuteAt(double x) const;
    [[nodiscard]] QRectF barRect(int minute) const;
    void say();
    void choose();

    const TransactionListModel &m_model;
    const Clock &m_clock;
    Theme m_theme = lightTheme();
    MinuteCounts *m_server;
    std::array<int, histogramMinutes> m_loaded{};
    std::array<Minute, histogramMinutes> m_minutes{};
    Instant m_countedAt{};
    int m_firstLoaded = 0; // minutes before this one are not loaded whole
    int m_from = -1; // of the drag
    int m_to = -1;
};

} // namespace txdesk::console
