// The stage dock without its processes: meter, switches, buttons, reasons.
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/stories.h"
#include "console/stage/stage_mode.h"
#include "console/stage/stage_panel.h"
#include "console/widgets/console_resources.h"
#include "tests/support/test_main.h"

#include <QComboBox>
#include <QDockWidget>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QTranslator>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class StagePanelTest final : public QObject
{
    Q_OBJECT

private slots:
    void meterTurnsRed();
    void meterSaysThatNoMoneyMoves();
    void meterNamesEveryParty_data();
    void meterNamesEveryParty();
    void anOldReadingIsNotShownAsConserved();
    void switchesAreToldForTheChosenParticipant();
    void killButtonsTurnIntoStartButtons();
    void everyStoryHasAButton();
    void greyedButtonsSayWhy();
    void modeBringsItsDock();
    void tabComesToOneStory();
    void arrowsGoThroughTheStories();
    void f9SaysWhatComesNext_data();
    void f9SaysWhatComesNext();
    void guideStandsOutWhenItIsAPersonsTurn();
};

void StagePanelTest::meterTurnsRed()
{
    MeterView meter;
    meter.resize(700, meter.sizeHint().height());
    demo::MeterReading reading;
    reading.banks = {{u"bank-a"_s, 9970, 0}, {u"bank-b"_s, 10'000, 0}};
    reading.total = 20'000;
    reading.inFlight = 30;
    meter.setReading(reading);
    QVERIFY(meter.accessibleDescription().contains(u"conserved"_s));
    const QImage good = meter.grab().toImage();

    reading.conserved = false;
    reading.fault = u"30 vanished in t1."_s;
    meter.setReading(reading);

    QCOMPARE(meter.verdict(), reading.fault);
    QVERIFY(meter.grab().toImage() != good);
}

void StagePanelTest::anOldReadingIsNotShownAsConserved()
{
    MeterView meter;
    demo::MeterReading reading;
    reading.banks = {{u"bank-a"_s, 10'000, 0}, {u"bank-b"_s, 10'000, 0}};
    reading.silent = {u"bank-b"_s};
    meter.setReading(reading);
    QVERIFY(!meter.verdict().contains(u"conserved"_s));
    QVERIFY(meter.verdict().contains(u"bank-b does not answer"_s));
    reading.conserved = false; // what is known to be lost stays lost
    reading.fault = u"30 vanished in t1."_s;
    meter.setReading(reading);
    QCOMPARE(meter.verdict(), reading.fault);
}

void StagePanelTest::meterSaysThatNoMoneyMoves()
{
    MeterView meter;
    const QString idle = meter.verdict();
    demo::MeterReading reading;
    reading.hasMoney = false;
    meter.setReading(reading);
    QVERIFY(meter.verdict() != idle);
    QVERIFY(!meter.verdict().contains(u"conserved"_s));
}

// Story 19 has five parties; the dock may be as narrow as its panel lets it.
void StagePanelTest::meterNamesEveryParty_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("chinese");
    for (const int width : {300, 340, 400, 480, 559, 560, 640, 700, 1200})
        for (const bool chinese : {false, true})
            QTest::addRow("%d, %s", width, chinese ? "Chinese" : "English") << width << chinese;
}

void StagePanelTest::meterNamesEveryParty()
{
    QFETCH(int, width);
    QFETCH(bool, chinese);
    loadConsoleResources();
    QTranslator translator;
    QVERIFY(translator.load(u":/i18n/txdesk_zh_CN.qm"_s));
    if (chinese)
        QCoreApplication::installTranslator(&translator);
    MeterView meter;
    demo::MeterReading reading;
    for (const char *name : {"coupon", "fee", "order", "points", "stock"})
        reading.banks.append({QString::fromLatin1(name), 10'000, 0});
    reading.total = 50'000;
    meter.setReading(reading);
    meter.resize(width, meter.heightForWidth(width));
    const QStringList shown = meter.shownCaptions();
    QCOMPARE(shown.first(5), (QStringList{u"coupon"_s, u"fee"_s, u"order"_s, u"points"_s, u"stock"_s}));
    QVERIFY2(!shown.join(u' ').contains(u'…'), qPrintable(shown.join(u' ')));
}

void StagePanelTest::switchesAreToldForTheChosenParticipant()
{
    FaultPanel panel;
    panel.setParticipants({u"bank-a"_s, u"bank-b"_s});
    QSignalSpy changed(&panel, &FaultPanel::switchesChanged);
    QCOMPARE(panel.participant(), u"bank-b"_s);

    panel.findChildren<QSlider *>().first()->setValue(500);

    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toString(), u"bank-b"_s);
    QCOMPARE(changed[0][1].toJsonObject().value(u"latencyMs"_s).toInt(), 500);
    panel.resetSwitches();
    QCOMPARE(changed.size(), 1); // a new story has put them off: nobody needs to be told
}

void StagePanelTest::killButtonsTurnIntoStartButtons()
{
    FaultPanel panel;
    panel.setParticipants({u"bank-b"_s});
    QSignalSpy kill(&panel, &FaultPanel::killWanted);
    QSignalSpy start(&panel, &FaultPanel::startWanted);
    QPushButton *button = panel.findChildren<QPushButton *>().first();
    button->click();
    QCOMPARE(kill.size(), 1);
    panel.setListening(u"bank-b"_s, false);
    QCOMPARE(button->text(), u"Start bank-b"_s);
    button->click();
    QCOMPARE(start.size(), 1);
}

void StagePanelTest::everyStoryHasAButton()
{
    StoryButtons buttons;
    QSignalSpy wanted(&buttons, &StoryButtons::storyWanted);
    for (const demo::Story &story : demo::allStories()) {
        QPushButton *button = buttons.button(story.number);
        QVERIFY(button);
        QVERIFY(!button->toolTip().isEmpty());
        button->click();
        QCOMPARE(wanted.last()[0].toInt(), story.number);
    }
}

void StagePanelTest::greyedButtonsSayWhy()
{
    demo::Stage stage(u"nowhere"_s);
    demo::StoryRunner runner(stage);
    StagePanel panel(stage, runner);
    for (const QPushButton *button : panel.findChildren<QPushButton *>())
        if (!button->isEnabled())
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->text()));
    QVERIFY(!panel.play(4711));
}

void StagePanelTest::modeBringsItsDock()
{
    QMainWindow window;
    StageMode mode(u"nowhere"_s);
    QSignalSpy failed(&mode, &DemoMode::failed);
    const QList<QDockWidget *> docks = mode.docks(window);
    QCOMPARE(docks.size(), 1);
    QVERIFY(!docks[0]->objectName().isEmpty());
    mode.play(u"4711"_s);
    QCOMPARE(failed.size(), 1);
}

void StagePanelTest::tabComesToOneStory()
{
    StoryButtons buttons;
    int stops = 0;
    for (const QPushButton *button : buttons.findChildren<QPushButton *>())
        stops += button->focusPolicy() == Qt::StrongFocus ? 1 : 0;
    QCOMPARE(stops, 1);
    buttons.setPlaying(10);
    QCOMPARE(buttons.current(), buttons.button(10));
    buttons.setPlaying(0);
    QCOMPARE(buttons.current(), buttons.button(10)); // where one was
}

void StagePanelTest::arrowsGoThroughTheStories()
{
    StoryButtons buttons;
    buttons.resize(200, 900); // one column
    buttons.show();
    QTest::keyClick(buttons.current(), Qt::Key_Down);
    QCOMPARE(buttons.current(), buttons.button(2));
    QTest::keyClick(buttons.current(), Qt::Key_Right);
    QCOMPARE(buttons.current(), buttons.button(3));
    QTest::keyClick(buttons.current(), Qt::Key_Up);
    QCOMPARE(buttons.current(), buttons.button(2));
    QTest::keyClick(buttons.current(), Qt::Key_End);
    QTest::keyClick(buttons.current(), Qt::Key_Down); // there is nothing below
    QCOMPARE(buttons.current(), buttons.button(demo::allStories().back().number));
    QTest::keyClick(buttons.current(), Qt::Key_Home);
    QSignalSpy wanted(&buttons, &StoryButtons::storyWanted);
    QTest::keyClick(buttons.current(), Qt::Key_Space);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toInt(), 1);
}

void StagePanelTest::f9SaysWhatComesNext_data()
{
    QTest::addColumn<bool>("playing");
    QTest::addColumn<bool>("isTurn");
    QTest::addColumn<int>("station");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("enabled");
    QTest::newRow("before the tour") << false << false << -1 << u"Start the four-minute tour"_s << true;
    QTest::newRow("beside a story") << true << false << -1 << u"Start the four-minute tour"_s << true;
    QTest::newRow("a station is played") << true << false << 0 << u"Go on to story 2"_s << false;
    QTest::newRow("a station is over") << false << false << 1 << u"Go on to story 10"_s << true;
    QTest::newRow("a person's turn") << true << true << 2 << u"Do it for me"_s << true;
    QTest::newRow("the last one is over") << false << false << 4 << u"End the tour"_s << true;
}

void StagePanelTest::f9SaysWhatComesNext()
{
    QFETCH(const bool, playing);
    QFETCH(const bool, isTurn);
    QFETCH(const int, station);
    QFETCH(const QString, words);
    QFETCH(const bool, enabled);
    StageActions actions;
    actions.show({.playing = playing, .isTurn = isTurn, .station = station});
    QCOMPARE(actions.next().text(), words);
    QCOMPARE(actions.next().isEnabled(), enabled);
    QCOMPARE(actions.next().statusTip().isEmpty(), enabled); // greyed says why
    QCOMPARE(actions.next().shortcut(), QKeySequence(Qt::Key_F9));
}

void StagePanelTest::guideStandsOutWhenItIsAPersonsTurn()
{
    StageActions actions;
    TourGuide guide(actions.next());
    guide.setPage({.title = u"Tour"_s, .words = u"look"_s});
    const QColor calm = guide.palette().color(QPalette::Window);
    guide.setPage({.title = u"Tour"_s, .words = u"Your turn"_s, .isTurn = true, .canLeave = true});
    QVERIFY(guide.palette().color(QPalette::Window) != calm);
    QCOMPARE(guide.words(), u"Your turn"_s);
    QCOMPARE(guide.accessibleDescription(), u"Your turn"_s);
    QVERIFY(guide.findChild<QPushButton *>(u"tourNext"_s)->text().contains(u"F9"_s)); // the key stands on the button
}

TXDESK_TEST(StagePanelTest);
#include "stage_panel_test.moc"
