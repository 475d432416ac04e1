// Transfer by saga: two steps, each with its compensation, guarded by the barrier.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/bank_service.h"
#include "server/tutorial/services.h"
#include "shared/client/branch_barrier.h"
#include "shared/client/saga.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

class SagaBank : public BankService
{
public:
    using BankService::BankService;

protected:
    // One step; sign: what it does to the money. Only a step forward fails on purpose.
    http::Response step(Work &work, int sign) const
    {
        Result<client::BranchBarrier> barrier = client::BranchBarrier::from(work.request);
        if (!barrier)
            return errorReply(barrier.error());
        const double amount = objectIn(work.request.body)["amount"_L1].toDouble();
        const bool fails = barrier->context().op == "action"_L1 && m_parts.fails(amount);
        return barrier->call(work.db, [&](QSqlDatabase &db) {
            return fails ? BranchAnswer::rejected(u"%1 refuses amount %2 on purpose"_s.arg(m_parts.options.base.name).arg(amount)) : add(db, sign * amount);
        }).toResponse();
    }
};

class SagaBank1 final : public SagaBank
{
public:
    using SagaBank::SagaBank;

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bank1/transfer", "begins a transfer: ?amount=1"_L1, [this](Work &work) { return transfer(work); }},
                {"/bank1/debit", "the first step"_L1, [this](Work &work) { return step(work, -1); }},
                {"/bank1/debitBack", "its compensation"_L1, [this](Work &work) { return step(work, +1); }}};
    }

private:
    http::Response transfer(Work &work)
    {
        const Result<double> amount = work.amount("amount");
        if (!amount)
            return errorReply(amount.error());
        const QByteArray order = compactJson({{u"amount"_s, *amount}});
        const QString bank2 = m_parts.options.peer + "/bank2/"_L1;
        TransactionOptions options;
        options.waitResult = true;
        client::Saga saga(work.gid());
        saga.add(m_parts.url("/bank1/debit"_L1), m_parts.url("/bank1/debitBack"_L1), order)
            .add(bank2 + "transfer"_L1, bank2 + "transferBack"_L1, order)
            .setOptions(options);
        return replyOf(saga.submit(m_parts.coordinator).result(), u"bank1 -%1"_s.arg(*amount), saga.request().gid);
    }
};

class SagaBank2 final : public SagaBank
{
public:
    using SagaBank::SagaBank;

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bank2/transfer", "the second step"_L1, [this](Work &work) { return step(work, +1); }},
                {"/bank2/transferBack", "its compensation"_L1, [this](Work &work) { return step(work, -1); }}};
    }
};

} // namespace

std::unique_ptr<Service> makeSagaBank1(ServiceParts &parts)
{
    return std::make_unique<SagaBank1>(parts);
}

std::unique_ptr<Service> makeSagaBank2(ServiceParts &parts)
{
    return std::make_unique<SagaBank2>(parts);
}

} // namespace txdesk::tutorial
