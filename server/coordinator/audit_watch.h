// Looks after the audit from outside the database: at the start and each minute, whether what the anchor file remembers is
// still there; then the head of this coordinator's chain into that file, and into the system's log when it has moved.
// A file that does not fit is kept beside the new one, as evidence.
// Thread: the coordinator's; disk and database are read on its reader thread. Source: spec/reliability 4.2, I37.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/store/audit_verify.h"

#include <QTimer>

namespace txdesk::coordinator {

struct AuditWatchSettings
{
    QString anchorFile;                 // mode 0600
    store::AuditSettings audit;         // key and chain, as the store has them
    Milliseconds every{60'000};
    std::function<void(const QByteArray &line)> tell{}; // heads that moved; empty: the system's log (syslog, authpriv)
};

class AuditWatch
{
public:
    AuditWatch(Coordinator &coordinator, AuditWatchSettings settings); // outlived by the coordinator
    Q_DISABLE_COPY_MOVE(AuditWatch)

    struct Look
    {
        std::optional<store::AuditAnchor> anchor; // that was found
        std::optional<store::AuditFault> fault;   // it does not fit
    };
    struct Anchored
    {
        std::optional<store::AuditFault> fault; // the head does not continue what the file remembered
        store::AuditAnchor anchor;              // that is in the file now
    };
    using OnLooked = std::function<void(const Result<Look> &)>;
    void start(OnLooked looked = {});
    void anchorNow(std::function<void()> done = {});

private:
    static void accuse(const store::AuditFault &fault);
    void looked(const Result<Look> &look);
    void anchored(const Result<store::AuditAnchor> &anchor);

    Coordinator &m_coordinator;
    const AuditWatchSettings m_settings;
    QTimer m_timer;
    store::AuditHead m_told;
    bool m_anchoring = false;
};

} // namespace txdesk::coordinator
