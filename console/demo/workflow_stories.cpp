// Story 18: a workflow of a saga step, a TCC step and, where there is MariaDB, an XA step; its client stops in the middle.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/maria_server.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString workflowClient = u"bank-a"_s;
const QString tccBank = u"bank-b"_s;
const QString xaBank = u"bank-x"_s;

int timesVisited(const StoryFacts &facts, const QString &bank, QLatin1StringView path)
{
    const QList<Visit> visits = facts.banks.value(bank).visits;
    return int(std::ranges::count_if(visits, [&](const Visit &visit) { return visit.gid == facts.gid.value && visit.path.contains(path); }));
}

qsizetype stepsRecorded(const StoryFacts &facts)
{
    return facts.detail ? std::ranges::count(facts.detail->events, EventKind::Registered, &JournalEvent::kind) : 0;
}

std::function<void(DemoHands &)> runWorkflow(bool withXa)
{
    return [withXa](DemoHands &hands) {
        QJsonObject order{{u"account"_s, 1},
                          {u"amount"_s, 30},
                          {u"to"_s, hands.addressOf(tccBank)},
                          {u"toAccount"_s, 1},
                          {u"retryInterval"_s, qint64(hands.scaled(Seconds{10}).count())},
                          {u"stopAfter"_s, 2}};
        if (withXa)
            order["xaTo"_L1] = hands.addressOf(xaBank);
        hands.transferBy(workflowClient, "workflow"_L1, order);
    };
}

Expectation moneyMoved(bool withXa)
{
    if (withXa)
        return {QT_TRANSLATE_NOOP("Story", "bank-a has 9,940, bank-b and bank-x have 10,030 each."), [](const StoryFacts &facts) {
                    return facts.balanceOf(workflowClient) == 9'940 && facts.balanceOf(tccBank) == 10'030 && facts.balanceOf(xaBank) == 10'030;
                }};
    return {QT_TRANSLATE_NOOP("Story", "bank-a has 9,970 and bank-b has 10,030."), [](const StoryFacts &facts) {
                return facts.balanceOf(workflowClient) == 9'970 && facts.balanceOf(tccBank) == 10'030;
            }};
}

Story mixedWorkflow(bool withXa)
{
    const char *runs = withXa ? QT_TRANSLATE_NOOP("Story", "bank-a runs a workflow: a saga step here, a TCC step at bank-b, an XA step at bank-x. After two steps it stops.")
                              : QT_TRANSLATE_NOOP("Story", "bank-a runs a workflow: a saga step here, a TCC step at bank-b (an XA step would need MariaDB, which is not "
                                                           "installed). After two steps it stops.");
    QList<StartBalance> participants{{workflowClient}, {tccBank}};
    if (withXa)
        participants.append({xaBank});
    return {.number = 18,
            .title = QT_TRANSLATE_NOOP("Story", "Workflow of several modes"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The code runs at the application. When it stops it is woken and replays: what is recorded is not done again."),
            .participants = participants,
            .steps = {{runs, runWorkflow(withXa), [](const StoryFacts &facts) { return stepsRecorded(facts) >= 2; }},
                      {QT_TRANSLATE_NOOP("Story", "The coordinator has not heard of the end, so it wakes the application, which begins anew: steps 1 and 2 come from the record."),
                       {}, [](const StoryFacts &facts) { return facts.isFinished(); }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The workflow succeeds."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "The application was woken."),
                              [](const StoryFacts &facts) { return facts.calls(u"00", OpKind::Resume) >= 1; }},
                             {QT_TRANSLATE_NOOP("Story", "The first two steps were done once."), [](const StoryFacts &facts) {
                                  return timesVisited(facts, workflowClient, "TransOut"_L1) == 1 && timesVisited(facts, tccBank, "TransInTry"_L1) == 1;
                              }},
                             moneyMoved(withXa)}};
}

} // namespace

std::vector<Story> workflowStories()
{
    return {mixedWorkflow(MariaServer::isInstalled())};
}

} // namespace txdesk::demo
