// The options of txdesk-console.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/console_settings.h"

#include <QStringList>

namespace txdesk::console {

struct CommandLine
{
    QString url; // connect here, without a profile
    bool demo = false;
    bool headless = false; // with demo: no window
    QString stories;       // with demo: "all" or "1,2,10"
    QString barrier;       // with headless: with, without, both
    QString database;      // with demo: sqlite, mariadb; with headless also both
    double speed = 0;      // with demo; 0: its own
    quint32 seed = 42;
    QString programs;   // with demo: folder of txdesk-server and txdesk-bank
    QString grabFolder; // render every view and exit
    QString caFile;     // with url
    QString pin;        // with url
    QString tokenFile;  // with url: the token is its first line
    QString gid;        // show this transaction
    QString caseFile;   // open this one
    bool catchesHooks = false; // listens for stock DTM's alerts, without a window
    QString hookAddress;       // with it: "0.0.0.0:36799"; empty: as set up
    QString link;       // txc://...: in the console that runs, or in this one
    std::optional<ThemeChoice> theme;
    std::optional<LanguageChoice> language;
    QString settingsFile; // empty: the user's own

    // What to print instead of starting; exitCode belongs to it.
    QString message;
    int exitCode = 0;
};

// arguments: the program's name first.
[[nodiscard]] CommandLine readCommandLine(const QStringList &arguments);

// Before QApplication exists: the scale, the platform for pictures, whether there will be a window at all.
struct EarlyOptions
{
    bool wantsWindow = true;
};
[[nodiscard]] EarlyOptions prepareEnvironment(int argc, char *argv[]);

} // namespace txdesk::console
