// Story 11: an outage leaves hundreds stuck; a dry run says that retrying will not help yet; repaired, one job retries all.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"
#include "shared/codec/job_codec.h"
#include "shared/codec/json_reader.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int crowdSize = 300;
const QString crowdPayer = u"bank-a"_s;
const QString crowdPayee = u"bank-b"_s;

void submitCrowd(DemoHands &hands)
{
    hands.submitCrowd(crowdSize, [&hands](const Gid &gid) {
        TransactionOptions options;
        // Nobody gets through by himself while the story lasts; the one on screen not even on a machine that is very slow.
        options.retryInterval = gid == hands.gid() ? Seconds{3600} : Seconds{60};
        return client::Saga(gid)
            .add(hands.url(crowdPayer, "TransOut"_L1), hands.url(crowdPayer, "TransOutCompensate"_L1), R"({"account":1,"amount":1})")
            .add(hands.url(crowdPayee, "TransIn"_L1), hands.url(crowdPayee, "TransInCompensate"_L1), R"({"account":1,"amount":1})")
            .setOptions(options);
    });
}

JobOrder retryAll(const DemoHands &hands)
{
    JobOrder order;
    order.id = hands.gid().value.right(32);
    order.action = Action::Retry;
    order.set.filter.gidPrefix = hands.crowdPrefix();
    order.set.frozenAt = SystemClock().now();
    order.reason = u"bank-b is repaired"_s;
    order.pace.perSecond = 100;
    return order;
}

// How the payee did lately, as the dry run says.
std::optional<double> payeeShare(const StoryFacts &facts)
{
    for (const ActAnswer &answer : facts.answers) {
        if (answer.act != "dry-run"_L1 || answer.status != 200)
            continue;
        const Result<QJsonObject> json = codec::parseObject(answer.body, codec::KeyRule::StrictOnce);
        const Result<JobDryRun> run = json ? codec::jobDryRunFromJson(*json) : tl::unexpected(json.error());
        if (run)
            for (const TouchedParticipant &touched : run->touched)
                if (touched.calls >= crowdSize)
                    return touched.okShare;
    }
    return std::nullopt;
}

std::optional<BulkJob> endedJob(const StoryFacts &facts)
{
    for (const ActAnswer &answer : facts.answers) {
        if (answer.act != "job"_L1 || answer.status != 200)
            continue;
        const Result<QJsonObject> json = codec::parseObject(answer.body, codec::KeyRule::StrictOnce);
        const Result<BulkJob> job = json ? codec::bulkJobFromJson(*json) : tl::unexpected(json.error());
        if (job)
            return *job;
    }
    return std::nullopt;
}

std::vector<StoryStep> outageSteps()
{
    return {{QT_TRANSLATE_NOOP("Story", "bank-b goes down."), [](DemoHands &hands) { hands.kill(crowdPayee); },
             [](const StoryFacts &facts) { return !facts.listening.contains(crowdPayee); }},
            {QT_TRANSLATE_NOOP("Story", "Three hundred payments arrive. Each takes its money from bank-a and cannot reach bank-b."), submitCrowd,
             [](const StoryFacts &facts) { return facts.crowd && facts.crowd->unfinished.size() == crowdSize && facts.crowd->failing == crowdSize; }},
            {QT_TRANSLATE_NOOP("Story", "A person asks what \"retry all\" would do: bank-b does not answer, so it would not help."),
             [](DemoHands &hands) { hands.dryRun(retryAll(hands)); }, [](const StoryFacts &facts) { return facts.hasAnswer(u"dry-run"); }},
            {QT_TRANSLATE_NOOP("Story", "bank-b is repaired."), [](DemoHands &hands) { hands.start(crowdPayee); },
             [](const StoryFacts &facts) { return facts.listening.contains(crowdPayee); }},
            {QT_TRANSLATE_NOOP("Story", "Now one job retries them all: first 1, then 10, then 100, then the rest, looking at what became of each."),
             [](DemoHands &hands) { hands.startJob(retryAll(hands)); },
             [](const StoryFacts &facts) { return facts.crowd && facts.crowd->unfinished.isEmpty(); }},
            {nullptr, [](DemoHands &hands) { hands.readJobAtEnd(retryAll(hands).id); }, [](const StoryFacts &facts) { return facts.hasAnswer(u"job"); }}};
}

Story outageOfMany()
{
    return {.number = 11,
            .title = QT_TRANSLATE_NOOP("Story", "Outage, many at once"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Three hundred payments are stuck for one reason. One job retries them, carefully."),
            .steps = outageSteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The dry run said that bank-b fails more often than not."),
                              [](const StoryFacts &facts) { return payeeShare(facts).value_or(1) < 0.5; }},
                             {QT_TRANSLATE_NOOP("Story", "The job is done and took effect on all three hundred."),
                              [](const StoryFacts &facts) {
                                  const std::optional<BulkJob> job = endedJob(facts);
                                  return job && job->state == JobState::Done && job->done.value(ItemOutcome::TookEffect) == crowdSize;
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank-a has 9,700 and bank-b has 10,300."), [](const StoryFacts &facts) {
                                  return facts.balanceOf(crowdPayer) == 9'700 && facts.balanceOf(crowdPayee) == 10'300;
                              }}}};
}

} // namespace

std::vector<Story> bulkStories()
{
    return {outageOfMany()};
}

} // namespace txdesk::demo
