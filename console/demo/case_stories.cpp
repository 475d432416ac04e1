// The case studies C1 to C4 of docs/which-pattern.md: registration by AT and by TCC, a deposit account at a bank outside, a
// full-bid review, and the transfer that the scenarios do not have: by saga.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString userCenter = u"registration-user"_s;
const QString accountCenter = u"registration-account"_s;
const QList<StartBalance> registrars{{userCenter, 0}, {accountCenter, 0}};
const QString depositPlatform = u"deposit-platform"_s;
const QString depositBank = u"deposit-bank"_s;
const QString bidReview = u"bid-review"_s;
const QString bidRepayment = u"bid-repayment"_s;
const QString sagaPayer = u"saga-bank1"_s;
const QString sagaPayee = u"saga-bank2"_s;

bool caseEnded(const StoryFacts &facts)
{
    return facts.isFinished();
}

std::function<bool(const StoryFacts &)> endedEarlier(qsizetype index, TransactionStatus status)
{
    return [index, status](const StoryFacts &facts) { return facts.earlierEnded(index, status); };
}

// "ann ready", "bob new": one column after the other, in order.
QStringList columnsOf(const StoryFacts &facts, const QString &service, const QString &table, std::initializer_list<QLatin1StringView> columns)
{
    QStringList found;
    for (const QJsonObject &row : facts.rows(service, table)) {
        QStringList values;
        for (const QLatin1StringView column : columns)
            values.append(row[column].toVariant().toString());
        found.append(values.join(u' '));
    }
    found.sort();
    return found;
}

QStringList usersOf(const StoryFacts &facts) { return columnsOf(facts, userCenter, u"user_info"_s, {"user_name"_L1, "state"_L1}); }
QStringList loginsOf(const StoryFacts &facts) { return columnsOf(facts, accountCenter, u"login_account"_s, {"user_name"_L1, "state"_L1}); }

QString registrationOf(const QString &name, const QString &by, const Gid &gid)
{
    return u"/register?name=%1&by=%2&gid=%3"_s.arg(name, by, gid.value);
}

std::function<void(DemoHands &)> registers(const QString &name, const QString &by)
{
    return [name, by](DemoHands &hands) { hands.ask(name, userCenter, registrationOf(name, by, hands.gid())); };
}

// The account service hangs, so that one can see what the user centre has done before the refusal.
std::function<void(DemoHands &)> registersWhileAccountsHang(const QString &name, const QString &by)
{
    return [name, by](DemoHands &hands) {
        hands.setStopped(accountCenter, true);
        hands.askInBackground(name, userCenter, registrationOf(name, by, hands.gid()));
    };
}

void letAccountsGoOn(DemoHands &hands)
{
    hands.setStopped(accountCenter, false);
}

bool isRefused(const StoryFacts &facts)
{
    return facts.isFinished() && facts.answersOf(u"mallory", 409) == 1;
}

bool onlyAnnIsKnown(const StoryFacts &facts)
{
    const QStringList ann{u"ann ready"_s};
    return usersOf(facts) == ann && loginsOf(facts) == ann;
}

Expectation knowOnlyAnn()
{
    return {QT_TRANSLATE_NOOP("Story", "User centre and account service know ann, and nobody else."), onlyAnnIsKnown};
}

Expectation malloryWasRefused()
{
    return {QT_TRANSLATE_NOOP("Story", "mallory was refused: nothing is left of it."), [](const StoryFacts &facts) {
                return facts.earlierEnded(1, TransactionStatus::Failed) && facts.answersOf(u"mallory", 409) == 1 && onlyAnnIsKnown(facts);
            }};
}

std::vector<StoryStep> registrationByAtSteps()
{
    const auto insertedAlone = [](const StoryFacts &facts) {
        return usersOf(facts).contains("mallory ready"_L1) && facts.rows(userCenter, u"undo_log"_s).size() == 1 && facts.holdsLock(facts.gid);
    };
    return {{QT_TRANSLATE_NOOP("Story", "ann registers: the user centre inserts a row, the account service another. Both commit at once."),
             registers(u"ann"_s, u"at"_s), caseEnded},
            {QT_TRANSLATE_NOOP("Story", "mallory registers. The user centre has inserted and committed, with an undo record; the account service hangs."),
             registersWhileAccountsHang(u"mallory"_s, u"at"_s), insertedAlone, "-refused"},
            {QT_TRANSLATE_NOOP("Story", "The account service goes on, and refuses the name: the user centre's row is taken back."), letAccountsGoOn, isRefused},
            {QT_TRANSLATE_NOOP("Story", "trent registers: both have inserted their rows. Then the user centre itself fails."),
             registers(u"trent"_s, u"at"_s), caseEnded, "-failed"}};
}

Story registrationByAt()
{
    return {.number = 121,
            .label = "C1a",
            .title = QT_TRANSLATE_NOOP("Story", "Registration by AT"),
            .purpose = QT_TRANSLATE_NOOP("Story", "User centre and account service both know a new user, or neither does. By AT there is no code that takes anything back."),
            .participants = registrars,
            .steps = registrationByAtSteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "ann is registered."), endedEarlier(0, TransactionStatus::Succeeded)},
                             malloryWasRefused(),
                             {QT_TRANSLATE_NOOP("Story", "trent's rows were taken back at both, the last one first."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Failed) && facts.callOrder() == QStringList{u"02 rollback"_s, u"01 rollback"_s};
                              }},
                             knowOnlyAnn(),
                             {QT_TRANSLATE_NOOP("Story", "No undo record and no lock is left."), [](const StoryFacts &facts) {
                                  return facts.areEmpty(u"undo_log"_s) && facts.locks.isEmpty();
                              }}}};
}

std::vector<StoryStep> registrationByTccSteps()
{
    return {{QT_TRANSLATE_NOOP("Story", "ann registers: both try the name as \"new\", then both confirm it as \"ready\"."), registers(u"ann"_s, u"tcc"_s), caseEnded},
            {QT_TRANSLATE_NOOP("Story", "mallory registers. The user centre has the name as \"new\"; the account service hangs."),
             registersWhileAccountsHang(u"mallory"_s, u"tcc"_s), [](const StoryFacts &facts) { return usersOf(facts).contains("mallory new"_L1); }, "-refused"},
            {QT_TRANSLATE_NOOP("Story", "The account service goes on, and refuses the name: the user centre deletes it, the account service has nothing to delete."),
             letAccountsGoOn, isRefused},
            {QT_TRANSLATE_NOOP("Story", "trent registers: both have tried. Then the user centre itself fails, and both cancel."),
             registers(u"trent"_s, u"tcc"_s), caseEnded, "-failed"}};
}

// Who has logged what: the first transaction a confirm, the two others a cancel.
bool endsAreLogged(const StoryFacts &facts, const QString &service, const QString &branch)
{
    if (facts.earlier.size() != 2)
        return false;
    const auto inBranch = [&branch](const Gid &gid) { return gid.value + u'/' + branch; };
    QStringList cancelled = facts.numbers(service, u"local_cancel_log"_s);
    QStringList expected{inBranch(facts.earlier[1].snapshot.transaction.gid), inBranch(facts.gid)};
    cancelled.sort();
    expected.sort();
    return cancelled == expected && facts.numbers(service, u"local_confirm_log"_s) == QStringList{inBranch(facts.earlier[0].snapshot.transaction.gid)};
}

Story registrationByTcc()
{
    return {.number = 122,
            .label = "C1b",
            .title = QT_TRANSLATE_NOOP("Story", "Registration by TCC"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The same with try, confirm, cancel: until the end the user is \"new\", and nobody takes it for a registered one."),
            .participants = registrars,
            .steps = registrationByTccSteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "ann is registered."), endedEarlier(0, TransactionStatus::Succeeded)},
                             malloryWasRefused(),
                             {QT_TRANSLATE_NOOP("Story", "trent was cancelled at both, the last one first."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Failed) && facts.callOrder() == QStringList{u"02 cancel"_s, u"01 cancel"_s};
                              }},
                             knowOnlyAnn(),
                             {QT_TRANSLATE_NOOP("Story", "Each has logged one confirm and two cancels."), [](const StoryFacts &facts) {
                                  return endsAreLogged(facts, userCenter, u"01"_s) && endsAreLogged(facts, accountCenter, u"02"_s);
                              }}}};
}

std::function<bool(const StoryFacts &)> depositIs(const QString &state)
{
    return [state](const StoryFacts &facts) {
        return columnsOf(facts, depositPlatform, u"deposit_request"_s, {"tx_no"_L1, "state"_L1}).contains(facts.gid.value + u' ' + state);
    };
}

std::function<void(DemoHands &)> opensAccount(const QString &user)
{
    return [user](DemoHands &hands) { hands.ask(u"open"_s, depositPlatform, u"/deposit/open?user=%1&gid=%2"_s.arg(user, hands.gid().value)); };
}

std::function<void(DemoHands &)> bankDecides(const QString &state)
{
    return [state](DemoHands &hands) { hands.ask(u"decide"_s, depositBank, u"/decide?txNo=%1&state=%2"_s.arg(hands.gid().value, state)); };
}

std::function<void(DemoHands &)> platformAsks(const QString &act)
{
    return [act](DemoHands &hands) { hands.ask(act, depositPlatform, u"/deposit/result/"_s + hands.gid().value); };
}

std::vector<StoryStep> depositSteps()
{
    const auto deafAndOpens = [](DemoHands &hands) {
        hands.ask(u"deaf"_s, depositPlatform, u"/switch"_s, R"({"deaf":true})");
        opensAccount(u"bob"_s)(hands);
    };
    const auto hearsAgain = [](DemoHands &hands) {
        hands.ask(u"hears"_s, depositPlatform, u"/switch"_s, R"({"deaf":false})");
        hands.operate(Action::Retry, u"the platform hears again"_s);
    };
    const auto missed = [](const StoryFacts &facts) { return facts.isParked(Parked::DeadLetter) && depositIs(u"waiting"_s)(facts); };
    return {{QT_TRANSLATE_NOOP("Story", "ann wants a deposit account. The platform notes it and asks the bank, which will decide later."),
             opensAccount(u"ann"_s), depositIs(u"waiting"_s)},
            {QT_TRANSLATE_NOOP("Story", "The platform asks for the result, too early."), platformAsks(u"early"_s),
             [](const StoryFacts &facts) { return facts.hasAnswer(u"early"); }},
            {QT_TRANSLATE_NOOP("Story", "The bank opens the account and tells the platform, which answers \"success\"."), bankDecides(u"success"_s), caseEnded},
            {QT_TRANSLATE_NOOP("Story", "bob wants one, too. The platform becomes deaf: it answers each notice with an error."), deafAndOpens,
             depositIs(u"waiting"_s), "-missed"},
            {QT_TRANSLATE_NOOP("Story", "The bank declines. Every notice is missed; in the end it is given up."), bankDecides(u"fail"_s), missed},
            {QT_TRANSLATE_NOOP("Story", "The platform asks by itself, and has the result all the same."), platformAsks(u"late"_s), depositIs(u"fail"_s)},
            {QT_TRANSLATE_NOOP("Story", "The platform hears again, and a person resends the notice: it is one that the platform knows."), hearsAgain, caseEnded}};
}

bool depositsAgree(const StoryFacts &facts)
{
    const auto columns = {"tx_no"_L1, "user_name"_L1, "state"_L1, "deposit_no"_L1};
    const QStringList atPlatform = columnsOf(facts, depositPlatform, u"deposit_request"_s, columns);
    const auto hasOne = [&atPlatform](const QString &words) { return atPlatform.filter(words).size() == 1; };
    return atPlatform.size() == 2 && atPlatform == columnsOf(facts, depositBank, u"deposit_account"_s, columns) && hasOne(u" ann success 6222-"_s)
           && hasOne(u" bob fail "_s);
}

Story depositAccount()
{
    return {.number = 123,
            .label = "C2",
            .title = QT_TRANSLATE_NOOP("Story", "A deposit account at a bank outside"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The bank decides when it likes and notifies by HTTP; whoever hears nothing asks. Nothing is undone on either side."),
            .participants = {{depositPlatform, 0}, {depositBank, 0}},
            .steps = depositSteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The bank's first notification is delivered."), endedEarlier(0, TransactionStatus::Succeeded)},
                             {QT_TRANSLATE_NOOP("Story", "Who asked too early was told to wait."),
                              [](const StoryFacts &facts) { return facts.answersOf(u"early", 200) == 1 && facts.answerContains(u"early", "waiting"); }},
                             {QT_TRANSLATE_NOOP("Story", "Three deliveries were missed, and the fourth one succeeded."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Succeeded) && facts.calls(u"01", OpKind::Action) == 4;
                              }},
                             {QT_TRANSLATE_NOOP("Story", "Platform and bank agree: ann has an account, bob was declined."), depositsAgree},
                             {QT_TRANSLATE_NOOP("Story", "Each result was applied once."), [](const StoryFacts &facts) {
                                  return facts.numbers(depositPlatform, u"de_duplication"_s).size() == 2;
                              }}}};
}

std::function<void(DemoHands &)> reviews(int bid)
{
    return [bid](DemoHands &hands) { hands.ask(u"review"_s, bidReview, u"/bid/review?bid=%1&gid=%2"_s.arg(bid).arg(hands.gid().value)); };
}

bool planIsMade(const StoryFacts &facts)
{
    const QList<QJsonObject> plan = facts.rows(bidRepayment, u"repayment_plan"_s);
    double sum = 0;
    for (const QJsonObject &term : plan)
        sum += term["amount"_L1].toDouble();
    return plan.size() == 12 && qFuzzyCompare(sum, 1200.0);
}

QStringList bidsOf(const StoryFacts &facts) { return columnsOf(facts, bidReview, u"bid_info"_s, {"id"_L1, "state"_L1}); }

std::vector<StoryStep> fullBidSteps()
{
    const auto reviewsWhilePlanHangs = [](DemoHands &hands) {
        hands.setStopped(bidRepayment, true);
        reviews(1)(hands);
    };
    const auto goOn = [](DemoHands &hands) { hands.setStopped(bidRepayment, false); };
    const auto again = [](DemoHands &hands) {
        const QString gid = hands.gid().value;
        hands.ask(u"again"_s, bidRepayment, u"/topic_full_bid?gid=%1&branch_id=01&op=action&trans_type=msg"_s.arg(gid),
                  R"({"txNo":")" + gid.toLatin1() + R"(","bid":1,"amount":1200,"terms":12})");
    };
    return {{QT_TRANSLATE_NOOP("Story", "The receiver subscribes to its topic."), {}, [](const StoryFacts &facts) { return facts.isSubscribed(); }},
            {QT_TRANSLATE_NOOP("Story", "A full loan of 1,200 is reviewed. The repayment service hangs, and the reviewer does not wait for it."), reviewsWhilePlanHangs,
             [](const StoryFacts &facts) { return facts.answersOf(u"review", 200) == 1 && bidsOf(facts).contains("1 reviewed"_L1) && !facts.isFinished(); }},
            {QT_TRANSLATE_NOOP("Story", "The repayment service goes on, and makes the plan: twelve terms."), goOn, caseEnded},
            {QT_TRANSLATE_NOOP("Story", "The same message arrives once more."), again, [](const StoryFacts &facts) { return facts.answersOf(u"again", 200) == 1; }},
            {QT_TRANSLATE_NOOP("Story", "The review of another loan fails."), reviews(3), caseEnded, "-failing"}};
}

Story fullBid()
{
    return {.number = 124,
            .label = "C3",
            .title = QT_TRANSLATE_NOOP("Story", "Full-bid review and repayment plan"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The review commits together with the promise that a repayment plan will be made, once; a review that fails promises nothing."),
            .participants = {{bidReview, 0}, {bidRepayment, 0}},
            .steps = fullBidSteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The message is delivered."), endedEarlier(0, TransactionStatus::Succeeded)},
                             {QT_TRANSLATE_NOOP("Story", "There is one plan; its twelve terms add up to the loan."), planIsMade},
                             {QT_TRANSLATE_NOOP("Story", "The failing review is cancelled, and nobody was called."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Failed) && facts.callOrder().isEmpty() && facts.answersOf(u"review", 409) == 1;
                              }},
                             {QT_TRANSLATE_NOOP("Story", "Loan 1 is reviewed; loans 2 and 3 are as they were."), [](const StoryFacts &facts) {
                                  return bidsOf(facts) == QStringList{u"1 reviewed"_s, u"2 full"_s, u"3 full"_s};
                              }}}};
}

std::function<void(DemoHands &)> transferBySaga(int amount)
{
    return [amount](DemoHands &hands) { hands.ask(u"transfer"_s, sagaPayer, u"/bank1/transfer?amount=%1&gid=%2"_s.arg(amount).arg(hands.gid().value)); };
}

std::vector<StoryStep> sagaTransferSteps()
{
    const auto payeeHangs = [](DemoHands &hands) {
        hands.setStopped(sagaPayee, true);
        hands.askInBackground(u"transfer"_s, sagaPayer, u"/bank1/transfer?amount=1&gid="_s + hands.gid().value);
    };
    const auto goOn = [](DemoHands &hands) { hands.setStopped(sagaPayee, false); };
    return {{QT_TRANSLATE_NOOP("Story", "bank1 takes 1 and commits; bank2 hangs. Everybody can see the debit without its credit."), payeeHangs,
             [](const StoryFacts &facts) { return facts.balanceOf(sagaPayer) == 999; }},
            {QT_TRANSLATE_NOOP("Story", "bank2 goes on and adds 1."), goOn, caseEnded},
            {QT_TRANSLATE_NOOP("Story", "5,000 are more than bank1 has: it refuses, and bank2 is not called."), transferBySaga(5'000), caseEnded, "-too-much"},
            {QT_TRANSLATE_NOOP("Story", "bank1 takes 3; bank2 refuses to add them, and bank1 puts them back."), transferBySaga(3), caseEnded, "-refused"}};
}

Story transferBySagaStory()
{
    return {.number = 125,
            .label = "C4",
            .title = QT_TRANSLATE_NOOP("Story", "Transfer by saga"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A debit is seen before its credit, and a refused credit takes it back. The same transfer by AT is S1, by TCC S4, by message S7."),
            .participants = {{sagaPayer, 1'000}, {sagaPayee, 0}},
            .steps = sagaTransferSteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first transfer is done."), endedEarlier(0, TransactionStatus::Succeeded)},
                             {QT_TRANSLATE_NOOP("Story", "The second one is rolled back at its first step."), endedEarlier(1, TransactionStatus::Failed)},
                             {QT_TRANSLATE_NOOP("Story", "The third one is compensated, the last step first."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Failed)
                                         && facts.callOrder() == QStringList{u"01 action"_s, u"02 action"_s, u"02 compensate"_s, u"01 compensate"_s};
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), [](const StoryFacts &facts) {
                                  return facts.balanceOf(sagaPayer) == 999 && facts.balanceOf(sagaPayee) == 1;
                              }}}};
}

} // namespace

std::vector<Story> caseStories()
{
    return {registrationByAt(), registrationByTcc(), depositAccount(), fullBid(), transferBySagaStory()};
}

} // namespace txdesk::demo
