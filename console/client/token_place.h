// Where a profile's token is kept.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace txdesk::console {

enum class TokenPlace {
    None,    // it has no token
    Keyring, // the system's secret service
    File,    // a file of mode 0600, where no secret service runs
};

} // namespace txdesk::console
