// Moves 30 from one service to another in AT mode: both commit at once, and are put back when the whole fails.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/at_session.h"
#include "shared/at/phase_two.h"

using namespace Qt::StringLiterals;
using namespace txdesk::at;
using txdesk::Result;

// The initiator. Whatever its body returns as an error is the reason why everything is undone.
Result<> transferByAt(txdesk::client::CoordinatorConnection &coordinator, QSqlDatabase db, const QString &phaseTwoUrl, const QString &bankB)
{
    return AtTransaction::run(coordinator, [&](AtTransaction &transaction) -> Result<> {
        AtSession session(transaction, db, {.phaseTwoUrl = phaseTwoUrl});
        const Result<> debited = session.run([](AtSession &bank) -> Result<> {
            const auto changed = bank.exec(u"UPDATE accounts SET balance = balance - ? WHERE id = ? AND balance >= ?"_s, {30, 1, 30});
            if (!changed)
                return tl::unexpected(changed.error());
            return changed->numRowsAffected() == 1 ? Result<>() : txdesk::fail(txdesk::ErrorCode::Conflict, u"too little money"_s);
        });
        if (!debited)
            return debited;
        const auto told = coordinator.ask(bankB + "/TransIn"_L1, transaction.headers()).result(); // Dtm-Gid, TX_XID
        return told ? Result<>() : tl::unexpected(told.error());
    });
}

// A callee takes part in the transaction that the request names.
Result<> transInByAt(txdesk::client::CoordinatorConnection &coordinator, const txdesk::http::Request &request, QSqlDatabase db,
                     const QString &phaseTwoUrl)
{
    const auto transaction = AtTransaction::fromHeaders(coordinator, request.headers);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return AtSession(*transaction, db, {.phaseTwoUrl = phaseTwoUrl}).run([](AtSession &bank) -> Result<> {
        const auto changed = bank.exec(u"UPDATE accounts SET balance = balance + ? WHERE id = ?"_s, {30, 1});
        return changed ? Result<>() : tl::unexpected(changed.error());
    });
}

// What answers at `phaseTwoUrl`, in every service and every instance of it; in a thread that may block.
txdesk::http::Response answerPhaseTwo(const txdesk::http::Request &request, const QString &connectionName)
{
    return PhaseTwo(connectionName).answer(request);
}
