// Named points at which a test may kill, stop or delay the process: TXDESK_FAILPOINT=name@n:action.
// action: kill | stop | delay:ms | exit. n counts from 1; without @n every pass fires. Compiled out unless
// TXDESK_FAILPOINTS is defined. The list of names is in failpoint.cpp; --list-failpoints prints it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QStringList>

namespace txdesk {

[[nodiscard]] QStringList failpointNames();  // every name that the code may pass
void passFailpoint(const char *name);        // Thread: any

} // namespace txdesk

#ifdef TXDESK_FAILPOINTS
#define TXDESK_FAILPOINT(name) ::txdesk::passFailpoint(name)
#else
#define TXDESK_FAILPOINT(name) static_cast<void>(0)
#endif
