// One row of the table of verdicts, and the sentences that several rows say.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/verdict/verdict.h"
#include "console/verdict/verdict_facts.h"

#include <QCoreApplication>

#include <span>

namespace txdesk::console {

struct VerdictText
{
    Q_DECLARE_TR_FUNCTIONS(VerdictText)
};

struct VerdictRule
{
    const char *id;
    Meaning meaning;
    bool (*applies)(const VerdictFacts &);
    QString (*text)(const VerdictFacts &);
};

// A sentence that is added to the verdict's, whichever it is.
struct VerdictNote
{
    const char *id;
    QString (*text)(const VerdictFacts &); // empty: it does not apply
};
[[nodiscard]] std::span<const VerdictNote> verdictNotes();

// Who is at fault or waited for; sets culprit, branch and op. Of a transaction with nobody to name they stay empty.
void nameCulprit(Verdict &verdict, const VerdictFacts &facts);

[[nodiscard]] std::span<const VerdictRule> endedRules();    // final ones: what was done, undone, and stays
[[nodiscard]] std::span<const VerdictRule> waitingRules();  // what waits for a person, at, ladders; unfinished
[[nodiscard]] std::span<const VerdictRule> twoPhaseRules(); // tcc and xa, unfinished
[[nodiscard]] std::span<const VerdictRule> workflowRules(); // unfinished

namespace verdict_words {

[[nodiscard]] QString join(QStringList sentences); // empty ones left out
[[nodiscard]] QString next(const VerdictFacts &f); // "Next try at 03:12:40, in 04:12."
[[nodiscard]] QString reason(const QString &error); // one line, cut
[[nodiscard]] QString branchName(const BranchRow &row); // "branch 01 (host:port)", "the initiator host:port"
[[nodiscard]] QString trouble(const VerdictFacts &f);   // "branch 01 (...), confirm: tried 7 times, last: HTTP 500, ..."
[[nodiscard]] QString ids(const QStringList &branches); // "01, 02"
[[nodiscard]] QString named(const VerdictFacts &f, const QStringList &branches); // "01 (shop:8081), 02 (stock:8082)"
[[nodiscard]] QStringList sorted(QStringList branches);
[[nodiscard]] QString whyBack(const VerdictFacts &f);           // "Branch 02 (...) said no: account frozen."
[[nodiscard]] QString countedDone(const VerdictFacts &f);       // "Counted as done by hand, ...: branch 02."
[[nodiscard]] QString staysByDecision(const VerdictFacts &f);   // what people kept or counted as undone
[[nodiscard]] const JournalEvent *newestAct(const VerdictFacts &f, Action action); // null: none is in the journal
[[nodiscard]] QString actorText(const VerdictFacts &f, Action action);             // "lin at 03:12:40"
[[nodiscard]] QString actReason(const VerdictFacts &f, Action action);             // "Reason given: ...", or empty
[[nodiscard]] QString reasonGiven(const JournalEvent *act); // the same of one act; null: none
[[nodiscard]] bool hasStatus(const VerdictFacts &f, TransactionStatus status);
[[nodiscard]] bool hasKind(const VerdictFacts &f, TransactionKind kind);
[[nodiscard]] bool hasTrouble(const VerdictFacts &f, Outcome outcome);

} // namespace verdict_words
} // namespace txdesk::console
