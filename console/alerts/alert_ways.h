// The ways by which an alert leaves the program. An interface, so that tests see what would be told.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QStringList>
#include <QUrl>

#include <functional>

namespace txdesk::console {

// Thread: GUI. None of them waits and none says that it failed: the panel has the alert anyway.
class AlertWays
{
public:
    virtual ~AlertWays() = default;
    // The desktop's service, or the tray. opened: a person has clicked it.
    virtual void popup(const QString &title, const QString &text, bool critical, const std::function<void()> &opened) = 0;
    virtual void attention() = 0; // the task bar
    virtual void sound() = 0;
    virtual void post(const QUrl &url, const QByteArray &json) = 0;
    virtual void run(const QString &program, const QStringList &arguments) = 0; // never through a shell
    virtual void showBadge(int firing, const QString &toolTip) = 0; // 0: none
};

} // namespace txdesk::console
