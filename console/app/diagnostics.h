// What is needed to understand trouble on another machine, as a few files: without bodies, tokens or payloads.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/app_log.h"
#include "console/app/tar_gz.h"
#include "console/app/watchdog.h"
#include "console/client/capabilities.h"
#include "console/client/link_status.h"
#include "console/client/request_log.h"
#include "console/connection/profile.h"

class QSettings;

namespace txdesk::console {

// Sources that the program keeps; null: it keeps none.
struct DiagnosticSources
{
    const AppLog *log = nullptr;
    const RequestLog *requests = nullptr;
    const Watchdog *watchdog = nullptr;
};

struct ServerFacts
{
    Profile profile;
    LinkStatus status;
    Capabilities capabilities;
};

// In the order of the preview: about, log, requests, settings, servers, stalls.
[[nodiscard]] QList<ArchiveFile> diagnosticFiles(const DiagnosticSources &sources, QSettings &settings, const QList<ServerFacts> &servers);

// A setting whose name speaks of a secret keeps its name only; what looks like one is hidden as well.
[[nodiscard]] QByteArray settingsText(QSettings &settings);

} // namespace txdesk::console
