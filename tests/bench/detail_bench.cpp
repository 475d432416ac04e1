// Times of the detail's other large views: the timeline by number of calls, a payload of a megabyte. Prints a table; fails
// when a step of panning, scrolling or zooming costs more than a frame of 16 ms, times the factor it is given.
// SPDX-License-Identifier: Apache-2.0
#include "console/detail/folding_edit.h"
#include "console/detail/gantt_view.h"
#include "console/detail/payload_view.h"
#include "console/timeline/sequence_events.h"
#include "tests/timeline/story_fixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QImage>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTreeView>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

namespace {

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

constexpr QSize screen(1600, 900);
constexpr double frame = 16;

// CPU time of this thread: others that are busy at the same time do not count.
double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

double costOf(const std::function<void()> &run)
{
    const double from = cpuMs();
    run();
    return cpuMs() - from;
}

void picture(QWidget &widget)
{
    static QImage image(screen, QImage::Format_ARGB32_Premultiplied);
    widget.render(&image);
}

// p95 of `steps` steps, each with the picture that follows.
double worstOf(QWidget &widget, int steps, const std::function<void(int)> &step)
{
    QList<double> times;
    for (int i = 0; i < steps; ++i)
        times.append(costOf([&] {
            step(i);
            picture(widget);
        }));
    std::sort(times.begin(), times.end());
    return times[(times.size() - 1) * 95 / 100];
}

bool keeps(const char *what, double ms, double limit, double factor)
{
    const bool kept = ms <= limit * factor;
    std::printf("    %-34s %9.2f ms   budget %6.0f ms%s\n", what, ms, limit, kept ? "" : "   EXCEEDED");
    return kept;
}

bool timeline(const TransactionDetail &detail, double factor)
{
    GanttView view;
    view.resize(screen);
    view.setTheme(darkTheme());
    const Instant now = detail.events.last().at + Seconds{1};
    bool kept = keeps("open: events to first picture", costOf([&] {
                          view.setChart(ganttOf(sequenceOf(detail)), now);
                          picture(view);
                      }),
                      120, factor);
    const auto slide = [](QScrollBar *bar, int i, int of) { bar->setValue(bar->maximum() * i / of); };
    kept = keeps("everything in sight, p95", worstOf(view, 30, [](int) {}), frame, factor) && kept;
    kept = keeps("scroll down, p95", worstOf(view, 100, [&](int i) { slide(view.verticalScrollBar(), i, 100); }), frame, factor) && kept;
    kept = keeps("zoom in, p95", worstOf(view, 12, [&](int) { view.zoomIn(); }), frame, factor) && kept;
    kept = keeps("pan, zoomed in, p95", worstOf(view, 100, [&](int i) { slide(view.horizontalScrollBar(), i, 100); }), frame, factor) && kept;
    view.fit();
    kept = keeps("next call by key, p95", worstOf(view, 60, [&](int) {
                     QKeyEvent key(QEvent::KeyPress, Qt::Key_J, {}, u"j"_s);
                     QApplication::sendEvent(&view, &key);
                 }),
                 frame, factor) && kept;
    return keeps("a second passes, p95", worstOf(view, 30, [&](int i) { view.setNow(now + Seconds{i}, true); }), frame, factor) && kept;
}

QByteArray megabyte()
{
    QByteArray json = "{\"items\":[";
    for (int i = 0; json.size() < 1'000'000; ++i)
        json += (i > 0 ? "," : "") + QByteArray("{\"sku\":\"article ") + QByteArray::number(i) + "\",\"count\":12,\"price\":1999,\"tags\":[\"a\",\"b\"]}";
    return json + "]}";
}

bool payload(double factor)
{
    PayloadView view("payloadText"_L1);
    view.resize(screen);
    view.show();
    bool kept = keeps("open: bytes to first picture", costOf([&] {
                          view.setPayload(megabyte(), {});
                          picture(view);
                      }),
                      80, factor);
    auto *text = view.findChild<FoldingEdit *>("payloadText"_L1);
    QList<double> slices; // what a person may notice while the lines behind the first screen come
    while (!text->isWhole())
        slices.append(costOf([&] {
            text->takeSlice();
            picture(view);
        }));
    std::sort(slices.begin(), slices.end());
    double all = 0;
    for (const double slice : std::as_const(slices))
        all += slice;
    std::printf("    (the other lines behind it: %.0f ms in %lld slices)\n", all, static_cast<long long>(slices.size()));
    kept = keeps("a slice of them and a picture, p95", slices[slices.size() * 95 / 100], frame, factor) && kept;
    const auto scroll = [&](QAbstractScrollArea *area) {
        return worstOf(view, 100, [area](int i) { area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum() * i / 100); });
    };
    kept = keeps("indented: scroll, p95", scroll(text), frame, factor) && kept;
    std::printf("    (as sent: %.2f ms to open)\n", costOf([&] { view.setMode(PayloadMode::Raw); picture(view); }));
    text->takeRest();
    kept = keeps("as sent: scroll, p95", scroll(text), frame, factor) && kept;
    std::printf("    (tree: %.2f ms to open)\n", costOf([&] { view.setMode(PayloadMode::Tree); picture(view); }));
    view.findChild<QTreeView *>("payloadTree"_L1)->expandToDepth(1);
    kept = keeps("tree: scroll, p95", scroll(view.findChild<QTreeView *>("payloadTree"_L1)), frame, factor) && kept;
    std::printf("    (bytes: %.2f ms to open)\n", costOf([&] { view.setMode(PayloadMode::Hex); picture(view); }));
    return keeps("bytes: scroll, p95", scroll(view.findChild<QAbstractScrollArea *>("payloadHex"_L1)), frame, factor) && kept;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const double factor = argc > 1 ? QByteArray(argv[1]).toDouble() : 2;
    std::printf("timeline: 5,000 calls of two operations\n");
    bool kept = timeline(test::longSaga(5000), factor);
    std::printf("timeline: 2,000 operations\n");
    kept = timeline(test::wideSaga(2000), factor) && kept;
    std::printf("payload: 1 MB of JSON\n");
    return payload(factor) && kept ? 0 : 1;
}
