// Where a person has been: back and forward through transactions and pages, as in a browser.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/strong_id.h"

#include <QList>
#include <QString>

namespace txdesk::console {

struct Stop
{
    const void *workspace = nullptr; // compared only: it may be gone
    int page = 0;
    Gid gid;

    friend bool operator==(const Stop &, const Stop &) = default;
};

// Values only. Going back and arriving there adds no stop.
class Navigation
{
public:
    static constexpr qsizetype longest = 100;

    bool arrive(const Stop &stop); // false: we are there already; a new place cuts what lay ahead
    [[nodiscard]] bool canGo(int direction) const;
    [[nodiscard]] Stop go(int direction); // -1: back, 1: forward; canGo() first
    void forget(const void *workspace);

private:
    QList<Stop> m_stops;
    qsizetype m_at = -1;
};

} // namespace txdesk::console
