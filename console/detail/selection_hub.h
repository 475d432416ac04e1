// What is selected in one transaction: a branch, an op of it, one attempt; the same in all views of the detail.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/strong_id.h"
#include "shared/model/vocabulary.h"

#include <QObject>

#include <optional>

namespace txdesk::console {

struct CallSelection
{
    BranchId branch{};          // empty: nothing is selected, or what the initiator was asked under no branch
    std::optional<OpKind> op{}; // empty: the whole branch
    int attempt = 0;            // from 1; 0: all attempts of the op

    [[nodiscard]] bool isEmpty() const { return branch.isEmpty() && !op; }
    friend bool operator==(const CallSelection &, const CallSelection &) = default;
};

// Thread: GUI. Views select() what a person picked and follow changed(). While the hub tells, select() is ignored: a view
// that moves its own selection because it follows does not select anything new.
class SelectionHub final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const CallSelection &current() const { return m_current; }
    void select(const CallSelection &selection);
    void clear() { select({}); }
    void openPayload(const CallSelection &selection); // selects, and asks for what was sent
    void setHovered(const CallSelection &selection);  // what the pointer is over: views show it lightly

signals:
    void changed(const txdesk::console::CallSelection &selection);
    void hovered(const txdesk::console::CallSelection &selection);
    void payloadWanted();
    void menuWanted(const QPoint &global); // of the selection: the verbs of the gate and the ways to copy

private:
    CallSelection m_current;
    CallSelection m_hovered;
    bool m_telling = false;
};

} // namespace txdesk::console
