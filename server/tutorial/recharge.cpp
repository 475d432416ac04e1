// Recharge (S11-S13): the payment service keeps the payment and tells topic_notifymsg as well as it can; bank1 adds the money
// once, told or asking.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/bank_service.h"
#include "server/tutorial/services.h"
#include "shared/client/notification.h"
#include "shared/client/query_back.h"

#include <QUuid>

#include <cstdio>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

constexpr QLatin1StringView rechargeTopic = "topic_notifymsg"_L1;

class Pay final : public Service
{
public:
    explicit Pay(ServiceParts &parts) : m_parts(parts) {}

    [[nodiscard]] Result<> createTables(QSqlDatabase db) override { return runStatement(db, "create_account_pay"_L1).map([](const QSqlQuery &) {}); }
    [[nodiscard]] QStringList tables() const override { return {u"account_pay"_s}; }

    [[nodiscard]] QList<Route> routes() override
    {
        const auto doPay = [this](Work &work) { return pay(work); };
        const auto doTell = [](Work &work) { return payment(work); };
        return {{"/paydo", "pays: ?accountNo=1&payAmount=10; notify=no tells nobody"_L1, doPay},
                {"/pay/paydo", "the same"_L1, doPay},
                {"/payresult/*", "a payment, for whoever missed its notification"_L1, doTell},
                {"/pay/payresult/*", "the same"_L1, doTell}};
    }

private:
    http::Response pay(Work &work)
    {
        const Result<double> amount = work.amount("payAmount");
        if (!amount)
            return errorReply(amount.error());
        const QString told = work.text("gid");
        const QString txNo = told.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : told;
        const QJsonObject record{{u"id"_s, txNo}, {u"accountNo"_s, work.text("accountNo", u"1"_s)}, {u"payAmount"_s, *amount}, {u"result"_s, u"success"_s}};
        const Result<int> paid = changeRows(work.db, "pay_insert"_L1, {txNo, record["accountNo"_L1].toString(), *amount, u"success"_s});
        if (!paid)
            return errorReply(paid.error());
        if (work.text("notify") != "no"_L1)
            notify(txNo, record);
        return jsonReply(record);
    }

    // The payment stands whatever becomes of it.
    void notify(const QString &txNo, const QJsonObject &record)
    {
        client::Notification notification{Gid{txNo}};
        notification.addTopic(rechargeTopic, compactJson(record));
        if (!m_parts.options.ladder.isEmpty())
            notification.retryBy(m_parts.options.ladder);
        if (const Result<> begun = notification.submit(m_parts.coordinator).result(); !begun)
            std::fprintf(stderr, "%s is not told to anybody: %s\n", qPrintable(txNo), qPrintable(begun.error().message));
    }

    static http::Response payment(Work &work)
    {
        Result<QSqlQuery> row = runStatement(work.db, "pay_find"_L1, {work.tail});
        if (!row)
            return errorReply(row.error());
        if (!row->next())
            return errorReply({ErrorCode::NotFound, u"there is no such payment"_s, {}});
        return jsonReply({{u"id"_s, row->value(0).toString()},
                          {u"accountNo"_s, row->value(1).toString()},
                          {u"payAmount"_s, row->value(2).toDouble()},
                          {u"result"_s, row->value(3).toString()}});
    }

    ServiceParts &m_parts;
};

class NotifiedBank1 final : public BankService
{
public:
    explicit NotifiedBank1(ServiceParts &parts) : BankService(parts), m_asking(parts.options.peer + "/pay/payresult/{txNo}"_L1) {}

    [[nodiscard]] QList<Subscription> subscriptions() const override { return {{rechargeTopic, "/topic_notifymsg"_L1}}; }

    [[nodiscard]] QList<Route> routes() override
    {
        const auto doAsk = [this](Work &work) { return ask(work); };
        return {{"/topic_notifymsg", "receives a payment, once"_L1, [this](Work &work) { return receive(work); }},
                {"/payresult/*", "asks the payment service for a payment, and applies it once"_L1, doAsk},
                {"/bank1/payresult/*", "the same"_L1, doAsk}};
    }

private:
    http::Response receive(Work &work) const
    {
        if (m_parts.switches.deaf)
            return BranchAnswer::unknown(u"bank1 is deaf on purpose"_s).toResponse();
        const QString txNo = objectIn(work.request.body)["id"_L1].toString();
        return m_asking.apply(work.db, txNo, work.request.body, applied()).toResponse();
    }

    http::Response ask(Work &work)
    {
        const Result<QByteArray> told = m_asking.ask(m_parts.coordinator, work.tail).result();
        if (!told) // the tutorial's fallback
            return jsonReply({{u"id"_s, work.tail}, {u"result"_s, u"fail"_s}, {u"message"_s, told.error().message}});
        const BranchAnswer answer = m_asking.apply(work.db, work.tail, *told, applied());
        const bool isWell = answer.outcome == Outcome::Succeeded || answer.outcome == Outcome::Ongoing; // a payment that is not made
        return isWell ? http::Response{.body = *told} : answer.toResponse();
    }

    client::ApplyResult applied() const
    {
        return [](QSqlDatabase &db, const QByteArray &result) {
            const QJsonObject record = objectIn(result);
            if (record["result"_L1].toString() != "success"_L1)
                return BranchAnswer::ongoing(u"the payment is not made"_s);
            return addToAccount(db, record["accountNo"_L1].toString(), record["payAmount"_L1].toDouble());
        };
    }

    client::QueryBack m_asking;
};

} // namespace

std::unique_ptr<Service> makeNotifiedBank1(ServiceParts &parts)
{
    return std::make_unique<NotifiedBank1>(parts);
}

std::unique_ptr<Service> makePay(ServiceParts &parts)
{
    return std::make_unique<Pay>(parts);
}

} // namespace txdesk::tutorial
