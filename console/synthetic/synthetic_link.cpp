// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/synthetic/synthetic_link.h"

#include <QCoreApplication>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int beatMs = 50;
constexpr qint64 stormRows = 20'000; // the newest so many change

QString madeUp() { return QCoreApplication::translate("SyntheticLink", "These transactions are made up: nothing can be done to them."); }

// Later, as every answer.
template <class T, class Make>
void answerLater(QObject *context, Answer<T> answer, Make make)
{
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), make = std::move(make)] { answer(make()); }, Qt::QueuedConnection);
}

template <class T>
void answerNo(QObject *context, Answer<T> answer)
{
    answerLater(context, std::move(answer), [] { return Result<T>(fail(ErrorCode::NotAllowed, madeUp())); });
}

} // namespace

SyntheticLink::SyntheticLink(qint64 size, const Clock &clock, QObject *parent)
    : CoordinatorLink(parent), m_clock(clock), m_book(size, clock.now()), m_told(size)
{
    m_status.node = u"synthetic"_s;
    m_beat.setInterval(beatMs);
    connect(&m_beat, &QTimer::timeout, this, &SyntheticLink::beat);
}

void SyntheticLink::setUpdatesPerSecond(int updates) { m_updatesPerSecond = updates; }

void SyntheticLink::open()
{
    m_status.state = LinkState::Live;
    hum();
    m_open = m_book.unfinished(m_clock.now());
    m_beat.start();
    QMetaObject::invokeMethod(
        this,
        [this] {
            emit statusChanged();
            emit opened(false);
        },
        Qt::QueuedConnection);
}

void SyntheticLink::close()
{
    m_beat.stop();
    m_status.state = LinkState::Closed;
    emit statusChanged();
}

LinkStatus SyntheticLink::status() const { return m_status; }

Capabilities SyntheticLink::capabilities() const
{
    Capabilities can;
    can.product = QCoreApplication::translate("SyntheticLink", "made-up transactions");
    can.features = Feature::Push | Feature::Attempts | Feature::ErrorGroups | Feature::Counts | Feature::Participants | Feature::Stats;
    can.readOnly = madeUp();
    return can;
}

void SyntheticLink::hum() { m_status.lastByteAt = m_clock.now(); }

void SyntheticLink::beat()
{
    const Instant now = m_clock.now();
    hum();
    const qint64 size = m_book.sizeAt(now);
    for (; m_told < size; ++m_told) {
        m_open.append(m_told);
        emit changed(m_book.row(m_told, now));
    }
    m_open.removeIf([this, now](qint64 number) {
        const TransactionRow row = m_book.row(number, now);
        if (!isFinal(row.transaction.status))
            return false;
        emit changed(row);
        return true;
    });
    const int more = m_updatesPerSecond * beatMs / 1000;
    for (int i = 0; i < more; ++i, ++m_updates) {
        TransactionRow row = m_book.row(size - 1 - m_updates * 7919 % stormRows, now);
        row.transaction.attempts += static_cast<int>(m_updates / stormRows) + 1;
        row.transaction.failures = static_cast<int>(m_updates % 5);
        row.transaction.epoch += m_updates;
        row.transaction.updatedAt = now;
        emit changed(row);
    }
}

void SyntheticLink::list(const TransactionFilter &filter, const PageRequest &page, QObject *context, Answer<TransactionPage> answer)
{
    answerLater(context, std::move(answer), [this, filter, page] {
        if (filter.gidPrefix.startsWith("NIGHT-"_L1)) {
            TransactionPage night;
            if (const auto found = m_book.detail(Gid{filter.gidPrefix}, m_clock.now()))
                night.rows.append({found->snapshot.transaction, found->participants});
            return Result<TransactionPage>(night);
        }
        return Result<TransactionPage>(m_book.page(filter, page, m_clock.now()));
    });
}

void SyntheticLink::detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer)
{
    answerLater(context, std::move(answer), [this, gid]() -> Result<TransactionDetail> {
        if (std::optional<TransactionDetail> found = m_book.detail(gid, m_clock.now()))
            return *std::move(found);
        return fail(ErrorCode::NotFound, u"There is no such transaction."_s, u"gid"_s);
    });
}

void SyntheticLink::act(const ActionRequest &, QObject *context, Answer<TransactionRow> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::stats(QObject *context, Answer<CoordinatorStats> answer)
{
    answerLater(context, std::move(answer), [this] { return Result<CoordinatorStats>(m_book.stats(m_clock.now())); });
}

void SyntheticLink::participants(QObject *context, Answer<QList<ParticipantStats>> answer)
{
    answerLater(context, std::move(answer), [this] { return Result<QList<ParticipantStats>>(m_book.participants()); });
}

void SyntheticLink::nodes(QObject *context, Answer<QList<NodeInfo>> answer)
{
    answerLater(context, std::move(answer), [] { return Result<QList<NodeInfo>>(QList<NodeInfo>{}); });
}

void SyntheticLink::payloads(const Gid &, const QString &, QObject *context, Answer<ShownPayloads> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::locks(const LockFilter &, const QString &, int, QObject *context, Answer<LockPage> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::lockWaits(QObject *context, Answer<QList<LockWait>> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::undo(const Gid &, const BranchId &, const QString &, QObject *context, Answer<UndoView> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::audit(const AuditFilter &, const QString &, int, QObject *context, Answer<AuditPage> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::tokens(QObject *context, Answer<QList<AccessToken>> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::makeToken(const TokenOrder &, QObject *context, Answer<MadeToken> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::revokeToken(const QString &, const QString &, QObject *context, Answer<AccessToken> answer) { answerNo(context, std::move(answer)); }

void SyntheticLink::errorGroups(const TransactionFilter &, QObject *context, Answer<ErrorGroups> answer)
{
    answerLater(context, std::move(answer), [this] { return Result<ErrorGroups>(m_book.errorGroups(m_clock.now())); });
}

void SyntheticLink::count(const TransactionFilter &filter, QObject *context, Answer<CountEstimate> answer)
{
    answerLater(context, std::move(answer), [this, filter] { return Result<CountEstimate>(m_book.count(filter, m_clock.now())); });
}

} // namespace txdesk::console
