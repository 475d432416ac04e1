// Reads the answer to prepareWorkflow.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/workflow_progress.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::client {

using namespace Qt::StringLiterals;

Result<WorkflowProgress> WorkflowProgress::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject transaction = document["transaction"_L1].toObject();
    const std::optional<TransactionStatus> status = valueIn(transactionStatusNames, transaction["status"_L1].toString());
    if (!status)
        return fail(ErrorCode::Internal, u"the coordinator's answer does not tell the workflow's status"_s);
    WorkflowProgress progress{.status = *status,
                              .result = QByteArray::fromBase64(transaction["result"_L1].toString().toLatin1()),
                              .rollbackReason = transaction["rollback_reason"_L1].toString()};
    const QJsonArray rows = document["progresses"_L1].toArray();
    for (const QJsonValue &row : rows) {
        const std::optional<OpStatus> stepStatus = valueIn(opStatusNames, row["status"_L1].toString());
        if (!stepStatus)
            return fail(ErrorCode::Internal, u"the coordinator's answer holds a step without status"_s);
        progress.steps[key(row["branch_id"_L1].toString(), row["op"_L1].toString())] = {
            .status = *stepStatus, .data = QByteArray::fromBase64(row["bin_data"_L1].toString().toLatin1())};
    }
    return progress;
}

} // namespace txdesk::client
