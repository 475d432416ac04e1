// Scenarios S4 to S6: TCC with the tutorial's log tables, and the three guards.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString logPayer = u"tcc-bank1"_s;
const QString logPayee = u"tcc-bank2"_s;
const QString tryLog = u"local_try_log"_s;
const QString confirmLog = u"local_confirm_log"_s;
const QString cancelLog = u"local_cancel_log"_s;
const QList<StartBalance> logBanks{{logPayer, 1'000}, {logPayee, 0}};

std::function<void(DemoHands &)> transferByTcc(int amount)
{
    return [amount](DemoHands &hands) {
        hands.ask(u"transfer"_s, logPayer, u"/bank1/transfer?amount=%1&gid=%2"_s.arg(amount).arg(hands.gid().value));
    };
}

// As the coordinator would call it.
void callBranch(DemoHands &hands, const QString &bank, const QString &path, const QString &gid, const QString &branch, const QString &op)
{
    const QString query = u"?gid=%1&branch_id=%2&op=%3&trans_type=tcc"_s.arg(gid, branch, op);
    hands.ask(u"replay"_s, bank, path + query, R"({"amount":1})");
}

bool tccEnded(const StoryFacts &facts)
{
    return facts.isFinished();
}

std::function<bool(const StoryFacts &)> tccBalances(qint64 payer, qint64 payee)
{
    return [payer, payee](const StoryFacts &facts) { return facts.balanceOf(logPayer) == payer && facts.balanceOf(logPayee) == payee; };
}

QStringList branchOne(const StoryFacts &facts) { return {facts.gid.value + u"/01"_s}; }
QStringList branchTwo(const StoryFacts &facts) { return {facts.gid.value + u"/02"_s}; }

Story scenarioFour()
{
    return {.number = 104,
            .label = "S4",
            .title = QT_TRANSLATE_NOOP("Story", "TCC transfer with log tables"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Trying at bank1 takes the money, confirming at bank2 adds it; each writes its log."),
            .participants = logBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 1: both tries, then both confirms."), transferByTcc(1), tccEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The transfer is confirmed."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), tccBalances(999, 1)},
                             {QT_TRANSLATE_NOOP("Story", "Both have logged their try, bank2 its confirm, and nobody a cancel."), [](const StoryFacts &facts) {
                                  return facts.numbers(logPayer, tryLog) == branchOne(facts) && facts.numbers(logPayee, tryLog) == branchTwo(facts)
                                         && facts.numbers(logPayee, confirmLog) == branchTwo(facts) && facts.areEmpty(cancelLog);
                              }}}};
}

Story scenarioFive()
{
    return {.number = 105,
            .label = "S5",
            .title = QT_TRANSLATE_NOOP("Story", "TCC: a try fails"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank1 fails in its try: its cancel gives the money back, bank2's cancel has nothing to do."),
            .participants = logBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 2. It fails at the end of its try."), transferByTcc(2), tccEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The transfer is cancelled."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Failed); }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 1,000 and bank2 has 0."), tccBalances(1'000, 0)},
                             {QT_TRANSLATE_NOOP("Story", "Both have logged their cancel, and bank2 no confirm."), [](const StoryFacts &facts) {
                                  return facts.numbers(logPayer, cancelLog) == branchOne(facts) && facts.numbers(logPayee, cancelLog) == branchTwo(facts)
                                         && facts.rows(logPayee, confirmLog).isEmpty();
                              }}}};
}

void replayAll(DemoHands &hands)
{
    const QString gid = hands.gid().value;
    for (int nth = 0; nth < 3; ++nth) {
        callBranch(hands, logPayer, u"/bank1/try"_s, gid, u"01"_s, u"try"_s);
        callBranch(hands, logPayer, u"/bank1/confirm"_s, gid, u"01"_s, u"confirm"_s);
        callBranch(hands, logPayee, u"/bank2/transfer"_s, gid, u"02"_s, u"try"_s);
        callBranch(hands, logPayee, u"/bank2/confirm"_s, gid, u"02"_s, u"confirm"_s);
    }
}

void cancelWithoutTry(DemoHands &hands)
{
    const QString never = hands.gid().value + u"-never"_s;
    callBranch(hands, logPayer, u"/bank1/cancel"_s, never, u"01"_s, u"cancel"_s);
    callBranch(hands, logPayee, u"/bank2/cancel"_s, never, u"01"_s, u"cancel"_s);
}

void tryAfterCancel(DemoHands &hands)
{
    const QString never = hands.gid().value + u"-never"_s;
    callBranch(hands, logPayer, u"/bank1/try"_s, never, u"01"_s, u"try"_s);
    callBranch(hands, logPayee, u"/bank2/transfer"_s, never, u"01"_s, u"try"_s);
}

bool areMarked(const StoryFacts &facts)
{
    const QStringList never{facts.gid.value + u"-never/01"_s};
    return facts.markers(logPayer, tryLog) == never && facts.markers(logPayee, tryLog) == never;
}

Story scenarioSix()
{
    return {.number = 106,
            .label = "S6",
            .title = QT_TRANSLATE_NOOP("Story", "TCC: repeated, empty, suspended"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Replays, a cancel without a try and a try after the cancel change nothing."),
            .participants = logBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 1: both tries, then both confirms."), transferByTcc(1), tccEnded},
                      {QT_TRANSLATE_NOOP("Story", "Each try and each confirm arrives three more times."), replayAll,
                       [](const StoryFacts &facts) { return facts.answersOf(u"replay", 200) == 12; }},
                      {QT_TRANSLATE_NOOP("Story", "A cancel arrives whose try never came: it does nothing, but leaves a mark."), cancelWithoutTry, areMarked},
                      {QT_TRANSLATE_NOOP("Story", "Now the late try arrives, and finds the mark."), tryAfterCancel,
                       [](const StoryFacts &facts) { return facts.answersOf(u"replay", 200) == 16; }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "Every replay was answered with success, and nothing happened."),
                              [](const StoryFacts &facts) { return facts.answersOf(u"replay", 200) == 16; }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), tccBalances(999, 1)},
                             {QT_TRANSLATE_NOOP("Story", "The late tries found the marks of their cancels."), areMarked}}};
}

} // namespace

std::vector<Story> tccScenarios()
{
    return {scenarioFour(), scenarioFive(), scenarioSix()};
}

} // namespace txdesk::demo
