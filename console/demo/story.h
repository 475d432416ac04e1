// A story of the demo: a little play in steps, and what must be true at its end.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/story_facts.h"

#include <functional>

namespace txdesk::demo {

class DemoHands;

// How it is played.
struct StorySettings
{
    bool withoutBarrier = false; // only stories that offer it
    double speed = 10;           // waiting times are divided by it, but never below a second
    quint32 seed = 42;           // names the transaction and drives the banks' dice
    bool onMariaDb = false;      // only stories of services: their databases are MariaDB's
    bool byHand = false;         // steps that a person can do wait for one
};

// One step: a sentence for the narrator, something to do, and what to wait for. A step ends when everything that
// was done has been answered and `until` holds.
struct StoryStep
{
    const char *sentence = nullptr; // translated in context "Story"; null: nothing to say
    std::function<void(DemoHands &)> act{};
    std::function<bool(const StoryFacts &)> until{};
    const char *transaction = nullptr; // from here on another transaction is played and watched: its gid ends so
    const char *turn = nullptr;        // context "Story": what a person does here, if the play leaves it to one
};

struct Expectation
{
    const char *sentence = nullptr; // translated in context "Story": what must be true
    std::function<bool(const StoryFacts &)> holds{};
};

struct StartBalance
{
    QString participant;
    qint64 balance = 10'000; // of its account 1
};

// A story that shows something made up beside the real coordinator.
enum class Scene {
    None,
    TenMillion, // transactions
    Storm,      // of changes
    Night,      // of retries
};

struct Story
{
    int number = 0;                // as in the documentation; scenario S1 is 101, case study C1a 121
    const char *label = nullptr;   // "S1", "C1a"; null: its number
    const char *title = nullptr;   // context "Story"
    const char *purpose = nullptr; // context "Story": what the viewer should see
    QList<StartBalance> participants{{QStringLiteral("bank-a")}, {QStringLiteral("bank-b")}};
    Scene scene = Scene::None;
    bool offersWithoutBarrier = false;
    bool needsMariaDb = false; // offered only where MariaServer::isInstalled()
    std::vector<StoryStep> steps{};
    std::vector<Expectation> expectations{};               // with the barrier
    std::vector<Expectation> expectationsWithoutBarrier{}; // money is created or lost: the meter must be red

    [[nodiscard]] QStringList participantNames() const;
    [[nodiscard]] QString name() const; // "14", "S1"
    [[nodiscard]] bool hasServices() const; // of the tutorials: on SQLite or MariaDB
};

} // namespace txdesk::demo
