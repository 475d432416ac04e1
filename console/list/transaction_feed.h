// Keeps a TransactionListModel filled and live from a coordinator.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/models/transaction_list_model.h"

namespace txdesk::console {

enum class FeedState { Idle, Loading, Ready, Failed };

// Thread: GUI. One request of a kind at a time; answers to an older question are dropped.
class TransactionFeed final : public QObject
{
    Q_OBJECT

public:
    TransactionFeed(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QObject *parent = nullptr);
    ~TransactionFeed() override;

    [[nodiscard]] TransactionListModel &model() { return m_model; }
    [[nodiscard]] FeedState state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] Milliseconds loadingFor() const;

    // The list of `filterText` (already valid); an age in it is counted anew with every request.
    void show(const QString &filterText, TransactionSort sort);
    void refresh(); // lists again what is on screen, keeping selection and scrolling
    void loadOlder();
    void cancel(); // stops waiting for the first page

signals:
    void stateChanged();
    void aboutToMerge();
    void merged();

private:
    [[nodiscard]] TransactionFilter filterNow() const;
    void beat();
    void second();
    void loadFirst();
    void mergeNext(const QString &after, int pagesLeft);
    void setState(FeedState state, const Error &error = {});
    void scheduleRefresh(Milliseconds delay);

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    TransactionListModel m_model;
    QString m_filterText;
    FeedState m_state = FeedState::Idle;
    Error m_error;
    Instant m_askedAt{};
    int m_question = 0; // grows with each show() and refresh(): tells late answers
    bool m_loadingOlder = false;
    bool m_merging = false;
    DelayedCalls::Handle m_beat = 0;
    DelayedCalls::Handle m_second = 0;
    DelayedCalls::Handle m_refresh = 0;
    int m_seconds = 0;
};

} // namespace txdesk::console
