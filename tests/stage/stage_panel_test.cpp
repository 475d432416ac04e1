// The stage dock without its processes: meter, switches, buttons, reasons.
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/stories.h"
#include "console/stage/stage_mode.h"
#include "console/stage/stage_panel.h"
#include "tests/support/test_main.h"

#include <QComboBox>
#include <QDockWidget>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class StagePanelTest final : public QObject
{
    Q_OBJECT

private slots:
    void meterTurnsRed();
    void meterSaysThatNoMoneyMoves();
    void switchesAreToldForTheChosenParticipant();
    void killButtonsTurnIntoStartButtons();
    void everyStoryHasAButton();
    void greyedButtonsSayWhy();
    void modeBringsItsDock();
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

TXDESK_TEST(StagePanelTest);
#include "stage_panel_test.moc"
