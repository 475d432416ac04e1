// Plays stories without a window, prints what happens, and tells whether all went right.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/story.h"

#include <QTextStream>

namespace txdesk::demo {

enum class BarrierChoice { With, Without, Both }; // Both: stories that offer it are played a second time without

enum class DatabaseChoice { Sqlite, MariaDb, Both }; // of stories with services: MariaDB where it is installed; Both: one after the other

struct HeadlessOptions
{
    QString stories = QStringLiteral("all"); // "all", or names: "1,2,10,S3"
    BarrierChoice barrier = BarrierChoice::Both;
    double speed = 35;
    quint32 seed = 42;
    DatabaseChoice database = DatabaseChoice::Both;
    QString programs{}; // folder of txdesk-server and txdesk-bank; empty: that of the running program
};

// Needs a QCoreApplication; runs its event loop until the last story is over. Returns an exit code: 0 all went right,
// 1 something was missed, 2 the options name no story.
[[nodiscard]] int runHeadless(const HeadlessOptions &options, QTextStream &out);

} // namespace txdesk::demo
