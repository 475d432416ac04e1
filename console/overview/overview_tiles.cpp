// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/overview_tiles.h"

#include "console/overview/overview_content.h"
#include "console/text/duration_text.h"
#include "console/widgets/stat_tile.h"

#include <QEvent>

#include <numeric>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

enum Tile { Ongoing, Stuck, OldestStuck, FailedHour, Retries, Commit, Waiting };
constexpr int gap = 10;
constexpr int inNarrow = 4; // tiles in the first of two rows

qint64 sumOf(const auto &counts) { return std::accumulate(counts.begin(), counts.end(), qint64{0}); }

} // namespace

OverviewTiles::OverviewTiles(QWidget *parent) : QWidget(parent)
{
    setObjectName("overviewTiles"_L1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const QString &filter : {u"status:unfinished"_s, u"is:stuck"_s, u"is:stuck"_s, u"status:rolled-back age<60m"_s,
                                  u"status:unfinished tries>=1"_s, QString(), u"is:parked"_s}) {
        auto *tile = new StatTile(filter, this);
        tile->setObjectName(u"tile%1"_s.arg(m_tiles.size()));
        connect(tile, &QAbstractButton::clicked, this, [this, filter] { emit listWanted(filter); });
        m_tiles.append(tile);
    }
    retranslate();
}

void OverviewTiles::retranslate()
{
    m_tiles[Ongoing]->setCaption(tr("unfinished"));
    m_tiles[Stuck]->setCaption(tr("stuck"));
    m_tiles[OldestStuck]->setCaption(tr("oldest stuck"));
    m_tiles[FailedHour]->setCaption(tr("rolled back in 1 h"));
    m_tiles[Retries]->setCaption(tr("retries a second"));
    m_tiles[Commit]->setCaption(tr("store commit, p99"));
    m_tiles[Waiting]->setCaption(tr("wait for a person"));
}

void OverviewTiles::setNumbers(const std::optional<CoordinatorStats> &known, const std::optional<StatsHistory> &history, std::optional<double> retries)
{
    compare(known ? &*known : nullptr, history ? &*history : nullptr, retries);
    if (known) {
        const CoordinatorStats &stats = *known;
        m_tiles[Ongoing]->setValue(locale().toString(sumOf(stats.unfinished)), Meaning::Stopped);
        m_tiles[Stuck]->setValue(locale().toString(stats.stuck), stats.stuck > 0 ? Meaning::Failed : Meaning::Succeeded);
        m_tiles[OldestStuck]->setValue(stats.stuck == 0 ? tr("none") : durationText(stats.oldestStuckAge),
                                       stats.stuck == 0 ? Meaning::Succeeded : Meaning::Failed);
        const qint64 waiting = sumOf(stats.parked);
        m_tiles[Waiting]->setValue(locale().toString(waiting), waiting > 0 ? Meaning::Failed : Meaning::Succeeded);
        m_tiles[Commit]->setValue(stats.commitMsP99 <= 0 ? u"–"_s : tr("%1 ms").arg(stats.commitMsP99, 0, 'f', 1), Meaning::Stopped);
    }
    if (history)
        m_tiles[FailedHour]->setValue(locale().toString(history->lastHour.failed), Meaning::Stopped);
    if (retries)
        m_tiles[Retries]->setValue(locale().toString(*retries, 'f', 1), *retries > 0.05 ? Meaning::Waiting : Meaning::Stopped);
    place();
}

void OverviewTiles::compare(const CoordinatorStats *stats, const StatsHistory *history, std::optional<double> retries)
{
    const HistoryPoint *before = history && history->yesterday ? &*history->yesterday : nullptr;
    const auto was = [before](auto value) { return before ? std::optional<double>(value(*before)) : std::nullopt; };
    const auto is = [stats](auto value) { return stats ? std::optional<double>(value(*stats)) : std::nullopt; };
    const auto say = &OverviewContent::comparison;
    m_tiles[Ongoing]->setNote(say(is([](const CoordinatorStats &now) { return sumOf(now.unfinished); }), was([](const HistoryPoint &p) { return p.unfinished; }), 0));
    m_tiles[Stuck]->setNote(say(is([](const CoordinatorStats &now) { return now.stuck; }), was([](const HistoryPoint &p) { return p.stuck; }), 0));
    m_tiles[OldestStuck]->setNote(before ? tr("yesterday %1").arg(before->stuck == 0 ? tr("none") : durationText(before->oldestStuck)) : say({}, {}, 0));
    m_tiles[FailedHour]->setNote(say(history ? std::optional(static_cast<double>(history->lastHour.failed)) : std::nullopt, was([](const HistoryPoint &p) { return p.failed; }), 0));
    m_tiles[Retries]->setNote(say(retries, was([](const HistoryPoint &p) { return static_cast<double>(p.retries) / 3600; }), 1));
    m_tiles[Commit]->setNote(say(is([](const CoordinatorStats &now) { return now.commitMsP99; }), was([](const HistoryPoint &p) { return p.commitMsP99; }), 1));
    m_tiles[Waiting]->setNote(tr("now")); // nobody counts how many waited yesterday
}

QSize OverviewTiles::largest() const
{
    QSize most;
    for (const StatTile *tile : m_tiles)
        most = most.expandedTo(tile->sizeHint());
    return most;
}

QSize OverviewTiles::sizeHint() const
{
    const auto count = static_cast<int>(m_tiles.size());
    return {count * (largest().width() + gap) - gap, largest().height()};
}

QSize OverviewTiles::minimumSizeHint() const { return {inNarrow * (largest().width() + gap) - gap, largest().height()}; }

void OverviewTiles::place()
{
    const QSize most = largest();
    const auto count = static_cast<int>(m_tiles.size());
    const int inRow = width() >= sizeHint().width() ? count : inNarrow;
    const int rows = (count + inRow - 1) / inRow;
    const int tileWidth = (width() + gap) / inRow - gap;
    for (int i = 0; i < count; ++i)
        m_tiles[i]->setGeometry(i % inRow * (tileWidth + gap), i / inRow * (most.height() + gap), tileWidth, most.height());
    const int height = rows * (most.height() + gap) - gap;
    if (minimumHeight() != height || maximumHeight() != height)
        setFixedHeight(height);
}

void OverviewTiles::setTheme(const Theme &theme)
{
    for (StatTile *tile : m_tiles)
        tile->setTheme(theme);
}

void OverviewTiles::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void OverviewTiles::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
