// What a coordinator knows of a workflow when its client begins or resumes it: DTM's answer to prepareWorkflow.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/vocabulary.h"

#include <QByteArray>
#include <QMap>

namespace txdesk::client {

struct RecordedStep
{
    OpStatus status = OpStatus::Succeeded;
    QByteArray data{}; // what it returned; of a failed one: why

    friend bool operator==(const RecordedStep &, const RecordedStep &) = default;
};

struct WorkflowProgress
{
    TransactionStatus status = TransactionStatus::Prepared;
    QByteArray result{};      // of a succeeded workflow
    QString rollbackReason{}; // of a failed one
    QMap<QString, RecordedStep> steps{}; // "01-action" -> what came of it

    // Internal when the answer is not one.
    [[nodiscard]] static Result<WorkflowProgress> fromJson(const QByteArray &json);
    [[nodiscard]] static QString key(const QString &branch, const QString &op) { return branch + u'-' + op; }

    friend bool operator==(const WorkflowProgress &, const WorkflowProgress &) = default;
};

} // namespace txdesk::client
