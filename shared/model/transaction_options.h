// What a client may ask of one transaction; each default is what an absent JSON field means.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace txdesk {

struct TransactionOptions
{
    bool waitResult = false;
    Seconds timeoutToFail{0};  // 0: none for a saga, the server's default for a message's back-check
    Seconds requestTimeout{0}; // of one branch call; 0: the server's default
    Seconds retryInterval{0};  // 0: the server's default
    int retryLimit = 0;        // saga: immediate retries of the whole transaction before it turns back; 0: off
    bool concurrent = false;   // as sent on the wire; a saga's own switch is in custom_data
    QMap<QString, QString> branchHeaders; // sent with every branch call; ordered, so that JSON is stable

    // Ours; absent in DTM's requests, which then mean what DTM means.
    QList<Seconds> retryLadder{}; // message, notify: waits after the 1st, 2nd, .. failed delivery to a receiver; empty: none
    Seconds window{0};            // notify: no delivery later than createdAt + window; 0: the ladder's end
    QString successBody{};        // notify: what a receiver must answer besides 2xx; empty: any 2xx will do
    Seconds checkInterval{0};     // message: between two back-checks; 0: as DTM, doubling
    int checkMax = 0;             // message: unanswered back-checks before it is parked; 0: none

    friend bool operator==(const TransactionOptions &, const TransactionOptions &) = default;
};

// The parsed form of custom_data; codec/custom_data_codec.h reads and checks it.
struct CustomData
{
    bool concurrent = false;         // saga, message: run branches side by side
    QMap<int, QList<int>> orders;    // concurrent saga: step -> steps that must succeed first, 0-based
    Seconds delay{0};                // message: do not call before createdAt + delay
    QString workflowName{};          // workflow: the op of the call that wakes its client
    QByteArray workflowData{};        // workflow: the body of that call

    friend bool operator==(const CustomData &, const CustomData &) = default;
};

} // namespace txdesk
