// Debits inside the message's barrier, so that the coordinator can ask later whether it happened.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/transfer_initiator.h"

#include "server/bank/bank_json.h"
#include "shared/codec/json_reader.h"

#include <QJsonDocument>

namespace txdesk::bank {

using namespace Qt::StringLiterals;
using client::BranchAnswer;
using client::BranchBarrier;

Result<Transfer> transferFromJson(const QByteArray &json)
{
    const Result<Order> order = orderFromJson(json);
    if (!order)
        return tl::unexpected(order.error());
    const Result<QJsonObject> object = codec::parseObject(json, codec::KeyRule::StrictOnce);
    if (!object)
        return tl::unexpected(object.error());
    const QString gid = object->value("gid"_L1).toString();
    const std::optional<CrashPoint> crash = valueIn(crashPointNames, object->value("crash"_L1).toString());
    if (!crash)
        return fail(ErrorCode::InvalidRequest, u"crash: expected before-commit or after-commit"_s, u"crash"_s);
    return Transfer{.gid = gid.isEmpty() ? client::newGid() : Gid{gid},
                    .order = *order,
                    .to = object->value("to"_L1).toString(),
                    .toAccount = object->value("toAccount"_L1).toInteger(1),
                    .timeoutToFail = Seconds{object->value("timeoutToFail"_L1).toInt()},
                    .retryInterval = Seconds{object->value("retryInterval"_L1).toInt()},
                    .crash = *crash,
                    .xaTo = object->value("xaTo"_L1).toString(),
                    .stopAfter = object->value("stopAfter"_L1).toInt()};
}

TransferInitiator::TransferInitiator(BankBook &book, client::CoordinatorConnection &coordinator, std::function<void()> crash)
    : m_book(book), m_coordinator(coordinator), m_crash(std::move(crash))
{
}

QFuture<Result<>> TransferInitiator::send(const Transfer &transfer, const QString &queryPreparedUrl)
{
    const QJsonObject body{{u"account"_s, transfer.toAccount}, {u"amount"_s, transfer.order.amount}};
    client::Message message(transfer.gid);
    message.add(transfer.to, QJsonDocument(body).toJson(QJsonDocument::Compact));
    TransactionOptions options;
    options.timeoutToFail = transfer.timeoutToFail;
    options.retryInterval = transfer.retryInterval;
    message.setOptions(options);
    return message.doAndSubmit(m_coordinator, queryPreparedUrl, this, [this, transfer](BranchBarrier &barrier) {
        const BranchAnswer answer = debit(barrier, transfer);
        if (transfer.crash == CrashPoint::AfterCommit)
            m_crash();
        return answer;
    });
}

BranchAnswer TransferInitiator::commitLate(const Transfer &transfer)
{
    BranchBarrier barrier({.gid = transfer.gid, .kind = u"msg"_s, .branch = BranchId{u"00"_s}, .op = u"msg"_s, .coordinator = {}});
    return debit(barrier, transfer);
}

BranchAnswer TransferInitiator::debit(BranchBarrier &barrier, const Transfer &transfer)
{
    return barrier.call(m_book.database(), [this, &barrier, &transfer](QSqlDatabase &) {
        const BranchAnswer moved = m_book.move(*movementNamed(u"TransOut"), transfer.order, barrier.context());
        if (transfer.crash == CrashPoint::BeforeCommit)
            m_crash();
        return moved;
    });
}

} // namespace txdesk::bank
