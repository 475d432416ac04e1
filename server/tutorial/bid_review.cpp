// Case study: full-bid review. A reviewed loan gets its repayment plan, soon and certainly, without anybody waiting for it.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/producer.h"
#include "server/tutorial/services.h"

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

constexpr QLatin1StringView fullBidTopic = "topic_full_bid"_L1;

class BidReview final : public Service
{
public:
    explicit BidReview(ServiceParts &parts) : m_parts(parts) {}

    [[nodiscard]] QStringList tables() const override { return {u"bid_info"_s, u"de_duplication"_s}; }

    [[nodiscard]] Result<> createTables(QSqlDatabase db) override
    {
        if (const Result<QSqlQuery> made = runStatement(db, "create_bid_info"_L1); !made)
            return tl::unexpected(made.error());
        for (const qint64 bid : {1, 2, 3})
            if (const Result<QSqlQuery> seeded = runStatement(db, "seed_bid"_L1, {bid, u"borrower %1"_s.arg(bid), 1200.0 * double(bid), 12}); !seeded)
                return tl::unexpected(seeded.error());
        return client::Inbox::createTable(db);
    }

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/bid/review", "reviews a loan: ?bid=1"_L1, [this](Work &work) { return review(work); }},
                {"/bid/check", "the coordinator asks whether the review has committed"_L1, [this](Work &work) { return answerCheckBack(m_parts, work); }}};
    }

private:
    http::Response review(Work &work)
    {
        const qint64 bid = work.text("bid").toLongLong();
        Result<QSqlQuery> row = runStatement(work.db, "bid_find"_L1, {bid});
        if (!row)
            return errorReply(row.error());
        if (!row->next())
            return errorReply({ErrorCode::NotFound, u"there is no such bid"_s, u"bid"_s});
        client::Message message(work.gid());
        message.addTopic(fullBidTopic, compactJson({{u"txNo"_s, message.gid().value},
                                                    {u"bid"_s, bid},
                                                    {u"amount"_s, row->value(2).toDouble()},
                                                    {u"terms"_s, row->value(3).toInt()}}));
        row->finish();
        const Result<> sent = sendReliably(m_parts, work, message, m_parts.url("/bid/check"_L1), [&](QSqlDatabase &db) {
            const BranchAnswer reviewed = oneRow(changeRows(db, "bid_reviewed"_L1, {bid}), u"bid %1 has been reviewed"_s.arg(bid));
            return m_parts.fails(double(bid)) ? BranchAnswer::rejected(u"the review of bid %1 fails on purpose"_s.arg(bid)) : reviewed;
        });
        return replyOf(sent, u"bid %1 is reviewed"_s.arg(bid), message.gid());
    }

    ServiceParts &m_parts;
};

class BidRepayment final : public Service
{
public:
    explicit BidRepayment(ServiceParts &parts) : m_parts(parts) {}

    [[nodiscard]] QStringList tables() const override { return {u"repayment_plan"_s, u"de_duplication"_s}; }
    [[nodiscard]] QList<Subscription> subscriptions() const override { return {{fullBidTopic, "/topic_full_bid"_L1}}; }

    [[nodiscard]] Result<> createTables(QSqlDatabase db) override
    {
        const Result<QSqlQuery> made = runStatement(db, "create_repayment_plan"_L1);
        return made ? client::Inbox::createTable(db) : tl::unexpected(made.error());
    }

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/topic_full_bid", "makes the plan of a reviewed loan, once"_L1, [this](Work &work) { return receive(work); }}};
    }

private:
    static constexpr int termsMax = 360;

    http::Response receive(Work &work) const
    {
        const QJsonObject bid = objectIn(work.request.body);
        const int terms = bid["terms"_L1].toInt();
        if (m_parts.switches.deaf)
            return BranchAnswer::unknown(u"the plan is not made on purpose"_s).toResponse();
        if (terms < 1 || terms > termsMax)
            return BranchAnswer::rejected(u"terms: expected 1 to %1"_s.arg(termsMax)).toResponse();
        return client::Inbox(bid["txNo"_L1].toString()).once(work.db, [&](QSqlDatabase &db) {
            for (int term = 1; term <= terms; ++term)
                if (const Result<int> made = changeRows(db, "plan_insert"_L1, {bid["bid"_L1].toInteger(), term, bid["amount"_L1].toDouble() / terms}); !made)
                    return BranchAnswer::unknown(made.error().message);
            return BranchAnswer::succeeded();
        }).toResponse();
    }

    ServiceParts &m_parts;
};

} // namespace

std::unique_ptr<Service> makeBidReview(ServiceParts &parts)
{
    return std::make_unique<BidReview>(parts);
}

std::unique_ptr<Service> makeBidRepayment(ServiceParts &parts)
{
    return std::make_unique<BidRepayment>(parts);
}

} // namespace txdesk::tutorial
