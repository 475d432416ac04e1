// Finds the transaction to compare with: the newest one of the same shape that succeeded.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

namespace txdesk::console {

// What two transactions must have in common to be compared: the kind, and who does what in which order.
[[nodiscard]] QStringList shapeOf(const TransactionDetail &detail); // "saga", "01 127.0.0.1:8081 /TransOut", ...

// Thread: GUI. One search at a time; a new one ends the one before.
class TwinFinder final : public QObject
{
    Q_OBJECT

public:
    static constexpr int candidatesMax = 100; // rows that are looked at
    static constexpr int detailsMax = 8;      // of those, whose details are asked for

    explicit TwinFinder(CoordinatorLink &link, QObject *parent = nullptr);

    void findLastGood(const TransactionDetail &of);
    void load(const Gid &gid, const TransactionDetail &of); // this one, whatever its shape
    void stop() { ++m_search; }

signals:
    void found(const txdesk::TransactionDetail &twin, bool sameShape);
    void notFound(const QString &why); // translated

private:
    void tryNext();

    CoordinatorLink &m_link;
    TransactionDetail m_of;
    QList<Gid> m_candidates;
    qsizetype m_tried = 0;
    int m_search = 0; // number of the search; answers of older ones are dropped
};

} // namespace txdesk::console
