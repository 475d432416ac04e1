// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_verify.h"

#include "server/store/audit_rules.h"

#include <limits>
#include <utility>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int walkStep = 1000;
constexpr int lookAhead = 200; // records behind a bad one that tell what happened to it
constexpr Milliseconds leaseSlack{60'000};

AuditRecord movedTo(AuditRecord record, qint64 seq)
{
    record.seq = seq;
    return record;
}

// What happened to `bad`, which stands where `head` + 1 should.
AuditDamage damageOf(const QByteArray &key, const AuditHead &head, const AuditRecord &bad, const QList<AuditRecord> &behind, bool isFirst)
{
    const qint64 expected = head.seq + 1;
    if (bad.seq > expected)
        return AuditDamage::Deleted;
    for (const AuditRecord &other : behind) {
        if (!fitsSeal(key, head.mac, movedTo(other, expected)))
            continue; // `other` belongs here
        const bool changedPlaces = other.seq > expected + 1 || fitsSeal(key, other.mac, movedTo(bad, expected + 1));
        return changedPlaces ? AuditDamage::Swapped : AuditDamage::Inserted;
    }
    if (!behind.isEmpty() && fitsSeal(key, bad.mac, movedTo(behind.constFirst(), behind.constFirst().seq + 1)))
        return AuditDamage::Deleted; // and the rest was numbered anew
    bool anyFits = false;
    const AuditRecord *before = &bad;
    for (const AuditRecord &other : behind) {
        anyFits = anyFits || fitsSeal(key, before->mac, other);
        before = &other;
    }
    return isFirst && !behind.isEmpty() && !anyFits ? AuditDamage::WrongKey : AuditDamage::Changed;
}

QString textOf(AuditDamage damage)
{
    switch (damage) {
    case AuditDamage::Changed: return u"the record does not fit its seal"_s;
    case AuditDamage::Deleted: return u"the record is missing"_s;
    case AuditDamage::Inserted: return u"a record stands here that was never recorded"_s;
    case AuditDamage::Swapped: return u"records have changed places"_s;
    case AuditDamage::Truncated: return u"the anchor knows later records, which are missing"_s;
    case AuditDamage::Restored: return u"an older state of the database was restored"_s;
    case AuditDamage::WrongKey: return u"the key is not the one that this chain was sealed with"_s;
    }
    return {};
}

AuditFault fault(const QString &chain, qint64 seq, AuditDamage damage)
{
    return {chain, seq, damage, textOf(damage)};
}

QList<AuditRecord> ofChain(QList<AuditRecord> records, const QString &chain)
{
    records.removeIf([&chain](const AuditRecord &record) { return record.chain != chain; });
    return records;
}

// The end that the anchor knows is not there. A database that nobody drove since has not lost only that.
Result<AuditDamage> damageOfEnd(TransactionReader &reader, const AuditAnchor &anchor)
{
    const Result<QList<NodeInfo>> nodes = reader.nodes(anchor.at);
    if (!nodes)
        return tl::unexpected(nodes.error());
    for (const NodeInfo &node : *nodes)
        if (node.node == anchor.chain && node.leaseUntil + leaseSlack < anchor.at)
            return AuditDamage::Restored;
    return AuditDamage::Truncated;
}

// What the newest trim on record left. That record is verified in its place, later on.
Result<AuditHead> trimmedOf(TransactionReader &reader, const QString &chain)
{
    AuditFilter filter;
    filter.action = trimAction;
    QString position;
    do {
        const Result<AuditPage> page = reader.audit(filter, position, walkStep);
        if (!page)
            return tl::unexpected(page.error());
        for (const AuditRecord &record : page->records)
            if (record.chain == chain && record.target == chain)
                return trimmedHead(record).value_or(AuditHead());
        position = page->next;
    } while (!position.isEmpty());
    return AuditHead();
}

class Verification
{
public:
    Verification(TransactionReader &reader, const AuditKeys &keys, const QList<AuditAnchor> &anchors) : m_reader(reader), m_keys(keys)
    {
        for (const AuditAnchor &anchor : anchors)
            m_anchors.insert(anchor.chain, anchor);
    }

    Result<AuditVerdict> run()
    {
        QString chain;
        qint64 after = 0;
        for (;;) {
            const Result<QList<AuditRecord>> records = m_reader.auditAfter(chain, after, walkStep);
            if (!records)
                return tl::unexpected(records.error());
            for (const AuditRecord &record : *records) {
                if (m_bad && record.chain == m_current)
                    continue;
                if (const Result<> done = take(record); !done)
                    return tl::unexpected(done.error());
            }
            if (records->size() < walkStep)
                break;
            chain = records->constLast().chain;
            after = m_bad && chain == m_current ? std::numeric_limits<qint64>::max() : records->constLast().seq;
        }
        if (const Result<> done = endChain(); !done)
            return tl::unexpected(done.error());
        return endAll();
    }

private:
    Result<> take(const AuditRecord &record)
    {
        if (!m_begun || record.chain != m_current) {
            if (const Result<> ended = endChain(); !ended)
                return ended;
            if (const Result<> begun = beginChain(record); !begun)
                return begun;
            if (m_bad)
                return {};
        }
        VerifiedChain &chain = m_verdict.chains.last();
        if (record.seq != chain.head.seq + 1 || !fitsSeal(m_key, chain.head.mac, record))
            return tell(record);
        chain.head = {record.seq, record.mac};
        ++m_verdict.records;
        const auto anchor = m_anchors.constFind(m_current);
        if (anchor != m_anchors.cend() && anchor->head.seq == record.seq && anchor->head.mac != record.mac)
            add(fault(m_current, record.seq, AuditDamage::Restored)); // and went on
        return {};
    }

    Result<> beginChain(const AuditRecord &first)
    {
        m_begun = true;
        m_bad = false;
        m_current = first.chain;
        m_key = m_keys.of(m_current);
        m_verdict.chains.append({m_current, first.seq, {}});
        const auto anchor = m_anchors.constFind(m_current);
        if (anchor != m_anchors.cend() && !anchor->key.isEmpty() && anchor->key != auditKeyName(m_key)) {
            add(fault(m_current, first.seq, AuditDamage::WrongKey));
            return {};
        }
        if (first.seq <= 1)
            return {};
        const Result<AuditHead> trimmed = trimmedOf(m_reader, m_current);
        if (!trimmed)
            return tl::unexpected(trimmed.error());
        m_verdict.chains.last().head = *trimmed;
        if (trimmed->seq + 1 != first.seq)
            add(fault(m_current, trimmed->seq + 1, AuditDamage::Deleted));
        return {};
    }

    Result<> tell(const AuditRecord &bad)
    {
        const VerifiedChain &chain = m_verdict.chains.constLast();
        const Result<QList<AuditRecord>> behind = m_reader.auditAfter(m_current, bad.seq, lookAhead);
        if (!behind)
            return tl::unexpected(behind.error());
        const bool isFirst = chain.head.seq + 1 == chain.first;
        const AuditDamage damage = damageOf(m_key, chain.head, bad, ofChain(*behind, m_current), isFirst);
        add(fault(m_current, bad.seq < chain.head.seq + 1 ? bad.seq : chain.head.seq + 1, damage));
        return {};
    }

    Result<> endChain()
    {
        const auto anchor = m_anchors.constFind(m_current);
        if (!m_begun || m_bad || anchor == m_anchors.cend())
            return {};
        const qint64 last = m_verdict.chains.constLast().head.seq;
        if (last >= anchor->head.seq)
            return {};
        const Result<AuditDamage> damage = damageOfEnd(m_reader, *anchor);
        if (!damage)
            return tl::unexpected(damage.error());
        add(fault(m_current, last + 1, *damage));
        return {};
    }

    Result<AuditVerdict> endAll()
    {
        for (const AuditAnchor &anchor : std::as_const(m_anchors)) {
            const bool isThere = std::ranges::any_of(m_verdict.chains, [&](const VerifiedChain &chain) { return chain.chain == anchor.chain; });
            if (isThere || anchor.head.seq == 0)
                continue;
            const Result<AuditDamage> damage = damageOfEnd(m_reader, anchor);
            if (!damage)
                return tl::unexpected(damage.error());
            m_verdict.faults.append(fault(anchor.chain, anchor.head.seq - anchor.count + 1, *damage));
        }
        return std::move(m_verdict);
    }

    void add(AuditFault &&found)
    {
        m_bad = true;
        m_verdict.faults.append(std::move(found));
    }

    TransactionReader &m_reader;
    const AuditKeys &m_keys;
    QMap<QString, AuditAnchor> m_anchors;
    AuditVerdict m_verdict;
    QString m_current;
    QByteArray m_key;
    bool m_begun = false;
    bool m_bad = false; // the chain that is being read has its fault
};

} // namespace

Result<AuditVerdict> verifyAudit(TransactionReader &reader, const AuditKeys &keys, const QList<AuditAnchor> &anchors)
{
    return Verification(reader, keys, anchors).run();
}

namespace {

// The anchor's record has left by its age, and nobody has recorded anything since: the chain is followed from where the
// trim says that it begins. The trim's own record is verified on the way.
Result<std::optional<AuditHead>> trimmedSince(TransactionReader &reader, const AuditAnchor &anchor, const QList<AuditRecord> &records)
{
    if (records.isEmpty() || records.constFirst().seq <= anchor.head.seq)
        return std::nullopt;
    const Result<AuditHead> trimmed = trimmedOf(reader, anchor.chain);
    if (!trimmed)
        return tl::unexpected(trimmed.error());
    const bool fits = trimmed->seq > anchor.head.seq || *trimmed == anchor.head;
    return fits && trimmed->seq + 1 == records.constFirst().seq ? std::optional(*trimmed) : std::nullopt;
}

// The record that the anchor knows is not where it was.
Result<std::optional<AuditFault>> lostAnchor(TransactionReader &reader, const AuditAnchor &anchor, const QList<AuditRecord> &records)
{
    if (!records.isEmpty())
        return fault(anchor.chain, anchor.head.seq, records.constFirst().seq == anchor.head.seq ? AuditDamage::Restored : AuditDamage::Deleted);
    const Result<AuditTail> tail = reader.auditTail(anchor.chain);
    const Result<AuditDamage> damage = damageOfEnd(reader, anchor);
    if (!tail || !damage)
        return tl::unexpected(tail ? damage.error() : tail.error());
    return fault(anchor.chain, tail->head.seq + 1, *damage);
}

} // namespace

Result<std::optional<AuditFault>> verifySince(TransactionReader &reader, const QByteArray &key, const AuditAnchor &anchor)
{
    if (anchor.key != auditKeyName(key))
        return fault(anchor.chain, anchor.head.seq, AuditDamage::WrongKey);
    AuditHead head = anchor.head;
    bool anchored = head.seq == 0;
    for (;;) {
        const Result<QList<AuditRecord>> some = reader.auditAfter(anchor.chain, anchored ? head.seq : head.seq - 1, walkStep);
        if (!some)
            return tl::unexpected(some.error());
        QList<AuditRecord> records = ofChain(*some, anchor.chain);
        const qsizetype found = records.size();
        if (!anchored && found > 0 && records.constFirst().seq == head.seq && records.constFirst().mac == head.mac) {
            records.removeFirst();
        } else if (!anchored) {
            const Result<std::optional<AuditHead>> trimmed = trimmedSince(reader, anchor, records);
            if (!trimmed)
                return tl::unexpected(trimmed.error());
            if (!*trimmed)
                return lostAnchor(reader, anchor, records);
            head = **trimmed;
        }
        for (const AuditRecord &record : std::as_const(records)) {
            if (record.seq != head.seq + 1 || !fitsSeal(key, head.mac, record))
                return fault(anchor.chain, head.seq + 1, damageOf(key, head, record, {}, false));
            head = {record.seq, record.mac};
        }
        anchored = true;
        if (found < walkStep)
            return std::nullopt;
    }
}

} // namespace txdesk::store
