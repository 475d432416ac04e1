// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/small_zoom.h"

#include <QPainter>

#include <cmath>
#include <utility>

namespace txdesk::console {
namespace {

QPen cosmetic(const QColor &color)
{
    QPen pen(color, 1);
    pen.setCosmetic(true);
    return pen;
}

} // namespace

int severityOf(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Failed: return 3;
    case Meaning::Compensating: return 2;
    case Meaning::Waiting: return 1;
    case Meaning::Succeeded:
    case Meaning::Running:
    case Meaning::Stopped: return 0;
    }
    return 0;
}

void paintTicks(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene)
{
    const QTransform device = painter.deviceTransform();
    qint64 line = -1;
    int worst = -1;
    for (qsizetype i = first; i < last; ++i) {
        const SequenceRow &row = scene.layout.rows[i];
        const Meaning meaning = row.message >= 0 ? scene.layout.sequence.messages[row.message].meaning : Meaning::Running;
        const auto at = qint64(std::floor(row.y * device.m22() + device.dy()));
        if (at == line && severityOf(meaning) <= worst)
            continue;
        line = at;
        worst = severityOf(meaning);
        painter.setPen(cosmetic(scene.theme.color(meaning)));
        painter.drawLine(QPointF(row.fromX, row.y), QPointF(row.toX, row.y));
    }
}

void paintDensity(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene)
{
    const QTransform device = painter.deviceTransform();
    const SequenceLayout &layout = scene.layout;
    QList<int> worst(layout.lanes.size(), -1);
    QList<Meaning> meanings(layout.lanes.size(), Meaning::Running);
    const auto flush = [&](qreal y) {
        for (qsizetype lane = 0; lane < worst.size(); ++lane) {
            if (std::exchange(worst[lane], -1) < 0)
                continue;
            painter.setPen(cosmetic(scene.theme.color(meanings[lane])));
            painter.drawLine(QPointF(layout.lanes[lane].x - 22, y), QPointF(layout.lanes[lane].x + 22, y));
        }
    };
    qint64 line = -1;
    qreal y = 0;
    for (qsizetype i = first; i < last; ++i) {
        const SequenceRow &row = layout.rows[i];
        if (row.message < 0)
            continue;
        const SequenceMessage &message = layout.sequence.messages[row.message];
        const auto at = qint64(std::floor(row.y * device.m22() + device.dy()));
        if (at != line)
            flush(y);
        line = at;
        y = row.y;
        const int lane = message.op ? message.to : message.from;
        if (lane < 0 || lane >= worst.size() || severityOf(message.meaning) <= worst[lane])
            continue;
        worst[lane] = severityOf(message.meaning);
        meanings[lane] = message.meaning;
    }
    flush(y);
}

} // namespace txdesk::console
