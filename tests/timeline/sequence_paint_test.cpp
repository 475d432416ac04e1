// Pictures: tiles fit together, SVG holds real text, PNG has a limit, both themes have contrast.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_export.h"
#include "tests/support/test_main.h"
#include "tests/timeline/story_fixture.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

struct Picture
{
    explicit Picture(const TransactionDetail &detail, const Theme &look = lightTheme())
        : theme(look), fonts(sequenceFonts(QFont())), layout(layOut(sequenceOf(detail), fonts.metrics()))
    {
    }

    [[nodiscard]] SequenceScene scene() const { return {.layout = layout, .theme = theme, .fonts = fonts}; }

    Theme theme;
    SequenceFonts fonts;
    SequenceLayout layout;
};

int textsIn(const QByteArray &svg)
{
    int count = 0;
    for (QXmlStreamReader xml(svg); !xml.atEnd();)
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"text")
            ++count;
    return count;
}

} // namespace

class SequencePaintTest final : public QObject
{
    Q_OBJECT

private slots:
    void tilesFitTogether_data();
    void tilesFitTogether();
    void writesSvgWithRealText();
    void refusesHugePng();
    void paintsAtAnyScale();
    void paintsSmallZooms();
};

void SequencePaintTest::tilesFitTogether_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    for (const test::NamedStory &story : test::allStories())
        QTest::newRow(story.name) << story.detail;
}

void SequencePaintTest::tilesFitTogether()
{
    QFETCH(TransactionDetail, detail);
    const Picture picture(detail);
    const QSize size(int(picture.layout.width), int(picture.layout.height));
    QImage whole(size, QImage::Format_RGB32);
    QImage stitched(size, QImage::Format_RGB32);
    QPainter painter(&whole);
    paintBody(painter, QRectF(QPointF(), size), picture.scene());
    painter.end();

    painter.begin(&stitched);
    for (int y = 0; y < size.height(); y += 97) {
        for (int x = 0; x < size.width(); x += 131) {
            QImage tile(131, 97, QImage::Format_RGB32);
            QPainter tilePainter(&tile);
            tilePainter.translate(-x, -y);
            paintBody(tilePainter, QRectF(x, y, 131, 97), picture.scene());
            tilePainter.end();
            painter.drawImage(x, y, tile);
        }
    }
    painter.end();

    qint64 differing = 0; // Qt moves the dashes of an arrow that a tile cuts
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            differing += std::abs(qGray(whole.pixel(x, y)) - qGray(stitched.pixel(x, y))) > 6 ? 1 : 0;
    QVERIFY2(differing * 500 < qint64(size.width()) * size.height(), qPrintable(QString::number(differing)));
}

void SequencePaintTest::writesSvgWithRealText()
{
    const Picture picture(test::sagaFailure());
    const ExportNote note{.environment = u"PROD shop-eu"_s, .gid = u"saga-failure"_s, .version = u"1.2.3"_s};
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeSvg(buffer, picture.scene(), note));

    QSvgRenderer renderer;
    QVERIFY(renderer.load(buffer.data()));
    QVERIFY(buffer.data().contains("account frozen"));
    QVERIFY(!buffer.data().contains("<image"));
    int expected = 4 * 2 + 2 + 1 + 1; // captions and names of four lanes, two subtitles, the time zone, the note
    for (const SequenceRow &row : picture.layout.rows) {
        const bool numbered = row.message >= 0 && row.kind != RowKind::Reply && picture.layout.sequence.messages[row.message].number > 0;
        expected += 2 + (numbered ? 1 : 0) + (row.tabText.isEmpty() ? 0 : 1) + (row.detailText.isEmpty() ? 0 : 1); // words and time
    }
    QCOMPARE(textsIn(buffer.data()), expected);
}

void SequencePaintTest::refusesHugePng()
{
    const Picture picture(test::longSaga(2500));
    const Result<QImage> image = renderImage(picture.scene(), 2);
    QVERIFY(!image);
    QCOMPARE(image.error().code, ErrorCode::InvalidRequest);
}

void SequencePaintTest::paintsAtAnyScale()
{
    const Picture picture(test::sagaSuccess(), darkTheme());
    const Result<QImage> once = renderImage(picture.scene(), 1);
    const Result<QImage> twice = renderImage(picture.scene(), 2);
    QVERIFY(once && twice);
    QCOMPARE(twice->size(), once->size() * 2);
    const QImage shrunk = twice->scaled(once->size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    qint64 differing = 0;
    for (int y = 0; y < once->height(); ++y)
        for (int x = 0; x < once->width(); ++x)
            differing += std::abs(qGray(once->pixel(x, y)) - qGray(shrunk.pixel(x, y))) > 90 ? 1 : 0;
    QVERIFY2(differing < qint64(once->width()) * once->height() / 50, qPrintable(QString::number(differing)));
}

void SequencePaintTest::paintsSmallZooms()
{
    const Picture picture(test::longSaga(500));
    for (const qreal zoom : {0.5, 0.1, 0.02}) {
        QImage image(600, 400, QImage::Format_RGB32);
        QPainter painter(&image);
        painter.scale(0.6, zoom);
        paintBody(painter, QRectF(0, 0, 1000, 400 / zoom), picture.scene(), detailAt(zoom));
        painter.end();
        bool inked = false;
        for (int y = 0; y < image.height() && !inked; ++y)
            for (int x = 0; x < image.width() && !inked; ++x)
                inked = qGray(image.pixel(x, y)) < 170;
        QVERIFY2(inked, qPrintable(QString::number(zoom)));
    }
}

TXDESK_TEST(SequencePaintTest);
#include "sequence_paint_test.moc"
