// Watches one transaction and some banks: reads the transaction first, then the banks, again and again.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/stage.h"
#include "console/demo/story_facts.h"
#include "shared/http/client.h"

#include <QTimer>

namespace txdesk::demo {

// Thread: that of the stage. The order matters: what the banks tell is then never older than the status, so a final
// status with money missing is a fact and not a race.
class TransactionWatch final : public QObject
{
    Q_OBJECT

public:
    explicit TransactionWatch(Stage &stage, QObject *parent = nullptr);

    void begin(const Gid &gid, const QStringList &banks);
    // Also those whose gids begin so; empty: none.
    void watchCrowd(const QString &prefix) { m_crowdPrefix = prefix; }
    [[nodiscard]] bool watchesCrowd() const { return !m_crowdPrefix.isEmpty(); }
    void end();
    // Of the round that looked() told of; nothing where no service takes part.
    [[nodiscard]] const QList<LockWait> &waits() const { return m_waits; }
    [[nodiscard]] const QList<LockHolder> &locks() const { return m_locks; }

    [[nodiscard]] const std::optional<Crowd> &crowd() const { return m_crowd; }

signals:
    // A round is over. detail: empty when the coordinator does not know the transaction or cannot be reached; a bank
    // that cannot be reached is missing.
    void looked(const std::optional<txdesk::TransactionDetail> &detail, const QList<txdesk::demo::BankReport> &banks);

private:
    void look();
    void lookAtCrowd();
    void lookAtOne();
    void lookAtBanks();
    void lookAtLocks();
    void endRound();

    Stage &m_stage;
    http::Client m_http;
    QTimer m_pace;
    Gid m_gid;
    QString m_crowdPrefix;
    std::optional<Crowd> m_crowd;
    QStringList m_banks;
    int m_round = 0; // answers of an earlier round are dropped
    int m_open = 0;
    std::optional<TransactionDetail> m_detail;
    QList<BankReport> m_reports;
    QList<LockWait> m_waits;
    QList<LockHolder> m_locks;
};

} // namespace txdesk::demo
