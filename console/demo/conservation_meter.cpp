// A finished transaction must have moved nothing in sum and set nothing aside; an unfinished one is in flight.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/conservation_meter.h"

#include <QCoreApplication>
#include <QMap>

namespace txdesk::demo {

namespace {

struct Moved
{
    qint64 amount = 0;
    qint64 frozen = 0;
};

QString faultOf(const QString &gid, const Moved &moved)
{
    const qint64 net = moved.amount + moved.frozen;
    if (net > 0)
        return QCoreApplication::translate("ConservationMeter", "%1 came from nowhere in %2.").arg(net).arg(gid);
    if (net < 0)
        return QCoreApplication::translate("ConservationMeter", "%1 vanished in %2.").arg(-net).arg(gid);
    return QCoreApplication::translate("ConservationMeter", "%1 stay set aside for ever by %2.").arg(moved.frozen).arg(gid);
}

} // namespace

void ConservationMeter::reset(qint64 expected)
{
    m_reading = {.banks = {}, .total = expected, .expected = expected};
}

void ConservationMeter::read(const QList<BankReport> &reports, const QSet<QString> &unfinished)
{
    MeterReading next{.banks = {}, .expected = m_reading.expected, .conserved = m_reading.conserved, .fault = m_reading.fault};
    QMap<QString, Moved> movedBy;
    for (const BankReport &report : reports) {
        if (!report.accounts.isEmpty())
            next.banks.append({report.name, report.balance(), report.frozen()});
        next.frozen += report.frozen();
        next.total += report.balance() + report.frozen();
        for (const LedgerLine &line : report.ledger) {
            movedBy[line.gid].amount += line.amount;
            movedBy[line.gid].frozen += line.frozen;
        }
    }
    next.hasMoney = reports.isEmpty() || !next.banks.isEmpty();
    for (auto it = movedBy.begin(); it != movedBy.end(); ++it) {
        if (unfinished.contains(it.key()))
            next.inFlight -= it->amount + it->frozen;
        else if (next.conserved && (it->amount + it->frozen != 0 || it->frozen != 0))
            next.fault = faultOf(it.key(), *it);
        next.conserved = next.conserved && next.fault.isEmpty();
    }
    // Without ledgers what is missing is on its way as long as something may still move.
    const bool sumsOnly = std::ranges::any_of(reports, [](const BankReport &report) { return !report.hasLedger; });
    if (sumsOnly && !unfinished.isEmpty())
        next.inFlight = next.expected - next.total;
    next.total += next.inFlight;
    if (next.conserved && next.total != next.expected) {
        next.fault = QCoreApplication::translate("ConservationMeter", "There are %1, there were %2.").arg(next.total).arg(next.expected);
        next.conserved = false;
    }
    m_reading = next;
}

} // namespace txdesk::demo
