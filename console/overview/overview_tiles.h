// The big numbers of the overview, each with what it was in the same hour yesterday; two rows where one does not fit.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/coordinator_stats.h"
#include "shared/model/stats_history.h"
#include "console/theme/theme.h"

#include <QWidget>

namespace txdesk::console {

class StatTile;

// Thread: GUI.
class OverviewTiles final : public QWidget
{
    Q_OBJECT

public:
    explicit OverviewTiles(QWidget *parent = nullptr);

    // Empty: not known. `retries`: a second, now.
    void setNumbers(const std::optional<CoordinatorStats> &stats, const std::optional<StatsHistory> &history, std::optional<double> retries);
    void setTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void listWanted(const QString &filterText);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void compare(const CoordinatorStats *stats, const StatsHistory *history, std::optional<double> retries);
    void place();
    [[nodiscard]] QSize largest() const; // of the tiles

    QList<StatTile *> m_tiles;
};

} // namespace txdesk::console
