// A back end of made-up transactions: ten million of them, two thousand changes a second, a night of retries.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/synthetic/synthetic_book.h"

#include <QTimer>

namespace txdesk::console {

// Thread: GUI. Nothing can be done to what is made up: it is read-only and says why. `clock` must outlive it.
class SyntheticLink final : public CoordinatorLink
{
    Q_OBJECT

public:
    SyntheticLink(qint64 size, const Clock &clock, QObject *parent = nullptr);

    void setUpdatesPerSecond(int updates); // besides those that come by themselves; 0: none

    void open() override;
    void close() override;
    void retryNow() override {}
    void setToken(const QByteArray &) override {}
    [[nodiscard]] LinkStatus status() const override;
    [[nodiscard]] Capabilities capabilities() const override;

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
    void errorGroups(const TransactionFilter &filter, QObject *context, Answer<ErrorGroups> answer) override;
    void count(const TransactionFilter &filter, QObject *context, Answer<CountEstimate> answer) override;

private:
    void beat(); // a tenth of a second has passed: what has begun, ended or changed since
    void hum();  // it is alive

    const Clock &m_clock;
    SyntheticBook m_book;
    LinkStatus m_status;
    QTimer m_beat;
    qint64 m_told = 0; // numbers below have been announced
    QList<qint64> m_open;
    int m_updatesPerSecond = 0;
    qint64 m_updates = 0; // made so far
};

} // namespace txdesk::console
