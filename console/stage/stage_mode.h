// The console's demo: a stage of real processes, and the dock that plays stories on it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/story_runner.h"
#include "console/pages/demo_mode.h"

#include <QPointer>

namespace txdesk::console {

class StagePanel;

class StageMode final : public DemoMode
{
    Q_OBJECT

public:
    // programs: the folder of txdesk-server and txdesk-bank; empty: that of the running program.
    explicit StageMode(const QString &programs = {}, const demo::StorySettings &settings = {}, QObject *parent = nullptr);
    ~StageMode() override;

    void start() override;
    [[nodiscard]] QList<QDockWidget *> docks(QMainWindow &window) override;
    [[nodiscard]] QList<QAction *> actions() override;
    void setAppearance(const Appearance &appearance) override;
    void setLink(CoordinatorLink &link) override;
    void play(const QString &story) override;

private:
    void nameParticipants();

    demo::Stage m_stage;
    demo::StoryRunner m_runner;
    demo::StorySettings m_settings;
    Appearance m_appearance;
    QHash<QString, QString> m_names; // as they were told last
    QPointer<StagePanel> m_panel;
    bool m_started = false;
};

} // namespace txdesk::console
