// A coordinator on a busy day: numbers, a past, audit, tokens, locks, topics, jobs, errors; so that no view of the pictures is empty.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/fake_coordinator_link.h"

namespace txdesk::test {

void makeBusy(FakeCoordinatorLink &link, Instant now);

} // namespace txdesk::test
