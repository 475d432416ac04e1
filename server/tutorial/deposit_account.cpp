// Case study: a deposit account at a bank outside. The bank takes the request, decides later, and notifies the platform over
// HTTP until it says "success"; the platform may ask as well. Neither sees the other's database.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/service.h"
#include "server/tutorial/services.h"
#include "shared/client/notification.h"
#include "shared/client/query_back.h"

#include <QUrl>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

// Calls after one another until one fails.
Result<> createAll(const QSqlDatabase &db, std::initializer_list<QLatin1StringView> statements)
{
    for (const QLatin1StringView statement : statements)
        if (const Result<QSqlQuery> made = runStatement(db, statement); !made)
            return tl::unexpected(made.error());
    return client::Inbox::createTable(db);
}

QString encodedUrlPart(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

class Platform final : public Service
{
public:
    explicit Platform(ServiceParts &parts) : m_parts(parts), m_asking(parts.options.peer + "/result/{txNo}"_L1) {}

    [[nodiscard]] Result<> createTables(QSqlDatabase db) override { return createAll(db, {"create_deposit_request"_L1}); }
    [[nodiscard]] QStringList tables() const override { return {u"deposit_request"_s, u"de_duplication"_s}; }

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/deposit/open", "asks the bank for an account: ?user=ann"_L1, [this](Work &work) { return open(work); }},
                {"/deposit/notify", "the bank's notification; answers success"_L1, [this](Work &work) { return notified(work); }},
                {"/deposit/result/*", "asks the bank for the result, and applies it once"_L1, [this](Work &work) { return ask(work); }}};
    }

private:
    http::Response open(Work &work)
    {
        const QString user = work.text("user", u"ann"_s);
        const QString txNo = work.gid().value;
        if (const Result<int> noted = changeRows(work.db, "request_insert"_L1, {txNo, user}); !noted)
            return errorReply(noted.error());
        const QString url = m_parts.options.peer + u"/open?txNo=%1&user=%2&notifyUrl=%3"_s.arg(encodedUrlPart(txNo), encodedUrlPart(user),
                                                                                               encodedUrlPart(m_parts.url("/deposit/notify"_L1)));
        const Result<QByteArray> taken = m_parts.coordinator.ask(url).result(); // the same number again does no harm
        return taken ? jsonReply({{u"txNo"_s, txNo}, {u"state"_s, u"waiting"_s}}) : errorReply(taken.error(), Gid{txNo});
    }

    http::Response notified(Work &work) const
    {
        if (m_parts.switches.deaf)
            return BranchAnswer::unknown(u"the platform is deaf on purpose"_s).toResponse();
        const QString txNo = objectIn(work.request.body)["txNo"_L1].toString();
        const BranchAnswer answer = m_asking.apply(work.db, txNo, work.request.body, ended());
        if (answer.outcome != Outcome::Succeeded)
            return answer.toResponse();
        return {.body = "success", .contentType = "text/plain"};
    }

    http::Response ask(Work &work)
    {
        const BranchAnswer answer = m_asking.askAndApply(m_parts.coordinator, work.db, work.tail, ended());
        if (answer.outcome == Outcome::Ongoing)
            return jsonReply({{u"txNo"_s, work.tail}, {u"state"_s, u"waiting"_s}});
        return answer.outcome == Outcome::Succeeded ? jsonReply({{u"txNo"_s, work.tail}, {u"state"_s, u"ended"_s}}) : answer.toResponse();
    }

    [[nodiscard]] static client::ApplyResult ended()
    {
        return [](QSqlDatabase &db, const QByteArray &result) {
            const QJsonObject json = objectIn(result);
            const QString state = json["state"_L1].toString();
            if (state != "success"_L1 && state != "fail"_L1)
                return BranchAnswer::ongoing(u"the bank has not decided"_s);
            return oneRow(changeRows(db, "request_end"_L1, {state, json["depositNo"_L1].toString(), json["txNo"_L1].toString()}), u"there is no such request"_s);
        };
    }

    ServiceParts &m_parts;
    client::QueryBack m_asking;
};

class DepositBank final : public Service
{
public:
    explicit DepositBank(ServiceParts &parts) : m_parts(parts) {}

    [[nodiscard]] Result<> createTables(QSqlDatabase db) override { return createAll(db, {"create_deposit_account"_L1}); }
    [[nodiscard]] QStringList tables() const override { return {u"deposit_account"_s, u"de_duplication"_s}; }

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/open", "takes a request: ?txNo=..&user=ann&notifyUrl=http://.."_L1, [](Work &work) { return take(work); }},
                {"/decide", "the bank decides and notifies: ?txNo=..&state=success, or fail"_L1, [this](Work &work) { return decide(work); }},
                {"/check", "the coordinator asks whether the decision has committed"_L1,
                 [](Work &work) { return client::Inbox(work.text("gid")).answerCheckBack(work.db).toResponse(); }},
                {"/result/*", "the state of a request"_L1, [](Work &work) { return result(work); }}};
    }

private:
    static http::Response take(Work &work)
    {
        const Result<int> noted = changeRows(work.db, "deposit_insert"_L1, {work.text("txNo"), work.text("user"), work.text("notifyUrl")});
        return noted ? jsonReply({{u"state"_s, u"pending"_s}}) : errorReply(noted.error());
    }

    // The decision and the notification go together: whoever is told is told what has committed, and nothing is forgotten.
    http::Response decide(Work &work)
    {
        const QString txNo = work.text("txNo");
        const QString state = work.text("state", u"success"_s);
        const QString depositNo = state == "success"_L1 ? u"6222-"_s + txNo.left(8) : QString();
        Result<QSqlQuery> row = runStatement(work.db, "deposit_find"_L1, {txNo});
        if (!row)
            return errorReply(row.error());
        if (!row->next())
            return errorReply({ErrorCode::NotFound, u"there is no such request"_s, {}});
        const QString notifyUrl = row->value(4).toString();
        row->finish();
        client::Notification notice{Gid{txNo}};
        notice.add(notifyUrl, compactJson({{u"txNo"_s, txNo}, {u"state"_s, state}, {u"depositNo"_s, depositNo}})).expectBody(u"success"_s);
        if (!m_parts.options.ladder.isEmpty())
            notice.retryBy(m_parts.options.ladder);
        const Result<> decided = notice.doAndSubmit(m_parts.coordinator, m_parts.url("/check"_L1), [&](client::BranchBarrier &) {
            return client::Inbox(txNo).once(work.db, [&](QSqlDatabase &db) {
                return oneRow(changeRows(db, "deposit_decide"_L1, {state, depositNo, txNo}), u"it has been decided"_s);
            });
        });
        return replyOf(decided, state, Gid{txNo});
    }

    static http::Response result(Work &work)
    {
        Result<QSqlQuery> row = runStatement(work.db, "deposit_find"_L1, {work.tail});
        if (!row)
            return errorReply(row.error());
        if (!row->next())
            return errorReply({ErrorCode::NotFound, u"there is no such request"_s, {}});
        return jsonReply({{u"txNo"_s, row->value(0).toString()}, {u"state"_s, row->value(2).toString()}, {u"depositNo"_s, row->value(3).toString()}});
    }

    ServiceParts &m_parts;
};

} // namespace

std::unique_ptr<Service> makePlatform(ServiceParts &parts)
{
    return std::make_unique<Platform>(parts);
}

std::unique_ptr<Service> makeDepositBank(ServiceParts &parts)
{
    return std::make_unique<DepositBank>(parts);
}

} // namespace txdesk::tutorial
