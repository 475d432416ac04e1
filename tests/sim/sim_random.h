// SplitMix64: the only source of chance in a simulated run; the same seed gives the same run on every machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

namespace txdesk::sim {

class Random
{
public:
    explicit Random(quint64 seed) : m_state(seed) {}

    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    int below(int bound) { return bound <= 0 ? 0 : static_cast<int>(next() % static_cast<quint64>(bound)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return probability > 0 && unit() < probability; }
    Milliseconds ms(int low, int high) { return Milliseconds{between(low, high)}; }

private:
    quint64 m_state;
};

} // namespace txdesk::sim
