// A coordinator of ours, over HTTP: /api/v1 and its server-sent events.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/clock_offset.h"
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"
#include "console/client/event_stream_parser.h"
#include "console/client/http_door.h"

#include <QPointer>

class QNetworkReply;

namespace txdesk::console {

// Thread: GUI. `clock` and `delayed` must outlive it.
class HttpCoordinatorLink final : public CoordinatorLink
{
    Q_OBJECT

public:
    // base: scheme, host and port, "http://127.0.0.1:36789".
    HttpCoordinatorLink(QUrl base, const Clock &clock, DelayedCalls &delayed, QObject *parent = nullptr);
    ~HttpCoordinatorLink() override;

    void open() override;
    void close() override;
    void retryNow() override;
    void setToken(const QByteArray &token) override;
    void setTrust(const TlsTrust &trust);
    void setClientCertificate(const QString &certificateFile, const QString &keyFile) { m_door.setClientCertificate(certificateFile, keyFile); }
    void setProxy(const QString &address) { m_door.setProxy(address); }
    void setLog(RequestLog *log) { m_door.setLog(log); } // which must outlive it // before open()
    [[nodiscard]] LinkStatus status() const override;

    void list(const TransactionFilter &filter, const PageRequest &page, QObject *context,
              Answer<TransactionPage> answer) override;
    void detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer) override;
    void wholeDetail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer) override;
    void act(const ActionRequest &request, QObject *context, Answer<TransactionRow> answer) override;
    void stats(QObject *context, Answer<CoordinatorStats> answer) override;
    void participants(QObject *context, Answer<QList<ParticipantStats>> answer) override;
    void history(QObject *context, Answer<StatsHistory> answer) override;
    void errorGroups(const TransactionFilter &filter, QObject *context, Answer<ErrorGroups> answer) override;
    void count(const TransactionFilter &filter, QObject *context, Answer<CountEstimate> answer) override;
    void topics(QObject *context, Answer<QList<Topic>> answer) override;
    void subscribe(const QString &topic, const Subscriber &subscriber, const QString &reason, QObject *context, Answer<void> answer) override;
    void unsubscribe(const QString &topic, const QString &url, const QString &reason, QObject *context, Answer<void> answer) override;
    void resubmit(const Resubmission &copy, QObject *context, Answer<Gid> answer) override;
    void nodes(QObject *context, Answer<QList<NodeInfo>> answer) override;
    void payloads(const Gid &gid, const QString &reason, QObject *context, Answer<ShownPayloads> answer) override;
    void locks(const LockFilter &filter, const QString &after, int limit, QObject *context, Answer<LockPage> answer) override;
    void lockWaits(QObject *context, Answer<QList<LockWait>> answer) override;
    void undo(const Gid &gid, const BranchId &branch, const QString &reason, QObject *context, Answer<UndoView> answer) override;
    void audit(const AuditFilter &filter, const QString &after, int limit, QObject *context, Answer<AuditPage> answer) override;
    void tokens(QObject *context, Answer<QList<AccessToken>> answer) override;
    void makeToken(const TokenOrder &order, QObject *context, Answer<MadeToken> answer) override;
    void revokeToken(const QString &id, const QString &reason, QObject *context, Answer<AccessToken> answer) override;
    void dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer) override;
    void startJob(const JobOrder &order, QObject *context, Answer<BulkJob> answer) override;
    void jobs(QObject *context, Answer<QList<BulkJob>> answer) override;
    void steerJob(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer) override;
    void jobItems(const QString &id, const QString &after, QObject *context, Answer<JobItems> answer) override;

private:
    void addOlderPages(const TransactionDetail &newer, QObject *context, const Answer<TransactionDetail> &answer);
    void askWhoWeAre(); // and whether the server is open to all
    void takeRefusal(Door door, const QString &words, int retryAfter);
    void takeCertificate();
    void takeEarlyEnd(QNetworkReply &reply);
    void askWhetherDtm();
    [[nodiscard]] Milliseconds pauseAfterFailure() const;

    void openStream();
    void readStream();
    void takeFrame(const StreamFrame &frame);
    void takeHello(const QJsonObject &hello);
    void takeChange(const QJsonObject &change);
    void failed(QString problem);
    void streamEnded(QString problem);
    void dropStream();
    void watch(); // once a second while a stream is open: notices a silent one
    void setState(LinkState state);

    HttpDoor m_door;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    QPointer<QNetworkReply> m_stream;
    EventStreamParser m_parser;
    ClockOffset m_offset;
    LinkStatus m_status;
    int m_retryAfter = 0; // seconds, as the server asked
    qint64 m_sequence = 0; // of the newest change seen
    QString m_run;         // the server run m_sequence belongs to
    Gid m_journalOf;                // the transaction that was asked for with all of its journal last
    QList<JournalEvent> m_journal;  // what is known of it
    bool m_givesOnePage = false;    // a server from before there were pages
    DelayedCalls::Handle m_retry = 0;
    DelayedCalls::Handle m_watch = 0;
    Instant m_quietSince{}; // of this try: its beginning, or its newest byte
};

} // namespace txdesk::console
