// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/marked_chart.h"

#include "console/text/plain_text.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QToolTip>

namespace txdesk::console {

using namespace Qt::StringLiterals;

MarkedChart::MarkedChart(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void MarkedChart::setTheme(const Theme &theme)
{
    m_theme = theme;
    themeChanged();
    update();
}

void MarkedChart::setEmptyReason(const QString &reason)
{
    if (m_reason == reason)
        return;
    m_reason = reason;
    setAccessibleDescription(reason);
    themeChanged();
    update();
}

void MarkedChart::setMarks(int count, std::function<ChartMark(int)> mark, std::function<ChartTable()> table)
{
    m_count = count;
    m_mark = std::move(mark);
    m_table = std::move(table);
    if (m_current >= 0)
        setCurrent(std::min(m_current, count - 1));
    update();
}

ChartMark MarkedChart::mark(int index) const
{
    return m_mark && index >= 0 && index < m_count ? m_mark(index) : ChartMark{};
}

void MarkedChart::setCurrent(int index)
{
    m_current = index >= 0 && index < m_count ? index : -1;
    const QString text = mark(m_current).text;
    setAccessibleDescription(text);
    currentMoved();
    emit currentChanged(text);
}

void MarkedChart::choose(int index)
{
    setCurrent(index);
    if (const QString filter = mark(index).filter; !filter.isEmpty())
        emit listWanted(filter);
}

int MarkedChart::markAt(const QPointF &at) const
{
    for (int i = 0; i < m_count; ++i)
        if (markRect(i).contains(at))
            return i;
    return -1;
}

int MarkedChart::neighbour(int index, int key) const
{
    const int to = key == Qt::Key_Left || key == Qt::Key_Up ? index - 1 : key == Qt::Key_Right || key == Qt::Key_Down ? index + 1 : -1;
    return to >= 0 && to < m_count ? to : -1;
}

void MarkedChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPicture(painter);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void MarkedChart::paintPicture(QPainter &painter)
{
    painter.fillRect(rect(), m_theme.canvas);
    if (m_reason.isEmpty()) {
        paintChart(painter);
        return;
    }
    painter.setPen(m_theme.mutedText);
    painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_reason);
}

void MarkedChart::mouseMoveEvent(QMouseEvent *event)
{
    const int at = m_reason.isEmpty() ? markAt(event->position()) : -1;
    setCursor(mark(at).filter.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (at < 0) {
        QToolTip::hideText();
        return;
    }
    if (at != m_current)
        setCurrent(at);
    QToolTip::showText(event->globalPosition().toPoint(), asToolTip(mark(at).text), this);
}

void MarkedChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_reason.isEmpty())
        choose(markAt(event->position()));
}

void MarkedChart::leaveEvent(QEvent *event)
{
    if (!hasFocus())
        setCurrent(-1);
    QWidget::leaveEvent(event);
}

void MarkedChart::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_current >= 0 && !event->isAutoRepeat()) {
        choose(m_current);
        return;
    }
    int to = -1;
    if (key == Qt::Key_Home)
        to = 0;
    else if (key == Qt::Key_End || (m_current < 0 && (key == Qt::Key_Left || key == Qt::Key_Right)))
        to = m_count - 1; // the newest
    else if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down)
        to = m_current < 0 ? 0 : neighbour(m_current, key);
    if (to >= 0 && m_reason.isEmpty())
        setCurrent(to);
    else
        QWidget::keyPressEvent(event);
}

void MarkedChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void MarkedChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCurrent(-1);
}

Result<> MarkedChart::saveAs(const QString &path)
{
    const auto failed = [&path] { return fail(ErrorCode::Unavailable, u"cannot write %1"_s.arg(path.left(200))); };
    if (path.endsWith(".csv"_L1, Qt::CaseInsensitive)) {
        QSaveFile file(path);
        const QByteArray text = csvOf(table());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            return failed();
        return {};
    }
    if (path.endsWith(".svg"_L1, Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setFileName(path);
        svg.setSize(size());
        svg.setViewBox(rect());
        svg.setTitle(table().title);
        QPainter painter;
        if (!painter.begin(&svg))
            return failed();
        render(&painter);
        return {};
    }
    QImage image(size() * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2);
    render(&image);
    return image.save(path, "PNG") ? Result<>{} : failed();
}

} // namespace txdesk::console
