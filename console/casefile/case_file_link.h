// A case file as a back end: what it holds, at the time it was saved, and nothing that could be done.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/casefile/case_file.h"
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"

namespace txdesk::console {

// Thread: GUI. `clock` and `delayed` must outlive it. Its clock stands still: ages and countdowns are those of the file.
class CaseFileLink final : public CoordinatorLink
{
    Q_OBJECT

public:
    CaseFileLink(Result<CaseFile> file, const Clock &clock, DelayedCalls &delayed, QObject *parent = nullptr);
    ~CaseFileLink() override;

    void open() override;
    void close() override;
    void retryNow() override;
    void setToken(const QByteArray &token) override;
    [[nodiscard]] LinkStatus status() const override;
    [[nodiscard]] Capabilities capabilities() const override;
    [[nodiscard]] const Result<CaseFile> &file() const { return m_file; }

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

private:
    [[nodiscard]] QString sentence() const; // "This is a case file, saved at ..."
    void tick();

    const Result<CaseFile> m_file;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    LinkState m_state = LinkState::Closed;
    DelayedCalls::Handle m_tick = 0;
};

} // namespace txdesk::console
