// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/casefile/case_file_link.h"

#include "console/text/time_text.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds tickEvery{500};
constexpr Milliseconds yearLong{31'536'000'000};

template <class T>
void later(QObject *context, Answer<T> answer, Result<T> value)
{
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), value = std::move(value)] { answer(value); }, Qt::QueuedConnection);
}

} // namespace

CaseFileLink::CaseFileLink(Result<CaseFile> file, const Clock &clock, DelayedCalls &delayed, QObject *parent)
    : CoordinatorLink(parent), m_file(std::move(file)), m_clock(clock), m_delayed(delayed)
{
}

CaseFileLink::~CaseFileLink() { m_delayed.stop(m_tick); }

QString CaseFileLink::sentence() const
{
    if (!m_file)
        return tr("This case file cannot be read: %1.").arg(m_file.error().message);
    return tr("This is a case file, saved at %1 from %2: nothing in it is live, and nothing can be done to it.")
        .arg(dateTimeText(m_file->savedAt, zoneOf(TimeStyle::Local)), m_file->profile);
}

void CaseFileLink::open()
{
    if (m_state != LinkState::Closed)
        return;
    m_state = m_file ? LinkState::Live : LinkState::Reconnecting;
    emit statusChanged();
    if (!m_file)
        return;
    emit capabilitiesChanged();
    emit opened(false);
    tick();
}

// The offset is told again and again, so that the server's clock stands at the moment of saving.
void CaseFileLink::tick()
{
    m_tick = m_delayed.start(tickEvery, [this] { tick(); });
    emit statusChanged();
}

void CaseFileLink::close()
{
    m_delayed.stop(std::exchange(m_tick, 0));
    m_state = LinkState::Closed;
    emit statusChanged();
}

void CaseFileLink::retryNow() {}
void CaseFileLink::setToken(const QByteArray &) {}

LinkStatus CaseFileLink::status() const
{
    LinkStatus status;
    status.state = m_state;
    status.beat = yearLong; // it is as old as it says, and gets no older
    if (!m_file) {
        status.problem = sentence();
        return status;
    }
    status.lastByteAt = m_clock.now();
    // In the middle of a second, so that a tick's width moves no countdown.
    status.clockOffset = Milliseconds{toMs(m_file->savedAt) / 1000 * 1000 + 250} - m_clock.now().time_since_epoch();
    status.node = m_file->node;
    status.notices = {sentence()};
    return status;
}

Capabilities CaseFileLink::capabilities() const
{
    Capabilities caps;
    caps.sorts.clear();
    caps.filters = {};
    caps.features = {};
    caps.seekOldest = false;
    caps.readOnly = sentence();
    if (!m_file)
        return caps;
    caps.product = m_file->capabilities.product;
    caps.features = m_file->capabilities.features & Features(Feature::Attempts);
    caps.features.setFlag(Feature::Audit, !m_file->audit.isEmpty());
    return caps;
}

void CaseFileLink::list(const TransactionFilter &, const PageRequest &, QObject *context, Answer<TransactionPage> answer)
{
    if (!m_file)
        return later<TransactionPage>(context, std::move(answer), tl::unexpected(m_file.error()));
    later<TransactionPage>(context, std::move(answer),
                           TransactionPage{{TransactionRow{m_file->detail.snapshot.transaction, m_file->detail.participants}}, {}});
}

void CaseFileLink::detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer)
{
    if (m_file && gid == m_file->detail.snapshot.transaction.gid)
        return later<TransactionDetail>(context, std::move(answer), m_file->detail);
    later<TransactionDetail>(context, std::move(answer), fail(ErrorCode::NotFound, tr("The case file holds another transaction.")));
}

void CaseFileLink::act(const ActionRequest &, QObject *context, Answer<TransactionRow> answer)
{
    later<TransactionRow>(context, std::move(answer), fail(ErrorCode::Conflict, sentence()));
}

void CaseFileLink::stats(QObject *context, Answer<CoordinatorStats> answer)
{
    later<CoordinatorStats>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::participants(QObject *context, Answer<QList<ParticipantStats>> answer)
{
    later<QList<ParticipantStats>>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::nodes(QObject *context, Answer<QList<NodeInfo>> answer)
{
    later<QList<NodeInfo>>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::payloads(const Gid &, const QString &, QObject *context, Answer<ShownPayloads> answer)
{
    later<ShownPayloads>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::locks(const LockFilter &, const QString &, int, QObject *context, Answer<LockPage> answer)
{
    later<LockPage>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::lockWaits(QObject *context, Answer<QList<LockWait>> answer)
{
    later<QList<LockWait>>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::undo(const Gid &, const BranchId &, const QString &, QObject *context, Answer<UndoView> answer)
{
    later<UndoView>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::audit(const AuditFilter &, const QString &, int, QObject *context, Answer<AuditPage> answer)
{
    if (!m_file)
        return later<AuditPage>(context, std::move(answer), tl::unexpected(m_file.error()));
    later<AuditPage>(context, std::move(answer), AuditPage{m_file->audit, {}});
}

void CaseFileLink::tokens(QObject *context, Answer<QList<AccessToken>> answer)
{
    later<QList<AccessToken>>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::makeToken(const TokenOrder &, QObject *context, Answer<MadeToken> answer)
{
    later<MadeToken>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

void CaseFileLink::revokeToken(const QString &, const QString &, QObject *context, Answer<AccessToken> answer)
{
    later<AccessToken>(context, std::move(answer), fail(ErrorCode::Unavailable, sentence()));
}

} // namespace txdesk::console
