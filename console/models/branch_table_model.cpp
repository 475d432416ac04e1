// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/branch_table_model.h"

#include "console/text/call_text.h"
#include "console/text/duration_text.h"
#include "console/text/error_text.h"
#include "console/text/plain_text.h"
#include "console/text/provenance.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "shared/base/foreign_word.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

BranchTableModel::BranchTableModel(const Clock &serverClock, QObject *parent)
    : QAbstractTableModel(parent), m_clock(serverClock)
{
}

void BranchTableModel::setDetail(const TransactionDetail &detail)
{
    QList<BranchRow> rows = branchRows(detail);
    m_ends = branchEnds(detail, rows);
    m_status = detail.snapshot.transaction.status;
    m_inferred = holdsInferred(detail.events);
    if (std::exchange(m_kind, detail.snapshot.transaction.kind) != m_kind)
        emit headerDataChanged(Qt::Horizontal, Forward, Undo);
    const auto sameBranches = [](const QList<BranchRow> &a, const QList<BranchRow> &b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const BranchRow &x, const BranchRow &y) {
            return x.branch == y.branch && x.forward.kind == y.forward.kind;
        });
    };
    if (!sameBranches(rows, m_rows)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void BranchTableModel::setConnected(bool connected)
{
    m_connected = connected;
    tick();
}

void BranchTableModel::tick()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, Forward), index(rowCount() - 1, Next));
}

void BranchTableModel::retranslate()
{
    tick();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int BranchTableModel::rowOf(const BranchId &branch) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].branch == branch && !m_rows[i].asksInitiator())
            return static_cast<int>(i);
    return -1;
}

int BranchTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BranchTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BranchTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return text(index.row(), index.column());
    case Qt::ToolTipRole: return toolTip(index.row(), index.column());
    case MeaningRole: return static_cast<int>(meaning(index.row(), index.column()));
    default: return {};
    }
}

QString BranchTableModel::byHandText(int row, int column) const
{
    const bool twoPhases = hasTwoPhases(m_kind);
    const int ofWork = twoPhases ? Undo : Forward; // the column of what a person counted as done
    switch (m_ends[row].fate) {
    case BranchFate::CountedDone: return column == ofWork ? tr("▣ counted as done by hand") : QString();
    case BranchFate::CountedUndone: return column == Undo ? tr("▣ counted as undone by hand") : QString();
    case BranchFate::Kept: return column == Undo ? tr("▣ rows kept by decision") : QString();
    default: return {};
    }
}

QString BranchTableModel::text(int at, int column) const
{
    const BranchRow &row = m_rows[at];
    if (const QString byHand = byHandText(at, column); !byHand.isEmpty())
        return byHand;
    switch (column) {
    case Branch: return row.forward.kind == OpKind::Query ? u"?"_s : row.branch.value;
    case Participant: return row.participant.isEmpty() ? u"–"_s : row.participant + u"  "_s + row.path;
    case Forward: return row.forward.kind == OpKind::Resume || isForeign(row.forward.kind) ? namedOpText(row.forward) : opText(row.forward);
    case Undo: return undoText(row);
    case Tries: return triesText(row);
    case LastError: {
        const QString &error = errorOf(row);
        return error.isEmpty() ? u"–"_s : errorLine(error);
    }
    case Next: return nextText(row);
    default: return {};
    }
}

QString BranchTableModel::opText(const OpSummary &op) const
{
    if (!op.exists)
        return u"–"_s;
    if (op.reported)
        return reportedText(op);
    const QString glyph = opLook(op.kind, op.status).glyph;
    if (isForeign(op.status))
        return u"%1 %2"_s.arg(glyph, wordOf(op.status));
    if (op.calledAt && op.status == OpStatus::Prepared) {
        const Milliseconds since = std::max(m_clock.now() - *op.calledAt, Milliseconds{0});
        return m_connected ? tr("▶ calling for %1").arg(durationText(since)) : tr("▶ calling");
    }
    const QString code = shortCodeText(op.statusCode, op.outcome);
    if (op.status == OpStatus::Succeeded)
        return op.attempts > 0 && op.statusCode != answerNotKept ? u"%1 %2  %3"_s.arg(glyph, wordOf(op.status), durationText(op.took))
                               : u"%1 %2"_s.arg(glyph, wordOf(op.status));
    if (op.status == OpStatus::Failed)
        return op.attempts > 0 && op.statusCode != answerNotKept ? u"%1 %2  %3"_s.arg(glyph, wordOf(op.status), code)
                               : u"%1 %2"_s.arg(glyph, wordOf(op.status));
    if (op.attempts == 0)
        return tr("◌ not called yet");
    if (op.outcome == Outcome::Ongoing)
        return m_inferred ? tr("◔ ongoing, asked ≈ %n times", nullptr, op.attempts) : tr("◔ ongoing, asked %n times", nullptr, op.attempts);
    return (m_inferred ? tr("⟳ ≈ %n tries, last: %1", nullptr, op.attempts) : tr("⟳ %n tries, last: %1", nullptr, op.attempts)).arg(code);
}

// What the initiator tells and nobody measured. A tcc's or xa's first phase is known to be over when it asked for the second.
QString BranchTableModel::reportedText(const OpSummary &op) const
{
    if (m_kind == TransactionKind::Workflow)
        return op.status == OpStatus::Failed ? tr("✖ %1 recorded: failed").arg(wordOf(op.kind))
                                             : tr("✔ %1 recorded: done").arg(wordOf(op.kind));
    switch (m_status) {
    case TransactionStatus::Prepared: return tr("◌ registered, undecided");
    case TransactionStatus::Submitted:
    case TransactionStatus::Succeeded: return tr("✔ done, as the initiator says");
    case TransactionStatus::Aborting:
    case TransactionStatus::Failed: break;
    }
    return tr("? registered, may have run");
}

const OpSummary *BranchTableModel::second(const BranchRow &row) const
{
    if (m_kind == TransactionKind::Workflow)
        return row.undo.exists ? &row.undo : row.finish.exists ? &row.finish : nullptr;
    if (!hasTwoPhases(m_kind))
        return &row.undo;
    const bool turnedBack = m_status == TransactionStatus::Aborting || m_status == TransactionStatus::Failed;
    const bool forcedOnItsWay = turnedBack && row.finish.attempts > 0; // by force-stop, after the decision
    if (m_status == TransactionStatus::Prepared)
        return nullptr;
    return turnedBack && !forcedOnItsWay ? &row.undo : &row.finish;
}

const QString &BranchTableModel::errorOf(const BranchRow &row) const
{
    const OpSummary *op = second(row);
    return op && !op->error.isEmpty() ? op->error : row.forward.error;
}

// Its glyph comes first, then which op of the column it speaks of: "✔ confirm · done".
QString BranchTableModel::namedOpText(const OpSummary &op) const
{
    const QString words = opText(op);
    return u"%1 %2 · %3"_s.arg(words.section(u' ', 0, 0), wordOf(op.kind), words.section(u' ', 1));
}

QString BranchTableModel::secondPhaseText(const BranchRow &row) const
{
    if (row.asksInitiator())
        return u"–"_s;
    const OpSummary *op = second(row);
    if (m_kind == TransactionKind::Workflow)
        return op ? opText(*op) : u"–"_s;
    if (!op)
        return tr("– waits for the decision");
    if (op->exists && !op->callable)
        return tr("– %1: nothing to call").arg(wordOf(op->kind));
    return namedOpText(*op);
}

QString BranchTableModel::undoText(const BranchRow &row) const
{
    if (hasTwoPhases(m_kind) || m_kind == TransactionKind::Workflow)
        return secondPhaseText(row);
    if (!row.undo.exists || !row.undo.callable)
        return m_kind == TransactionKind::Saga ? tr("– has no compensation") : tr("– nothing to undo");
    const bool turnedBack = m_status == TransactionStatus::Aborting || m_status == TransactionStatus::Failed;
    if (row.undo.attempts == 0 && row.undo.status == OpStatus::Prepared && !turnedBack)
        return tr("– only if it turns back");
    if (row.undo.attempts == 0 && row.undo.status == OpStatus::Prepared && m_status == TransactionStatus::Failed)
        return tr("– not undone");
    return opText(row.undo);
}

const OpSummary &BranchTableModel::busiest(const BranchRow &row) const
{
    const OpSummary *op = second(row);
    return op && op->attempts >= row.forward.attempts ? *op : row.forward;
}

QString BranchTableModel::triesText(const BranchRow &row) const
{
    const OpSummary &op = busiest(row);
    if (op.attempts == 0)
        return u"–"_s;
    const QString count = (m_inferred ? u"≈ "_s : QString()) + QString::number(op.attempts);
    const QString cadence = cadenceText(op.gaps);
    return cadence.isEmpty() ? count : count + u"  "_s + cadence;
}

// How much of the wait is over, in quarters.
QString BranchTableModel::ringOf(const BranchRow &row) const
{
    static constexpr std::array rings{u'○', u'◔', u'◑', u'◕', u'●'};
    const std::optional<Instant> &since = busiest(row).answeredAt;
    if (!row.next->at || !since || *row.next->at <= *since)
        return QString(QChar(rings[1]));
    const double share = static_cast<double>((m_clock.now() - *since).count()) / static_cast<double>((*row.next->at - *since).count());
    return QString(QChar(rings[static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * 4)]));
}

QString BranchTableModel::nextText(const BranchRow &row) const
{
    if (!row.next)
        return u"–"_s;
    const QString what = wordOf(row.next->op);
    if (!row.next->at)
        return u"▷ "_s + (row.next->certain ? what : tr("%1, perhaps").arg(what));
    if (!m_connected)
        return u"◔ "_s + what + u"  ≤ 00:00 ?"_s;
    const Milliseconds left = *row.next->at - m_clock.now();
    return ringOf(row) + u' ' + what + u"  "_s + (left > Milliseconds{0} ? countdownText(left) : tr("due"));
}

QString BranchTableModel::toolTip(int at, int column) const
{
    const BranchRow &row = m_rows[at];
    QString tip;
    if (column == Tries) {
        tip = (m_inferred ? u"≈ "_s : QString()) + tr("%n calls", nullptr, busiest(row).attempts);
        QStringList gaps;
        for (const Milliseconds gap : busiest(row).gaps)
            gaps.append(durationText(gap));
        if (!gaps.isEmpty())
            tip += u'\n' + tr("from one to the next: %1").arg(gaps.join(u", "_s));
        if (m_inferred)
            tip += u'\n' + tr("≈ concluded from what the back end stores, not counted");
    } else if (column == Next && row.next) {
        tip = engineSentence(row.next->why);
        if (row.next->at)
            tip += u'\n' + timeToolTip(*row.next->at, m_clock.now());
    } else if (column == LastError) {
        tip = redactText(errorOf(row));
    } else if (column == Forward || column == Undo) {
        const OpSummary *op = column == Forward ? &row.forward : second(row);
        tip = text(at, column);
        if (op && op->barrier != BarrierNote::None)
            tip += u'\n' + wordOf(op->barrier, op->kind);
    } else {
        tip = text(at, column);
    }
    return asToolTip(tip);
}

Meaning BranchTableModel::meaning(int at, int column) const
{
    const BranchRow &row = m_rows[at];
    if (!byHandText(at, column).isEmpty())
        return Meaning::Stopped;
    if (column == Next && row.next)
        return row.next->at ? Meaning::Waiting : Meaning::Stopped;
    if (column != Forward && column != Undo)
        return Meaning::Stopped;
    const OpSummary *shown = column == Undo ? second(row) : &row.forward;
    if (!shown)
        return Meaning::Waiting;
    const OpSummary &op = *shown;
    if (op.reported && hasTwoPhases(m_kind))
        return m_status == TransactionStatus::Prepared ? Meaning::Waiting : Meaning::Stopped;
    if (op.reported)
        return opLook(op.kind, op.status).meaning;
    if (!op.exists || (op.attempts == 0 && op.status == OpStatus::Prepared && !op.calledAt))
        return Meaning::Stopped;
    if (op.status != OpStatus::Prepared)
        return opLook(op.kind, op.status).meaning;
    if (op.calledAt)
        return isUndo(op.kind) ? Meaning::Compensating : Meaning::Running;
    return op.outcome ? outcomeLook(*op.outcome).meaning : Meaning::Waiting;
}

QVariant BranchTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Branch: return tr("#");
    case Participant: return tr("participant");
    case Forward: return forwardWord(m_kind);
    case Undo: return secondWord(m_kind);
    case Tries: return tr("tries");
    case LastError: return tr("last error");
    case Next: return tr("next");
    default: return {};
    }
}

} // namespace txdesk::console
