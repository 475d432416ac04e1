// Stories 22 to 24: ten million transactions, two thousand changes a second, a night of retries. All of it is made up, and
// says so; only what it costs to look at is measured.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

Story tenMillion()
{
    const auto first = [](DemoHands &hands) { hands.madeUp().listFirstPage(u"first page"_s, {}); };
    const auto search = [](DemoHands &hands) {
        TransactionFilter one;
        one.gidPrefix = hands.madeUp().book().row(4'711, SystemClock().now()).transaction.gid.value;
        hands.madeUp().listFirstPage(u"search"_s, one);
    };
    const auto stuck = [](DemoHands &hands) {
        TransactionFilter all;
        all.stuck = true;
        hands.madeUp().listAll(u"stuck"_s, all);
    };
    return {.number = 22,
            .title = QT_TRANSLATE_NOOP("Story", "Ten million transactions"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A second tab lists ten million made-up transactions. Scroll, search by gid or business key, look at what is stuck."),
            .scene = Scene::TenMillion,
            .steps = {{QT_TRANSLATE_NOOP("Story", "The newest page of ten million."), first,
                       [](const StoryFacts &facts) { return facts.measures.contains(u"first page"_s); }},
                      {QT_TRANSLATE_NOOP("Story", "One old transaction is searched by its gid."), search,
                       [](const StoryFacts &facts) { return facts.measures.contains(u"search"_s); }},
                      {QT_TRANSLATE_NOOP("Story", "Which ones are stuck?"), stuck,
                       [](const StoryFacts &facts) { return facts.measures.contains(u"stuck"_s); }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first page is full."),
                              [](const StoryFacts &facts) { return facts.counted(u"first page"_s) == 200; }},
                             {QT_TRANSLATE_NOOP("Story", "One of ten million is found by its gid."),
                              [](const StoryFacts &facts) { return facts.counted(u"search"_s) == 1; }},
                             {QT_TRANSLATE_NOOP("Story", "All 312 stuck ones are found."),
                              [](const StoryFacts &facts) { return facts.counted(u"stuck"_s) == console::SyntheticBook::stuckCount; }}}};
}

Story storm()
{
    const auto blow = [](DemoHands &hands) { hands.madeUp().countChanges(u"storm"_s, stormUpdates, Milliseconds{3'000}); };
    return {.number = 23,
            .title = QT_TRANSLATE_NOOP("Story", "Storm"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Two thousand made-up changes a second. The list stays readable; Space freezes it."),
            .scene = Scene::Storm,
            .steps = {{QT_TRANSLATE_NOOP("Story", "Two thousand transactions change every second."), blow,
                       [](const StoryFacts &facts) { return facts.measures.contains(u"storm"_s); }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "Thousands of changes arrived in three seconds."),
                              [](const StoryFacts &facts) { return facts.counted(u"storm"_s) >= 3'000; }}}};
}

Story night()
{
    const auto draw = [](DemoHands &hands) { hands.madeUp().drawNight(u"night"_s, nightAttempts); };
    return {.number = 24,
            .title = QT_TRANSLATE_NOOP("Story", "Five thousand arrows"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A made-up saga that was retried all night: a few folded rows. Unfold them all and move through five thousand arrows."),
            .scene = Scene::Night,
            .steps = {{QT_TRANSLATE_NOOP("Story", "One saga has been tried five thousand times."), draw,
                       [](const StoryFacts &facts) { return facts.measures.contains(u"night"_s); }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "Folded it has fewer than thirty rows."), [](const StoryFacts &facts) {
                                  return facts.counted(u"night"_s) > 5 && facts.counted(u"night"_s) < 30;
                              }}}};
}

} // namespace

std::vector<Story> scaleStories()
{
    return {tenMillion(), storm(), night()};
}

} // namespace txdesk::demo
