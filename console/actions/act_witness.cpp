// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/act_witness.h"

#include <QCryptographicHash>

namespace txdesk::console {

using namespace Qt::StringLiterals;

void ActWitness::setAudit(LocalAudit *audit, const QString &profile)
{
    m_audit = audit;
    m_profile = profile;
}

LocalRecord ActWitness::blank() const
{
    LocalRecord record;
    record.at = m_clock.now();
    record.profile = m_profile;
    if (const auto &caller = m_link.status().caller) {
        record.who = caller->name;
        record.role = nameIn(roleNames, caller->role);
    }
    return record;
}

Result<qint64> ActWitness::append(const LocalRecord &record) { return m_audit ? m_audit->append(record) : Result<qint64>(0); }

Result<qint64> ActWitness::about(const ActionRequest &request, const QString &before, const QStringList &shown, const QString &ticket)
{
    LocalRecord record = blank();
    record.verb = nameIn(actionNames, request.action);
    record.gid = request.gid.value;
    record.reason = request.reason;
    record.ticket = ticket;
    record.before = before;
    if (!shown.isEmpty())
        record.preview = QString::fromLatin1(QCryptographicHash::hash(shown.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex());
    record.request = u"%1 %2 epoch=%3"_s.arg(record.verb, request.branch.value).arg(request.expectedEpoch.value_or(-1)).simplified();
    return append(record);
}

Result<qint64> ActWitness::about(const JobOrder &order, const QStringList &shown, const QString &ticket)
{
    LocalRecord record = blank();
    record.verb = u"job."_s + nameIn(actionNames, order.action);
    record.gid = order.id;
    record.reason = order.reason;
    record.ticket = ticket;
    if (!shown.isEmpty())
        record.preview = QString::fromLatin1(QCryptographicHash::hash(shown.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex());
    record.request = u"picked=%1 frozenAt=%2 rate=%3"_s.arg(order.set.picked).arg(toMs(order.set.frozenAt)).arg(order.pace.perSecond);
    return append(record);
}

Result<qint64> ActWitness::about(const QString &verb, const QString &target, const QString &reason, const QStringList &shown)
{
    LocalRecord record = blank();
    record.verb = verb;
    record.gid = target;
    record.reason = reason;
    if (!shown.isEmpty())
        record.preview = QString::fromLatin1(QCryptographicHash::hash(shown.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex());
    return append(record);
}

void ActWitness::concluded(qint64 seq, const QString &verdict, const QString &detail, const QString &after)
{
    if (!m_audit || seq == 0)
        return;
    LocalRecord record = blank();
    record.of = seq;
    record.verdict = verdict;
    record.detail = detail.left(300);
    record.after = after;
    std::ignore = m_audit->append(record); // the act is on record; a verdict that is not changes nothing
}

} // namespace txdesk::console
