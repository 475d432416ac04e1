// Which messages of a sequence are shown: those that match a search, a range, or stand near a failure.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

#include <QBitArray>

namespace txdesk::console {

struct MessageFilter
{
    QString search{};      // only messages that say this; empty: all
    bool failures = false; // only failures and `around` messages before and after each
    int around = 5;
    qint64 fromSeq = 0;    // only events of this range of the journal; 0: no limit
    qint64 toSeq = 0;

    [[nodiscard]] bool isActive() const { return !search.isEmpty() || failures || fromSeq > 0 || toSeq > 0; }
    friend bool operator==(const MessageFilter &, const MessageFilter &) = default;
};

// Label, answer, URL or error, branch, op and the names of both parties, without regard to case.
[[nodiscard]] bool saysText(const Sequence &sequence, const SequenceMessage &message, const QString &text);

// A bit is set for each message that is left out. Empty if nothing is.
[[nodiscard]] QBitArray leftOutBy(const Sequence &sequence, const MessageFilter &filter);

} // namespace txdesk::console
