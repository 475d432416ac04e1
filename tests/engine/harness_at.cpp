// The words of the dialogues that are about AT: registrations with locks, and others who hold them.
// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

static LockedRow lockedRow(const QString &row)
{
    return {row.toUtf8().rightJustified(32, '0'), u"bank1"_s, u"account_info"_s, row};
}

bool MachineHarness::playAt(const QString &word)
{
    if (word.startsWith("taken"_L1)) {
        locks.insert(word.sliced(5), u"other"_s);
    } else if (word.startsWith("freed"_L1)) {
        locks.remove(word.sliced(5));
    } else if (word.startsWith("bad"_L1)) {
        send(BranchReport{++m_lastRequest, {word.sliced(3)}, true, u"unique key"_s});
    } else if (word.startsWith("fine"_L1)) {
        send(BranchReport{++m_lastRequest, {word.sliced(4)}, false, {}});
    } else if (word.startsWith("at"_L1) && word.size() > 2 && word[2].isDigit()) {
        const bool other = word.endsWith(u'!');
        const QString id = word.sliced(2).section(u'@', 0, 0).remove(u'!');
        const QString key = word.contains(u'@') ? word.section(u'@', 1) : id;
        send(RegisterAtRequest{++m_lastRequest, {u'r' + id, u"bank1"_s, other ? u"http://q"_s : u"http://p"_s, {lockedRow(key)}}});
    } else {
        return false;
    }
    return true;
}

QList<LockHolder> MachineHarness::holdersOf(const TransactionWrite &write) const
{
    const bool fits = row && row->transaction.status == write.expectedStatus && row->transaction.epoch == write.expectedEpoch;
    QList<LockHolder> holders;
    for (const LockedRow &one : write.locks)
        if (fits && locks.value(one.row) == u"other"_s)
            holders.append({one, {u"other"_s}, {u"01"_s}, now, TransactionStatus::Prepared});
    return holders;
}

void MachineHarness::lock(const TransactionWrite &write)
{
    for (const LockedRow &one : write.locks)
        if (!locks.contains(one.row))
            locks.insert(one.row, write.lockBranch.value);
    if (write.releasesLocks)
        locks.removeIf([](const auto &held) { return held.value() != u"other"_s; });
}

} // namespace txdesk::test
