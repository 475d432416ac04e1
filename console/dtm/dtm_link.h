// A stock DTM server as a back end: it has no push, no journal and no password, so it is asked, and what it does not tell is
// inferred and said to be.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/clock_offset.h"
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"
#include "console/dtm/dtm_calls.h"
#include "console/dtm/dtm_metrics.h"
#include "console/dtm/dtm_pager.h"
#include "console/dtm/hook_book.h"

#include <QPointer>
#include <QSet>

namespace txdesk::console {

// Thread: GUI. `clock`, `delayed` and `hooks` must outlive it.
class DtmLink final : public CoordinatorLink
{
    Q_OBJECT

public:
    // Source: spec/console 3.12. Slower where the profile wants it.
    static constexpr Milliseconds usualPeriod{2'000};
    static constexpr Milliseconds hiddenPeriod{30'000};
    static constexpr Milliseconds metricsPeriod{5'000};

    // store: what a person has said; Unknown: its answers betray it.
    DtmLink(QUrl base, DtmStore store, const Clock &clock, DelayedCalls &delayed, HookBook &hooks, QObject *parent = nullptr);
    ~DtmLink() override;

    void open() override;
    void close() override;
    void retryNow() override;
    void setToken(const QByteArray &token) override; // of a proxy in front of it
    void setTrust(const TlsTrust &trust);
    void setClientCertificate(const QString &certificateFile, const QString &keyFile);
    void setProxy(const QString &address);
    void setLog(RequestLog *log); // which must outlive it
    // How often the list is asked for while it is looked at; the open transaction twice as often. Before open().
    void setPollPeriod(Milliseconds period);
    [[nodiscard]] LinkStatus status() const override;
    [[nodiscard]] Capabilities capabilities() const override;
    [[nodiscard]] std::optional<ActPreview> previewOf(Action action, const TransactionDetail &detail) const override;
    [[nodiscard]] QString whyNoEffect(Action action, const TransactionDetail &detail) const override;
    [[nodiscard]] std::optional<QString> effectSeen(Action action, const GlobalTransaction &before, const GlobalTransaction &now) const override;
    void setWatched(bool watched) override;

    void list(const TransactionFilter &filter, const PageRequest &page, QObject *context, Answer<TransactionPage> answer) override;
    void detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer) override;
    void act(const ActionRequest &request, QObject *context, Answer<TransactionRow> answer) override;
    void stats(QObject *context, Answer<CoordinatorStats> answer) override;
    void participants(QObject *context, Answer<QList<ParticipantStats>> answer) override;
    void nodes(QObject *context, Answer<QList<NodeInfo>> answer) override;
    void payloads(const Gid &gid, const QString &reason, QObject *context, Answer<ShownPayloads> answer) override;
    void locks(const LockFilter &filter, const QString &after, int limit, QObject *context, Answer<LockPage> answer) override;
    void lockWaits(QObject *context, Answer<QList<LockWait>> answer) override;
    void undo(const Gid &gid, const BranchId &branch, const QString &reason, QObject *context, Answer<UndoView> answer) override;
    void audit(const AuditFilter &filter, const QString &after, int limit, QObject *context, Answer<AuditPage> answer) override;
    void tokens(QObject *context, Answer<QList<AccessToken>> answer) override;
    void makeToken(const TokenOrder &order, QObject *context, Answer<MadeToken> answer) override;
    void revokeToken(const QString &id, const QString &reason, QObject *context, Answer<AccessToken> answer) override;
    void topics(QObject *context, Answer<QList<Topic>> answer) override;
    void subscribe(const QString &topic, const Subscriber &subscriber, const QString &reason, QObject *context, Answer<void> answer) override;
    void unsubscribe(const QString &topic, const QString &url, const QString &reason, QObject *context, Answer<void> answer) override;

    // What works on Redis and boltdb, where one alone cannot be woken.
    void wakeAll(Seconds waitingMoreThan, int limit, const QString &reason, QObject *context, Answer<WokenCount> answer) override;

    [[nodiscard]] DtmStore store() const { return m_store; }
    [[nodiscard]] bool isIdle() const { return m_calls.isIdle(); } // nothing is on its way
    [[nodiscard]] int inFlightPeak() const { return m_calls.inFlightPeak(); }

private:
    struct Listing // what somebody shows
    {
        QPointer<QObject> context{};
        TransactionFilter filter{};
        QSet<Gid> gids{}; // so that none comes twice
    };

    struct Sent // an act whose effect is looked for
    {
        Action action = Action::Retry;
        std::optional<Instant> dueAfter{}; // the next time that DTM showed right after it
        bool opsMoved = false;             // a branch row has changed since
    };

    void reach(); // asks until somebody answers
    void reached(const QString &version);
    void lost(const QString &problem);
    void heard(const QDateTime &date);
    void learnStore(DtmStore store);
    void setState(LinkState state);
    [[nodiscard]] Milliseconds period(Milliseconds usual) const { return usual * m_calls.slowdown(); }
    [[nodiscard]] Milliseconds listPeriod() const { return m_watched ? m_period : std::max(m_period, hiddenPeriod); }

    void pollList();
    void polled();
    Listing &listingOf(QObject *context);
    void pollListLater();
    void pollDetail();
    void pollDetailLater();
    void takePolled(const QList<GlobalTransaction> &rows);
    [[nodiscard]] TransactionRow rowOf(const GlobalTransaction &transaction) const;
    void notice(const Error &error); // of a poll

    void query(const Gid &gid, QObject *context, Answer<TransactionDetail> answer);
    [[nodiscard]] TransactionDetail detailOf(const codec::DtmQuery &answer);
    void watch(const TransactionDetail &detail);
    void sendAct(const ActionRequest &request, const GlobalTransaction &before, QObject *context, Answer<TransactionRow> answer);
    void acted(const ActionRequest &request, const GlobalTransaction &before, QObject *context, const Answer<TransactionRow> &answer);
    [[nodiscard]] Instant serverNow() const { return m_clock.now() + m_offset.value(); }
    [[nodiscard]] QString retryEffect(const GlobalTransaction &before, const GlobalTransaction &now) const;

    dtm::DtmCalls m_calls;
    const DtmStore m_told;
    DtmStore m_store;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    HookBook &m_hooks;
    ClockOffset m_offset;
    LinkStatus m_status;
    bool m_watched = true;
    Milliseconds m_period = usualPeriod;
    QList<Listing> m_listings;                 // at most listingsMax, the newest last
    int m_pollsOpen = 0;
    QHash<Gid, GlobalTransaction> m_seen;      // as they were told last
    QHash<Gid, QStringList> m_participants;    // of transactions whose detail was read
    Gid m_open;                                // whose detail is on screen
    std::optional<TransactionDetail> m_newest; // of m_open
    Instant m_newestAt{};
    QHash<Gid, Sent> m_sent;
    std::optional<CoordinatorStats> m_stats;
    dtm::DtmMetrics m_metrics;
    Instant m_statsAt{};
    DelayedCalls::Handle m_retry = 0;
    DelayedCalls::Handle m_listTimer = 0;
    DelayedCalls::Handle m_detailTimer = 0;
};

} // namespace txdesk::console
