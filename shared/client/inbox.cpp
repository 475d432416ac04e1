// Inserts, works, answers.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/inbox.h"

#include "shared/client/tx_log.h"

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype inboxTxNoMax = 64; // of the column; MySQL would cut what is longer

bool isTxNo(const QString &text)
{
    return !text.isEmpty() && text.size() <= inboxTxNoMax;
}

BranchAnswer notATxNo()
{
    return BranchAnswer::rejected(u"tx_no: expected 1 to %1 letters"_s.arg(inboxTxNoMax));
}

BranchAnswer rolledBack(const QString &txNo)
{
    return BranchAnswer::rejected(u"%1 was asked back before it committed and is rolled back for good"_s.arg(txNo));
}

} // namespace

Inbox::Inbox(QString txNo, InboxOptions options) : m_txNo(std::move(txNo)), m_options(std::move(options)) {}

BranchAnswer Inbox::once(QSqlDatabase db, const Business &business)
{
    if (!isTxNo(m_txNo))
        return notATxNo();
    return inLocalTransaction(db, [this](QSqlDatabase &inside) -> Result<Turn> {
        const Result<bool> isNew = insertTxLogRow(inside, m_options.table, m_txNo, TxLogRow::Done);
        if (!isNew)
            return tl::unexpected(isNew.error());
        if (*isNew)
            return Turn::toWork();
        const Result<TxLogRow> row = txLogRow(inside, m_options.table, m_txNo);
        if (!row)
            return tl::unexpected(row.error());
        if (*row == TxLogRow::Done)
            return Turn::past(BarrierNote::Duplicate);
        BranchAnswer answer = rolledBack(m_txNo);
        answer.barrier = BarrierNote::Late;
        return Turn::refused(std::move(answer));
    }, business);
}

BranchAnswer Inbox::answerCheckBack(QSqlDatabase db, WhenAbsent absent)
{
    if (!isTxNo(m_txNo))
        return notATxNo();
    if (absent == WhenAbsent::RollBack)
        if (const Result<bool> marked = insertTxLogRow(db, m_options.table, m_txNo, TxLogRow::Marker); !marked)
            return BranchAnswer::unknown(marked.error().message);
    // A statement of its own: in repeatable read it must see what the insert waited for.
    const Result<TxLogRow> row = txLogRow(db, m_options.table, m_txNo);
    if (!row)
        return BranchAnswer::unknown(row.error().message);
    if (*row == TxLogRow::Done)
        return BranchAnswer::succeeded();
    return *row == TxLogRow::Marker ? rolledBack(m_txNo) : BranchAnswer::ongoing(u"%1 is not known here"_s.arg(m_txNo));
}

Result<> Inbox::createTable(QSqlDatabase db, const InboxOptions &options)
{
    return createTxLog(db, options.table);
}

} // namespace txdesk::client
