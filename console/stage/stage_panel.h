// The stage: plays stories on real processes and shows what they do to the money.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/story_runner.h"
#include "console/stage/fault_panel.h"
#include "console/stage/meter_view.h"
#include "console/stage/stage_actions.h"
#include "console/stage/story_buttons.h"
#include "console/stage/tour_guide.h"

class QCheckBox;
class QComboBox;
class QPushButton;
class QScrollArea;
class QTextBrowser;

namespace txdesk::console {

// Thread: GUI. `stage` and `runner` must outlive it.
class StagePanel final : public QWidget
{
    Q_OBJECT

public:
    StagePanel(demo::Stage &stage, demo::StoryRunner &runner, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setSettings(const demo::StorySettings &settings); // the speed is shown and may be changed
    [[nodiscard]] QSize sizeHint() const override { return {1000, 250}; } // the rest scrolls
    bool play(int number); // false: there is no such story
    [[nodiscard]] QList<QAction *> stageActions() const { return m_actions->all(); }
    [[nodiscard]] QString narration() const; // all that was told in this play, plain text

signals:
    void storyEnded(const txdesk::demo::StoryResult &result);
    void focusWanted(); // the dock is to be seen

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectActions();
    void connectRunner();
    void goOn();
    void playStation(int station);
    void showGuide();
    void takeFocus();
    struct Told
    {
        QString sentence;
        Meaning meaning;
    };
    void write(const Told &told);
    void tell(const QString &sentence, Meaning meaning);
    void showFacts();
    void showEnd(const demo::StoryResult &result);
    void updateControls();
    void retranslate();

    demo::Stage &m_stage;
    demo::StoryRunner &m_runner;
    Theme m_theme;
    demo::StorySettings m_settings;
    MeterView *m_meter;
    StageActions *m_actions;
    TourGuide *m_guide;
    StoryButtons *m_stories;
    QScrollArea *m_storyScroll = nullptr;
    QScrollArea *m_faultScroll = nullptr;
    FaultPanel *m_faults;
    QTextBrowser *m_narrator;
    QCheckBox *m_withoutBarrier;
    QCheckBox *m_onMariaDb;
    QCheckBox *m_byHand;
    QComboBox *m_speed;
    QPushButton *m_pause;
    QPushButton *m_step;
    QPushButton *m_stop;
    int m_number = 0; // of the story on the stage
    int m_station = -1; // of the tour; -1: there is none
    QList<Told> m_told; // of the story that was played last
    QString m_turn;     // what a person is to do now
};

} // namespace txdesk::console
