// The unit X: what one exchange over loopback costs on this machine now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>

namespace txdesk::bench {

// CPU time of one send and one receive of 450 bytes over a loopback TCP connection within one thread; the median of
// several series. Goals are given in X because wall-clock figures drift on shared machines.
// Source: docs/performance.md.
[[nodiscard]] std::chrono::nanoseconds measureX();

} // namespace txdesk::bench
