// The option members of a DTM request, and the largest values they may have.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/codec/fields.h"
#include "shared/model/transaction_options.h"

namespace txdesk::codec {

// Bounds that keep all time arithmetic far from overflow. Source: docs/limits.md.
inline constexpr Seconds longestTime{10LL * 365 * 24 * 3600};
inline constexpr Seconds longestCall{600};
inline constexpr int retriesMax = 1'000'000;

inline constexpr int ladderStepsMax = 64;
inline constexpr int successBodyBytesMax = 256;

// `ladder`: what the word "default" for retry_ladder stands for.
void readOptions(Fields &fields, TransactionOptions &options, const QList<Seconds> &ladder = {});

} // namespace txdesk::codec
