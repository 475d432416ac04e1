// Paint times of a sequence diagram: panning, by number of messages. Prints a table; fails above the limit it is given.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_painter.h"
#include "tests/timeline/story_fixture.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstdio>

namespace {

using namespace txdesk;
using namespace txdesk::console;

struct Paints
{
    double p50 = 0; // ms
    double p95 = 0;
    double layout = 0;
};

Paints pan(const TransactionDetail &detail, double scale)
{
    const Theme theme = darkTheme();
    const SequenceFonts fonts = sequenceFonts(QApplication::font());
    QElapsedTimer timer;
    timer.start();
    const SequenceLayout layout = layOut(sequenceOf(detail), fonts.metrics());
    Paints paints;
    paints.layout = double(timer.nsecsElapsed()) / 1e6;
    const SequenceScene scene{.layout = layout, .theme = theme, .fonts = fonts};
    QImage image(QSize(1600, 900) * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    QList<double> times;
    for (int frame = 0; frame < 300; ++frame) {
        const qreal y = (layout.height - 900) * frame / 300;
        timer.restart();
        QPainter painter(&image);
        painter.translate(railWidth, -y);
        paintBody(painter, QRectF(0, y, 1600, 900), scene);
        painter.translate(-railWidth, 0);
        paintRail(painter, QRectF(0, y, 1600, 900), scene);
        painter.end();
        times.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    paints.p50 = times[times.size() / 2];
    paints.p95 = times[times.size() * 95 / 100];
    return paints;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const double limit = argc > 1 ? QByteArray(argv[1]).toDouble() : 16; // ms, of p95 at 5,000 messages
    bool held = true;
    std::printf("%-10s %-6s %12s %12s %12s\n", "messages", "scale", "layout ms", "p50 ms", "p95 ms");
    for (const int messages : {500, 5000, 50000}) {
        const TransactionDetail detail = test::longSaga(messages);
        for (const double scale : {1.0, 2.0}) {
            const Paints paints = pan(detail, scale);
            std::printf("%-10d %-6.0f %12.1f %12.2f %12.2f\n", messages, scale, paints.layout, paints.p50, paints.p95);
            held = held && (messages != 5000 || paints.p95 <= limit);
        }
    }
    return held ? 0 : 1;
}
