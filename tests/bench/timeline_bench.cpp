// Times of a sequence diagram by number of messages: opening, panning, one more event. Prints a table; fails above the limits
// of the console's specification, times the factor it is given.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/growing_layout.h"
#include "console/timeline/sequence_fonts.h"
#include "console/timeline/sequence_painter.h"
#include "tests/timeline/story_fixture.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace {

using namespace txdesk;
using namespace txdesk::console;

constexpr QSize windowSize(1600, 900);

// Of this thread: others that are busy at the same time do not count.
class CpuTimer
{
public:
    CpuTimer() : m_from(now()) {}
    void start() { m_from = now(); }
    [[nodiscard]] double ms() const { return now() - m_from; }

private:
    [[nodiscard]] static double now()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    double m_from;
};

double msOf(const CpuTimer &timer)
{
    return timer.ms();
}

double percentile(QList<double> times, int percent)
{
    std::sort(times.begin(), times.end());
    return times.isEmpty() ? 0 : times[(times.size() - 1) * percent / 100];
}

class Bench
{
public:
    explicit Bench(int messages) : m_messages(messages), m_detail(test::longSaga(messages)) {}

    // Events to the first picture, as when a transaction is selected.
    double open()
    {
        CpuTimer timer;
        timer.start();
        m_diagram = GrowingLayout({.detail = m_detail, .metrics = m_fonts.metrics()});
        paint(0, 1, 1);
        return msOf(timer);
    }

    QList<double> pan(double scale, double zoom)
    {
        QList<double> times;
        const qreal range = std::max(m_diagram.layout().height * zoom - windowSize.height(), 0.0);
        for (int frame = 0; frame < 200; ++frame)
            times.append(paint(range * frame / 200, scale, zoom));
        return times;
    }

    QList<double> grow()
    {
        QList<double> times;
        TransactionDetail part = m_detail;
        const qsizetype more = 200;
        part.events = m_detail.events.first(m_detail.events.size() - more);
        GrowingLayout growing({.detail = part, .metrics = m_fonts.metrics()});
        for (qsizetype count = m_detail.events.size() - more + 1; count <= m_detail.events.size(); ++count) {
            const TransactionDetail before = part; // freed outside of the time: whose journal it is frees it
            part.events = m_detail.events.first(count);
            CpuTimer timer;
            timer.start();
            const bool grown = growing.grow(part, {});
            times.append(grown ? msOf(timer) : 1e6);
        }
        return times;
    }

    [[nodiscard]] double zoomOfAll() const { return windowSize.height() / m_diagram.layout().height; }

private:
    double paint(qreal top, double scale, double zoom)
    {
        QImage image(windowSize * scale, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(scale);
        const SequenceScene scene{.layout = m_diagram.layout(), .theme = m_theme, .fonts = m_fonts};
        const Detail detail = detailAt(zoom);
        const QRectF clip(0, top / zoom, windowSize.width(), windowSize.height() / zoom);
        CpuTimer timer;
        timer.start();
        QPainter painter(&image);
        painter.translate(railWidth, -top);
        painter.save();
        painter.scale(std::max(zoom, 0.6), zoom);
        paintBody(painter, clip, scene, detail);
        painter.restore();
        painter.translate(-railWidth, 0);
        if (detail != Detail::Density)
            paintRail(painter, clip, scene, detail, zoom);
        painter.end();
        return msOf(timer);
    }

    int m_messages;
    TransactionDetail m_detail;
    Theme m_theme = darkTheme();
    SequenceFonts m_fonts = sequenceFonts(QApplication::font());
    GrowingLayout m_diagram;
};

bool holds(const char *what, double ms, double limit, double factor)
{
    const bool held = ms <= limit * factor;
    std::printf("    %-34s %9.2f ms   budget %6.0f ms%s\n", what, ms, limit, held ? "" : "   EXCEEDED");
    return held;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const double factor = argc > 1 ? QByteArray(argv[1]).toDouble() : 2; // 2: what the gate allows
    bool held = true;
    for (const int messages : {500, 5000, 50000}) {
        std::printf("%d messages, %d events\n", messages, int(test::longSaga(messages).events.size()));
        Bench bench(messages);
        held = holds("open: events to first picture", bench.open(), messages > 5000 ? 1000 : 120, factor) && held;
        held = holds("pan, scale 1, p95", percentile(bench.pan(1, 1), 95), 10, factor) && held;
        held = holds("pan, scale 2, p95", percentile(bench.pan(2, 1), 95), 16, factor) && held;
        held = holds("pan, rows of 6 px, p95", percentile(bench.pan(1, 0.25), 95), 10, factor) && held;
        held = holds("pan, rows of 2 px, p95", percentile(bench.pan(1, 0.09), 95), 10, factor) && held;
        held = holds("everything in sight, p95", percentile(bench.pan(1, bench.zoomOfAll()), 95), 10, factor) && held;
        const QList<double> grown = bench.grow();
        held = holds("one more event, p50", percentile(grown, 50), 1, factor) && held;
        held = holds("one more event, p95", percentile(grown, 95), 1, factor) && held;
    }
    return held ? 0 : 1;
}
