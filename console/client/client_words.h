// What the connection itself has to say to a person, in their language.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QCoreApplication>

namespace txdesk::console {

// `text`: marked with QT_TRANSLATE_NOOP("Client", ...).
[[nodiscard]] inline QString inClientWords(const char *text) { return QCoreApplication::translate("Client", text); }

} // namespace txdesk::console
