// Runs many seeds on several threads and adds up what they found.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/mutants.h"
#include "tests/sim/sim_mutants.h"
#include "tests/sim/world.h"

namespace txdesk::sim {

struct Planted // an error that a run is to find; None and None: the real thing
{
    engine::Mutant engine = engine::Mutant::None;
    WorldMutant world = WorldMutant::None;
};

struct Campaign
{
    quint64 first = 1;
    quint64 seeds = 1000;
    int jobs = 2;
    Planted planted;
    bool stopAtFirst = true;
};

struct Tally
{
    quint64 seeds = 0;
    qint64 events = 0;
    qint64 faults = 0;
    qint64 overlaps = 0;
    qint64 simulatedSeconds = 0;
    quint64 checkedTwice = 0;
    std::array<qint64, static_cast<std::size_t>(Probe::Count)> probes{};
    std::optional<quint64> failedSeed; // the smallest
    QString invariant;
    QString detail;
    double seconds = 0;
};

[[nodiscard]] RunResult runSeed(quint64 seed, Planted planted, Tracing tracing);
[[nodiscard]] Tally runCampaign(const Campaign &campaign);

} // namespace txdesk::sim
