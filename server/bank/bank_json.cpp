// Reads and writes the bank's JSON.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank_json.h"

#include "shared/codec/json_reader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::bank {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &member, QLatin1StringView expected)
{
    return fail(ErrorCode::InvalidRequest, u"%1: expected %2"_s.arg(member, expected), member);
}

Result<> addFaults(Switches &switches, Fault fault, const QString &member, const QJsonValue &value)
{
    if (!value.isObject())
        return wrong(member, "an object of op names"_L1);
    const bool counts = fault == Fault::Hold || fault == Fault::LoseAnswer || fault == Fault::DropRequest;
    const QJsonObject ops = value.toObject();
    for (auto it = ops.begin(); it != ops.end(); ++it) {
        const int number = it->toInt(-1);
        if (number < 0 || (counts && number > 1000))
            return wrong(member + u'.' + it.key(), "a number"_L1);
        for (int i = 0; i < (counts ? number : 1); ++i)
            switches.next[it.key()].append({fault, counts ? 0 : number});
    }
    return {};
}

Result<> setNumber(int &target, const QString &member, const QJsonValue &value, int most)
{
    const int number = value.toInt(-1);
    if (number < 0 || number > most)
        return wrong(member, "a number in range"_L1);
    target = number;
    return {};
}

Result<> setMember(Switches &switches, const QString &member, const QJsonValue &value)
{
    if (const std::optional<Fault> fault = valueIn(faultNames, member))
        return addFaults(switches, *fault, member, value);
    if (member == "latencyMs"_L1) {
        int ms = 0;
        const Result<> read = setNumber(ms, member, value, 600'000);
        switches.latency = Milliseconds{ms};
        return read;
    }
    if (member == "failPercent"_L1)
        return setNumber(switches.failPercent, member, value, 100);
    if (member == "loseAnswerPercent"_L1)
        return setNumber(switches.loseAnswerPercent, member, value, 100);
    if (member == "failStatus"_L1)
        return setNumber(switches.failStatus, member, value, 599);
    if (member == "barrier"_L1) {
        switches.barrier = value.toBool(switches.barrier);
        return value.isBool() ? Result<>() : wrong(member, "true or false"_L1);
    }
    if (member == "pause"_L1) {
        const std::optional<Pause> pause = valueIn(pauseNames, value.toString());
        switches.pause = pause.value_or(switches.pause);
        return pause ? Result<>() : wrong(member, "off, silent or refused"_L1);
    }
    return wrong(member, "the name of a switch"_L1);
}

} // namespace

Result<Switches> changed(const Switches &before, const QByteArray &json)
{
    const Result<QJsonObject> object = codec::parseObject(json, codec::KeyRule::StrictOnce);
    if (!object)
        return tl::unexpected(object.error());
    Switches switches = before;
    for (auto it = object->begin(); it != object->end(); ++it)
        if (const Result<> set = setMember(switches, it.key(), it.value()); !set)
            return tl::unexpected(set.error());
    return switches;
}

QByteArray toJson(const Switches &switches)
{
    QJsonObject json{{u"latencyMs"_s, qint64(switches.latency.count())},
                     {u"failPercent"_s, switches.failPercent},
                     {u"failStatus"_s, switches.failStatus},
                     {u"loseAnswerPercent"_s, switches.loseAnswerPercent},
                     {u"barrier"_s, switches.barrier},
                     {u"pause"_s, nameIn(pauseNames, switches.pause)}};
    for (auto op = switches.next.begin(); op != switches.next.end(); ++op)
        for (const PendingFault &pending : op.value()) {
            const QLatin1StringView member = nameIn(faultNames, pending.fault);
            QJsonObject ops = json[member].toObject();
            const bool isValue = pending.fault == Fault::Fail || pending.fault == Fault::Delay;
            ops[op.key()] = isValue ? pending.value : ops[op.key()].toInt() + 1;
            json[member] = ops;
        }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<Order> orderFromJson(const QByteArray &json)
{
    const Result<QJsonObject> object = codec::parseObject(json, codec::KeyRule::LikeGo);
    if (!object)
        return tl::unexpected(object.error());
    Order order{.amount = object->value("amount"_L1).toInteger()};
    for (const QLatin1StringView member : {"account"_L1, "accountid"_L1, "userid"_L1, "user_id"_L1})
        if (object->contains(member))
            order.account = object->value(member).toInteger();
    if (order.amount <= 0)
        return wrong(u"amount"_s, "a positive whole number"_L1);
    return order;
}

Result<Accounts> accountsFromJson(const QByteArray &json)
{
    const Result<QJsonObject> object = codec::parseObject(json, codec::KeyRule::StrictOnce);
    if (!object)
        return tl::unexpected(object.error());
    Accounts accounts;
    const QJsonObject members = object->value("accounts"_L1).toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        bool isNumber = false;
        const qint64 account = it.key().toLongLong(&isNumber);
        if (!isNumber || !it->isDouble())
            return wrong(u"accounts."_s + it.key(), "an account's number and its balance"_L1);
        accounts[account] = it->toInteger();
    }
    return accounts;
}

QByteArray toJson(const BankReport &report)
{
    QJsonArray states;
    for (const AccountState &state : report.accounts)
        states.append(QJsonObject{{u"account"_s, state.account}, {u"balance"_s, state.balance}, {u"frozen"_s, state.frozen}});
    QJsonArray entries;
    for (const LedgerEntry &entry : report.ledger)
        entries.append(QJsonObject{{u"gid"_s, entry.gid},
                                   {u"branch"_s, entry.branch},
                                   {u"op"_s, entry.op},
                                   {u"n"_s, entry.n},
                                   {u"account"_s, entry.account},
                                   {u"amount"_s, entry.amount},
                                   {u"frozen"_s, entry.frozen},
                                   {u"at"_s, entry.at_ms}});
    QJsonArray visits;
    for (const Visit &visit : report.visits)
        visits.append(QJsonObject{{u"gid"_s, visit.context.gid.value},
                                  {u"branch"_s, visit.context.branch.value},
                                  {u"op"_s, visit.context.op},
                                  {u"path"_s, visit.path},
                                  {u"status"_s, visit.answer.httpStatus()},
                                  {u"barrier"_s, nameIn(barrierNoteNames, visit.answer.barrier)}});
    return QJsonDocument(QJsonObject{{u"name"_s, report.name},
                                     {u"accounts"_s, states},
                                     {u"ledger"_s, entries},
                                     {u"visits"_s, visits},
                                     {u"held"_s, qint64(report.held)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace txdesk::bank
