// A string identifier that cannot be mixed up with another kind of identifier.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QHash>
#include <QString>

namespace txdesk {

template<class Tag>
struct StrongId
{
    QString value;

    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const StrongId &, const StrongId &) = default;
    friend auto operator<=>(const StrongId &a, const StrongId &b) { return a.value.compare(b.value) <=> 0; }
    friend size_t qHash(const StrongId &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using Gid = StrongId<struct GidTag>;           // a transaction, unique for ever
using BranchId = StrongId<struct BranchIdTag>; // "01", "02", "01-02" within one transaction

} // namespace txdesk
