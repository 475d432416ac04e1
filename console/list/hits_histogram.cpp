// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/hits_histogram.h"

#include "console/text/plain_text.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int plotMargin = 10;

Instant minuteBegin(Instant now) { return fromMs(toMs(now) / aMinute.count() * aMinute.count()); }

Instant hourBegin(Instant now) { return minuteBegin(now) - (histogramMinutes - 1) * aMinute; }

QString iso(Instant at) { return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(u"yyyy-MM-ddTHH:mm'Z'"_s); }
} // namespace

std::array<int, histogramMinutes> hitsPerMinute(const QList<Instant> &created, Instant now)
{
    std::array<int, histogramMinutes> hits{};
    const Instant begin = hourBegin(now);
    for (const Instant at : created) {
        const qint64 minute = (at - begin).count() / aMinute.count();
        if (at >= begin && minute < histogramMinutes)
            ++hits[static_cast<std::size_t>(minute)];
    }
    return hits;
}

QString minutesTerm(int first, int last, Instant now)
{
    const Instant begin = hourBegin(now);
    return u"created:[%1..%2]"_s.arg(iso(begin + first * aMinute), iso(begin + (last + 1) * aMinute));
}

HitsHistogram::HitsHistogram(CoordinatorLink &link, const TransactionListModel &model, const Clock &serverClock, QWidget *parent)
    : QWidget(parent), m_model(model), m_clock(serverClock), m_server(new MinuteCounts(link, serverClock, this))
{
    connect(m_server, &MinuteCounts::counted, this, &HitsHistogram::show);
    setObjectName("hitsHistogram"_L1);
    setFixedHeight(34);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    retranslate();
}

void HitsHistogram::retranslate()
{
    setAccessibleName(tr("Transactions begun in each of the last 60 minutes"));
    say();
}

void HitsHistogram::count()
{
    QList<Instant> created;
    created.reserve(m_model.transactionCount());
    Instant oldest = m_clock.now();
    for (int row = 0; row < m_model.transactionCount(); ++row) {
        created.append(m_model.rowAt(row)->transaction.createdAt);
        oldest = std::min(oldest, created.last());
    }
    m_countedAt = m_clock.now();
    m_loaded = hitsPerMinute(created, m_countedAt);
    m_firstLoaded = firstLoaded(oldest);
    const Instant begin = hourBegin(m_countedAt);
    if (m_firstLoaded > 0 && isVisible())
        m_server->want(m_model.filter(), begin, begin + (m_firstLoaded - 1) * aMinute);
    show();
}

// The list has all of a minute if it goes on to an older one, or ends.
int HitsHistogram::firstLoaded(Instant oldest) const
{
    if (m_model.nextCursor().isEmpty())
        return 0;
    if (m_model.sort() != TransactionSort::NewestFirst || m_model.isTopEvicted())
        return histogramMinutes;
    const qint64 minute = (minuteBegin(oldest) - hourBegin(m_countedAt)).count() / aMinute.count() + 1;
    return static_cast<int>(std::clamp<qint64>(minute, 0, histogramMinutes));
}

int HitsHistogram::firstKnown() const
{
    int first = histogramMinutes;
    while (first > 0 && m_minutes[static_cast<std::size_t>(first - 1)].known)
        --first;
    return first;
}

void HitsHistogram::show()
{
    const Instant begin = hourBegin(m_countedAt);
    for (int minute = 0; minute < histogramMinutes; ++minute) {
        const auto at = static_cast<std::size_t>(minute);
        m_minutes[at] = {m_loaded[at], false, minute >= m_firstLoaded};
        const std::optional<CountEstimate> counted = m_server->of(begin + minute * aMinute);
        if (minute < m_firstLoaded && counted)
            m_minutes[at] = {std::max<qint64>(counted->count, m_loaded[at]), !counted->complete, true};
    }
    say();
    update();
}

void HitsHistogram::say()
{
    qint64 all = 0;
    bool atLeast = false;
    for (const Minute &minute : m_minutes) {
        all += minute.hits;
        atLeast = atLeast || minute.atLeast;
    }
    const QString drag = u' ' + tr("Drag over it to list some minutes.");
    QString text;
    if (firstKnown() > 0)
        text = tr("As far as is known, %1 began within the last 60 minutes.").arg(locale().toString(all)) + drag + u'\n' + tr("Minutes left of the line are not counted.");
    else if (atLeast)
        text = tr("At least %1 of this list began within the last 60 minutes.").arg(locale().toString(all)) + drag + u'\n' + tr("Hatched: at least so many.");
    else
        text = tr("%1 of this list began within the last 60 minutes.").arg(locale().toString(all)) + drag;
    setToolTip(asToolTip(text));
    setAccessibleDescription(text);
}

QRectF HitsHistogram::barRect(int minute) const
{
    const double pitch = double(width() - 2 * plotMargin) / histogramMinutes;
    const auto fewer = [](const Minute &a, const Minute &b) { return a.hits < b.hits; };
    const auto most = double(std::max<qint64>(1, std::max_element(m_minutes.begin(), m_minutes.end(), fewer)->hits));
    const auto hits = double(m_minutes[static_cast<std::size_t>(std::min(minute, histogramMinutes - 1))].hits);
    const double full = height() - 8;
    const double bar = hits == 0 ? 0 : std::max(2.0, full * hits / most);
    return {plotMargin + minute * pitch + 1, height() - 3 - bar, std::max(1.0, pitch - 2), bar};
}

int HitsHistogram::minuteAt(double x) const
{
    const double pitch = double(width() - 2 * plotMargin) / histogramMinutes;
    return std::clamp(static_cast<int>((x - plotMargin) / pitch), 0, histogramMinutes - 1);
}

void HitsHistogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.canvas);
    const auto [from, to] = std::minmax(m_from, m_to);
    if (from >= 0) {
        const QRectF span(barRect(from).left() - 1, 0, barRect(to).right() - barRect(from).left() + 2, height());
        painter.fillRect(span, m_theme.selection);
    }
    painter.setPen(Qt::NoPen);
    const QColor ink = blend(m_theme.canvas, m_theme.color(Meaning::Running), 0.7);
    for (int minute = 0; minute < histogramMinutes; ++minute) {
        painter.setBrush(m_minutes[static_cast<std::size_t>(minute)].atLeast ? QBrush(ink, Qt::BDiagPattern) : QBrush(ink));
        painter.drawRect(barRect(minute));
    }
    painter.setPen(QPen(m_theme.hairline, 1));
    painter.drawLine(plotMargin, height() - 2, width() - plotMargin, height() - 2);
    if (const int known = firstKnown(); known > 0) {
        const double x = barRect(known).left() - 1;
        painter.setPen(QPen(m_theme.mutedText, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, 2), QPointF(x, height() - 2));
        painter.setPen(m_theme.mutedText);
        const QString words = tr("not counted");
        if (fontMetrics().horizontalAdvance(words) + 14 < x - plotMargin)
            painter.drawText(QRectF(plotMargin, 0, x - plotMargin - 6, height() - 2), Qt::AlignRight | Qt::AlignVCenter, words);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void HitsHistogram::mousePressEvent(QMouseEvent *event)
{
    m_from = m_to = minuteAt(event->position().x());
    update();
}

void HitsHistogram::mouseMoveEvent(QMouseEvent *event)
{
    if (m_from < 0)
        return;
    m_to = minuteAt(event->position().x());
    update();
}

void HitsHistogram::mouseReleaseEvent(QMouseEvent *) { choose(); }

void HitsHistogram::choose()
{
    if (m_from < 0)
        return;
    const auto [from, to] = std::minmax(m_from, m_to);
    const QString term = minutesTerm(from, to, m_countedAt);
    m_from = m_to = -1;
    update();
    emit termWanted(term);
}

// Left and right choose a minute, with Shift several; Enter lists them.
void HitsHistogram::keyPressEvent(QKeyEvent *event)
{
    const bool step = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (step) {
        const int by = event->key() == Qt::Key_Left ? -1 : 1;
        m_to = std::clamp((m_to < 0 ? histogramMinutes - 1 : m_to) + by, 0, histogramMinutes - 1);
        if (!event->modifiers().testFlag(Qt::ShiftModifier) || m_from < 0)
            m_from = m_to;
        update();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_from >= 0) {
        choose();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_from >= 0) {
        m_from = m_to = -1;
        update();
        return;
    }
    QWidget::keyPressEvent(event);
}

void HitsHistogram::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

} // namespace txdesk::console
