// Decides what undoing a branch means for the rows as they are now, and does it: all of it or nothing.
// Source of the rule: invariant I30, a row is written only when it is as this transaction left it. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/phase_two.h"
#include "shared/at/restore.h"

namespace txdesk::at {

// Thread: that of `restore`, whose transaction is open; whoever calls commits it, or rolls it back after an error.
class RollbackPlan
{
public:
    RollbackPlan(Restore &restore, const UndoRecord &record, RollbackRule rule) : m_restore(restore), m_record(record), m_rule(rule) {}

    // Conflict, dirty: the text says which rows somebody else has changed, or which constraint forbids it.
    [[nodiscard]] Result<> run();

private:
    struct Step
    {
        const UndoItem *item = nullptr;
        std::optional<Row> current{};
        std::optional<Row> target{};   // columns that are none of ours are as in `current`
        QList<qsizetype> columns{};    // that differ; both are there
    };

    [[nodiscard]] Result<> plan();
    void planRow(const UndoItem &item, qsizetype row, const std::optional<Row> &current);
    void planUpdate(const UndoItem &item, qsizetype row, const std::optional<Row> &current);
    void addDirty(const UndoItem &item, const Row &image);
    [[nodiscard]] Result<> takeSteps();
    [[nodiscard]] Result<> takeStepsAtOnce();
    [[nodiscard]] Result<> take(const Step &step);

    Restore &m_restore;
    const UndoRecord &m_record;
    RollbackRule m_rule;
    bool m_isWhole = true; // every item has all columns of its table
    QList<Step> m_steps;
    QStringList m_dirty;
    qsizetype m_dirtyMore = 0;
};

} // namespace txdesk::at
