// What a back end can tell and do, as data: the console greys by it and never asks which product it talks to.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/action.h"
#include "shared/model/transaction_page.h"

#include <QFlags>
#include <QHash>

namespace txdesk::console {

// In which order a list without a sort comes.
enum class ListOrder {
    NewestFirst,
    ByGid,
    Arbitrary, // and a row may come twice
};

// A condition of TransactionFilter that the back end itself applies. The others the console applies to the rows it has
// loaded, and says so.
enum class FilterTerm {
    Status = 1,
    Kind = 2,
    Gid = 4, // the whole gid
    GidPrefix = 8,
    Participant = 16,
    Error = 32,
    Fingerprint = 64,
    Failures = 128,
    Created = 256,
    Stuck = 512,
    Paused = 1024,
    Parked = 2048,
    BusinessKey = 4096,
};
Q_DECLARE_FLAGS(FilterTerms, FilterTerm)
Q_DECLARE_OPERATORS_FOR_FLAGS(FilterTerms)

// A whole view that only some back ends can fill.
enum class Feature {
    Push = 1,         // changes come by themselves
    Attempts = 2,     // calls with outcome, error, duration; without it events are inferred
    ErrorGroups = 4,
    Counts = 8,
    History = 16,
    Participants = 32,
    Nodes = 64,
    Locks = 128,
    Undo = 256,
    Payloads = 512,   // shown on request, on record; without it they come with the detail
    Audit = 1024,
    Tokens = 2048,
    Jobs = 4096,      // carried out by the server
    Topics = 8192,
    Resubmit = 16384,
    Stats = 32768,
    WakeAll = 65536,  // no coordinator of ours needs it: each transaction can be woken there
};
Q_DECLARE_FLAGS(Features, Feature)
Q_DECLARE_OPERATORS_FOR_FLAGS(Features)

inline constexpr FilterTerms everyFilterTerm = FilterTerms::fromInt(8191);
inline constexpr Features everyFeature = Features::fromInt(65535);

// Default: a coordinator of ours.
struct Capabilities
{
    QString product = QStringLiteral("TxDesk");
    ListOrder order = ListOrder::NewestFirst;
    QList<TransactionSort> sorts{TransactionSort::NewestFirst, TransactionSort::OldestFirst, TransactionSort::DueFirst,
                                 TransactionSort::MostFailures};
    FilterTerms filters = everyFilterTerm;
    Features features = everyFeature;
    int pageMax = 200;
    bool seekOldest = true;             // End can jump to the oldest
    QHash<Action, QString> neverAllowed{}; // why this back end never does it, translated
    QString readOnly{};                 // why nothing at all can be done, translated; empty: it can

    [[nodiscard]] bool has(Feature feature) const { return features.testFlag(feature); }
    friend bool operator==(const Capabilities &, const Capabilities &) = default;
};

} // namespace txdesk::console
