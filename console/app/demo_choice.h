// What this build offers as its demo.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/command_line.h"
#include "console/pages/demo_mode.h"

#include <functional>
#include <memory>

namespace txdesk::console {

// Makes the demo with its stage; empty when this build has none.
[[nodiscard]] std::function<std::unique_ptr<DemoMode>()> demoMaker(const CommandLine &line);

// --demo --headless: returns the program's exit code.
[[nodiscard]] int runHeadlessDemo(const CommandLine &line);

} // namespace txdesk::console
