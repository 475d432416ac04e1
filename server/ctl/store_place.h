// Where the store of an offline verb is: --store FILE, or what a conf.yml says.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config_loader.h"
#include "server/ctl/command_line.h"

namespace txdesk::ctl {

// InvalidRequest: neither is given, or the file cannot be read.
[[nodiscard]] Result<config::Loaded> storePlace(const CommandLine &line);

} // namespace txdesk::ctl
