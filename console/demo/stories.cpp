// Joins the stories and finds one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/stories.h"

#include "console/demo/maria_server.h"
#include "console/demo/stage.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace txdesk::demo {

QStringList Story::participantNames() const
{
    QStringList names;
    for (const StartBalance &start : participants)
        names.append(start.participant);
    return names;
}

QString Story::name() const
{
    return label ? QString::fromLatin1(label) : QString::number(number);
}

bool Story::hasServices() const
{
    return std::ranges::any_of(participants, [](const StartBalance &start) { return Stage::isService(start.participant); });
}

const std::vector<Story> &allStories()
{
    static const std::vector<Story> stories = [] {
        std::vector<Story> all;
        for (std::vector<Story> part : {sagaStories(), messageStories(), troubleStories(), bulkStories(), phaseStories(), workflowStories(), doorStories(), scaleStories(), atStories(),
                                        tccScenarios(), messageScenarios(), noticeScenarios(), caseStories()})
            std::ranges::move(part, std::back_inserter(all));
        std::ranges::sort(all, {}, &Story::number);
        return all;
    }();
    return stories;
}

const Story *storyNumbered(int number)
{
    const auto found = std::ranges::find(allStories(), number, &Story::number);
    return found == allStories().end() ? nullptr : &*found;
}

const Story *storyNamed(QStringView name)
{
    const auto found = std::ranges::find_if(allStories(), [name](const Story &story) {
        return story.name().compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == allStories().end() ? nullptr : &*found;
}

QString whyNotPlayed(const Story &story)
{
    if (!story.needsMariaDb || MariaServer::isInstalled())
        return {};
    return QCoreApplication::translate("Story", "This story needs MariaDB's server, which is not installed here (package mariadb-server-core).");
}

QString storyText(const char *source)
{
    return QCoreApplication::translate("Story", source);
}

} // namespace txdesk::demo
