// txdesk-sim: runs the engine through seeded chaos and checks the invariants.
//   txdesk-sim --seeds 100000 --jobs 2 [--first 1] [--json]   txdesk-sim --seed 42   (replay with a trace)
//   txdesk-sim --mutants [--seeds 10000]   each planted error must be found   txdesk-sim --probes
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/runner.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::sim;

int replay(quint64 seed, Planted planted)
{
    const RunResult result = runSeed(seed, planted, Tracing::Print);
    std::printf("seed %llu: %s, %lld events, %lld faults, hash %016llx\n", static_cast<unsigned long long>(seed),
                result.violated ? qPrintable(result.invariant + u" "_s + result.detail) : "ok", static_cast<long long>(result.events),
                static_cast<long long>(result.faults), static_cast<unsigned long long>(result.hash));
    return result.violated ? 1 : 0;
}

void printJson(const Tally &tally, int missed)
{
    std::printf("{\"seeds\":%llu,\"seconds\":%.2f,\"seeds_per_s\":%.0f,\"events\":%lld,\"faults\":%lld,\"overlaps\":%lld,"
                "\"simulated_hours\":%.1f,\"checked_twice\":%llu,\"violations\":%d,\"first_failing_seed\":%lld,\"probes_missed\":%d}\n",
                static_cast<unsigned long long>(tally.seeds), tally.seconds, static_cast<double>(tally.seeds) / tally.seconds,
                static_cast<long long>(tally.events), static_cast<long long>(tally.faults), static_cast<long long>(tally.overlaps),
                static_cast<double>(tally.simulatedSeconds) / 3600, static_cast<unsigned long long>(tally.checkedTwice),
                tally.failedSeed ? 1 : 0, tally.failedSeed ? static_cast<long long>(*tally.failedSeed) : -1LL, missed);
}

void printWords(const Tally &tally)
{
    const double perSeed = static_cast<double>(std::max<quint64>(tally.seeds, 1));
    std::printf("%llu seeds in %.1f s: %.0f seeds/s, %.0f events and %.1f faults a seed, %.1f simulated hours, %llu run twice\n",
                static_cast<unsigned long long>(tally.seeds), tally.seconds, static_cast<double>(tally.seeds) / tally.seconds,
                static_cast<double>(tally.events) / perSeed, static_cast<double>(tally.faults) / perSeed,
                static_cast<double>(tally.simulatedSeconds) / 3600, static_cast<unsigned long long>(tally.checkedTwice));
}

int probesMissed(const Tally &tally, bool print)
{
    int missed = 0;
    for (const Name<Probe> &row : probeNames) {
        const qint64 count = tally.probes[static_cast<std::size_t>(row.value)];
        missed += count == 0;
        if (print)
            std::printf("%12lld  %s%s\n", static_cast<long long>(count), row.text.data(), count == 0 ? "  <- never reached" : "");
    }
    return missed;
}

int runSeeds(const Campaign &campaign, bool json, bool probes)
{
    const Tally tally = runCampaign(campaign);
    const int missed = probesMissed(tally, probes);
    json ? printJson(tally, missed) : printWords(tally);
    if (tally.failedSeed) {
        const auto seed = static_cast<unsigned long long>(*tally.failedSeed);
        for (const QString &line : runSeed(*tally.failedSeed, campaign.planted, Tracing::Keep).lines)
            std::printf("%s\n", qPrintable(line));
        std::printf("seed %llu violates %s: %s\nreplay: txdesk-sim --seed %llu\n", seed, qPrintable(tally.invariant), qPrintable(tally.detail), seed);
        return 1;
    }
    return probes && missed > 0 ? 1 : 0;
}

bool isCaught(const char *name, Planted planted, Campaign campaign)
{
    campaign.planted = planted;
    const Tally tally = runCampaign(campaign);
    if (tally.failedSeed)
        std::printf("caught   %-24s seed %llu, %s: %s\n", name, static_cast<unsigned long long>(*tally.failedSeed),
                    qPrintable(tally.invariant), qPrintable(tally.detail));
    else
        std::printf("MISSED   %-24s in %llu seeds\n", name, static_cast<unsigned long long>(tally.seeds));
    std::fflush(stdout);
    return tally.failedSeed.has_value();
}

int runMutants(const Campaign &campaign)
{
    int missed = 0;
    for (const Name<engine::Mutant> &row : engine::mutantNames)
        if (row.value != engine::Mutant::None)
            missed += !isCaught(row.text.data(), {.engine = row.value}, campaign);
    missed += !isCaught("barrier-off", {.world = WorldMutant::BarrierOff}, campaign);
    missed += !isCaught("tombstone-off", {.world = WorldMutant::TombstoneOff}, campaign);
    missed += !isCaught("epoch-unchecked", {.world = WorldMutant::EpochUnchecked}, campaign);
    std::printf("%d missed\n", missed);
    return missed == 0 ? 0 : 1;
}

Planted plantedFrom(const QString &name)
{
    if (name == "barrier-off"_L1)
        return {.world = WorldMutant::BarrierOff};
    if (name == "tombstone-off"_L1)
        return {.world = WorldMutant::TombstoneOff};
    if (name == "epoch-unchecked"_L1)
        return {.world = WorldMutant::EpochUnchecked};
    return {.engine = valueIn(engine::mutantNames, name).value_or(engine::Mutant::None)};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.setApplicationDescription(u"Runs the engine through seeded chaos and checks the invariants."_s);
    options.addHelpOption();
    options.addOption({u"seeds"_s, u"how many"_s, u"n"_s, u"10000"_s});
    options.addOption({u"first"_s, u"the first seed"_s, u"seed"_s, u"1"_s});
    options.addOption({u"jobs"_s, u"threads"_s, u"n"_s, u"2"_s});
    options.addOption({u"seed"_s, u"run one seed and print what happens"_s, u"seed"_s});
    options.addOption({u"mutant"_s, u"with this planted error"_s, u"name"_s});
    options.addOption({u"mutants"_s, u"each planted error must be found"_s});
    options.addOption({u"probes"_s, u"each rare situation must be reached"_s});
    options.addOption({u"json"_s, u"one line of JSON"_s});
    options.process(app);

    const Planted planted = plantedFrom(options.value(u"mutant"_s));
    if (options.isSet(u"seed"_s))
        return replay(options.value(u"seed"_s).toULongLong(), planted);
    const Campaign campaign{.first = options.value(u"first"_s).toULongLong(), .seeds = options.value(u"seeds"_s).toULongLong(),
                            .jobs = std::max(1, options.value(u"jobs"_s).toInt()), .planted = planted};
    if (options.isSet(u"mutants"_s))
        return runMutants(campaign);
    return runSeeds(campaign, options.isSet(u"json"_s), options.isSet(u"probes"_s));
}
