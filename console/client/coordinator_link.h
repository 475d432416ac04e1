// The console's connection to one coordinator: requests with one answer each, and a stream of changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/act_preview.h"
#include "console/client/backend_kind.h"
#include "console/client/capabilities.h"
#include "console/client/link_status.h"
#include "console/client/shown_payloads.h"
#include "console/client/undo_view.h"
#include "shared/base/result.h"
#include "shared/model/audit_record.h"
#include "shared/model/bulk_job.h"
#include "shared/model/coordinator_stats.h"
#include "shared/model/error_group.h"
#include "shared/model/row_lock.h"
#include "shared/model/stats_history.h"
#include "shared/model/topic.h"
#include "shared/model/transaction_detail.h"
#include "shared/model/transaction_page.h"

#include <QObject>

#include <functional>

namespace txdesk::console {

// What a person wants of a new token.
struct TokenOrder
{
    QString name;
    Role role = Role::Client;
    TokenScope scope;
    std::optional<Seconds> expiresIn; // empty: never
    QString reason;
};

// The secret is in this one answer and nowhere else.
struct MadeToken
{
    AccessToken token;
    QByteArray secret;
};

// A changed copy of a finished transaction, under a new gid.
struct Resubmission
{
    Gid original;
    Gid copy;
    QHash<BranchId, QByteArray> payloads{}; // those that differ from the original's
    QString reason;
};

// How many were made due, and whether others still wait.
struct WokenCount
{
    int count = 0;
    bool moreWait = false;
};

template <class T>
using Answer = std::function<void(Result<T>)>;

// Thread: GUI. Every request gets exactly one answer, never before the call returns, unless `context` dies first: then
// none.
class CoordinatorLink : public QObject
{
    Q_OBJECT

public:
    explicit CoordinatorLink(QObject *parent = nullptr);

    // Opens the stream and keeps it open, with growing pauses between tries, until close().
    virtual void open() = 0;
    virtual void close() = 0;
    virtual void retryNow() = 0; // does not wait for the pause to end

    // Of the requests from now on; an open stream goes on with what it was opened with.
    virtual void setToken(const QByteArray &token) = 0;

    [[nodiscard]] virtual LinkStatus status() const = 0;
    [[nodiscard]] virtual Capabilities capabilities() const { return {}; }
    // Empty: the engine's own preview is right for this back end.
    [[nodiscard]] virtual std::optional<ActPreview> previewOf(Action action, const TransactionDetail &detail) const;
    // Why an accepted act may have no effect here, translated; empty: nothing is known.
    [[nodiscard]] virtual QString whyNoEffect(Action action, const TransactionDetail &detail) const;
    // What an accepted act has visibly done, in words, where this back end shows it in its own way; an empty text: nothing
    // yet. No value: the ordinary signs (status, attempts, parked, paused) tell.
    [[nodiscard]] virtual std::optional<QString> effectSeen(Action action, const GlobalTransaction &before, const GlobalTransaction &now) const;
    // Whether anybody looks: a back end that has to be asked is asked less often when nobody does.
    virtual void setWatched(bool watched);

    virtual void list(const TransactionFilter &filter, const PageRequest &page, QObject *context,
                      Answer<TransactionPage> answer) = 0;
    virtual void detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer) = 0;
    // The same with as much of its journal as the back end gives at once: detail() may leave out the oldest events.
    virtual void wholeDetail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer) { detail(gid, context, std::move(answer)); }
    // ErrorCode::Conflict: refused, message says why. OutcomeUnknown: it may have been done.
    virtual void act(const ActionRequest &request, QObject *context, Answer<TransactionRow> answer) = 0;
    virtual void stats(QObject *context, Answer<CoordinatorStats> answer) = 0;
    virtual void participants(QObject *context, Answer<QList<ParticipantStats>> answer) = 0;
    virtual void nodes(QObject *context, Answer<QList<NodeInfo>> answer) = 0;

    // What applications handed over; that somebody looked is on record before it is shown.
    virtual void payloads(const Gid &gid, const QString &reason, QObject *context, Answer<ShownPayloads> answer) = 0;
    // Who holds which rows, and who waits for whom.
    virtual void locks(const LockFilter &filter, const QString &after, int limit, QObject *context, Answer<LockPage> answer) = 0;
    virtual void lockWaits(QObject *context, Answer<QList<LockWait>> answer) = 0;
    // Its participant is asked; that somebody looked is on record.
    virtual void undo(const Gid &gid, const BranchId &branch, const QString &reason, QObject *context, Answer<UndoView> answer) = 0;
    virtual void audit(const AuditFilter &filter, const QString &after, int limit, QObject *context, Answer<AuditPage> answer) = 0;
    virtual void tokens(QObject *context, Answer<QList<AccessToken>> answer) = 0;
    virtual void makeToken(const TokenOrder &order, QObject *context, Answer<MadeToken> answer) = 0;
    virtual void revokeToken(const QString &id, const QString &reason, QObject *context, Answer<AccessToken> answer) = 0;

    // Not every back end has these: Unavailable is the answer where capabilities() does not promise them.
    virtual void errorGroups(const TransactionFilter &filter, QObject *context, Answer<ErrorGroups> answer);
    virtual void count(const TransactionFilter &filter, QObject *context, Answer<CountEstimate> answer);
    virtual void history(QObject *context, Answer<StatsHistory> answer);
    virtual void topics(QObject *context, Answer<QList<Topic>> answer);
    virtual void subscribe(const QString &topic, const Subscriber &subscriber, const QString &reason, QObject *context, Answer<void> answer);
    virtual void unsubscribe(const QString &topic, const QString &url, const QString &reason, QObject *context, Answer<void> answer);
    virtual void resubmit(const Resubmission &copy, QObject *context, Answer<Gid> answer);
    // Fleet-wide: at most `limit` transactions that would wait longer than this are looked at now, whichever they are.
    virtual void wakeAll(Seconds waitingMoreThan, int limit, const QString &reason, QObject *context, Answer<WokenCount> answer);
    // A job that the server carries out, whether or not anybody looks.
    virtual void dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer);
    virtual void startJob(const JobOrder &order, QObject *context, Answer<BulkJob> answer);
    virtual void jobs(QObject *context, Answer<QList<BulkJob>> answer);
    virtual void steerJob(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer);
    virtual void jobItems(const QString &id, const QString &after, QObject *context, Answer<JobItems> answer);

signals:
    void statusChanged();
    void otherKindFound(txdesk::console::BackendKind kind); // what answers there is of another kind than this link speaks with
    void capabilitiesChanged(); // it has learnt more about the back end
    // The stream is open. resumed: nothing was missed; otherwise what was listed before must be listed again.
    void opened(bool resumed);
    void changed(const txdesk::TransactionRow &row); // newest state of one transaction
};

} // namespace txdesk::console
