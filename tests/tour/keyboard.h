// A person without a mouse: keys go to whoever has the focus, in the window that is on top.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QWidget>

namespace txdesk::test {

// How long a condition may take: on a quiet machine it holds within a few seconds. TXDESK_PATIENCE_MS says otherwise.
[[nodiscard]] inline int patience(int usualMs = 30'000)
{
    const int told = qEnvironmentVariableIntValue("TXDESK_PATIENCE_MS");
    return told > 0 ? told : usualMs;
}

// Each fails the test (QVERIFY) when nobody has the focus. Offscreen there is no window manager: the window on top is made
// active first, as one would.
void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
void typeText(const QString &text);

[[nodiscard]] QWidget *focused(); // of the window on top; null: nobody
// Presses Tab until the widget of this name has the focus; false: it was not reached.
[[nodiscard]] bool tabTo(const QString &name, int *keys = nullptr); // keys: how many were pressed is added
// Presses F6 until the focus is inside the widget of this name.
[[nodiscard]] bool paneTo(const QString &name, int *keys = nullptr);

} // namespace txdesk::test
