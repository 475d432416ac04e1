// The bank as an initiator: it debits an account and sends a message, both or neither, whatever happens between.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/bank_book.h"
#include "shared/client/message.h"

#include <QObject>

namespace txdesk::bank {

// Where the initiator's process shall die, for demonstrations.
enum class CrashPoint { None, BeforeCommit, AfterCommit };
inline constexpr std::array<Name<CrashPoint>, 3> crashPointNames{{
    {CrashPoint::None, QLatin1StringView("")},
    {CrashPoint::BeforeCommit, QLatin1StringView("before-commit")},
    {CrashPoint::AfterCommit, QLatin1StringView("after-commit")},
}};

struct Transfer
{
    Gid gid;
    Order order;             // what is debited here
    QString to;              // message: URL that is told: its body is {"account":..,"amount":..}; else a bank's address
    qint64 toAccount = 1;
    Seconds timeoutToFail{0}; // when the coordinator asks back; 0: its default
    Seconds retryInterval{0};
    CrashPoint crash = CrashPoint::None;
    QString xaTo{};    // workflow: a third bank's address; it gets the amount, too
    int stopAfter = 0; // workflow: the first run ends after so many steps; 0: it does not
};

// {"gid":"..","account":1,"amount":30,"to":"http://..","toAccount":1,"timeoutToFail":3,"retryInterval":1,"crash":"..",
// "xaTo":"http://..","stopAfter":2};
// without a gid it gets a new one.
[[nodiscard]] Result<Transfer> transferFromJson(const QByteArray &json);

// Thread: that of `book`.
class TransferInitiator final : public QObject
{
    Q_OBJECT

public:
    // crash: ends the process; called at a Transfer's crash point.
    TransferInitiator(BankBook &book, client::CoordinatorConnection &coordinator, std::function<void()> crash);

    // queryPreparedUrl: where this bank answers back-checks.
    [[nodiscard]] QFuture<Result<>> send(const Transfer &transfer, const QString &queryPreparedUrl);

    // Tries the local transaction of a message again; after a back-check it is refused.
    [[nodiscard]] client::BranchAnswer commitLate(const Transfer &transfer);

private:
    [[nodiscard]] client::BranchAnswer debit(client::BranchBarrier &barrier, const Transfer &transfer);

    BankBook &m_book;
    client::CoordinatorConnection &m_coordinator;
    std::function<void()> m_crash;
};

} // namespace txdesk::bank
