// Stories 12 to 14: the two phases of TCC and XA, and what happens when the second one cannot be done at once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString tccPayer = u"bank-a"_s;
const QString tccPayee = u"bank-b"_s;
const QString xaPayer = u"bank-x"_s;
const QString xaPayee = u"bank-y"_s;

QJsonObject orderTo(const DemoHands &hands, const QString &bank)
{
    return {{u"account"_s, 1},
            {u"amount"_s, 30},
            {u"to"_s, hands.addressOf(bank)},
            {u"toAccount"_s, 1},
            {u"timeoutToFail"_s, 60}, // the initiator decides long before
            {u"retryInterval"_s, qint64(hands.scaled(Seconds{10}).count())}};
}

QJsonObject once(const QString &fault, const QString &endpoint, int value)
{
    return {{fault, QJsonObject{{endpoint, value}}}};
}

bool phasesEnded(const StoryFacts &facts)
{
    return facts.isFinished();
}

std::function<bool(const StoryFacts &)> setAside(qint64 amount)
{
    return [amount](const StoryFacts &facts) { return facts.frozenOf(tccPayer) == amount; };
}

bool abortIsRefused(const StoryFacts &facts)
{
    if (!facts.detail)
        return false;
    return std::ranges::any_of(facts.detail->actions, [](const ActionState &state) {
        return state.action == Action::Abort && !state.allowed && !state.reason.isEmpty();
    });
}

std::function<bool(const StoryFacts &)> moved(const QString &from, const QString &to)
{
    return [from, to](const StoryFacts &facts) { return facts.balanceOf(from) == 9'970 && facts.balanceOf(to) == 10'030; };
}

bool nothingSetAside(const StoryFacts &facts)
{
    return facts.frozenOf(tccPayer) == 0 && facts.frozenOf(tccPayee) == 0;
}

StoryStep holdTry()
{
    return {QT_TRANSLATE_NOOP("Story", "The try at bank-b will take a moment, so that one can see what bank-a has set aside."),
            [](DemoHands &hands) { hands.setSwitches(tccPayee, once(u"holdNext"_s, u"TransInTry"_s, 1)); }, {}};
}

Story tccConfirmAndCancel()
{
    const auto transfer = [](DemoHands &hands) { hands.transferInBackground(tccPayer, "tcc"_L1, orderTo(hands, tccPayee)); };
    const auto release = [](DemoHands &hands) { hands.release(tccPayee); };
    const auto refuse = [](DemoHands &hands) { hands.setSwitches(tccPayee, once(u"failNext"_s, u"TransInTry"_s, 409)); };
    return {.number = 12,
            .title = QT_TRANSLATE_NOOP("Story", "TCC: success, then cancel"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Trying sets money aside; confirm spends it, cancel gives it back. Watch \"set aside\" in the meter."),
            .steps = {holdTry(),
                      {QT_TRANSLATE_NOOP("Story", "bank-a tries 30 at both banks: it sets 30 of its own aside and asks bank-b."), transfer, setAside(30)},
                      {QT_TRANSLATE_NOOP("Story", "bank-b's try is done, too: the application says confirm."), release, phasesEnded},
                      {QT_TRANSLATE_NOOP("Story", "bank-b will refuse the next try."), refuse, {}},
                      {QT_TRANSLATE_NOOP("Story", "The same once more; bank-b refuses, so the application says cancel."), transfer,
                       [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Failed); }, "-cancel"}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first transfer is confirmed."), [](const StoryFacts &facts) {
                                  return facts.earlierEnded(0, TransactionStatus::Succeeded);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "The second one is cancelled, in reverse order."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Failed) && facts.callOrder() == QStringList{u"02 cancel"_s, u"01 cancel"_s};
                              }},
                             {QT_TRANSLATE_NOOP("Story", "Nothing stays set aside."), nothingSetAside},
                             {QT_TRANSLATE_NOOP("Story", "bank-a has 9,970 and bank-b has 10,030."), moved(tccPayer, tccPayee)}}};
}

Story confirmKeepsFailing()
{
    const auto breakConfirm = [](DemoHands &hands) {
        for (int i = 0; i < 3; ++i)
            hands.setSwitches(tccPayee, once(u"failNext"_s, u"TransInConfirm"_s, 500));
    };
    return {.number = 13,
            .title = QT_TRANSLATE_NOOP("Story", "TCC: confirm keeps failing"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Confirm is decided, so there is no way back: \"Roll back\" is greyed and says why. Retrying is the only way."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-b will try, but its confirm will answer 500 for a while."), breakConfirm, {}},
                      {QT_TRANSLATE_NOOP("Story", "The application tries both banks and says confirm. bank-a's money stays set aside."),
                       [](DemoHands &hands) { hands.transferBy(tccPayer, "tcc"_L1, orderTo(hands, tccPayee)); },
                       [](const StoryFacts &facts) { return facts.failures() >= 3 && abortIsRefused(facts) && setAside(30)(facts); }},
                      {QT_TRANSLATE_NOOP("Story", "bank-b is repaired. A person presses \"Retry now\"."),
                       [](DemoHands &hands) { hands.retryNow(u"bank-b is repaired"_s); }, phasesEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The transfer is confirmed in the end."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "bank-b's confirm was tried at least four times, and nothing was cancelled."), [](const StoryFacts &facts) {
                                  return facts.calls(u"02", OpKind::Confirm) >= 4 && facts.calls(u"01", OpKind::Cancel) == 0;
                              }},
                             {QT_TRANSLATE_NOOP("Story", "The journal says who pressed the button."),
                              [](const StoryFacts &facts) { return facts.happened(EventKind::ManualAct); }},
                             {QT_TRANSLATE_NOOP("Story", "Nothing stays set aside."), nothingSetAside},
                             {QT_TRANSLATE_NOOP("Story", "bank-a has 9,970 and bank-b has 10,030."), moved(tccPayer, tccPayee)}}};
}

Story xaParticipantLost()
{
    const auto transfer = [](DemoHands &hands) { hands.transferBy(xaPayer, "xa"_L1, orderTo(hands, xaPayee)); };
    // Both phases come to the same URL: the first call passes after a moment, the commit is held.
    const auto holdCommit = [](DemoHands &hands) {
        hands.setSwitches(xaPayer, once(u"delayNextMs"_s, u"TransOutXa"_s, 1));
        hands.setSwitches(xaPayer, once(u"holdNext"_s, u"TransOutXa"_s, 1));
    };
    return {.number = 14,
            .title = QT_TRANSLATE_NOOP("Story", "XA: success, then a participant is lost"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Two databases prepare and commit. Then one bank dies between: its rows stay locked until it is back."),
            .participants = {{xaPayer}, {xaPayee}},
            .needsMariaDb = true,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-x and bank-y keep their books in MariaDB. Both prepare, then the coordinator tells both to commit."), transfer, phasesEnded},
                      {QT_TRANSLATE_NOOP("Story", "The next commit will take long on its way to bank-x."), holdCommit, {}},
                      {QT_TRANSLATE_NOOP("Story", "Once more: both databases are prepared and hold their locks until they hear the decision."), transfer,
                       [](const StoryFacts &facts) { return facts.heldBy(xaPayer) == 1; }, "-lost"},
                      {QT_TRANSLATE_NOOP("Story", "bank-y is killed: kill -9. Its prepared branch stays in the database, with its locks."),
                       [](DemoHands &hands) { hands.kill(xaPayee); }, [](const StoryFacts &facts) { return !facts.listening.contains(xaPayee); }},
                      {QT_TRANSLATE_NOOP("Story", "bank-x commits. bank-y cannot be reached, and the decision stands: it is asked again and again."),
                       [](DemoHands &hands) { hands.release(xaPayer); }, [](const StoryFacts &facts) { return facts.failures() >= 2; }},
                      {QT_TRANSLATE_NOOP("Story", "bank-y is started again: it can commit what an earlier process of it prepared."),
                       [](DemoHands &hands) { hands.start(xaPayee); }, [](const StoryFacts &facts) { return facts.listening.contains(xaPayee); }},
                      {QT_TRANSLATE_NOOP("Story", "A person presses \"Retry now\"."),
                       [](DemoHands &hands) { hands.retryNow(u"bank-y is back"_s); }, phasesEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "Both transfers are committed."), [](const StoryFacts &facts) {
                                  return facts.earlierEnded(0, TransactionStatus::Succeeded) && facts.hasStatus(TransactionStatus::Succeeded);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank-y's commit was tried at least three times, and nothing was rolled back."), [](const StoryFacts &facts) {
                                  return facts.calls(u"02", OpKind::Commit) >= 3 && facts.calls(u"01", OpKind::Rollback) == 0;
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank-x has 9,940 and bank-y has 10,060."), [](const StoryFacts &facts) {
                                  return facts.balanceOf(xaPayer) == 9'940 && facts.balanceOf(xaPayee) == 10'060;
                              }}}};
}

} // namespace

std::vector<Story> phaseStories()
{
    return {tccConfirmAndCancel(), confirmKeepsFailing(), xaParticipantLost()};
}

} // namespace txdesk::demo
