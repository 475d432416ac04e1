// Scenarios S11 to S13: best-effort notification; the receiver that asks; the one that is told too often.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString payService = u"dtx-notifymsg-pay"_s;
const QString told = u"dtx-notifymsg-bank1"_s;
const QString toldNumbers = u"de_duplication"_s;
const QList<StartBalance> noticeServices{{told, 1'000}, {payService, purseAtFirst}};

std::function<void(DemoHands &)> pay(const QString &more = {})
{
    return [more](DemoHands &hands) {
        hands.ask(u"pay"_s, payService, u"/paydo?accountNo=1&payAmount=10&gid=%1%2"_s.arg(hands.gid().value, more));
    };
}

void askForResult(DemoHands &hands)
{
    hands.ask(u"result"_s, told, u"/payresult/"_s + hands.gid().value);
}

std::function<bool(const StoryFacts &)> recharged(qint64 balance)
{
    return [balance](const StoryFacts &facts) { return facts.balanceOf(told) == balance; };
}

StoryStep subscribeToNotices()
{
    return {QT_TRANSLATE_NOOP("Story", "The receiver subscribes to its topic."), {}, [](const StoryFacts &facts) { return facts.isSubscribed(); }};
}

bool appliedOnce(const StoryFacts &facts)
{
    return facts.balanceOf(told) == 1'010 && facts.numbers(told, toldNumbers) == QStringList{facts.gid.value};
}

bool isPaid(const StoryFacts &facts)
{
    const QList<QJsonObject> payments = facts.rows(payService, u"account_pay"_s);
    return payments.size() == 1 && payments.first()["result"_L1].toString() == "success"_L1;
}

bool noticeEnded(const StoryFacts &facts)
{
    return facts.isFinished();
}

Expectation onceOnly()
{
    return {QT_TRANSLATE_NOOP("Story", "bank1 has 1,010: the payment was applied once."), appliedOnce};
}

Story scenarioEleven()
{
    return {.number = 111,
            .label = "S11",
            .title = QT_TRANSLATE_NOOP("Story", "Best-effort notification"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A payment stands whatever becomes of its notice; bank1 hears of it and adds the money."),
            .participants = noticeServices,
            .steps = {subscribeToNotices(), {QT_TRANSLATE_NOOP("Story", "A customer pays 10. The payment service tells topic_notifymsg."), pay(), noticeEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The notification is delivered."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "The payment is recorded as success."), isPaid},
                             onceOnly()}};
}

std::vector<StoryStep> missedSteps()
{
    const auto deaf = [](DemoHands &hands) { hands.ask(u"deaf"_s, told, u"/switch"_s, R"({"deaf":true})"); };
    const auto hears = [](DemoHands &hands) {
        hands.ask(u"hears"_s, told, u"/switch"_s, R"({"deaf":false})");
        hands.operate(Action::Retry, u"bank1 hears again"_s);
    };
    const auto askThrice = [](DemoHands &hands) {
        for (int nth = 0; nth < 3; ++nth)
            askForResult(hands);
    };
    return {subscribeToNotices(),
            {QT_TRANSLATE_NOOP("Story", "A customer pays 10, and nobody is told."), pay(u"&notify=no"_s), [](const StoryFacts &facts) { return isPaid(facts); }},
            {QT_TRANSLATE_NOOP("Story", "bank1 asks the payment service for the result, three times."), askThrice,
             [](const StoryFacts &facts) { return facts.answersOf(u"result", 200) == 3; }},
            {QT_TRANSLATE_NOOP("Story", "bank1 becomes deaf: it answers each notice with an error."), deaf, recharged(1'010)},
            {QT_TRANSLATE_NOOP("Story", "A customer pays 10 again. Every notice is missed; in the end it is given up."), pay(),
             [](const StoryFacts &facts) { return facts.isParked(Parked::DeadLetter); }, "-missed"},
            {QT_TRANSLATE_NOOP("Story", "bank1 asks by itself, and has the result all the same."), askForResult, recharged(1'020)},
            {QT_TRANSLATE_NOOP("Story", "bank1 hears again, and a person resends the notice: it is one that bank1 knows."), hears, noticeEnded}};
}

Story scenarioTwelve()
{
    return {.number = 112,
            .label = "S12",
            .title = QT_TRANSLATE_NOOP("Story", "Notification lost: the receiver asks"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Who hears nothing asks: GET /payresult/{txNo}. The result is applied once, however often it is heard of."),
            .participants = noticeServices,
            .steps = missedSteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "Three deliveries were missed, and the fourth one succeeded."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Succeeded) && facts.calls(u"01", OpKind::Action) == 4;
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 1,020: each payment was applied once."), [](const StoryFacts &facts) {
                                  return facts.balanceOf(told) == 1'020 && facts.numbers(told, toldNumbers).size() == 2;
                              }}}};
}

Story scenarioThirteen()
{
    const auto tellAgain = [](DemoHands &hands) {
        const QString gid = hands.gid().value;
        const QByteArray record = R"({"id":")" + gid.toLatin1() + R"(","accountNo":"1","payAmount":10,"result":"success"})";
        for (int nth = 0; nth < 10; ++nth)
            hands.ask(u"again"_s, told, u"/topic_notifymsg?gid=%1&branch_id=01&op=action&trans_type=notify"_s.arg(gid), record);
        askForResult(hands);
    };
    return {.number = 113,
            .label = "S13",
            .title = QT_TRANSLATE_NOOP("Story", "Notification: ten duplicates"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The same notice ten times, and asked for as well: the balance changes once."),
            .participants = noticeServices,
            .steps = {subscribeToNotices(),
                      {QT_TRANSLATE_NOOP("Story", "A customer pays 10. The payment service tells topic_notifymsg."), pay(), noticeEnded},
                      {QT_TRANSLATE_NOOP("Story", "The same notice arrives ten more times, and bank1 asks as well."), tellAgain,
                       [](const StoryFacts &facts) { return facts.answersOf(u"again", 200) == 10 && facts.hasAnswer(u"result"); }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "All ten were answered with success."), [](const StoryFacts &facts) { return facts.answersOf(u"again", 200) == 10; }},
                             onceOnly()}};
}

} // namespace

std::vector<Story> noticeScenarios()
{
    return {scenarioEleven(), scenarioTwelve(), scenarioThirteen()};
}

} // namespace txdesk::demo
