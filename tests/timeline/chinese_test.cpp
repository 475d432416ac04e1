// The diagram in Chinese: every text is translated, every character has a glyph.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_layout.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/story_fixture.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

QImage drawnGlyph(char32_t character)
{
    QImage image(32, 32, QImage::Format_Grayscale8);
    image.fill(255);
    QPainter painter(&image);
    QFont font;
    font.setPixelSize(22);
    painter.setFont(font);
    painter.drawText(QPointF(4, 25), QString::fromUcs4(&character, 1));
    return image;
}

} // namespace

class ChineseTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_translator); }
    void translatesTheDiagram();
    void holdsTheRules();
    void hasAGlyphForEachCharacter();

private:
    QTranslator m_translator;
};

void ChineseTest::initTestCase()
{
    QVERIFY(m_translator.load(QStringLiteral(TXDESK_TIMELINE_QM)));
    QCoreApplication::installTranslator(&m_translator);
}

void ChineseTest::translatesTheDiagram()
{
    const Sequence sequence = sequenceOf(test::sagaFailure());
    QCOMPARE(sequence.messages[0].label, u"提交 saga"_s);
    QCOMPARE(sequence.messages[4].label, u"TransIn 补偿"_s);
    QCOMPARE(sequence.messages.last().label, u"全局事务已回滚"_s);
}

void ChineseTest::holdsTheRules()
{
    for (const test::NamedStory &story : test::allStories())
        QCOMPARE(test::brokenRule(layOut(sequenceOf(story.detail), test::plainMetrics())), QString());
}

void ChineseTest::hasAGlyphForEachCharacter()
{
    QSet<char32_t> characters;
    QFile file(QStringLiteral(TXDESK_TIMELINE_TS));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (QXmlStreamReader xml(&file); !xml.atEnd();) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"translation")
            continue;
        QVERIFY2(xml.attributes().value("type"_L1) != "unfinished"_L1, "a text without a translation");
        for (const char32_t character : xml.readElementText().toUcs4())
            characters.insert(character);
    }
    QVERIFY(characters.size() > 100);
    const QImage missing = drawnGlyph(0xE123); // private use: no font has it
    for (const char32_t character : std::as_const(characters))
        if (character > 0x20)
            QVERIFY2(drawnGlyph(character) != missing, qPrintable(QString::fromUcs4(&character, 1)));
}

TXDESK_TEST(ChineseTest);
#include "chinese_test.moc"
