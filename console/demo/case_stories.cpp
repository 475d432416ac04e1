// Stories C1 to C4: the case studies of docs/which-pattern.md.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString userCentre = u"registration-user"_s;
const QString accountCentre = u"registration-account"_s;
const QString platform = u"deposit-platform"_s;
const QString outsideBank = u"deposit-bank"_s;
const QString review = u"bid-review"_s;
const QString repayment = u"bid-repayment"_s;
const QString sagaPayer = u"saga-bank1"_s;
const QString sagaPayee = u"saga-bank2"_s;

bool caseEnded(const StoryFacts &facts)
{
    return facts.isFinished();
}

std::function<void(DemoHands &)> askFor(const QString &service, const QString &path)
{
    return [service, path](DemoHands &hands) { hands.ask(u"ask"_s, service, path.arg(hands.gid().value)); };
}

std::function<void(DemoHands &)> setDeaf(const QString &service, bool deaf)
{
    return [service, deaf](DemoHands &hands) { hands.ask(u"switch"_s, service, u"/switch"_s, deaf ? R"({"deaf":true})" : R"({"deaf":false})"); };
}

// "ann ready, bob ready"
QString registered(const StoryFacts &facts, const QString &service, const QString &table)
{
    QStringList names;
    for (const QJsonObject &row : facts.rows(service, table))
        names.append(row["user_name"_L1].toString() + u' ' + row["state"_L1].toString());
    names.sort();
    return names.join(u", "_s);
}

Story registration()
{
    const auto both = [](const StoryFacts &facts) {
        const QString wanted = u"ann ready, bob ready"_s;
        return registered(facts, userCentre, u"user_info"_s) == wanted && registered(facts, accountCentre, u"login_account"_s) == wanted;
    };
    return {.number = 121,
            .label = "C1",
            .title = QT_TRANSLATE_NOOP("Story", "Case study: registration"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A user and a login account: both or none. By AT, by TCC, and refused."),
            .participants = {{userCentre, 0}, {accountCentre, 0}},
            .steps = {{QT_TRANSLATE_NOOP("Story", "ann registers, by AT."), askFor(userCentre, u"/register?name=ann&by=at&gid=%1"_s), caseEnded},
                      {QT_TRANSLATE_NOOP("Story", "bob registers, by TCC."), askFor(userCentre, u"/register?name=bob&by=tcc&gid=%1"_s), caseEnded, "-tcc"},
                      {QT_TRANSLATE_NOOP("Story", "mallory registers; the account centre refuses, so that the user is undone."),
                       askFor(userCentre, u"/register?name=mallory&by=at&gid=%1"_s), caseEnded, "-refused"}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first two are registered, the third one is rolled back."), [](const StoryFacts &facts) {
                                  return facts.earlierEnded(0, TransactionStatus::Succeeded) && facts.earlierEnded(1, TransactionStatus::Succeeded)
                                         && facts.hasStatus(TransactionStatus::Failed);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "Both centres know ann and bob, and nobody else."), both},
                             {QT_TRANSLATE_NOOP("Story", "No undo record and no lock is left."),
                              [](const StoryFacts &facts) { return facts.areEmpty(u"undo_log"_s) && facts.locks.isEmpty(); }}}};
}

// What the platform knows of a request.
QString requestState(const StoryFacts &facts, const Gid &gid)
{
    for (const QJsonObject &row : facts.rows(platform, u"deposit_request"_s))
        if (row["tx_no"_L1].toString() == gid.value)
            return row["state"_L1].toString();
    return {};
}

std::function<bool(const StoryFacts &)> requestIs(const QString &state)
{
    return [state](const StoryFacts &facts) { return requestState(facts, facts.gid) == state; };
}

Story depositAccount()
{
    return {.number = 122,
            .label = "C2",
            .title = QT_TRANSLATE_NOOP("Story", "Case study: an account at a bank outside"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The bank decides later and notifies over HTTP; the platform can ask as well."),
            .participants = {{platform, 0}, {outsideBank, 0}},
            .steps = {{QT_TRANSLATE_NOOP("Story", "The platform asks the bank for ann's account."), askFor(platform, u"/deposit/open?user=ann&gid=%1"_s), requestIs(u"waiting"_s)},
                      {QT_TRANSLATE_NOOP("Story", "The bank decides, and notifies until it hears \"success\"."), askFor(outsideBank, u"/decide?txNo=%1&state=success"_s), caseEnded},
                      {QT_TRANSLATE_NOOP("Story", "The platform becomes deaf."), setDeaf(platform, true), {}},
                      {QT_TRANSLATE_NOOP("Story", "The platform asks for bob's account."), askFor(platform, u"/deposit/open?user=bob&gid=%1"_s), requestIs(u"waiting"_s), "-missed"},
                      {QT_TRANSLATE_NOOP("Story", "The bank refuses bob. Every notification is missed."), askFor(outsideBank, u"/decide?txNo=%1&state=fail"_s),
                       [](const StoryFacts &facts) { return facts.isParked(Parked::DeadLetter); }},
                      {QT_TRANSLATE_NOOP("Story", "The platform asks the bank, and knows."), askFor(platform, u"/deposit/result/%1"_s), requestIs(u"fail"_s)}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "ann's notification was delivered."),
                              [](const StoryFacts &facts) { return facts.earlierEnded(0, TransactionStatus::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "bob's waits for a person, but the platform knows the result."), [](const StoryFacts &facts) {
                                  return facts.isParked(Parked::DeadLetter) && requestState(facts, facts.gid) == "fail"_L1;
                              }}}};
}

Story fullBid()
{
    return {.number = 123,
            .label = "C3",
            .title = QT_TRANSLATE_NOOP("Story", "Case study: a loan is fully bid"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A reviewed loan gets its repayment plan, once, some time later; a review that fails gets none."),
            .participants = {{review, 0}, {repayment, 0}},
            .steps = {{QT_TRANSLATE_NOOP("Story", "The receiver subscribes to its topic."), {}, [](const StoryFacts &facts) { return facts.isSubscribed(); }},
                      {QT_TRANSLATE_NOOP("Story", "The plans' service is out of order."), setDeaf(repayment, true), {}},
                      {QT_TRANSLATE_NOOP("Story", "Loan 1 is reviewed. Its plan is asked for, in vain."), askFor(review, u"/bid/review?bid=1&gid=%1"_s),
                       [](const StoryFacts &facts) { return facts.calls(u"01", OpKind::Action) >= 1; }},
                      {QT_TRANSLATE_NOOP("Story", "The plans' service works again: the next delivery succeeds."), setDeaf(repayment, false), caseEnded},
                      {QT_TRANSLATE_NOOP("Story", "The review of loan 3 fails: nobody hears of it."), askFor(review, u"/bid/review?bid=3&gid=%1"_s), caseEnded, "-refused"}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first review was delivered, the second one cancelled."), [](const StoryFacts &facts) {
                                  return facts.earlierEnded(0, TransactionStatus::Succeeded) && facts.hasStatus(TransactionStatus::Failed);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "There are twelve rates, of loan 1 only."),
                              [](const StoryFacts &facts) { return facts.rows(repayment, u"repayment_plan"_s).size() == 12; }}}};
}

Story transferBySaga()
{
    return {.number = 124,
            .label = "C4",
            .title = QT_TRANSLATE_NOOP("Story", "Case study: a transfer by saga"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The same transfer as S1, S4 and S7, with compensations."),
            .participants = {{sagaPayer, 1'000}, {sagaPayee, 0}},
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 1 and calls bank2."), askFor(sagaPayer, u"/bank1/transfer?amount=1&gid=%1"_s), caseEnded},
                      {QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 3; bank2 refuses, and bank1 compensates."), askFor(sagaPayer, u"/bank1/transfer?amount=3&gid=%1"_s),
                       caseEnded, "-back"}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first transfer succeeded, the second one was compensated."), [](const StoryFacts &facts) {
                                  return facts.earlierEnded(0, TransactionStatus::Succeeded) && facts.hasStatus(TransactionStatus::Failed);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."),
                              [](const StoryFacts &facts) { return facts.balanceOf(sagaPayer) == 999 && facts.balanceOf(sagaPayee) == 1; }}}};
}

} // namespace

std::vector<Story> caseStories()
{
    return {registration(), depositAccount(), fullBid(), transferBySaga()};
}

} // namespace txdesk::demo
