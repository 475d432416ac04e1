// Transfer by reliable message (S7-S10): bank1 takes the money and the number into one local transaction and has topic_txmsg
// told; bank2 adds the money and the number in one.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/bank_service.h"
#include "server/tutorial/producer.h"
#include "server/tutorial/services.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

constexpr QLatin1StringView transferTopic = "topic_txmsg"_L1;

class MessageBank1 final : public BankService
{
public:
    using BankService::BankService;

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bank1/transfer", "sends a transfer: ?accountNo=1&amount=1"_L1, [this](Work &work) { return transfer(work); }},
                {"/bank1/check", "the coordinator asks whether it has committed"_L1, [this](Work &work) { return answerCheckBack(m_parts, work); }}};
    }

private:
    http::Response transfer(Work &work)
    {
        const Result<double> amount = work.amount("amount");
        if (!amount)
            return errorReply(amount.error());
        const QString account = work.text("accountNo", u"1"_s);
        client::Message message(work.gid());
        const QJsonObject change{{u"accountNo"_s, account}, {u"amount"_s, *amount}, {u"txNo"_s, message.gid().value}};
        message.addTopic(transferTopic, compactJson({{u"accountChange"_s, change}}));
        const Result<> sent = sendReliably(m_parts, work, message, m_parts.url("/bank1/check"_L1), [&](QSqlDatabase &db) {
            const BranchAnswer debited = addToAccount(db, account, -*amount);
            return m_parts.fails(*amount) ? BranchAnswer::rejected(u"bank1 fails on purpose at amount %1"_s.arg(*amount)) : debited;
        });
        return replyOf(sent, u"bank1 -%1"_s.arg(*amount), message.gid());
    }
};

class MessageBank2 final : public BankService
{
public:
    using BankService::BankService;

    [[nodiscard]] QList<Subscription> subscriptions() const override { return {{transferTopic, "/topic_txmsg"_L1}}; }

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/topic_txmsg", "receives a transfer, once: {\"accountChange\":{\"accountNo\":\"1\",\"amount\":1,\"txNo\":\"..\"}}"_L1,
                 [this](Work &work) { return receive(work); }}};
    }

private:
    http::Response receive(Work &work) const
    {
        const QJsonObject change = objectIn(work.request.body)["accountChange"_L1].toObject();
        const double amount = change["amount"_L1].toDouble();
        if (m_parts.switches.deaf || m_parts.fails(amount))
            return BranchAnswer::unknown(u"bank2 fails on purpose at amount %1"_s.arg(amount)).toResponse();
        return client::Inbox(change["txNo"_L1].toString()).once(work.db, [&](QSqlDatabase &db) { return add(db, amount); }).toResponse();
    }
};

} // namespace

std::unique_ptr<Service> makeMessageBank1(ServiceParts &parts)
{
    return std::make_unique<MessageBank1>(parts);
}

std::unique_ptr<Service> makeMessageBank2(ServiceParts &parts)
{
    return std::make_unique<MessageBank2>(parts);
}

} // namespace txdesk::tutorial
