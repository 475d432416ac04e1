// What every request passes on every transport before its handler sees it: a name for the request, the doorkeeper, and
// the record of what was refused, here or later.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/metrics.h"
#include "server/coordinator/coordinator.h"
#include "server/security/doorkeeper.h"

#include <memory>

namespace txdesk::api {

// The audit's word for what a route does: "force-stop" for "forcestop" and "v1_force_stop"; else the route's name.
[[nodiscard]] QString actionWord(QByteArrayView routeName);

class Gate
{
public:
    // Records of refusals: so many may come at once, and then so many a second; further ones are counted in the next one.
    static constexpr int recordsBurst = 100;
    static constexpr int recordsPerSecond = 10;

    // All but `metrics` must outlive it.
    Gate(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, std::shared_ptr<Metrics> metrics);

    // Asks the doorkeeper; the caller knows its requestId then, refused or not. Recorded: wrong tokens, as "login"; who
    // is known and may not; and who is not known at routes for operators and admins.
    [[nodiscard]] tl::expected<security::Caller, security::Refusal> admit(const security::Knock &knock, Role needed);

    // An act that was let in and refused then.
    void refused(const security::Caller &caller, const QString &action, const QString &gid, const QString &target, const QString &why);

    // The record of an act that is being done.
    [[nodiscard]] AuditRecord record(const security::Caller &caller, const QString &action) const;

    // A record could not be written: the act was not done. Counted.
    void auditFailed();
    // Whether that is so now. Asks the store again, at most each second, by a record of its own.
    [[nodiscard]] bool isAuditDown();

    [[nodiscard]] QString nextRequestId();

private:
    [[nodiscard]] bool mayRecord();
    void append(AuditRecord record);

    coordinator::Coordinator &m_coordinator;
    const Clock &m_clock;
    security::Doorkeeper &m_door;
    std::shared_ptr<Metrics> m_metrics;
    const QString m_run; // the first half of request ids
    quint32 m_requests = 0;
    double m_recordsLeft = recordsBurst;
    Instant m_refilledAt{};
    qint64 m_unrecorded = 0;
    std::shared_ptr<bool> m_isAuditDown = std::make_shared<bool>(false); // answers of the store may outlive the gate
    Instant m_auditAskedAt{};
};

} // namespace txdesk::api
