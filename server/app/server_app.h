// The process: an I/O thread with the services, the main thread with the signals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config_loader.h"

#include <functional>

namespace txdesk::app {

// Reads the configuration once more, from the same sources.
using Reread = std::function<Result<config::Loaded>()>;

// Runs until SIGTERM or SIGINT (then drains; a second one ends it at once). SIGHUP reads certificates, the allow list
// and the log level again. Returns the exit code.
// Prints "listening on 127.0.0.1:36789" when it is ready, a line like it for each further address, and then
// "grpc listening on 127.0.0.1:36790".
[[nodiscard]] int runServer(const config::Loaded &loaded, const Reread &reread);

} // namespace txdesk::app
