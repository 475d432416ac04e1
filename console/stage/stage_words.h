// The words of the stage, in the language of the moment.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QCoreApplication>

namespace txdesk::console {

// source: marked QT_TRANSLATE_NOOP("Stage", ...).
[[nodiscard]] inline QString say(const char *source)
{
    return QCoreApplication::translate("Stage", source);
}

} // namespace txdesk::console
