// Transfer by TCC with local logs (S4-S6). bank1: try takes the money, confirm does nothing, cancel gives it back. bank2: try
// does nothing, confirm adds the money, cancel does nothing.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/bank_service.h"
#include "server/tutorial/services.h"
#include "shared/client/tcc.h"
#include "shared/client/tcc_log.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

QByteArray tccOrder(double amount)
{
    return compactJson({{u"amount"_s, amount}});
}

// One op of a participant: the logs decide whether the business runs.
http::Response workTccOp(Work &work, const std::function<BranchAnswer(QSqlDatabase &, double amount)> &business)
{
    Result<client::TccLog> log = client::TccLog::from(work.request);
    if (!log)
        return errorReply(log.error());
    const double amount = objectIn(work.request.body)["amount"_L1].toDouble();
    return log->call(work.db, [&](QSqlDatabase &db) { return business(db, amount); }).toResponse();
}

BranchAnswer tccNothing(QSqlDatabase &, double)
{
    return BranchAnswer::succeeded();
}

class TccBank1 final : public BankService
{
public:
    using BankService::BankService;

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bank1/transfer", "begins a transfer: ?amount=1"_L1, [this](Work &work) { return transfer(work); }},
                {"/bank1/try", "again, as a lost answer makes it"_L1,
                 [this](Work &work) { return workTccOp(work, [this](QSqlDatabase &db, double amount) { return add(db, -amount); }); }},
                {"/bank1/confirm", "called by the coordinator"_L1, [](Work &work) { return workTccOp(work, tccNothing); }},
                {"/bank1/cancel", "called by the coordinator: gives the money back"_L1,
                 [this](Work &work) { return workTccOp(work, [this](QSqlDatabase &db, double amount) { return add(db, amount); }); }}};
    }

private:
    http::Response transfer(Work &work)
    {
        const Result<double> amount = work.amount("amount");
        if (!amount)
            return errorReply(amount.error());
        client::Tcc tcc(work.gid());
        const Result<> done = tcc.run(m_parts.coordinator, [&](client::Tcc &running) { return tries(running, work.db, *amount); });
        return replyOf(done, u"bank1 -%1"_s.arg(*amount), tcc.gid());
    }

    // bank1's own try is done here, bank2's is called.
    Result<> tries(client::Tcc &tcc, const QSqlDatabase &db, double amount)
    {
        const client::TccBranch own{.tryUrl = {}, .confirm = m_parts.url("/bank1/confirm"_L1), .cancel = m_parts.url("/bank1/cancel"_L1),
                                    .payload = tccOrder(amount)};
        const Result<client::TransactionContext> opened = tcc.openBranch(m_parts.coordinator, own).result();
        if (!opened)
            return tl::unexpected(opened.error());
        const BranchAnswer tried = client::TccLog(*opened).call(db, [&](QSqlDatabase &inside) { return add(inside, -amount); });
        if (const Result<> worked = resultOf(tried); !worked)
            return worked;
        const QString bank2 = m_parts.options.peer + "/bank2/"_L1;
        const Result<QByteArray> told = tcc.callBranch(m_parts.coordinator, {.tryUrl = bank2 + u"transfer?amount=%1"_s.arg(amount),
                                                                             .confirm = bank2 + "confirm"_L1,
                                                                             .cancel = bank2 + "cancel"_L1,
                                                                             .payload = tccOrder(amount)})
                                            .result();
        if (!told)
            return fail(ErrorCode::Conflict, u"bank2 does not take part: %1"_s.arg(told.error().message));
        return m_parts.fails(amount) ? fail(ErrorCode::Conflict, u"bank1 fails on purpose at amount %1"_s.arg(amount)) : Result<>();
    }
};

class TccBank2 final : public BankService
{
public:
    using BankService::BankService;

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bank2/transfer", "the try: does nothing but note itself"_L1, [this](Work &work) { return attempt(work); }},
                {"/bank2/confirm", "called by the coordinator: adds the money"_L1,
                 [this](Work &work) { return workTccOp(work, [this](QSqlDatabase &db, double amount) { return add(db, amount); }); }},
                {"/bank2/cancel", "called by the coordinator"_L1, [](Work &work) { return workTccOp(work, tccNothing); }}};
    }

private:
    http::Response attempt(Work &work) const
    {
        return workTccOp(work, [this](QSqlDatabase &, double amount) {
            return m_parts.fails(amount) ? BranchAnswer::rejected(u"bank2 fails on purpose"_s) : BranchAnswer::succeeded();
        });
    }
};

} // namespace

std::unique_ptr<Service> makeTccBank1(ServiceParts &parts)
{
    return std::make_unique<TccBank1>(parts);
}

std::unique_ptr<Service> makeTccBank2(ServiceParts &parts)
{
    return std::make_unique<TccBank2>(parts);
}

} // namespace txdesk::tutorial
