// What an initiator sends to a coordinator: DTM's body of prepare, submit, abort and prepareWorkflow.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/strong_id.h"
#include "shared/model/transaction_options.h"
#include "shared/model/vocabulary.h"

#include <QByteArray>
#include <QList>

namespace txdesk::client {

struct RequestStep
{
    QString action;        // URL, or "topic://name" in a message
    QString compensate;    // URL; empty: nothing to undo; saga only
    QByteArray payload{};  // UTF-8 text, normally JSON; empty: the call is a GET

    friend bool operator==(const RequestStep &, const RequestStep &) = default;
};

struct TransactionRequest
{
    Gid gid;
    TransactionKind kind = TransactionKind::Saga;
    QList<RequestStep> steps{};
    QString queryPrepared{}; // message: where the coordinator asks whether the local transaction committed; workflow:
                             // where it wakes the client
    TransactionOptions options{};
    bool defaultLadder = false; // message, notify: the coordinator's ladder, options.retryLadder does not count
    CustomData custom{};
    QString businessKey{};    // what people know it by, "ORD-2209"; at most 128 characters, none of them a control character
    QString rollbackReason{}; // of an abort
    QMap<QString, QString> extra{}; // submit of a workflow: status, rollback_reason, result

    [[nodiscard]] QByteArray toJson() const;

    friend bool operator==(const TransactionRequest &, const TransactionRequest &) = default;
};

} // namespace txdesk::client
