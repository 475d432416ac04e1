// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/audit_model.h"

#include "console/text/foreign_text.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype auditCellMax = 300; // characters; the detail has the rest

QString dashIfEmpty(const QString &text) { return text.isEmpty() ? u"–"_s : text; }
} // namespace

AuditModel::AuditModel(QObject *parent) : QAbstractTableModel(parent) {}

void AuditModel::clear()
{
    beginResetModel();
    m_records.clear();
    endResetModel();
}

void AuditModel::append(const QList<AuditRecord> &records)
{
    if (records.isEmpty())
        return;
    const int before = rowCount();
    beginInsertRows({}, before, before + static_cast<int>(records.size()) - 1);
    m_records.append(records);
    endInsertRows();
}

void AuditModel::setTimes(TimeStyle style, const QTimeZone &zone)
{
    m_times = style;
    m_zone = zone;
    retranslate();
}

void AuditModel::retranslate()
{
    if (!m_records.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AuditRecord &record = m_records[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return oneLine(text(record, index.column()), auditCellMax);
    case Qt::ToolTipRole: return asToolTip(text(record, index.column()));
    case MeaningRole:
        return static_cast<int>(isForeign(record.result)              ? Meaning::Stopped
                                : record.result == AuditResult::Done ? Meaning::Succeeded
                                                                     : Meaning::Failed);
    default: return {};
    }
}

QString AuditModel::text(const AuditRecord &record, int column) const
{
    switch (column) {
    case At: return dateTimeText(record.at, m_zone);
    case Actor: return dashIfEmpty(record.by.actor);
    case RoleOf: return wordOf(record.by.role);
    case Act: return record.action;
    case About: return dashIfEmpty(record.gid.isEmpty() ? record.target : record.gid);
    case Outcome:
        if (isForeign(record.result))
            return u"? "_s + foreignText(record.result);
        return record.result == AuditResult::Done ? tr("✔ done") : tr("✖ refused");
    case Reason: return dashIfEmpty(record.reason);
    default: return {};
    }
}

QString AuditModel::wholeText(int row) const
{
    if (row < 0 || row >= m_records.size())
        return {};
    const AuditRecord &r = m_records[row];
    const QList<std::pair<QString, QString>> lines{
        {tr("time"), text(r, At)}, {tr("who"), r.by.actor},         {tr("role"), text(r, RoleOf)},
        {tr("token"), r.by.tokenId},             {tr("address"), r.by.address},   {tr("action"), r.action},
        {tr("gid"), r.gid},                      {tr("target"), r.target},        {tr("result"), text(r, Outcome)},
        {tr("reason"), r.reason},                {tr("before"), r.before},        {tr("after"), r.after},
        {tr("request"), r.by.requestId},         {tr("record"), r.chain + u" #"_s + QString::number(r.seq)},
        {tr("seal"), QString::fromLatin1(r.mac.toHex())}};
    QString whole;
    for (const auto &[name, value] : lines)
        whole += name + u": "_s + dashIfEmpty(visibleText(value)) + u'\n';
    return whole;
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At: return tr("time");
    case Actor: return tr("who");
    case RoleOf: return tr("role");
    case Act: return tr("action");
    case About: return tr("transaction or target");
    case Outcome: return tr("result");
    case Reason: return tr("reason");
    default: return {};
    }
}

} // namespace txdesk::console
