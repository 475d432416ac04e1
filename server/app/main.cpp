// txdesk-server: the coordinator's process.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/log_format.h"
#include "server/app/server_app.h"
#include "server/config/config_loader.h"
#include "server/config/config_text.h"
#include "shared/base/failpoint.h"

#include <QCoreApplication>

#include <cstdio>
#include <sys/resource.h>

namespace {

using namespace txdesk;

void print(FILE *to, const QString &text)
{
    std::fputs(text.toUtf8().constData(), to);
    std::fputc('\n', to);
    std::fflush(to);
}

// A connection is a file descriptor: the soft limit of many systems, 1024, is far below our own limits.
void raiseDescriptorLimit()
{
    struct rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int run(const config::Loaded &loaded)
{
    switch (loaded.wish) {
    case config::Wish::Help: print(stdout, config::helpText()); return 0;
    case config::Wish::Version: print(stdout, QStringLiteral("txdesk-server " TXDESK_VERSION)); return 0;
    case config::Wish::PrintConfig: print(stdout, config::effectiveText(loaded.config)); return 0;
    case config::Wish::ListFailpoints: print(stdout, failpointNames().join(u'\n')); return 0;
    case config::Wish::Run: break;
    }
    for (const QString &warning : loaded.warnings)
        print(stderr, QStringLiteral("txdesk-server: warning: ") + warning);
    raiseDescriptorLimit();
    app::formatLog(loaded.config.log.level);
    return app::runServer(loaded.config);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const Result<config::Loaded> loaded = config::load(QCoreApplication::arguments().sliced(1), config::processEnvironment());
    if (loaded)
        return run(*loaded);
    print(stderr, QStringLiteral("txdesk-server: ") + loaded.error().message);
    return 2;
}
