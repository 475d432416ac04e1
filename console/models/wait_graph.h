// Who waits for whom: transactions that want rows which others hold, cycles among them, and where to draw it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/row_lock.h"

#include <QCoreApplication>
#include <QRectF>

#include <functional>

namespace txdesk::console {

struct WaitNode
{
    Gid gid;
    bool inCycle = false;
    int layer = 0; // 0: waits for nobody; those who wait for it are further to the right
    QRectF box{};  // once laid out

    friend bool operator==(const WaitNode &, const WaitNode &) = default;
};

struct WaitEdge
{
    int waiter = 0; // indices into the nodes
    int holder = 0;
    QStringList rows{}; // "account_info 2"
    Instant since{};    // the oldest of them
    bool inCycle = false;

    friend bool operator==(const WaitEdge &, const WaitEdge &) = default;
};

struct WaitGraph
{
    QList<WaitNode> nodes{}; // by gid
    QList<WaitEdge> edges{}; // one for each pair, by waiter and holder
    QSizeF size{};           // once laid out

    [[nodiscard]] bool hasCycle() const;
    [[nodiscard]] int nodeAt(QPointF at) const; // -1: none

    friend bool operator==(const WaitGraph &, const WaitGraph &) = default;
};

// Waits whose end has passed by `now` mean nothing and are left out.
[[nodiscard]] WaitGraph waitGraphOf(const QList<LockWait> &waits, Instant now);

// Boxes side by side in layers, the holders to the left. Pure: width tells how wide a gid is drawn.
void layOut(WaitGraph &graph, qreal lineHeight, const std::function<qreal(const QString &)> &width);
[[nodiscard]] QString boxText(const Gid &gid); // at most 24 characters, the middle left out

// One line of the twin in words, and the transaction it leads to.
struct WaitLine
{
    QString text;
    Gid gid;
    bool deadlock = false;
};

class WaitWords
{
    Q_DECLARE_TR_FUNCTIONS(WaitWords)

public:
    // The same in lines, for those who cannot see the picture: deadlocks first.
    [[nodiscard]] static QList<WaitLine> lines(const WaitGraph &graph, Instant now);
};

} // namespace txdesk::console
