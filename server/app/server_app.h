// The process: an I/O thread with the services, the main thread with the signals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"

namespace txdesk::app {

// Runs until SIGTERM or SIGINT (then drains; a second one ends it at once). Returns the exit code.
// Prints one line, "listening on 127.0.0.1:36789", when it is ready, and then "grpc listening on 127.0.0.1:36790".
[[nodiscard]] int runServer(const config::Config &config);

} // namespace txdesk::app
