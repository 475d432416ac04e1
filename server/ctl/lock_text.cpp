// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/lock_text.h"

#include "server/ctl/safe_text.h"
#include "server/ctl/table_text.h"
#include "server/ctl/time_text.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QString agoText(Instant at, Instant now)
{
    return spanText(std::max(Milliseconds{0}, std::chrono::duration_cast<Milliseconds>(now - at)));
}

// One value of an image: null, {"t":text}, {"i":digits}, {"r":double}, {"b":base64}, or {"u":base64} of a text.
QString valueShown(const QJsonValue &value)
{
    if (!value.isObject())
        return value.isNull() ? u"NULL"_s : u"?"_s;
    for (const auto name : {"t"_L1, "i"_L1, "r"_L1})
        if (value[name].isString())
            return value[name].toString();
    if (value["u"_L1].isString())
        return QString::fromUtf8(QByteArray::fromBase64(value["u"_L1].toString().toLatin1()));
    return u"0x"_s + QString::fromLatin1(QByteArray::fromBase64(value["b"_L1].toString().toLatin1()).toHex());
}

QString imageText(const QJsonValue &image)
{
    if (!image.isArray())
        return u"(no row)"_s;
    QStringList values;
    for (const QJsonValue &value : image.toArray())
        values.append(valueShown(value));
    return values.join(" | "_L1);
}

void addItem(QList<QStringList> &rows, const QJsonValue &item)
{
    const QJsonArray before = item["before"_L1].toArray();
    const QJsonArray after = item["after"_L1].toArray();
    const QJsonArray now = item["now"_L1].toArray();
    QString table = u"%1 %2"_s.arg(item["kind"_L1].toString(), item["table"_L1].toString());
    for (qsizetype i = 0; i < std::max({before.size(), after.size(), now.size()}); ++i)
        rows.append({std::exchange(table, {}), imageText(before.at(i)), imageText(after.at(i)), imageText(now.at(i)),
                     now.at(i) == after.at(i) ? QString() : u"changed since"_s});
}

} // namespace

QString locksText(const QList<LockHolder> &locks, Instant now)
{
    QList<QStringList> rows;
    for (const LockHolder &lock : locks)
        rows.append({lock.row.resource, lock.row.table, lock.row.row, lock.gid.value, lock.branch.value, agoText(lock.since, now),
                     wordIn(transactionStatusNames, lock.status)});
    return rows.isEmpty() ? u"no rows are locked\n"_s
                          : tableText({{u"RESOURCE"_s, 48}, {u"TABLE"_s, 32}, {u"ROW"_s, 40}, {u"HELD BY"_s, 64}, {u"BRANCH"_s}, {u"FOR"_s}, {u"WHICH IS"_s}}, rows);
}

QString waitsText(const QList<LockWait> &waits, Instant now)
{
    QList<QStringList> rows;
    for (const LockWait &wait : waits)
        rows.append({wait.waiter.value, wait.holder.value, wait.row.resource, wait.row.table, wait.row.row, agoText(wait.since, now), wait.coordinator});
    return rows.isEmpty() ? u"nobody waits\n"_s
                          : tableText({{u"WAITS"_s, 64}, {u"FOR"_s, 64}, {u"RESOURCE"_s, 48}, {u"TABLE"_s, 32}, {u"ROW"_s, 40}, {u"SINCE"_s}, {u"AT"_s, 32}}, rows);
}

QString undoText(const QJsonObject &answer)
{
    const QJsonObject undo = answer["undo"_L1].toObject();
    QList<QStringList> rows;
    for (const QJsonValue &item : undo["items"_L1].toArray())
        addItem(rows, item);
    const QString head = u"branch %1 of %2, %3\n"_s.arg(safeText(answer["branch"_L1].toString()), safeText(answer["gid"_L1].toString()),
                                                        safeText(undo["resource"_L1].toString()));
    return head + tableText({{u"TABLE"_s, 40}, {u"BEFORE"_s, 60}, {u"AFTER"_s, 60}, {u"NOW"_s, 60}, {u""_s}}, rows);
}

} // namespace txdesk::ctl
