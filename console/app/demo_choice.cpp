// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/demo_choice.h"

#include "console/demo/headless.h"
#include "console/stage/stage_mode.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

std::function<std::unique_ptr<DemoMode>()> demoMaker(const CommandLine &line)
{
    demo::StorySettings settings{.withoutBarrier = line.barrier == "without"_L1, .seed = line.seed, .onMariaDb = line.database == "mariadb"_L1};
    if (line.speed > 0)
        settings.speed = line.speed;
    return [programs = line.programs, settings] { return std::make_unique<StageMode>(programs, settings); };
}

int runHeadlessDemo(const CommandLine &line)
{
    demo::HeadlessOptions options;
    if (!line.stories.isEmpty())
        options.stories = line.stories;
    options.barrier = line.barrier == "with"_L1      ? demo::BarrierChoice::With
                      : line.barrier == "without"_L1 ? demo::BarrierChoice::Without
                                                     : demo::BarrierChoice::Both;
    options.database = line.database == "sqlite"_L1      ? demo::DatabaseChoice::Sqlite
                       : line.database == "mariadb"_L1 ? demo::DatabaseChoice::MariaDb
                                                       : demo::DatabaseChoice::Both;
    if (line.speed > 0)
        options.speed = line.speed;
    options.seed = line.seed;
    options.programs = line.programs;
    QTextStream out(stdout);
    return demo::runHeadless(options, out);
}

} // namespace txdesk::console
