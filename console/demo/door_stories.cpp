// Story 21: a viewer is refused, an admin acts, and the audit tells of both.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString doorPayer = u"bank-a"_s;
const QString doorPayee = u"bank-b"_s;
const QByteArray doorAmount = R"({"account":1,"amount":30})";

// bank-a is down: no money moves before somebody stops the saga.
void submitToNobody(DemoHands &hands)
{
    TransactionOptions options;
    options.retryInterval = hands.scaled(Seconds{10});
    hands.submit(hands.newSaga()
                     .add(hands.url(doorPayer, "TransOut"_L1), hands.url(doorPayer, "TransOutCompensate"_L1), doorAmount)
                     .add(hands.url(doorPayee, "TransIn"_L1), hands.url(doorPayee, "TransInCompensate"_L1), doorAmount)
                     .setOptions(options));
}

bool wasAnswered(const StoryFacts &facts, QStringView act, int status)
{
    return std::any_of(facts.answers.begin(), facts.answers.end(),
                       [&](const ActAnswer &answer) { return answer.act == act && answer.status == status; });
}

std::vector<Expectation> whatTheDoorsKept()
{
    return {{QT_TRANSLATE_NOOP("Story", "The viewer was refused."),
             [](const StoryFacts &facts) { return wasAnswered(facts, u"force-stop by viewer", 403); }},
            {QT_TRANSLATE_NOOP("Story", "The admin's force-stop ended the saga."),
             [](const StoryFacts &facts) {
                 return wasAnswered(facts, u"force-stop by admin", 200) && facts.hasStatus(TransactionStatus::Failed);
             }},
            {QT_TRANSLATE_NOOP("Story", "The audit names the act, its reason and its result."),
             [](const StoryFacts &facts) {
                 return facts.answerContains(u"audit", "\"result\":\"done\"") &&
                        facts.answerContains(u"audit", "bank-a will not come back");
             }},
            {QT_TRANSLATE_NOOP("Story", "The audit names the refusal, too."),
             [](const StoryFacts &facts) { return facts.answerContains(u"audit", "\"result\":\"refused\""); }},
            {QT_TRANSLATE_NOOP("Story", "Both banks have 10,000: nothing had moved."), [](const StoryFacts &facts) {
                 return facts.balanceOf(doorPayer) == 10'000 && facts.balanceOf(doorPayee) == 10'000;
             }}};
}

} // namespace

std::vector<Story> doorStories()
{
    return {{.number = 21,
             .title = QT_TRANSLATE_NOOP("Story", "Doors: who may do what"),
             .purpose = QT_TRANSLATE_NOOP("Story", "A viewer may look and is refused a force-stop; an admin may, and the audit tells of both."),
             .steps = {{QT_TRANSLATE_NOOP("Story", "bank-a goes down."), [](DemoHands &hands) { hands.kill(doorPayer); },
                        [](const StoryFacts &facts) { return !facts.listening.contains(doorPayer); }},
                       {QT_TRANSLATE_NOOP("Story", "The application moves 30. bank-a does not answer: nothing has moved yet."),
                        submitToNobody, [](const StoryFacts &facts) { return facts.failures() >= 1; }},
                       {QT_TRANSLATE_NOOP("Story", "The admin makes a token for a viewer."),
                        [](DemoHands &hands) { hands.makeViewerToken(); },
                        [](const StoryFacts &facts) { return facts.hasAnswer(u"token"); }},
                       {QT_TRANSLATE_NOOP("Story", "The viewer tries to force-stop the saga."),
                        [](DemoHands &hands) { hands.forceStop(Role::Viewer, u"just because I can"_s); },
                        [](const StoryFacts &facts) { return facts.hasAnswer(u"force-stop by viewer"); }},
                       {QT_TRANSLATE_NOOP("Story", "The admin force-stops it and says why."),
                        [](DemoHands &hands) { hands.forceStop(Role::Admin, u"bank-a will not come back"_s); },
                        [](const StoryFacts &facts) { return facts.isFinished(); }},
                       {QT_TRANSLATE_NOOP("Story", "bank-a comes back after all; its books are as they were."),
                        [](DemoHands &hands) { hands.start(doorPayer); },
                        [](const StoryFacts &facts) { return facts.listening.contains(doorPayer); }},
                       {QT_TRANSLATE_NOOP("Story", "Who did what stands in the audit."), [](DemoHands &hands) { hands.readAudit(); },
                        [](const StoryFacts &facts) { return facts.hasAnswer(u"audit"); }}},
             .expectations = whatTheDoorsKept()}};
}

} // namespace txdesk::demo
