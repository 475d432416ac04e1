// The checks of each op. Every op inserts first and reads afterwards: the primary key decides between two that come at once.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/tcc_log.h"

#include "shared/client/tx_log.h"

#include <QCryptographicHash>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype txNoMax = 64; // of the column

struct TccLogDesk
{
    QSqlDatabase &db;
    const TccLogTables &tables;
    QString txNo;

    [[nodiscard]] Result<bool> insert(const QString &table, TxLogRow row = TxLogRow::Done) const { return insertTxLogRow(db, table, txNo, row); }
    [[nodiscard]] Result<TxLogRow> find(const QString &table) const { return txLogRow(db, table, txNo); }
    [[nodiscard]] Turn refused(QLatin1StringView why) const { return Turn::refused(BranchAnswer::unknown(u"%1 of %2"_s.arg(why, txNo))); }

    [[nodiscard]] Result<Turn> enterTry() const
    {
        const Result<bool> isNew = insert(tables.tried);
        if (!isNew)
            return tl::unexpected(isNew.error());
        if (*isNew)
            return Turn::toWork();
        return find(tables.tried).map([](TxLogRow row) { return Turn::past(row == TxLogRow::Marker ? BarrierNote::Late : BarrierNote::Duplicate); });
    }

    [[nodiscard]] Result<Turn> enterConfirm() const
    {
        const Result<bool> isNew = insert(tables.confirmed);
        const Result<TxLogRow> tried = isNew ? find(tables.tried) : tl::unexpected(isNew.error());
        const Result<TxLogRow> cancelled = tried ? find(tables.cancelled) : tl::unexpected(tried.error());
        if (!cancelled)
            return tl::unexpected(cancelled.error());
        if (!*isNew)
            return Turn::past(BarrierNote::Duplicate);
        if (*cancelled != TxLogRow::Absent)
            return refused("a confirm after the cancel"_L1);
        return *tried == TxLogRow::Done ? Turn::toWork() : refused("a confirm without the try"_L1);
    }

    // The marker waits for a try that is still open, and turns away one that is still to come.
    [[nodiscard]] Result<Turn> enterCancel() const
    {
        const Result<bool> tryWasAbsent = insert(tables.tried, TxLogRow::Marker);
        const Result<bool> isNew = tryWasAbsent ? insert(tables.cancelled) : tryWasAbsent;
        const Result<TxLogRow> confirmed = isNew ? find(tables.confirmed) : tl::unexpected(isNew.error());
        if (!confirmed)
            return tl::unexpected(confirmed.error());
        if (*confirmed != TxLogRow::Absent)
            return refused("a cancel after the confirm"_L1);
        if (!*isNew)
            return Turn::past(BarrierNote::Duplicate);
        return *tryWasAbsent ? Turn::past(BarrierNote::Empty) : Turn::toWork();
    }
};

} // namespace

TccLog::TccLog(TransactionContext context, TccLogTables tables) : m_context(std::move(context)), m_tables(std::move(tables)) {}

Result<TccLog> TccLog::from(const http::Request &request, TccLogTables tables)
{
    const Result<TransactionContext> context = TransactionContext::from(request);
    if (!context)
        return tl::unexpected(context.error());
    return TccLog(*context, std::move(tables));
}

// No two branches have one number: the last slash ends the gid, and a hash is as long as no other number.
QString TccLog::txNo() const
{
    const QString gid = m_context.gid.value;
    const QString branch = m_context.branch.value;
    const QString number = gid + u'/' + branch;
    if (number.size() < txNoMax && !branch.contains(u'/'))
        return number;
    const QByteArray both = QByteArray::number(gid.toUtf8().size()) + ':' + gid.toUtf8() + branch.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(both, QCryptographicHash::Sha256).toHex());
}

BranchAnswer TccLog::call(QSqlDatabase db, const Business &business)
{
    const QString &op = m_context.op;
    if (op != "try"_L1 && op != "confirm"_L1 && op != "cancel"_L1)
        return BranchAnswer::rejected(u"op: expected try, confirm or cancel, not %1"_s.arg(op.left(64)));
    return inLocalTransaction(db, [this, &op](QSqlDatabase &inside) {
        const TccLogDesk desk{inside, m_tables, txNo()};
        return op == "try"_L1 ? desk.enterTry() : op == "confirm"_L1 ? desk.enterConfirm() : desk.enterCancel();
    }, business);
}

Result<> TccLog::createTables(QSqlDatabase db, const TccLogTables &tables)
{
    for (const QString &table : {tables.tried, tables.confirmed, tables.cancelled})
        if (Result<> made = createTxLog(db, table); !made)
            return made;
    return {};
}

} // namespace txdesk::client
