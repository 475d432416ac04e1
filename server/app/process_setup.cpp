// getrlimit(2), prctl(2).
// SPDX-License-Identifier: Apache-2.0
#include "server/app/process_setup.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace txdesk::app {

using namespace Qt::StringLiterals;

void setUpProcess()
{
    struct rlimit limit = {}; // a connection is a descriptor: the soft limit of many systems, 1024, is far below our own limits
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
#ifdef NDEBUG
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

QStringList processWarnings(int connectionsMax)
{
    QStringList warnings;
    if (::geteuid() == 0)
        warnings.append(u"running as root, which nothing here needs; resources/systemd/txdesk-server.service runs it as a user of its own"_s);
    struct rlimit limit = {};
    constexpr rlim_t besides = 64; // the store, participants
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_max < static_cast<rlim_t>(connectionsMax) + besides)
        warnings.append(u"the limit of %1 open files is below Http.MaxConnections (%2): raise it (LimitNOFILE in the unit) or lower that"_s
                            .arg(static_cast<quint64>(limit.rlim_max)).arg(connectionsMax));
    return warnings;
}

} // namespace txdesk::app
