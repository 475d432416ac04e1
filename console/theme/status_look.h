// How the state of a transaction or of one of its operations looks: meaning and glyph; words are console/text's.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/model/branch_op.h"

namespace txdesk::console {

struct Look
{
    Meaning meaning = Meaning::Stopped;
    QString glyph;

    friend bool operator==(const Look &, const Look &) = default;
};

// The facts that decide the look of a transaction; the rest of it does not matter here.
struct StatusFacts
{
    TransactionKind kind = TransactionKind::Saga;
    TransactionStatus status = TransactionStatus::Prepared;
    bool paused = false;
    bool forced = false; // ended by force-stop: nothing was compensated
    bool stuck = false;  // as TransactionFilter::stuck says
    bool parked = false; // waits for a person
    int failures = 0;    // failed attempts in a row
};

// Rolled back is no error: the user asked for all or nothing and got it, so it is a purple tick.
[[nodiscard]] Look statusLook(const StatusFacts &facts);
[[nodiscard]] Look statusLook(const GlobalTransaction &transaction, bool stuck = false);
[[nodiscard]] Look opLook(OpKind kind, OpStatus status);
[[nodiscard]] Look outcomeLook(Outcome outcome);

} // namespace txdesk::console
