// --grab: shows every view of the current state, one after the other, and saves each as a PNG.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/main_window.h"

#include <QDir>

namespace txdesk::console {

// Thread: GUI. Waits for the list and a detail (at most a minute), then saves and emits finished().
class PictureBook final : public QObject
{
    Q_OBJECT

public:
    PictureBook(MainWindow &window, DelayedCalls &delayed, const QDir &folder, QObject *parent = nullptr);
    ~PictureBook() override;

    void setGid(const Gid &gid) { m_gid = gid; }             // the transaction to show; empty: the first row
    void begin();

signals:
    void finished(const QString &problem); // empty: all saved

private:
    void look();
    void takeAll();
    void takeRest();
    void save(QWidget &widget, const char *name);
    void saveDialogs();

    MainWindow &m_window;
    DelayedCalls &m_delayed;
    QDir m_folder;
    Gid m_gid;
    bool m_storyEnded = false;
    QString m_problem;
    int m_looks = 0;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
