// Keeps a TransactionListModel filled and live from a coordinator.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/models/transaction_list_model.h"

namespace txdesk::console {

enum class FeedState { Idle, Loading, Ready, Failed };

// Where the list stands that is shown.
enum class FeedPlace {
    Newest, // from the first row of the sort order on
    Oldest, // the other end, reached by asking the other way round
};

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
    [[nodiscard]] std::optional<Instant> asOf() const { return m_asOf; } // server time of the newest answer

    // The list of `filterText` (already valid); an age in it is counted anew with every request.
    void show(const QString &filterText, TransactionSort sort);
    void refresh(); // lists again what is on screen, keeping selection and scrolling
    void cancel();  // stops waiting for the first page

    // The reader came to the bottom. Nothing happens where conditions are the console's own: see loadMany().
    void loadOlder();
    // The reader came to the top of a list that began at its oldest end.
    void loadNewer();
    // `rows` more, page by page, until stopLoading(). With conditions of the console's own it looks at so many rows.
    void loadMany(int rows);
    void stopLoading();
    [[nodiscard]] bool isLoadingMany() const { return m_wanted > 0; }

    // The conditions that the back end does not know, and how many rows were looked at for them.
    [[nodiscard]] FilterTerms clientSide() const { return m_clientSide; }
    [[nodiscard]] qint64 looked() const { return m_looked; }

    // Empty: showOldest() works. Otherwise why not, translated.
    [[nodiscard]] QString whyNoOldest() const;
    void showOldest();
    [[nodiscard]] FeedPlace place() const { return m_place; }

signals:
    void stateChanged();
    void progressed(); // of loadMany()
    void merged();
    void arrivedAtOldest();
    void caughtUp(int changed); // after nobody had been connected: so many rows are new or different

private:
    [[nodiscard]] TransactionFilter filterNow() const;
    [[nodiscard]] PageRequest pageAfter(const QString &cursor) const;
    [[nodiscard]] TransactionPage kept(const TransactionPage &page);
    void ask(const PageRequest &page, std::function<void(const TransactionPage &)> take);
    void begin(const QString &filterText, TransactionSort sort, FeedPlace place);
    void beat();
    void second();
    void loadFirst();
    void loadOldest();
    void askOlder();
    void mergeNext(const QString &after, int pagesLeft);
    void updateInPlace();
    void setState(FeedState state, const Error &error = {});
    [[nodiscard]] bool isDueAgain() const;
    void scheduleRefresh(Milliseconds delay);

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    TransactionListModel m_model;
    QString m_filterText;
    FilterTerms m_clientSide;
    qint64 m_looked = 0;
    int m_wanted = 0; // rows that loadMany() still wants
    FeedPlace m_place = FeedPlace::Newest;
    QString m_newerCursor; // of a list that began at its oldest end
    FeedState m_state = FeedState::Idle;
    bool m_cancelled = false; // by a person: nothing asks again by itself
    Error m_error;
    Instant m_askedAt{};
    std::optional<Instant> m_asOf;
    int m_question = 0; // grows with each show() and refresh(): tells late answers
    bool m_loadingOlder = false;
    bool m_merging = false;
    bool m_wasAway = false;
    DelayedCalls::Handle m_beat = 0;
    DelayedCalls::Handle m_second = 0;
    DelayedCalls::Handle m_refresh = 0;
    int m_seconds = 0;
};

} // namespace txdesk::console
