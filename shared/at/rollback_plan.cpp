// Compares images with rows. Items and rows go in reverse order of their change.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/rollback_plan.h"

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype dirtyNamesMax = 5;

QString textOf(const RowValue &value)
{
    const QByteArray text = value.kind == RowValue::Kind::Bytes ? "0x" + value.data.left(32).toHex() : value.data;
    return QString::fromUtf8(text).left(64);
}

// What the transaction has changed of that row.
QList<qsizetype> changedColumns(const UndoItem &item, qsizetype row)
{
    QList<qsizetype> columns;
    for (qsizetype i = 0; i < item.columns.size(); ++i)
        if (item.before[row][i] != item.after[row][i])
            columns.append(i);
    return columns;
}

bool isEqual(const Row &a, const Row &b, const QList<qsizetype> &columns)
{
    return std::ranges::all_of(columns, [&](qsizetype i) { return a[i] == b[i]; });
}

} // namespace

Result<> RollbackPlan::run()
{
    if (const Result<> planned = plan(); !planned)
        return planned;
    if (!m_dirty.isEmpty()) {
        const QString more = m_dirtyMore > 0 ? u" and %1 more"_s.arg(m_dirtyMore) : QString();
        return fail(ErrorCode::Conflict, u"changed by somebody else since: %1%2"_s.arg(m_dirty.join(u", "_s), more));
    }
    if (const Result<> set = m_restore.savepoint(); !set)
        return set;
    Result<> taken = takeSteps();
    if (!taken && taken.error().code == ErrorCode::Conflict && m_isWhole) {
        // Rows that gave each other a unique value cannot be put back one after another.
        const Result<> back = m_restore.backToSavepoint();
        taken = back ? takeStepsAtOnce() : back;
    }
    return taken ? m_restore.checkReferences(m_record.items) : taken;
}

Result<> RollbackPlan::plan()
{
    for (const UndoItem &item : m_record.items) {
        const Result<Shape> shape = m_restore.checkShape(item);
        if (!shape)
            return tl::unexpected(shape.error());
        m_isWhole = m_isWhole && shape->isWhole;
    }
    if (const Result<> counted = m_restore.checkReferences(m_record.items); !counted)
        return counted;
    for (auto item = m_record.items.crbegin(); item != m_record.items.crend(); ++item) {
        const Result<QList<std::optional<Row>>> rows = m_restore.currentRows(*item);
        if (!rows)
            return tl::unexpected(rows.error());
        for (qsizetype row = rows->size() - 1; row >= 0; --row)
            planRow(*item, row, rows->at(row));
    }
    return {};
}

void RollbackPlan::planRow(const UndoItem &item, qsizetype row, const std::optional<Row> &current)
{
    const bool mayOverwrite = m_rule == RollbackRule::Force;
    switch (item.kind) {
    case ChangeKind::Insert:
        if (!current)
            return;
        if (*current != item.after[row] && !mayOverwrite)
            return addDirty(item, item.after[row]);
        m_steps.append({.item = &item, .current = current, .target = {}, .columns = {}});
        return;
    case ChangeKind::Delete:
        if (current && *current == item.before[row])
            return;
        if (current && !mayOverwrite)
            return addDirty(item, item.before[row]);
        m_steps.append({.item = &item, .current = current, .target = item.before[row], .columns = {}});
        if (current)
            for (qsizetype i = 0; i < item.columns.size(); ++i)
                m_steps.last().columns.append(i);
        return;
    case ChangeKind::Update:
        planUpdate(item, row, current);
        return;
    }
}

void RollbackPlan::planUpdate(const UndoItem &item, qsizetype row, const std::optional<Row> &current)
{
    const Row &before = item.before[row];
    const QList<qsizetype> columns = changedColumns(item, row);
    if (current && isEqual(*current, before, columns))
        return; // an update to the same value, or somebody has put it back
    const bool isOurs = current && isEqual(*current, item.after[row], columns);
    if (!isOurs && m_rule != RollbackRule::Force)
        return addDirty(item, before);
    Row target = current.value_or(before);
    for (const qsizetype column : columns)
        target[column] = before[column];
    m_steps.append({.item = &item, .current = current, .target = target, .columns = columns});
}

void RollbackPlan::addDirty(const UndoItem &item, const Row &image)
{
    if (m_dirty.size() == dirtyNamesMax) {
        ++m_dirtyMore;
        return;
    }
    QStringList key;
    for (const RowValue &value : item.keyOf(image))
        key.append(textOf(value));
    m_dirty.append(u"%1 (%2)"_s.arg(item.table, key.join(u", "_s)));
}

Result<> RollbackPlan::take(const Step &step)
{
    if (!step.target)
        return m_restore.deleteRow(*step.item, *step.current);
    if (!step.current)
        return m_restore.insertRow(*step.item, *step.target);
    return m_restore.updateRow(*step.item, *step.target, step.columns);
}

Result<> RollbackPlan::takeSteps()
{
    for (const Step &step : m_steps)
        if (const Result<> taken = take(step); !taken)
            return taken;
    return {};
}

// Takes all rows away and then puts them there as they were: they cannot be in each other's way.
Result<> RollbackPlan::takeStepsAtOnce()
{
    for (const Step &step : m_steps)
        if (step.current)
            if (const Result<> gone = m_restore.deleteRow(*step.item, *step.current); !gone)
                return gone;
    for (const Step &step : m_steps)
        if (step.target)
            if (const Result<> back = m_restore.insertRow(*step.item, *step.target); !back)
                return back;
    return {};
}

} // namespace txdesk::at
