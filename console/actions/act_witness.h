// Puts acts and their verdicts on this machine's record: no record, no act.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/local_audit.h"
#include "console/client/coordinator_link.h"

namespace txdesk::console {

// Thread: GUI. Without an audit (tests of single views, offline files) everything may be sent.
class ActWitness
{
public:
    ActWitness(CoordinatorLink &link, const Clock &clock) : m_link(link), m_clock(clock) {}

    void setAudit(LocalAudit *audit, const QString &profile);
    // Before it is sent; the number names it to concluded(). An error: it must not be sent.
    [[nodiscard]] Result<qint64> about(const ActionRequest &request, const QString &before, const QStringList &shown, const QString &ticket = {});
    [[nodiscard]] Result<qint64> about(const JobOrder &order, const QStringList &shown, const QString &ticket = {});
    [[nodiscard]] Result<qint64> about(const QString &verb, const QString &target, const QString &reason, const QStringList &shown = {});
    void concluded(qint64 seq, const QString &verdict, const QString &detail, const QString &after = {});

private:
    [[nodiscard]] LocalRecord blank() const;
    [[nodiscard]] Result<qint64> append(const LocalRecord &record);

    CoordinatorLink &m_link;
    const Clock &m_clock;
    LocalAudit *m_audit = nullptr;
    QString m_profile;
};

} // namespace txdesk::console
