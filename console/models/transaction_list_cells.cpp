// What TransactionListModel shows: the texts, tool tips and accessible words of its cells.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/filter_match.h"
#include "console/models/list_entry.h"
#include "console/text/duration_text.h"
#include "console/text/error_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

int TransactionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : transactionCount() + (hasSentinel() ? 1 : 0);
}

int TransactionListModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

Qt::ItemFlags TransactionListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant TransactionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.row() >= transactionCount())
        return sentinelData(index.column(), role);
    Entry &entry = *m_entries[static_cast<std::size_t>(index.row())];
    if (!entry.cellsFilled)
        fillCells(entry);
    switch (role) {
    case Qt::DisplayRole: return cell(entry, index.column());
    case Qt::ToolTipRole: return asToolTip(toolTip(entry, index.column()));
    case Qt::AccessibleTextRole:
        return index.column() == Severity ? statusWord(entry.row.transaction) : cell(entry, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Failures ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case MeaningRole: return static_cast<int>(entry.look.meaning);
    case DimmedRole: return entry.leftAt.has_value();
    case SentinelRole: return false;
    default: return {};
    }
}

QVariant TransactionListModel::sentinelData(int column, int role) const
{
    if (role == SentinelRole)
        return true;
    if ((role == Qt::DisplayRole || role == Qt::AccessibleTextRole) && column == GidColumn)
        return m_loadingOlder ? tr("older ▼ loading…") : tr("older ▼");
    if (role == Qt::ToolTipRole)
        return tr("Older transactions are loaded when you scroll here");
    return {};
}

QString TransactionListModel::cell(const Entry &entry, int column) const
{
    const GlobalTransaction &t = entry.row.transaction;
    if (column == Age) {
        const Instant end =
            t.succeededAt.value_or(t.rolledBackAt.value_or(isFinal(t.status) ? t.updatedAt : m_clock.now()));
        const Milliseconds age = std::max(end - t.createdAt, Milliseconds{0});
        return durationText(isFinal(t.status) ? age : Milliseconds{age.count() / 1000 * 1000});
    }
    if (column == NextTry)
        return nextTryText(t);
    return entry.cells[static_cast<std::size_t>(column)];
}

QString TransactionListModel::nextTryText(const GlobalTransaction &t) const
{
    if (isFinal(t.status))
        return u"–"_s;
    if (t.paused)
        return tr("paused");
    if (t.parked != Parked::No)
        return tr("a person");
    if (!t.nextDueAt)
        return tr("running");
    if (!m_connected)
        return u"≤ 00:00 ?"_s;
    const Milliseconds left = *t.nextDueAt - m_clock.now();
    return left > Milliseconds{0} ? countdownText(left) : tr("due");
}

void TransactionListModel::fillCells(Entry &entry) const
{
    const GlobalTransaction &t = entry.row.transaction;
    const TimeStyle style = m_utc ? TimeStyle::Utc : TimeStyle::Local;
    const Instant now = m_clock.now();
    entry.look = statusLook(t, isStuck(t, now));
    entry.cells[Severity] = entry.look.glyph;
    entry.cells[GidColumn] = t.gid.value;
    entry.cells[Kind] = wordOf(t.kind);
    entry.cells[Status] = entry.leftAt ? tr("now %1").arg(statusWord(t)) : statusWord(t);
    entry.cells[Failures] = t.failures > 0 ? QString::number(t.failures) : u"–"_s;
    entry.cells[LastError] = t.lastError.isEmpty() ? u"–"_s : errorLine(t.lastError);
    entry.cells[Participants] = entry.row.participants.isEmpty() ? u"–"_s : entry.row.participants.join(u"  "_s);
    entry.cells[Created] = timeText(t.createdAt, now, style);
    entry.cells[Updated] = timeText(t.updatedAt, now, style);
    entry.cellsFilled = true;
}

QString TransactionListModel::toolTip(const Entry &entry, int column) const
{
    const GlobalTransaction &t = entry.row.transaction;
    switch (column) {
    case Severity:
        if (t.parked != Parked::No)
            return tr("waits for a person: %1").arg(wordOf(t.parked));
        return isStuck(t, m_clock.now()) ? tr("stuck: %1").arg(statusWord(t)) : statusWord(t);
    case Failures: return tr("%1 failed in a row, %2 calls in all").arg(t.failures).arg(t.attempts);
    case LastError: return t.lastError.isEmpty() ? tr("no error") : redactText(t.lastError);
    case Created: return timeToolTip(t.createdAt, m_clock.now());
    case Updated: return timeToolTip(t.updatedAt, m_clock.now());
    case NextTry: return t.nextDueAt && !isFinal(t.status) ? timeToolTip(*t.nextDueAt, m_clock.now()) : QString();
    case Age: return isFinal(t.status) ? tr("how long it took") : tr("since it was created");
    default: return cell(entry, column);
    }
}

QVariant TransactionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        switch (section) {
        case Severity: return tr("state as a sign");
        case Age: return tr("age; of a finished one, how long it took");
        case Failures: return tr("failed tries in a row");
        default: return headerData(section, orientation, Qt::DisplayRole);
        }
    }
    if (role == Qt::TextAlignmentRole && section == Failures)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case GidColumn: return tr("gid");
    case Kind: return tr("type");
    case Status: return tr("status");
    case Age: return tr("age");
    case NextTry: return tr("next try");
    case Failures: return tr("failures");
    case LastError: return tr("last error");
    case Participants: return tr("participants");
    case Created: return tr("created");
    case Updated: return tr("updated");
    default: return QString();
    }
}

void TransactionListModel::setTimeStyleUtc(bool utc)
{
    m_utc = utc;
    retranslate();
}

void TransactionListModel::retranslate()
{
    for (const auto &entry : m_entries)
        entry->cellsFilled = false;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

} // namespace txdesk::console
