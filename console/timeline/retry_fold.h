// Folds a long run of equal attempts into: first attempt, one fold row, last attempt.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

#include <QSet>

namespace txdesk::console {

struct RetryFold
{
    qsizetype first = 0; // index of the first message it hides
    qsizetype last = 0;  // of the last, inclusive
    int attempts = 0;    // attempts hidden
    int events = 0;      // journal events hidden
    qint64 key = 0;      // seq of the run's first attempt: names the fold while the journal grows
    Instant from{};
    Instant to{};
    Milliseconds shortest{}; // between two attempts of the run
    Milliseconds longest{};
    QList<Milliseconds> took; // of each hidden attempt, for the sparkline

    friend bool operator==(const RetryFold &, const RetryFold &) = default;
};

struct FoldChoice
{
    bool unfoldAll = false;
    QSet<qint64> unfolded; // keys
    int runMin = 3;        // shorter runs are never folded
};

// A run is consecutive attempts of one branch and op with the same outcome and error, and nothing but waits between them.
// By position; they do not overlap. With a choice, only those that stay folded.
// `from`: looks only behind it; no run may reach over it.
[[nodiscard]] QList<RetryFold> foldRetries(const QList<SequenceMessage> &messages, const FoldChoice &choice = {}, qsizetype from = 0);

// "×5 · 500 lock wait timeout · every 10–160 s"; without a number where it hides one try
[[nodiscard]] QString foldLabel(const RetryFold &fold, const QList<SequenceMessage> &messages);

} // namespace txdesk::console
