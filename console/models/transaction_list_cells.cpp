// What TransactionListModel shows: the texts, tool tips and accessible words of its cells.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/filter_match.h"
#include "console/models/list_entry.h"
#include "console/models/list_layout.h"
#include "console/text/duration_text.h"
#include "console/text/error_text.h"
#include "console/text/foreign_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

#include <QLocale>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
bool isNumber(int column) { return column == TransactionListModel::Failures || column == TransactionListModel::Attempts; }
} // namespace

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
    if (!entry.cells)
        fillCells(entry);
    switch (role) {
    case Qt::DisplayRole: return cell(entry, index.column());
    case FlashRole: return flashOf(entry, index.column());
    case RingRole: return index.column() == NextTry ? ringShare(entry.row.transaction) : QVariant();
    case Qt::ToolTipRole: return asToolTip(toolTip(entry, index.column()));
    case Qt::AccessibleTextRole:
        return index.column() == Severity ? statusWord(entry.row.transaction) : cell(entry, index.column());
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
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
    if (m_times == TimeStyle::Relative && (column == Created || column == Updated))
        return ageText(column == Created ? t.createdAt : t.updatedAt, m_clock.now());
    return (*entry.cells)[static_cast<std::size_t>(column)];
}

// How much of the wait is left; a wait that was made longer by hand begins full.
QVariant TransactionListModel::ringShare(const GlobalTransaction &t) const
{
    if (isFinal(t.status) || t.paused || !t.nextDueAt || !m_connected)
        return {};
    const Milliseconds left = *t.nextDueAt - m_clock.now();
    if (left <= Milliseconds{0})
        return {};
    const Milliseconds whole = std::max({left, t.retryInterval, Milliseconds{1}});
    return static_cast<double>(left.count()) / static_cast<double>(whole.count());
}

QString TransactionListModel::whyText(const GlobalTransaction &t) const
{
    if (isFinal(t.status))
        return u"–"_s;
    if (t.parked != Parked::No)
        return tr("for a person: %1").arg(wordOf(t.parked));
    const std::optional<StuckClause> clause = stuckClause(t, m_clock.now());
    if (!clause)
        return u"–"_s;
    switch (*clause) {
    case StuckClause::Failures: return tr("%n failures in a row", nullptr, t.failures);
    case StuckClause::Overdue: return tr("overdue");
    case StuckClause::PreparedTooLong: return tr("prepared, not submitted");
    case StuckClause::Age: return tr("older than %1 min").arg(stuckAge.count() / 60'000);
    }
    return {};
}

QString TransactionListModel::attemptsText(const GlobalTransaction &t) const
{
    if (t.attempts == 0)
        return u"–"_s;
    const QString number = QLocale().toString(t.attempts);
    return m_attemptsInferred ? u"≈ "_s + number : number;
}

namespace {

// What came of it in the end, in one line.
QString resultLine(const GlobalTransaction &t)
{
    if (t.forced)
        return TransactionListModel::tr("force-stopped: nothing was undone");
    if (!t.rollbackReason.isEmpty())
        return errorLine(t.rollbackReason);
    return u"–"_s;
}

} // namespace

QString TransactionListModel::nextTryText(const GlobalTransaction &t) const
{
    if (isFinal(t.status))
        return u"–"_s;
    if (t.paused)
        return tr("paused");
    if (t.parked != Parked::No)
        return tr("a person");
    if (!t.nextDueAt)
        return isForeign(t.status) ? u"–"_s : tr("running");
    if (!m_connected)
        return u"≤ 00:00 ?"_s;
    const Milliseconds left = *t.nextDueAt - m_clock.now();
    return left > Milliseconds{0} ? countdownText(left) : tr("due");
}

void TransactionListModel::fillCells(Entry &entry) const
{
    const GlobalTransaction &t = entry.row.transaction;
    const Instant now = m_clock.now();
    entry.look = statusLook(t, isStuck(t, now));
    if (!entry.cells)
        entry.cells = std::make_unique<Entry::Cells>();
    Entry::Cells &cells = *entry.cells;
    cells[Severity] = entry.look.glyph;
    cells[GidColumn] = t.gid.value;
    cells[BusinessKey] = t.businessKey.isEmpty() ? u"–"_s : t.businessKey;
    cells[Kind] = wordOf(t.kind);
    cells[Status] = entry.leftAt ? tr("now %1").arg(statusWord(t)) : statusWord(t);
    cells[WhyStuck] = whyText(t);
    cells[Failures] = t.failures > 0 ? QString::number(t.failures) : u"–"_s;
    cells[Attempts] = attemptsText(t);
    cells[LastError] = t.lastError.isEmpty() ? u"–"_s : errorLine(t.lastError);
    cells[Participants] = entry.row.participants.isEmpty() ? u"–"_s : entry.row.participants.join(u"  "_s);
    cells[Created] = timeText(t.createdAt, now, m_times, m_zone);
    cells[Updated] = timeText(t.updatedAt, now, m_times, m_zone);
    cells[Result] = resultLine(t);
}

QString TransactionListModel::whyToolTip(const GlobalTransaction &t) const
{
    if (const QString unknown = unknownOf(t); !unknown.isEmpty())
        return unknownSentence(unknown);
    const Instant now = m_clock.now();
    const std::optional<StuckClause> clause = stuckClause(t, now);
    if (t.parked != Parked::No)
        return tr("Nothing happens by itself until a person acts: %1").arg(wordOf(t.parked));
    if (!clause)
        return statusWord(t);
    switch (*clause) {
    case StuckClause::Failures: return tr("Stuck: %1 failed attempts in a row, from %2 on it counts").arg(t.failures).arg(stuckFailures);
    case StuckClause::Overdue:
        return tr("Stuck: it was due %1, and nobody took it up").arg(ageText(t.nextDueAt.value_or(now), now));
    case StuckClause::PreparedTooLong: return tr("Stuck: prepared %1, and its initiator has not submitted it").arg(ageText(t.createdAt, now));
    case StuckClause::Age: return tr("Stuck: not over after %1; from %2 on it counts").arg(durationText(Milliseconds{(now - t.createdAt).count() / 1000 * 1000}), durationText(stuckAge));
    }
    return {};
}

QString TransactionListModel::toolTip(const Entry &entry, int column) const
{
    const GlobalTransaction &t = entry.row.transaction;
    switch (column) {
    case Severity:
        if (isForeign(t.status))
            return whyToolTip(t);
        if (t.parked != Parked::No)
            return tr("waits for a person: %1").arg(wordOf(t.parked));
        return isStuck(t, m_clock.now()) ? tr("stuck: %1").arg(whyText(t)) : statusWord(t);
    case Status:
    case WhyStuck: return whyToolTip(t);
    case Attempts: return m_attemptsInferred ? tr("≈: concluded from the retry interval, this server does not count calls") : tr("calls made in all");
    case Result: return t.rollbackReason.isEmpty() ? cell(entry, column) : redactText(t.rollbackReason);
    case Failures: return tr("%1 failed in a row, %2 calls in all").arg(t.failures).arg(t.attempts);
    case LastError: return t.lastError.isEmpty() ? tr("no error") : redactText(t.lastError);
    case Created: return timeToolTip(t.createdAt, m_clock.now(), m_zone);
    case Updated: return timeToolTip(t.updatedAt, m_clock.now(), m_zone);
    case NextTry: return t.nextDueAt && !isFinal(t.status) ? timeToolTip(*t.nextDueAt, m_clock.now(), m_zone) : QString();
    case Age: return isFinal(t.status) ? tr("how long it took") : tr("since it was created");
    default: return cell(entry, column);
    }
}

QVariant TransactionListModel::headerToolTip(int section) const
{
    const auto column = static_cast<Column>(section);
    const auto offered = [this, column](Qt::SortOrder order) {
        const auto sort = serverSort(column, order);
        return sort && m_sorts.contains(*sort);
    };
    const QString sorting = offered(Qt::AscendingOrder) || offered(Qt::DescendingOrder) ? tr("A click sorts by it, on the server")
                                                                                        : tr("The server does not sort by it; right click: sort the loaded rows");
    return headerWords(section) + u'\n' + sorting;
}

QString TransactionListModel::headerWords(int section) const
{
    switch (section) {
    case Severity: return tr("state as a sign");
    case WhyStuck: return tr("which rule made it count as stuck");
    case Age: return tr("age; of a finished one, how long it took");
    case Failures: return tr("failed tries in a row");
    case Attempts: return tr("calls made in all");
    case Result: return tr("what came of it in the end");
    default: return headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    }
}

QVariant TransactionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole)
        return headerToolTip(section);
    if (role == Qt::AccessibleTextRole)
        return headerWords(section);
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case GidColumn: return tr("gid");
    case BusinessKey: return tr("business key");
    case Kind: return tr("type");
    case Status: return tr("status");
    case WhyStuck: return tr("why stuck");
    case Age: return tr("age");
    case NextTry: return tr("next try");
    case Failures: return tr("failures");
    case Attempts: return tr("calls");
    case LastError: return tr("last error");
    case Participants: return tr("participants");
    case Created: return tr("created");
    case Updated: return tr("updated");
    case Result: return tr("result");
    default: return QString();
    }
}

void TransactionListModel::setTimes(TimeStyle style, const QTimeZone &zone)
{
    m_times = style;
    m_zone = zone;
    retranslate();
}

void TransactionListModel::retranslate()
{
    for (const auto &entry : m_entries)
        entry->cells.reset();
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

} // namespace txdesk::console
