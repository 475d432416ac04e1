// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_link.h"

#include "console/client/reconnect_delay.h"
#include "console/dtm/dtm_gate.h"
#include "console/dtm/dtm_planner.h"
#include "console/dtm/dtm_store_guess.h"
#include "console/text/words.h"

#include <QJsonObject>
#include <QRandomGenerator>

namespace txdesk::console {

using namespace Qt::StringLiterals;

DtmLink::DtmLink(QUrl base, DtmStore store, const Clock &clock, DelayedCalls &delayed, HookBook &hooks, QObject *parent)
    : CoordinatorLink(parent), m_calls(base), m_told(store), m_store(store), m_clock(clock), m_delayed(delayed), m_hooks(hooks)
{
    m_status.node = base.authority();
    m_status.beat = usualPeriod;
    connect(&m_calls, &dtm::DtmCalls::heard, this, &DtmLink::heard);
    connect(&m_calls, &dtm::DtmCalls::paceChanged, this, [this] {
        m_status.beat = period(listPeriod());
        emit statusChanged();
    });
    connect(&m_calls.door(), &HttpDoor::certificateChanged, this, [this] {
        m_status.certificate = m_calls.door().certificate();
        m_status.door = m_status.certificate->problems.isEmpty() ? Door::Open : Door::Untrusted;
        emit statusChanged();
    });
    connect(&m_calls.door(), &HttpDoor::refused, this, [this](Door door, const QString &words, int) {
        m_status.door = door;
        m_status.doorWords = words;
        emit statusChanged();
    });
    connect(&m_hooks, &HookBook::told, this, [this](const Gid &gid) {
        if (gid == m_open && m_newest)
            emit changed(TransactionRow{m_newest->snapshot.transaction, m_newest->participants});
    });
}

DtmLink::~DtmLink()
{
    for (const DelayedCalls::Handle handle : {m_retry, m_listTimer, m_detailTimer})
        m_delayed.stop(handle);
}

void DtmLink::setToken(const QByteArray &token)
{
    m_calls.door().setToken(token);
    m_status.hasToken = m_calls.door().hasToken();
}

void DtmLink::setTrust(const TlsTrust &trust) { m_calls.door().setTrust(trust); }

void DtmLink::setClientCertificate(const QString &certificateFile, const QString &keyFile)
{
    m_calls.door().setClientCertificate(certificateFile, keyFile);
}

void DtmLink::setProxy(const QString &address) { m_calls.door().setProxy(address); }

void DtmLink::setLog(RequestLog *log) { m_calls.door().setLog(log); }

void DtmLink::setPollPeriod(Milliseconds period)
{
    m_period = period;
    m_status.beat = period;
}

void DtmLink::setState(LinkState state)
{
    m_status.state = state;
    emit statusChanged();
}

LinkStatus DtmLink::status() const
{
    LinkStatus status = m_status;
    status.clockOffset = m_offset.value();
    status.notices.append(tr("This server does not authenticate you: whoever reaches it may do everything."));
    if (m_calls.slowdown() > 1)
        status.notices.append(tr("It answers slowly (95 of 100 requests within %1 ms): it is asked every %2 s.")
                                  .arg(m_calls.p95().count())
                                  .arg(period(m_period).count() / 1000));
    return status;
}

Capabilities DtmLink::capabilities() const
{
    Capabilities caps;
    caps.product = u"DTM"_s;
    caps.order = m_store == DtmStore::Sql      ? ListOrder::NewestFirst
                 : m_store == DtmStore::Boltdb ? ListOrder::ByGid
                                               : ListOrder::Arbitrary;
    caps.sorts.clear();
    if (m_store == DtmStore::Sql)
        caps.sorts = {TransactionSort::NewestFirst};
    caps.filters = FilterTerm::Status | FilterTerm::Kind | FilterTerm::Gid | FilterTerm::Created;
    caps.features = Feature::Stats | Feature::Nodes | Feature::Topics | Feature::WakeAll;
    caps.pageMax = dtm::pageMax;
    caps.seekOldest = false;
    caps.neverAllowed = dtm::neverAllowed();
    return caps;
}

void DtmLink::open()
{
    if (m_status.state != LinkState::Closed)
        return;
    setState(LinkState::Connecting);
    reach();
}

void DtmLink::close()
{
    for (DelayedCalls::Handle *handle : {&m_retry, &m_listTimer, &m_detailTimer})
        m_delayed.stop(std::exchange(*handle, 0));
    m_calls.drop();
    LinkStatus closed;
    closed.node = m_status.node;
    closed.beat = m_status.beat;
    closed.hasToken = m_status.hasToken;
    m_status = closed;
    m_listings.clear();
    m_pollsOpen = 0;
    m_seen.clear();
    m_open = {};
    m_newest.reset();
    setState(LinkState::Closed);
}

void DtmLink::retryNow()
{
    if (m_status.state != LinkState::Reconnecting || m_retry == 0)
        return;
    m_delayed.stop(std::exchange(m_retry, 0));
    reach();
}

// Its version, and one page: what that looks like tells the store.
void DtmLink::reach()
{
    m_retry = 0;
    m_status.nextTryAt.reset();
    if (const QString &problem = m_calls.door().clientError(); !problem.isEmpty())
        return lost(problem); // a certificate that cannot be read is not left out silently
    m_calls.get(u"/api/dtmsvr/version"_s, {}, this, [this](const Result<QJsonObject> &answer) {
        if (m_status.state == LinkState::Closed)
            return;
        if (!answer)
            return lost(answer.error().message);
        const QString version = answer->value("version"_L1).toString();
        m_calls.get(u"/api/dtmsvr/all"_s, {{"limit", u"2"_s}}, this, [this, version](const Result<QJsonObject> &page) {
            if (m_status.state == LinkState::Closed)
                return;
            if (!page)
                return lost(page.error().message);
            learnStore(dtm::guessStore(m_store, codec::dtmPageFrom(*page)));
            reached(version);
        });
    });
    emit statusChanged();
}

void DtmLink::reached(const QString &version)
{
    m_status.failures = 0;
    m_status.problem.clear();
    m_status.version = version;
    m_status.door = Door::Open;
    m_statsAt = {};
    m_pollsOpen = 0;
    setState(LinkState::Live);
    emit capabilitiesChanged();
    emit opened(false);
    pollListLater();
    pollDetailLater();
}

void DtmLink::lost(const QString &problem)
{
    for (DelayedCalls::Handle *handle : {&m_retry, &m_listTimer, &m_detailTimer})
        m_delayed.stop(std::exchange(*handle, 0));
    m_calls.drop();
    ++m_status.failures;
    m_status.problem = problem;
    const Milliseconds delay = reconnectDelay(m_status.failures, QRandomGenerator::global()->generateDouble());
    m_status.nextTryAt = m_clock.now() + delay;
    m_retry = m_delayed.start(delay, [this] { reach(); });
    setState(LinkState::Reconnecting);
}

// Any answer is a sign of life, and its header Date the server's clock.
void DtmLink::heard(const QDateTime &date)
{
    const Instant now = m_clock.now();
    m_status.lastByteAt = now;
    if (date.isValid()) // whole seconds: on average half of one has passed
        m_offset.addSample(fromMs(date.toMSecsSinceEpoch()) + Milliseconds{500}, now);
    if (m_status.state == LinkState::Live)
        emit statusChanged();
}

void DtmLink::learnStore(DtmStore store)
{
    if (m_told != DtmStore::Unknown || store == m_store)
        return;
    m_store = store;
    emit capabilitiesChanged();
}

std::optional<ActPreview> DtmLink::previewOf(Action action, const TransactionDetail &detail) const
{
    return dtm::preview(action, detail.snapshot, m_store, serverNow());
}

QString DtmLink::whyNoEffect(Action action, const TransactionDetail &detail) const
{
    if (action != Action::Retry)
        return {};
    switch (m_store) {
    case DtmStore::Sql:
        return detail.snapshot.transaction.kind == TransactionKind::Workflow
            ? tr("DTM has woken its client, or will within 3 s; what the client does shows only when it reports.")
            : tr("DTM takes due transactions one after the other: a slow participant of another one delays this one.");
    case DtmStore::Redis:
    case DtmStore::Boltdb:
    case DtmStore::KeyValue:
        return tr("On Redis and boltdb this changes only the time that DTM shows; its schedule stays. “Wake all that wait…” in the menu "
                  "Tools moves the schedule, of the whole server.");
    case DtmStore::Unknown: break;
    }
    return tr("If this DTM keeps its data in Redis or boltdb, only the time that is shown has changed.");
}

// DTM counts no attempts: that it looked shows in what its looking leaves behind.
QString DtmLink::retryEffect(const GlobalTransaction &before, const GlobalTransaction &now) const
{
    const Sent sent = m_sent.value(now.gid);
    // On these stores it is looked at when it would have been anyway, and then the act was not why.
    const bool keyValue = m_store == DtmStore::Redis || m_store == DtmStore::Boltdb || m_store == DtmStore::KeyValue;
    if (keyValue && before.nextDueAt && serverNow() + Seconds{1} >= *before.nextDueAt)
        return {};
    if (now.status != before.status)
        return tr("it is now %1").arg(statusWord(now));
    if (sent.opsMoved)
        return tr("a branch has moved on");
    if (now.retryInterval != before.retryInterval)
        return tr("DTM has tried again: the wait is now %1 s instead of %2 s")
            .arg(now.retryInterval.count() / 1000)
            .arg(before.retryInterval.count() / 1000);
    if (sent.dueAfter && now.nextDueAt && *now.nextDueAt > *sent.dueAfter + Seconds{1})
        return tr("DTM has looked at it again: it shows a new time for the next try");
    return QString();
}

std::optional<QString> DtmLink::effectSeen(Action action, const GlobalTransaction &before, const GlobalTransaction &now) const
{
    switch (action) {
    case Action::Retry: return retryEffect(before, now);
    case Action::ForceStop: return isFinal(now.status) && !isFinal(before.status) ? tr("it is now %1").arg(statusWord(now)) : QString();
    case Action::Abort:
        if (now.status != before.status)
            return tr("it is now %1").arg(statusWord(now));
        return before.status == TransactionStatus::Aborting ? retryEffect(before, now) : QString();
    default: return {};
    }
}

} // namespace txdesk::console
