// Keeps the newest detail of one transaction: loads it, and again whenever the stream says that it changed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"

namespace txdesk::console {

// Thread: GUI.
class DetailFeed final : public QObject
{
    Q_OBJECT

public:
    DetailFeed(CoordinatorLink &link, DelayedCalls &delayed, QObject *parent = nullptr);
    ~DetailFeed() override;

    void watch(const Gid &gid); // an empty one: nothing
    void reload();
    void loadWhole(); // from now on with all of its journal that can be had, until another one is watched
    [[nodiscard]] bool isWhole() const { return m_whole; }
    [[nodiscard]] const Gid &gid() const { return m_gid; }

signals:
    void loaded(const txdesk::TransactionDetail &detail);
    void failed(const txdesk::Error &error);

private:
    void reloadSoon();

    CoordinatorLink &m_link;
    DelayedCalls &m_delayed;
    Gid m_gid;
    bool m_whole = false;
    bool m_asked = false;    // an answer is on its way
    bool m_outdated = false; // it changed after the question was asked
    DelayedCalls::Handle m_pause = 0;
};

} // namespace txdesk::console
