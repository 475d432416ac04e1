// A person without a mouse: keys go to whoever has the focus, in the window that is on top.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QWidget>

namespace txdesk::test {

// Each fails the test (QVERIFY) when nobody has the focus. Offscreen there is no window manager: the window on top is made
// active first, as one would.
void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
void typeText(const QString &text);

[[nodiscard]] QWidget *focused(); // of the window on top; null: nobody
// Presses Tab until the widget of this name has the focus; false: it was not reached.
[[nodiscard]] bool tabTo(const QString &name);
// Presses F6 until the focus is inside the widget of this name.
[[nodiscard]] bool paneTo(const QString &name);

} // namespace txdesk::test
