// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_rules.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

QList<AuditRecord> asList(const Audit &audit)
{
    return audit ? QList<AuditRecord>{*audit} : QList<AuditRecord>();
}

} // namespace

QList<AuditRecord> recordsOf(const StoreRequest &request)
{
    return std::visit(
        [](const auto &one) -> QList<AuditRecord> {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, TransactionWrite>)
                return one.audit;
            else if constexpr (requires { one.audit; })
                return asList(one.audit);
            else if constexpr (requires { one.record; })
                return {one.record};
            else
                return {};
        },
        request);
}

bool isDone(const StoreAnswer &answer)
{
    if (const auto *removed = std::get_if<Removed>(&answer))
        return removed->count > 0;
    return std::holds_alternative<engine::WriteDone>(answer) || std::holds_alternative<KvStored>(answer)
        || std::holds_alternative<Hastened>(answer) || std::holds_alternative<Kept>(answer);
}

void fillIn(QList<AuditRecord> &records, const StoreAnswer &answer)
{
    const auto *hastened = std::get_if<Hastened>(&answer);
    for (AuditRecord &record : records)
        if (hastened && record.after.isEmpty())
            record.after = u"%1 transactions due at once"_s.arg(hastened->gids.size());
}

qsizetype trimmable(const QList<OldRecord> &oldest, Instant before)
{
    qsizetype count = 0;
    bool worthIt = false;
    while (count < oldest.size() && oldest[count].at < before)
        worthIt = !oldest[count++].isTrim || worthIt;
    return worthIt ? count : 0;
}

AuditRecord trimRecord(const QString &chain, const OldRecord &last, qint64 count, Instant now)
{
    AuditRecord record;
    record.at = now;
    record.by.actor = u"(server)"_s;
    record.action = trimAction;
    record.target = chain;
    record.reason = u"older than the retention time"_s;
    record.before = u"%1 records up to seq %2"_s.arg(count).arg(last.seq);
    record.after = u"seq=%1 mac=%2"_s.arg(last.seq).arg(QString::fromLatin1(last.mac.toHex()));
    return record;
}

std::optional<AuditHead> trimmedHead(const AuditRecord &record)
{
    const QStringList parts = record.after.split(u' ');
    if (record.action != trimAction || parts.size() != 2 || !parts[0].startsWith("seq="_L1) || !parts[1].startsWith("mac="_L1))
        return std::nullopt;
    AuditHead head{parts[0].mid(4).toLongLong(), QByteArray::fromHex(parts[1].mid(4).toLatin1())};
    return head.seq > 0 && head.mac.size() == 32 ? std::optional(head) : std::nullopt;
}

} // namespace txdesk::store
