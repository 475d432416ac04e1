// Reads a bank's report.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/bank_report.h"

#include "shared/codec/json_reader.h"

#include <QJsonArray>

#include <cmath>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

qint64 BankReport::balance() const
{
    qint64 sum = 0;
    for (const Account &account : accounts)
        sum += account.balance;
    return sum;
}

qint64 BankReport::frozen() const
{
    qint64 sum = 0;
    for (const Account &account : accounts)
        sum += account.frozen;
    return sum;
}

namespace {

qint64 wholeNumber(const QJsonValue &value)
{
    return std::llround(value.toDouble());
}

BankReport serviceReportFrom(const QJsonObject &state)
{
    BankReport report{.name = state["service"_L1].toString(), .hasLedger = false, .subscribed = state["subscribed"_L1].toBool()};
    const QJsonObject tables = state["tables"_L1].toObject();
    for (auto table = tables.begin(); table != tables.end(); ++table)
        for (const QJsonValue &row : table->toArray())
            report.tables[table.key()].append(row.toObject());
    for (const QJsonObject &row : std::as_const(report.tables["account_info"_L1]))
        report.accounts.append({wholeNumber(row["id"_L1]), wholeNumber(row["account_balance"_L1]), 0});
    if (tables.contains("account_pay"_L1)) {
        qint64 purse = purseAtFirst;
        for (const QJsonObject &row : std::as_const(report.tables["account_pay"_L1]))
            purse -= wholeNumber(row["pay_amount"_L1]);
        report.accounts = {{1, purse, 0}};
    }
    return report;
}

} // namespace

Result<BankReport> bankReportFrom(const QByteArray &json)
{
    const Result<QJsonObject> object = codec::parseObject(json, codec::KeyRule::StrictOnce);
    if (!object)
        return tl::unexpected(object.error());
    if (object->contains("service"_L1))
        return serviceReportFrom(*object);
    BankReport report{.name = (*object)["name"_L1].toString(),
                      .accounts = {},
                      .ledger = {},
                      .visits = {},
                      .held = (*object)["held"_L1].toInt()};
    for (const QJsonValue &row : (*object)["accounts"_L1].toArray())
        report.accounts.append({row["account"_L1].toInteger(), row["balance"_L1].toInteger(), row["frozen"_L1].toInteger()});
    for (const QJsonValue &row : (*object)["ledger"_L1].toArray())
        report.ledger.append({row["gid"_L1].toString(), row["branch"_L1].toString(), row["op"_L1].toString(), row["n"_L1].toInt(),
                              row["amount"_L1].toInteger(), row["frozen"_L1].toInteger()});
    for (const QJsonValue &row : (*object)["visits"_L1].toArray())
        report.visits.append({row["gid"_L1].toString(), row["branch"_L1].toString(), row["op"_L1].toString(),
                              row["path"_L1].toString(), row["status"_L1].toInt(),
                              valueIn(barrierNoteNames, row["barrier"_L1].toString()).value_or(BarrierNote::None)});
    return report;
}

} // namespace txdesk::demo
