// Sends and answers.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/producer.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

Result<> sendReliably(ServiceParts &parts, Work &work, client::Message &message, const QString &checkUrl, const client::Business &business)
{
    const ServiceOptions &own = parts.options;
    TransactionOptions options;
    options.timeoutToFail = own.checkAfter;
    message.setOptions(options).checkEvery(own.checkEvery, own.checkMax);
    if (own.ladder.isEmpty())
        message.retryByDefaultLadder();
    else
        message.retryBy(own.ladder);
    const QString crash = work.text("crash");
    return message.doAndSubmit(parts.coordinator, checkUrl, [&](client::BranchBarrier &) {
        const BranchAnswer committed = client::Inbox(message.gid().value).once(work.db, [&](QSqlDatabase &db) {
            const BranchAnswer worked = business(db);
            if (crash == "before-commit"_L1)
                parts.crash();
            return worked;
        });
        if (crash == "after-commit"_L1)
            parts.crash();
        return committed;
    });
}

http::Response answerCheckBack(const ServiceParts &parts, Work &work)
{
    return client::Inbox(work.text("gid")).answerCheckBack(work.db, parts.options.absent).toResponse();
}

} // namespace txdesk::tutorial
