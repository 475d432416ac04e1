// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/payload_source.h"

#include "console/models/attempt_model.h"
#include "console/models/branch_rows.h"
#include "console/text/call_text.h"
#include "console/text/words.h"
#include "shared/base/foreign_word.h"

#include <QCoreApplication>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

struct PayloadNames
{
    Q_DECLARE_TR_FUNCTIONS(PayloadNames)
};

void appendWorkflow(QList<PayloadSource> &sources, const TransactionDetail &detail)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    if (!t.custom.workflowData.isEmpty())
        sources.append({.key = u"input"_s, .title = PayloadNames::tr("input of %1").arg(t.custom.workflowName), .bytes = t.custom.workflowData});
    for (qsizetype i = 0; i < detail.snapshot.ops.size(); ++i) {
        const BranchOp &op = detail.snapshot.ops[i];
        sources.append({.key = op.branch.value + u' ' + spelled(opKindNames, op.kind),
                        .title = PayloadNames::tr("%1  %2: recorded result").arg(op.branch.value, wordOf(op.kind)),
                        .branch = op.branch,
                        .op = op.kind,
                        .bytes = op.payload,
                        .hiddenBytes = detail.payloadBytes.value(i),
                        .recorded = true});
    }
    if (!t.result.isEmpty())
        sources.append({.key = u"result"_s,
                        .title = PayloadNames::tr("result of the workflow"),
                        .bytes = QByteArray::fromBase64(t.result.toLatin1()),
                        .recorded = true});
}

} // namespace

QList<PayloadSource> requestsOf(const TransactionDetail &detail)
{
    QList<PayloadSource> sources;
    if (detail.snapshot.transaction.kind == TransactionKind::Workflow) {
        appendWorkflow(sources, detail);
        return sources;
    }
    for (const BranchRow &row : branchRows(detail)) {
        if (row.asksInitiator())
            continue;
        PayloadSource source{.key = row.branch.value, .title = u"%1  %2 %3"_s.arg(row.branch.value, row.participant, row.path), .branch = row.branch};
        for (qsizetype i = 0; i < detail.snapshot.ops.size(); ++i) {
            if (detail.snapshot.ops[i].branch != row.branch)
                continue;
            if (!detail.snapshot.ops[i].payload.isEmpty())
                source.bytes = detail.snapshot.ops[i].payload;
            source.hiddenBytes = std::max(source.hiddenBytes, detail.payloadBytes.value(i));
        }
        sources.append(source);
    }
    return sources;
}

QList<PayloadSource> answersOf(const TransactionDetail &detail)
{
    QList<PayloadSource> sources;
    for (const Attempt &attempt : attemptsOf(detail.events)) {
        if (!attempt.answered)
            continue;
        const JournalEvent &answer = *attempt.answered;
        const OpKind op = answer.op.value_or(OpKind::Action);
        const QString code = codeText(answer.statusCode, answer.outcome);
        const QString how = code.isEmpty() && answer.outcome ? wordOf(*answer.outcome) : code;
        sources.append({.key = u"%1 %2 #%3"_s.arg(answer.branch.value, spelled(opKindNames, op)).arg(answer.attempt),
                        .title = PayloadNames::tr("%1 %2, attempt %3: %4").arg(answer.branch.value, wordOf(op)).arg(answer.attempt).arg(how),
                        .role = PayloadRole::Answer,
                        .branch = answer.branch,
                        .op = op,
                        .attempt = answer.attempt,
                        .bytes = answer.text.toUtf8()});
    }
    return sources;
}

} // namespace txdesk::console
