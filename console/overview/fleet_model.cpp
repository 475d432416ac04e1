// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/fleet_model.h"

#include "console/text/duration_text.h"
#include "console/text/error_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"

#include <algorithm>
#include <limits>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// Of the answered calls: a coordinator's clock may call a quick one 0.
QString msText(double ms, const ParticipantStats &p)
{
    if (ms >= 1)
        return durationText(Milliseconds{static_cast<qint64>(ms + 0.5)});
    return ms > 0 || p.msP99 > 0 || p.succeeded + p.rejected > 0 ? u"< "_s + durationText(Milliseconds{1}) : u"–"_s;
}

// What did not happen is not listed: the line must fit its column.
QString answersText(const ParticipantStats &p)
{
    QStringList parts;
    if (p.succeeded > 0)
        parts.append(FleetModel::tr("%1 ok").arg(p.succeeded));
    if (p.rejected > 0)
        parts.append(FleetModel::tr("%1 refused").arg(p.rejected));
    if (p.ongoing > 0)
        parts.append(FleetModel::tr("%1 ongoing").arg(p.ongoing));
    if (p.unknown > 0)
        parts.append(FleetModel::tr("%1 no answer").arg(p.unknown));
    const QString calls = FleetModel::tr("%n calls", nullptr, static_cast<int>(std::min<qint64>(p.calls, std::numeric_limits<int>::max())));
    return parts.isEmpty() ? calls : FleetModel::tr("%1: %2", "calls: what became of them").arg(calls, parts.join(FleetModel::tr(", ")));
}

Meaning healthOf(const ParticipantStats &p)
{
    if (p.calls == 0)
        return Meaning::Stopped;
    return p.unknown * 5 > p.calls ? Meaning::Failed : p.unknown > 0 ? Meaning::Waiting : Meaning::Succeeded;
}

} // namespace

FleetModel::FleetModel(QObject *parent) : QAbstractTableModel(parent) {}

void FleetModel::setParticipants(const QList<ParticipantStats> &participants)
{
    if (participants.size() != m_participants.size()) {
        beginResetModel();
        m_participants = participants;
        endResetModel();
        return;
    }
    m_participants = participants;
    if (!m_participants.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void FleetModel::setParticipantNames(const ParticipantNames &names)
{
    m_names = names;
    retranslate();
}

void FleetModel::retranslate()
{
    if (!m_participants.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

QString FleetModel::participantAt(int row) const
{
    return row >= 0 && row < m_participants.size() ? m_participants[row].participant : QString();
}

int FleetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_participants.size());
}

int FleetModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FleetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ParticipantStats &p = m_participants[index.row()];
    if (role == MeaningRole)
        return static_cast<int>(healthOf(p));
    if (role == Qt::ToolTipRole && index.column() == LastError)
        return asToolTip(redactText(p.lastError));
    if (role == Qt::ToolTipRole && index.column() == Answers)
        return asToolTip(answersText(p));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Participant: return named(p.participant, m_names);
    case Answers: {
        const Meaning health = healthOf(p);
        const QString glyph = health == Meaning::Failed ? u"⚠"_s : health == Meaning::Succeeded ? u"✔"_s : u"◔"_s;
        return glyph + u' ' + answersText(p);
    }
    case InFlight: return QString::number(p.inFlight);
    case Median: return msText(p.msP50, p);
    case Slowest: return msText(p.msP99, p);
    case LastError: return p.lastError.isEmpty() ? u"–"_s : errorLine(p.lastError);
    default: return {};
    }
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Participant: return tr("participant");
    case Answers: return tr("answers");
    case InFlight: return tr("in flight");
    case Median: return tr("median");
    case Slowest: return tr("p99");
    case LastError: return tr("last error");
    default: return {};
    }
}

} // namespace txdesk::console
