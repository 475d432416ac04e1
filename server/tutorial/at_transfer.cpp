// Transfer by AT (S1-S3): both banks commit at once and are undone from their undo records when the transfer fails.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/at_service.h"
#include "server/tutorial/bank_service.h"
#include "server/tutorial/services.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView fallback = "fallback"_L1; // what the tutorial's call wrapper gives instead of an error

class AtBank : public BankService
{
public:
    using BankService::BankService;

protected:
    Result<> addByAt(const at::AtTransaction &transaction, const QSqlDatabase &db, double amount) const
    {
        const QString account = accountOf(m_parts.options.row->database);
        return changeByAt(m_parts, transaction, db, "account_add"_L1, {amount, account, amount},
                          u"account %1: there is none, or too little on it"_s.arg(account));
    }
};

class AtBank1 final : public AtBank
{
public:
    using AtBank::AtBank;

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bank1/transfer", "begins a transfer: ?amount=1"_L1, [this](Work &work) { return transfer(work); }},
                {"/bank1/outside", "adds to the account as somebody does who knows of no transaction: ?amount=100"_L1, [this](Work &work) { return outside(work); }},
                atPhaseTwo()};
    }

private:
    http::Response transfer(Work &work)
    {
        const Result<double> amount = work.amount("amount");
        if (!amount)
            return errorReply(amount.error());
        const Gid gid = work.gid();
        const Seconds timeout{work.text("timeout", u"60"_s).toInt()};
        const Result<> done = at::AtTransaction::run(m_parts.coordinator, [&](at::AtTransaction &transaction) -> Result<> {
            if (Result<> debited = addByAt(transaction, work.db, -*amount); !debited)
                return debited;
            if (askBank2(transaction, *amount) == fallback)
                return fail(ErrorCode::Conflict, u"bank2 gave the fallback answer"_s);
            if (work.text("crash") == "before-commit"_L1)
                m_parts.crash();
            return m_parts.fails(*amount) ? fail(ErrorCode::Conflict, u"bank1 fails on purpose at amount %1"_s.arg(*amount)) : Result<>();
        }, {.gid = gid, .timeout = timeout});
        return replyOf(done, u"bank1 -%1"_s.arg(*amount), gid);
    }

    // A dirty write, if a transaction has changed the account and may still take that back.
    http::Response outside(Work &work) const
    {
        const Result<double> amount = work.amount("amount");
        return amount ? replyOf(resultOf(add(work.db, *amount)), u"bank1 +%1 from outside"_s.arg(*amount)) : errorReply(amount.error());
    }

    QString askBank2(const at::AtTransaction &transaction, double amount)
    {
        const QString url = m_parts.options.peer + u"/bank2/transfer?amount=%1"_s.arg(amount);
        const Result<QByteArray> told = m_parts.coordinator.ask(url, transaction.headers()).result();
        return told ? QString::fromUtf8(*told) : QString(fallback);
    }
};

class AtBank2 final : public AtBank
{
public:
    using AtBank::AtBank;

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bank2/transfer", "takes part in a transfer: ?amount=1, with the caller's Dtm-Gid or TX_XID"_L1,
                 [this](Work &work) { return credit(work); }},
                atPhaseTwo()};
    }

private:
    http::Response credit(Work &work)
    {
        const Result<double> amount = work.amount("amount");
        if (!amount)
            return errorReply(amount.error());
        const Result<at::AtTransaction> transaction = at::AtTransaction::fromHeaders(m_parts.coordinator, work.request.headers);
        if (!transaction)
            return errorReply(transaction.error());
        Result<> credited = addByAt(*transaction, work.db, *amount);
        if (credited && m_parts.fails(*amount))
            credited = fail(ErrorCode::Unavailable, u"bank2 fails on purpose at amount %1"_s.arg(*amount));
        return replyOf(credited, u"bank2 +%1"_s.arg(*amount), transaction->gid());
    }
};

} // namespace

std::unique_ptr<Service> makeAtBank1(ServiceParts &parts)
{
    return std::make_unique<AtBank1>(parts);
}

std::unique_ptr<Service> makeAtBank2(ServiceParts &parts)
{
    return std::make_unique<AtBank2>(parts);
}

} // namespace txdesk::tutorial
