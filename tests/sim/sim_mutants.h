// Errors planted in the participants and in the store's guard, beside those of the engine: chosen by name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace txdesk::sim {

enum class WorldMutant { None, BarrierOff, EpochUnchecked, TombstoneOff };
inline thread_local WorldMutant worldMutant = WorldMutant::None;

[[nodiscard]] inline bool barrierIsOff() { return worldMutant == WorldMutant::BarrierOff; }
[[nodiscard]] inline bool tombstoneIsOff() { return worldMutant == WorldMutant::TombstoneOff; }
[[nodiscard]] inline bool epochIsUnchecked() { return worldMutant == WorldMutant::EpochUnchecked; }

} // namespace txdesk::sim
