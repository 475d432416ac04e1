// Goes through every view of the window, each in its states: the pages, the tabs of a transaction, the dialogs of every
// command and action, and what is seen when there is nothing, too much, or nobody at the other end.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/console/window_under_test.h"

namespace txdesk::test {

struct PictureSettings
{
    LanguageChoice language = LanguageChoice::English;
    ThemeChoice theme = ThemeChoice::Light;
    bool pseudo = false; // the language in brackets
    QSize size{1440, 900};

    [[nodiscard]] QString name() const; // "light-en-1440"
};

using LookAt = std::function<void(const QString &view, QWidget &shown)>;

// Calls `lookAt` with each, shown and laid out. One settings, one window.
void goThroughViews(const PictureSettings &settings, const LookAt &lookAt);
void goThroughStates(const PictureSettings &settings, const LookAt &lookAt);

} // namespace txdesk::test
