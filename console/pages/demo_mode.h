// The seam of the all-in-one demo: something that brings its own coordinator and its own docks to the console.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/base/strong_id.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

class QAction;
class QDockWidget;
class QMainWindow;

namespace txdesk::console {

class CoordinatorLink;

// Something made up that a story shows in a tab of its own.
struct MadeUp
{
    QString name; // of the tab, translated
    std::function<std::unique_ptr<CoordinatorLink>(const Clock &)> makeLink;
    Gid gid{}; // the transaction to look at; empty: the list
};

// Thread: GUI. Made by the application when `--demo` or the first-run card asks for it; owned by the main window, which
// deletes it before it closes: the destructor ends every process it started.
class DemoMode : public QObject
{
    Q_OBJECT

public:
    explicit DemoMode(QObject *parent = nullptr);

    // Starts coordinator and participants; started() or failed() follows.
    virtual void start() = 0;
    // Its docks, with object names; called once, before started(). The window places them and takes ownership.
    [[nodiscard]] virtual QList<QDockWidget *> docks(QMainWindow &window) = 0;
    // What can be done with it by menu, palette and key, each with an object name; asked for after docks(). They go with it.
    [[nodiscard]] virtual QList<QAction *> actions() { return {}; }
    virtual void setAppearance(const Appearance &appearance) = 0;
    // The console's own connection to the demo's coordinator, once it is open.
    virtual void setLink(CoordinatorLink &link) = 0;
    // For --grab: plays the story; storyEnded() follows. An unknown one: failed().
    virtual void play(const QString &story) = 0;

signals:
    void started(const QUrl &coordinator, const QByteArray &token);
    void failed(const txdesk::Error &error);
    void transactionStarted(const txdesk::Gid &gid); // the one the person should look at
    void madeUpOffered(const txdesk::console::MadeUp &scene);
    void storyEnded();
    void participantsNamed(const QHash<QString, QString> &names); // by host and port
};

} // namespace txdesk::console
