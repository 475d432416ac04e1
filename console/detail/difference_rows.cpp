// What differs between two transactions of one shape, as a table.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/compare_tab.h"
#include "console/models/branch_rows.h"
#include "console/models/line_diff.h"
#include "console/models/payload_text.h"
#include "console/text/call_text.h"
#include "console/text/duration_text.h"
#include "console/text/words.h"
#include "console/timeline/sequence_compare.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

struct Differences
{
    Q_DECLARE_TR_FUNCTIONS(Differences)
};

QString factorText(double factor) { return u"×"_s + QString::number(factor, 'f', factor < 10 ? 1 : 0); }

// Of two durations, when one is much longer: as the clock glyph of the diagram decides it.
PlainRow timeRow(const QString &key, const QString &what, Milliseconds left, Milliseconds right)
{
    const auto a = static_cast<double>(std::max<qint64>(1, left.count())), b = static_cast<double>(std::max<qint64>(1, right.count()));
    const double factor = std::max(a, b) / std::min(a, b);
    const bool slower = factor >= slowerFrom && std::max(left, right) - std::min(left, right) >= slowerAtLeast;
    PlainCell words{.text = Differences::tr("✔ about the same"), .meaning = Meaning::Stopped};
    if (slower)
        words = {.text = left > right ? Differences::tr("◔ slower here") : Differences::tr("◔ faster here"), .meaning = Meaning::Waiting};
    return {key, {{.text = what}, {.text = durationText(left)}, {.text = durationText(right)}, {.text = slower ? factorText(factor) : u"–"_s}, words}};
}

QString resultOf(const OpSummary &op)
{
    if (!op.exists || op.attempts == 0)
        return u"–"_s;
    const QString code = shortCodeText(op.statusCode, op.outcome);
    return u"%1 %2"_s.arg(wordOf(op.status), op.status == OpStatus::Succeeded ? QString() : code).trimmed();
}

void appendOp(QList<PlainRow> &rows, const BranchRow &branch, const OpSummary &left, const OpSummary &right)
{
    if ((!left.exists || left.attempts == 0) && (!right.exists || right.attempts == 0))
        return;
    const QString name = branch.asksInitiator() ? wordOf(left.kind) : branch.branch.value + u' ' + wordOf(left.kind);
    if (resultOf(left) != resultOf(right))
        rows.append({name + "/result"_L1,
                     {{.text = Differences::tr("%1: result").arg(name)},
                      {.text = resultOf(left)},
                      {.text = resultOf(right)},
                      {.text = u"–"_s},
                      {.text = left.attempts == 0    ? Differences::tr("✖ not called here")
                               : right.attempts == 0 ? Differences::tr("✖ called only here")
                                                     : Differences::tr("✖ another result"),
                       .meaning = Meaning::Failed}}});
    if (left.attempts != right.attempts && left.attempts > 0 && right.attempts > 0)
        rows.append({name + "/attempts"_L1,
                     {{.text = Differences::tr("%1: attempts").arg(name)},
                      {.text = QString::number(left.attempts)},
                      {.text = QString::number(right.attempts)},
                      {.text = u"–"_s},
                      {.text = left.attempts > right.attempts ? Differences::tr("⟳ more tries here") : Differences::tr("⟳ fewer tries here"),
                       .meaning = Meaning::Waiting}}});
    if (left.attempts > 0 && right.attempts > 0 && left.outcome && right.outcome)
        rows.append(timeRow(name + "/time"_L1, Differences::tr("%1: last call took").arg(name), left.took, right.took));
}

QByteArray payloadOf(const TransactionDetail &detail, const BranchId &branch)
{
    for (const BranchOp &op : detail.snapshot.ops)
        if (op.branch == branch && !op.payload.isEmpty())
            return op.payload;
    return {};
}

void appendPayload(QList<PlainRow> &rows, const BranchId &branch, const TransactionDetail &left, const TransactionDetail &right)
{
    const QByteArray a = payloadOf(left, branch), b = payloadOf(right, branch);
    if (a.isEmpty() || b.isEmpty() || a == b)
        return;
    const qsizetype lines = lineDiff(readablePayload(a).text, readablePayload(b).text).differences();
    rows.append({branch.value + "/payload"_L1,
                 {{.text = Differences::tr("%1: request").arg(branch.value)},
                  {.text = QLocale().formattedDataSize(a.size())},
                  {.text = QLocale().formattedDataSize(b.size())},
                  {.text = u"–"_s},
                  {.text = Differences::tr("▶ %n places differ", nullptr, static_cast<int>(lines)), .meaning = Meaning::Running}}});
}

Milliseconds tookOf(const TransactionDetail &detail)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    return std::max(t.succeededAt.value_or(t.rolledBackAt.value_or(t.updatedAt)) - t.createdAt, Milliseconds{0});
}

} // namespace

QList<PlainRow> differenceRows(const TransactionDetail &left, const TransactionDetail &right)
{
    QList<PlainRow> rows{timeRow(u"whole"_s, Differences::tr("whole transaction"), tookOf(left), tookOf(right))};
    const QList<BranchRow> others = branchRows(right);
    for (const BranchRow &row : branchRows(left)) {
        const auto other = std::find_if(others.cbegin(), others.cend(), [&row](const BranchRow &each) {
            return each.branch == row.branch && each.asksInitiator() == row.asksInitiator();
        });
        BranchRow none;
        none.branch = row.branch;
        const BranchRow &twin = other == others.cend() ? none : *other;
        appendOp(rows, row, row.forward, twin.forward);
        appendOp(rows, row, row.finish, twin.finish);
        appendOp(rows, row, row.undo, twin.undo);
        appendPayload(rows, row.branch, left, right);
    }
    return rows;
}

} // namespace txdesk::console
