// SPDX-License-Identifier: Apache-2.0
#include "tests/tour/keyboard.h"

#include <QApplication>
#include <QMainWindow>
#include <QTest>

namespace txdesk::test {

namespace {

constexpr int tabsMax = 150;
constexpr int panesMax = 20;

QWidget *windowOnTop()
{
    if (QWidget *modal = QApplication::activeModalWidget())
        return modal;
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup;
    for (QWidget *window : QApplication::topLevelWidgets())
        if (window->isVisible() && qobject_cast<QMainWindow *>(window))
            return window;
    return nullptr;
}

QWidget *target()
{
    QWidget *window = windowOnTop();
    if (!window)
        return nullptr;
    if (!window->isActiveWindow() && !qobject_cast<QWidget *>(QApplication::activePopupWidget())) {
        window->activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(window);
    }
    QWidget *focus = QApplication::focusWidget();
    return focus && focus->window() == window ? focus : window->focusWidget();
}

} // namespace

QWidget *focused() { return target(); }

void press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget *to = target();
    QVERIFY2(to, "nobody has the focus");
    QTest::keyClick(to, static_cast<Qt::Key>(key), modifiers);
}

void typeText(const QString &text)
{
    QWidget *to = target();
    QVERIFY2(to, "nobody has the focus");
    QTest::keyClicks(to, text);
}

bool tabTo(const QString &name, int *keys)
{
    QStringList visited;
    for (int tabs = 0; tabs < tabsMax; ++tabs) {
        QWidget *now = target();
        visited.append(now ? now->objectName() : QStringLiteral("nobody"));
        if (now && now->objectName() == name)
            return true;
        if (!now)
            break;
        QTest::keyClick(now, Qt::Key_Tab);
        if (keys)
            ++*keys;
    }
    qWarning("Tab came to %s", qPrintable(visited.join(QLatin1Char(' '))));
    return false;
}

bool paneTo(const QString &name, int *keys)
{
    for (int panes = 0; panes < panesMax; ++panes) {
        for (const QWidget *at = target(); at; at = at->parentWidget())
            if (at->objectName() == name)
                return true;
        if (QWidget *now = target())
            QTest::keyClick(now, Qt::Key_F6);
        if (keys)
            ++*keys;
    }
    return false;
}

} // namespace txdesk::test
