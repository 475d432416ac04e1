// SPDX-License-Identifier: Apache-2.0
#include "server/api/gate.h"

#include "server/api/api_parts.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(gateLog, "txdesk.gate")

struct ActionOfRoute
{
    QByteArrayView route;
    QLatin1StringView action;
};

constexpr ActionOfRoute actionsOfRoutes[] = {
    {"forcestop", "force-stop"_L1},       {"v1_force_stop", "force-stop"_L1},  {"resetnextcrontime", "retry"_L1},
    {"v1_retry", "retry"_L1},             {"v1_abort", "abort"_L1},            {"v1_pause", "pause"_L1},
    {"v1_resume", "resume"_L1},           {"v1_submit", "submit"_L1},          {"v1_force_rollback", "force-rollback"_L1},
    {"v1_accept_current", "accept-current"_L1}, {"v1_skip", "skip"_L1},              {"v1_mark_failed", "mark-failed"_L1},
    {"v1_undo", "undo.show"_L1}, {"v1_payloads", "payload.show"_L1},
    {"v1_job_start", "job.start"_L1},     {"v1_job_dry_run", "job.dry-run"_L1}, {"v1_job_pause", "job.pause"_L1},
    {"v1_job_resume", "job.resume"_L1},   {"v1_job_cancel", "job.cancel"_L1},  {"v1_job_rate", "job.rate"_L1},
    {"resetcrontime", "retry-all"_L1},   {"subscribe", "topic.subscribe"_L1},
    {"v1_topic_subscribe", "topic.subscribe"_L1}, {"v1_topic_unsubscribe", "topic.unsubscribe"_L1}, {"v1_resubmit", "resubmit"_L1},
    {"unsubscribe", "topic.unsubscribe"_L1}, {"topic", "topic.remove"_L1},     {"deletetopic", "topic.remove"_L1},
};

RefusedFor reasonOf(const security::Refusal &refusal, const security::Knock &knock)
{
    using Kind = security::Refusal::Kind;
    switch (refusal.kind) {
    case Kind::Forbidden: return RefusedFor::Role;
    case Kind::TooMany: return refusal.message == "too many failures"_L1 ? RefusedFor::Failures : RefusedFor::Rate;
    case Kind::Unauthenticated: break;
    }
    return knock.authorization.isEmpty() && !knock.hasSecretInUrl ? RefusedFor::NoToken : RefusedFor::BadToken;
}

} // namespace

QString actionWord(QByteArrayView routeName)
{
    const auto *found = std::find_if(std::begin(actionsOfRoutes), std::end(actionsOfRoutes),
                                     [routeName](const ActionOfRoute &one) { return one.route == routeName; });
    return found == std::end(actionsOfRoutes) ? QString::fromLatin1(routeName) : QString(found->action);
}

Gate::Gate(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, std::shared_ptr<Metrics> metrics)
    : m_coordinator(coordinator), m_clock(clock), m_door(door), m_metrics(std::move(metrics)),
      m_run(u"%1"_s.arg(QRandomGenerator::system()->generate(), 8, 16, QChar(u'0')))
{
}

QString Gate::nextRequestId()
{
    return m_run + u'-' + QString::number(++m_requests, 16);
}

tl::expected<security::Caller, security::Refusal> Gate::admit(const security::Knock &knock, Role needed)
{
    tl::expected<security::Caller, security::Refusal> caller = m_door.admit(knock, needed);
    if (caller) {
        caller->requestId = nextRequestId();
        return caller;
    }
    security::Refusal &refusal = caller.error();
    refusal.caller.requestId = nextRequestId();
    const RefusedFor reason = reasonOf(refusal, knock);
    m_metrics->refused(reason);
    if (!refusal.shouldBeRecorded)
        return caller;
    m_unrecorded += refusal.leftOut;
    if (reason == RefusedFor::BadToken || reason == RefusedFor::Failures)
        refused(refusal.caller, u"login"_s, {}, actionWord(knock.route), refusal.message);
    else if (reason == RefusedFor::Role || (reason == RefusedFor::NoToken && needed >= Role::Operator))
        refused(refusal.caller, actionWord(knock.route), {}, {}, refusal.message);
    return caller;
}

void Gate::refused(const security::Caller &caller, const QString &action, const QString &gid, const QString &target, const QString &why)
{
    if (!mayRecord()) {
        ++m_unrecorded;
        return;
    }
    AuditRecord refusal = record(caller, action);
    refusal.gid = gid;
    refusal.target = target;
    refusal.reason = why;
    if (const qint64 more = std::exchange(m_unrecorded, 0); more > 0)
        refusal.reason += u" (%1 more refusals before it are not recorded)"_s.arg(more);
    refusal.result = AuditResult::Refused;
    append(std::move(refusal));
}

AuditRecord Gate::record(const security::Caller &caller, const QString &action) const
{
    AuditRecord record;
    record.at = m_clock.now();
    record.by = caller.context();
    record.action = action;
    return record;
}

// A token bucket: whoever knocks all day fills neither disk nor writer with records.
bool Gate::mayRecord()
{
    const Instant now = m_clock.now();
    const double seconds = std::max(0.0, std::chrono::duration<double>(now - m_refilledAt).count());
    m_refilledAt = now;
    m_recordsLeft = std::min<double>(recordsBurst, m_recordsLeft + seconds * recordsPerSecond);
    if (m_recordsLeft < 1)
        return false;
    --m_recordsLeft;
    return true;
}

// A refusal stays one, recorded or not.
void Gate::append(AuditRecord record)
{
    m_coordinator.ask(store::AppendAudit{std::move(record)}, [metrics = m_metrics, isDown = m_isAuditDown](store::StoreAnswer &&answer) {
        const auto *error = std::get_if<Error>(&answer);
        *isDown = error != nullptr;
        if (!error)
            return;
        metrics->auditFailed();
        qCWarning(gateLog).noquote() << "a record of the audit could not be written:" << error->message;
    });
}

void Gate::auditFailed()
{
    *m_isAuditDown = true;
    m_metrics->auditFailed();
}

bool Gate::isAuditDown()
{
    const Instant now = m_clock.now();
    if (*m_isAuditDown && now - m_auditAskedAt >= Seconds{1}) {
        m_auditAskedAt = now;
        AuditRecord check;
        check.at = now;
        check.action = u"audit.check"_s;
        check.reason = u"the audit can be written again"_s;
        append(std::move(check));
    }
    return *m_isAuditDown;
}

void recordRefusal(ApiParts &parts, const security::Caller &caller, Action action, const Gid &gid, const coordinator::Answer &answer)
{
    using Kind = coordinator::Answer::Kind;
    if (answer.kind == Kind::AuditUnavailable)
        parts.gate.auditFailed();
    const bool refused = answer.kind == Kind::Denied || answer.kind == Kind::Moved || answer.kind == Kind::NotFound || answer.kind == Kind::Failure;
    if (!refused)
        return;
    const QString why = answer.kind == Kind::Moved ? u"status or epoch moved"_s : answer.kind == Kind::NotFound ? u"no such transaction"_s : answer.message;
    parts.gate.refused(caller, nameIn(actionNames, action), gid.value, {}, why);
}

} // namespace txdesk::api
