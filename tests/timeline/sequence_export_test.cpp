// What leaves the window: as many messages as are drawn, a title for each arrow, pages, several PNGs, notes on all.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/growing_layout.h"
#include "console/timeline/page_painter.h"
#include "console/timeline/sequence_export.h"
#include "console/timeline/sequence_fonts.h"
#include "console/timeline/sequence_uml.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/mode_fixture.h"

#include <QBuffer>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

const ExportNote note{.environment = u"PROD shop-eu"_s, .gid = u"gid-1"_s, .version = u"1.2.3"_s, .zone = QTimeZone(8 * 3600), .takenAt = fromMs(1'795'251'283'120)};

struct Drawn
{
    explicit Drawn(const TransactionDetail &detail, const LayoutChoice &choice = {}, const LaneChoice &lanes = {})
        : theme(lightTheme()), fonts(sequenceFonts(QFont())),
          diagram({.detail = detail, .future = {detail.planned, {}}, .lanes = lanes, .choice = choice, .metrics = fonts.metrics()})
    {
    }
    [[nodiscard]] SequenceScene scene() const { return {.layout = diagram.layout(), .theme = theme, .fonts = fonts, .zone = note.zone}; }
    [[nodiscard]] const SequenceLayout &layout() const { return diagram.layout(); }

    Theme theme;
    SequenceFonts fonts;
    GrowingLayout diagram;
};

QList<test::NamedStory> stories()
{
    return test::allStories() + test::modeStories() + QList<test::NamedStory>{{"wide", test::wideSaga(30)}};
}

// The grammar of the lines we write: anything else is an error.
int plantMessages(const QString &text)
{
    static const QRegularExpression message(u"^P\\d+ (->|->x|-->|-->>) P\\d+ : \\S.*$"_s);
    static const QRegularExpression other(u"^(@startuml|@enduml|' .*|title .*|caption .*|(actor|control|database|participant) \"[^\"]*\" as P\\d+|== .* ==|\\.\\.\\. .* \\.\\.\\.|note over P\\d+ : .*)$"_s);
    int count = 0;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (message.match(line).hasMatch())
            ++count;
        else if (!other.match(line).hasMatch())
            return -1;
    }
    return count;
}

int mermaidMessages(const QString &text)
{
    static const QRegularExpression message(u"^  P\\d+(->>|-x|-->>|--\\))P\\d+: \\S.*$"_s);
    static const QRegularExpression other(u"^(sequenceDiagram|  %% .*|  (actor|participant) P\\d+ as .*|  Note over P\\d+(,P\\d+)?: .*)$"_s);
    int count = 0;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (message.match(line).hasMatch())
            ++count;
        else if (!other.match(line).hasMatch())
            return -1;
    }
    return count;
}

} // namespace

class SequenceExportTest final : public QObject
{
    Q_OBJECT

private slots:
    void writesEveryMessageAsText_data();
    void writesEveryMessageAsText();
    void survivesHostileLabels();
    void isReadByPlantUml();
    void givesEachArrowATitle();
    void saysWhereItComesFrom();
    void makesPagesWithPhases();
    void attachesTheCaseFile();
    void cutsHugePngBetweenRows();
    void exportsAPart();
};

void SequenceExportTest::writesEveryMessageAsText_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    for (const test::NamedStory &story : stories())
        QTest::newRow(story.name) << story.detail;
}

void SequenceExportTest::writesEveryMessageAsText()
{
    QFETCH(TransactionDetail, detail);
    const Drawn drawn(detail);
    QVERIFY(messageCount(drawn.layout()) > 0);
    const QString plant = plantUmlText(drawn.layout(), note);
    QVERIFY2(plantMessages(plant) == messageCount(drawn.layout()), qPrintable(plant));
    const QString mermaid = mermaidText(drawn.layout(), note);
    QVERIFY2(mermaidMessages(mermaid) == messageCount(drawn.layout()), qPrintable(mermaid));
    const QString ascii = asciiText(drawn.layout(), note);
    for (const SequenceMessage &message : drawn.layout().sequence.messages)
        if (message.number > 0 && drawn.layout().rowOfMessage(&message - drawn.layout().sequence.messages.constData()) >= 0
            && drawn.layout().rows[drawn.layout().rowOfMessage(&message - drawn.layout().sequence.messages.constData())].kind == RowKind::Call)
            QVERIFY2(ascii.contains(u" %1 "_s.arg(message.number)), qPrintable(ascii));
}

void SequenceExportTest::survivesHostileLabels()
{
    TransactionDetail detail = test::sagaFailure();
    for (JournalEvent &event : detail.events)
        if (event.kind == EventKind::Answered)
            event.text = u"bad\n@enduml\nP0 -> P1 : forged; end #35; <script> %% \"quoted\" || ~~ == x ==\r\n\u202Eevil\u0007"_s;
    const Drawn drawn(detail);
    QCOMPARE(plantMessages(plantUmlText(drawn.layout(), note)), messageCount(drawn.layout()));
    QCOMPARE(mermaidMessages(mermaidText(drawn.layout(), note)), messageCount(drawn.layout()));
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeSvg(buffer, drawn.scene(), note));
    QXmlStreamReader xml(buffer.data());
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

// The real thing, where it is installed: it must find as many participants, and no error.
void SequenceExportTest::isReadByPlantUml()
{
    const QString program = QStandardPaths::findExecutable(u"plantuml"_s);
    if (program.isEmpty())
        QSKIP("plantuml is not installed");
    QTemporaryDir folder;
    const QList<test::NamedStory> all = stories();
    for (qsizetype i = 0; i < all.size(); ++i) {
        QFile file(folder.filePath(u"story%1.puml"_s.arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(plantUmlText(Drawn(all[i].detail).layout(), note).toUtf8());
    }
    QProcess plant;
    plant.start(program, {u"-tsvg"_s, u"-charset"_s, u"UTF-8"_s, folder.filePath(u"*.puml"_s)});
    QVERIFY(plant.waitForFinished(90'000));
    QVERIFY2(plant.exitCode() == 0, plant.readAllStandardError() + plant.readAllStandardOutput());
    for (qsizetype i = 0; i < all.size(); ++i) {
        QFile svg(folder.filePath(u"story%1.svg"_s.arg(i)));
        QVERIFY2(svg.open(QIODevice::ReadOnly), all[i].name);
        const QByteArray picture = svg.readAll();
        const Drawn drawn(all[i].detail);
        for (const SequenceMessage &message : drawn.layout().sequence.messages) {
            const qsizetype row = drawn.layout().rowOfMessage(&message - drawn.layout().sequence.messages.constData());
            if (message.number > 0 && row >= 0 && drawn.layout().rows[row].kind == RowKind::Call)
                QVERIFY2(picture.contains('>' + QByteArray::number(message.number) + '.'), all[i].name);
        }
    }
}

void SequenceExportTest::givesEachArrowATitle()
{
    const Drawn drawn(test::sagaFailure());
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeSvg(buffer, drawn.scene(), note));
    int titles = 0;
    bool image = false;
    for (QXmlStreamReader xml(buffer.data()); !xml.atEnd();) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        titles += xml.name() == u"title" ? 1 : 0;
        image = image || xml.name() == u"image";
    }
    QCOMPARE(titles, 1 + int(drawn.layout().rows.size()));
    QVERIFY(!image);
    QVERIFY(buffer.data().contains("<title>1. AP to TM: submit saga"));
}

void SequenceExportTest::saysWhereItComesFrom()
{
    const Drawn drawn(test::sagaRetries(7));
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeSvg(buffer, drawn.scene(), note));
    const QList<QString> texts{plantUmlText(drawn.layout(), note), mermaidText(drawn.layout(), note), asciiText(drawn.layout(), note),
                               QString::fromUtf8(buffer.data())};
    for (const QString &text : texts)
        for (const QString &fact : {u"PROD shop-eu"_s, u"gid-1"_s, u"UTC+08:00"_s, u"1.2.3"_s, u"secrets are hidden"_s, u"folded"_s})
            QVERIFY2(text.contains(fact), qPrintable(fact + u" is not in\n"_s + text.left(2000)));
}

void SequenceExportTest::makesPagesWithPhases()
{
    const Drawn drawn(test::concurrentSaga());
    const QList<PhaseStart> phases = phasesOf(drawn.layout());
    QVERIFY(phases.size() >= 3); // it is submitted, rolls back, ends
    const Drawn tall(test::longSaga(200));
    const QList<qreal> cuts = pageCuts(tall.layout(), 500);
    QVERIFY(cuts.size() > 10);
    for (qsizetype i = 1; i < cuts.size(); ++i) {
        QVERIFY(cuts[i] - cuts[i - 1] <= 500);
        for (const SequenceRow &row : tall.layout().rows)
            QVERIFY(row.top >= cuts[i] - 0.01 || row.bottom() <= cuts[i] + 0.01);
    }
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writePdf(buffer, tall.scene(), note));
    QVERIFY(buffer.data().startsWith("%PDF"));
    QVERIFY(buffer.data().count("/Type /Page\n") + buffer.data().count("/Type /Page ") >= 10);
}

void SequenceExportTest::attachesTheCaseFile()
{
    const Drawn drawn(test::sagaFailure());
    const auto pdf = [&](const QByteArray &caseFile) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        return writePdf(buffer, drawn.scene(), note, caseFile) ? buffer.data() : QByteArray();
    };
    QVERIFY(pdf("case").contains("/EmbeddedFile"));
    QVERIFY(!pdf({}).contains("/EmbeddedFile"));
}

void SequenceExportTest::cutsHugePngBetweenRows()
{
    const Drawn drawn(test::longSaga(60));
    QTemporaryDir folder;
    const Result<QStringList> one = writePng(folder.filePath(u"one.png"_s), drawn.scene(), 1, note);
    QVERIFY(one);
    QCOMPARE(*one, QStringList{folder.filePath(u"one.png"_s)});
    const Result<QStringList> several = writePng(folder.filePath(u"many.png"_s), drawn.scene(), 1, note, 1'000'000);
    QVERIFY(several);
    QVERIFY(several->size() > 2);
    for (const QString &name : *several) {
        const QImage image(name);
        QVERIFY(!image.isNull());
        QVERIFY(qint64(image.width()) * image.height() <= 1'000'000);
    }
    QVERIFY(!writePng(folder.filePath(u"no.png"_s), drawn.scene(), 4, note, 1'000));
}

void SequenceExportTest::exportsAPart()
{
    const TransactionDetail detail = test::longSaga(100);
    const Drawn failures(detail, {.filter = {.failures = true, .around = 1}});
    QCOMPARE(test::brokenRule(failures.layout()), QString());
    QVERIFY(failures.layout().eventsLeftOut > 0);
    QVERIFY(asciiText(failures.layout(), note).contains(u"left out"_s));
    const Drawn range(detail, {.filter = {.fromSeq = 20, .toSeq = 40}});
    for (const SequenceRow &row : range.layout().rows)
        if (row.message >= 0)
            QVERIFY(range.layout().sequence.messages[row.message].seq <= 40);
    QCOMPARE(test::brokenRule(range.layout()), QString());
    const Drawn hidden(detail, {}, {.hidden = {u"127.0.0.1:8081"_s}});
    QCOMPARE(hidden.layout().sequence.hidden.size(), 1);
    QCOMPARE(test::brokenRule(hidden.layout()), QString());
    QVERIFY(asciiText(hidden.layout(), note).contains(u"hidden lifelines"_s));
}

TXDESK_TEST(SequenceExportTest);
#include "sequence_export_test.moc"
