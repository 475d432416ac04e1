// Plays one story after another and prints them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/headless.h"

#include "console/demo/maria_server.h"
#include "console/demo/stories.h"
#include "console/demo/story_runner.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

struct Play
{
    const Story *story = nullptr;
    bool withoutBarrier = false;
    bool onMariaDb = false;
};

bool isWanted(const Story &story, const HeadlessOptions &options)
{
    const QStringList wanted = options.stories.split(u',', Qt::SkipEmptyParts);
    return options.stories == "all"_L1 || wanted.contains(story.name(), Qt::CaseInsensitive) || wanted.contains(QString::number(story.number));
}

std::vector<Play> playsOf(const HeadlessOptions &options)
{
    std::vector<Play> plays;
    for (const Story &story : allStories()) {
        if (!isWanted(story, options))
            continue;
        if (!whyNotPlayed(story).isEmpty())
            continue;
        const bool canUseMariaDb = story.hasServices() && MariaServer::isInstalled();
        if (options.barrier != BarrierChoice::Without && (!canUseMariaDb || options.database != DatabaseChoice::MariaDb))
            plays.push_back({.story = &story});
        if (options.barrier != BarrierChoice::With && story.offersWithoutBarrier)
            plays.push_back({.story = &story, .withoutBarrier = true});
        if (canUseMariaDb && options.database != DatabaseChoice::Sqlite)
            plays.push_back({.story = &story, .onMariaDb = true});
    }
    return plays;
}

// A wanted story that cannot be played here is said, never passed over.
void printSkipped(QTextStream &out, const HeadlessOptions &options)
{
    for (const Story &story : allStories())
        if (const QString why = whyNotPlayed(story); !why.isEmpty() && isWanted(story, options))
            out << "skip story " << story.name() << ": " << why << '\n';
}

void printVerdict(QTextStream &out, const StoryResult &result)
{
    for (const QString &miss : result.misses)
        out << "  MISSED: " << miss << '\n';
    out << (result.passed() ? "  passed" : "  FAILED") << "\n\n";
    out.flush();
}

void printEnd(QTextStream &out, const StoryResult &result)
{
    for (const QString &line : result.timeline)
        out << "    " << line << '\n';
    if (!result.meter.hasMoney)
        return printVerdict(out << "  no money moves in this story\n", result);
    out << "  ";
    for (const MeterReading::Bank &bank : result.meter.banks)
        out << bank.name << ' ' << bank.balance << "  ";
    out << "frozen " << result.meter.frozen << "  in flight " << result.meter.inFlight << "  sum " << result.meter.total << " of "
        << result.meter.expected << (result.meter.conserved ? "  conserved" : "  NOT CONSERVED: ") << result.meter.fault << '\n';
    printVerdict(out, result);
}

} // namespace

int runHeadless(const HeadlessOptions &options, QTextStream &out)
{
    printSkipped(out, options);
    const std::vector<Play> plays = playsOf(options);
    if (plays.empty()) {
        out << "no story is called " << options.stories << '\n';
        return 2;
    }
    Stage stage(options.programs);
    StoryRunner runner(stage);
    QEventLoop loop;
    std::size_t next = 0;
    int failed = 0;
    const auto playNext = [&] {
        if (next == plays.size())
            return loop.quit();
        const Play &play = plays[next++];
        out << "Story " << play.story->name() << ": " << storyText(play.story->title)
            << (play.withoutBarrier ? " (without barrier)" : play.onMariaDb ? " (on MariaDB)" : "") << '\n';
        runner.play(*play.story, {.withoutBarrier = play.withoutBarrier, .speed = options.speed, .seed = options.seed, .onMariaDb = play.onMariaDb});
    };
    QObject::connect(&runner, &StoryRunner::narrated, &loop, [&out](const QString &sentence) { out << "  " << sentence << '\n'; });
    QObject::connect(&runner, &StoryRunner::finished, &loop, [&](const StoryResult &result) {
        printEnd(out, result);
        failed += result.passed() ? 0 : 1;
        QMetaObject::invokeMethod(&loop, playNext, Qt::QueuedConnection);
    });
    QMetaObject::invokeMethod(&loop, playNext, Qt::QueuedConnection);
    loop.exec();
    out << plays.size() - static_cast<std::size_t>(failed) << " of " << plays.size() << " stories passed\n";
    return failed == 0 ? 0 : 1;
}

} // namespace txdesk::demo
