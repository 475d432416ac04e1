// txdesk-server: the coordinator's process.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/config_report.h"
#include "server/app/log_format.h"
#include "server/app/process_setup.h"
#include "server/app/server_app.h"
#include "server/config/config_text.h"
#include "shared/base/failpoint.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace txdesk;

void print(FILE *to, const QString &text)
{
    std::fputs(text.toUtf8().constData(), to);
    std::fputc('\n', to);
    std::fflush(to);
}

int check(const config::Loaded &loaded)
{
    const QList<app::Finding> findings = app::findingsOf(loaded);
    print(stdout, app::reportText(findings));
    return app::isGood(findings) ? 0 : 2;
}

int run(const config::Loaded &loaded, const app::Reread &reread)
{
    switch (loaded.wish) {
    case config::Wish::Help: print(stdout, config::helpText()); return 0;
    case config::Wish::Version: print(stdout, QStringLiteral("txdesk-server " TXDESK_VERSION)); return 0;
    case config::Wish::PrintConfig: print(stdout, config::effectiveText(loaded.config)); return 0;
    case config::Wish::CheckConfig: return check(loaded);
    case config::Wish::ListFailpoints: print(stdout, failpointNames().join(u'\n')); return 0;
    case config::Wish::Run: break;
    }
    for (const QString &warning : loaded.warnings + app::processWarnings(loaded.config.http.connectionsMax))
        print(stderr, QStringLiteral("txdesk-server: warning: ") + warning);
    if (const Result<> good = app::checkStart(loaded); !good) {
        print(stderr, QStringLiteral("txdesk-server: ") + good.error().message);
        return 2;
    }
    app::formatLog(loaded.config.log.level);
    return app::runServer(loaded, reread);
}

} // namespace

int main(int argc, char *argv[])
{
    app::setUpProcess();
    const QCoreApplication application(argc, argv);
    const app::Reread read = [] { return config::load(QCoreApplication::arguments().sliced(1), config::processEnvironment()); };
    if (const Result<config::Loaded> loaded = read())
        return run(*loaded, read);
    else
        print(stderr, QStringLiteral("txdesk-server: ") + loaded.error().message);
    return 2;
}
