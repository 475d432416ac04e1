// Adds up all money there is and tells when some was created or lost.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/bank_report.h"

#include <QSet>
#include <QStringList>

namespace txdesk::demo {

struct MeterReading
{
    struct Bank
    {
        QString name;
        qint64 balance = 0;
        qint64 frozen = 0;

        friend bool operator==(const Bank &, const Bank &) = default;
    };
    QList<Bank> banks;
    qint64 frozen = 0;   // set aside, in all banks
    qint64 inFlight = 0; // taken by an unfinished transaction from one bank and not yet given to another
    qint64 total = 0;    // balances + frozen + in flight
    qint64 expected = 0; // what there was at the beginning
    bool conserved = true;
    QString fault{};     // the first thing that went wrong, a sentence; empty while conserved
    QStringList silent{}; // who did not answer: the rest is the last reading
    bool hasMoney = true; // false: nobody in this play has an account

    friend bool operator==(const MeterReading &, const MeterReading &) = default;
};

// Invariant: once red, red until reset().
class ConservationMeter
{
public:
    void reset(qint64 expected); // a new play begins with so much money
    void expectMore(qint64 money) { m_reading.expected += money; } // it came from outside, or went there
    // `unfinished`: transactions that may still move money. They must have been read before the reports were.
    void read(const QList<BankReport> &reports, const QSet<QString> &unfinished);
    void missed(const QStringList &silent) { m_reading.silent = silent; } // no reading now
    [[nodiscard]] const MeterReading &reading() const { return m_reading; }

private:
    MeterReading m_reading;
};

} // namespace txdesk::demo
