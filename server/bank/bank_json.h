// The bank's JSON: switches, orders, accounts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/bank_book.h"
#include "server/bank/switches.h"

#include <QJsonObject>

namespace txdesk::bank {

// Changes the members that are there: {"latencyMs":50,"failPercent":10,"failStatus":500,"loseAnswerPercent":5,
// "barrier":false,"pause":"silent","failNext":{"TransIn":409},"holdNext":{"*":1},"delayNextMs":{"TransIn":300}}.
// "TransInXa.commit" names one op of an endpoint. A number in holdNext, loseAnswerNext and dropRequestNext says how many calls. InvalidRequest names the member;
// then nothing is changed.
[[nodiscard]] Result<Switches> changed(const Switches &before, const QByteArray &json);
[[nodiscard]] QByteArray toJson(const Switches &switches);

// {"account":1,"amount":30}; userId, user_id and accountId are other clients' words for account; it is 1 when absent.
[[nodiscard]] Result<Order> orderFromJson(const QByteArray &json);

// {"accounts":{"1":10000}}.
[[nodiscard]] Result<Accounts> accountsFromJson(const QByteArray &json);

// A call that was worked, and what the barrier did with it: also those whose answer nobody waits for any more.
struct Visit
{
    client::TransactionContext context;
    QString path; // "TransIn"
    client::BranchAnswer answer;
};

struct BankReport
{
    QString name;
    QList<AccountState> accounts;
    QList<LedgerEntry> ledger;
    QList<Visit> visits;
    qsizetype held = 0; // calls that wait to be released
};
[[nodiscard]] QByteArray toJson(const BankReport &report);

} // namespace txdesk::bank
