// What a bank tells of itself at GET /accounts, and a service of the tutorials at GET /state.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"
#include "shared/model/vocabulary.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace txdesk::demo {

struct Account
{
    qint64 account = 0;
    qint64 balance = 0;
    qint64 frozen = 0; // set aside

    friend bool operator==(const Account &, const Account &) = default;
};

struct LedgerLine
{
    QString gid;
    QString branch;
    QString op;
    int n = 0;         // the how manyth time this op of this branch took effect
    qint64 amount = 0; // change of a balance
    qint64 frozen = 0; // change of what is set aside

    friend bool operator==(const LedgerLine &, const LedgerLine &) = default;
};

// A call the bank has worked: also one whose answer nobody waited for.
struct Visit
{
    QString gid;
    QString branch;
    QString op;
    QString path;
    int status = 0;
    BarrierNote barrier = BarrierNote::None;

    friend bool operator==(const Visit &, const Visit &) = default;
};

struct BankReport
{
    QString name;
    QList<Account> accounts{}; // none: it has nothing to do with money
    QList<LedgerLine> ledger{};
    QList<Visit> visits{};
    int held = 0; // calls that are kept back by a switch
    bool hasLedger = true;   // a service has none: what moved and why is known only of the sums
    bool subscribed = true;  // a service: to its topics
    QMap<QString, QList<QJsonObject>> tables{}; // a service: all rows of its tables

    [[nodiscard]] qint64 balance() const; // of all accounts
    [[nodiscard]] qint64 frozen() const;

    friend bool operator==(const BankReport &, const BankReport &) = default;
};

[[nodiscard]] Result<BankReport> bankReportFrom(const QByteArray &json);

// The payment service has no account: its customer's purse holds what is not paid yet.
inline constexpr qint64 purseAtFirst = 100;

} // namespace txdesk::demo
