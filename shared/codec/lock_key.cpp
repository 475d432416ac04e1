// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/lock_key.h"

#include <QCryptographicHash>
#include <QStringList>
#include <QtEndian>

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownCharactersMax = 512;
constexpr qsizetype shownBytesMax = 32;

void addPart(QCryptographicHash &digest, char type, QByteArrayView bytes)
{
    const quint64 length = qToBigEndian(static_cast<quint64>(bytes.size()));
    digest.addData(QByteArrayView(&type, 1));
    digest.addData(QByteArrayView(reinterpret_cast<const char *>(&length), sizeof length));
    digest.addData(bytes);
}

char tagOf(KeyValue::Type type)
{
    switch (type) {
    case KeyValue::Type::Text: return 't';
    case KeyValue::Type::Integer: return 'i';
    case KeyValue::Type::Bytes: break;
    }
    return 'b';
}

QString shown(const KeyValue &value)
{
    if (value.type != KeyValue::Type::Bytes)
        return QString::fromUtf8(value.bytes);
    return u"0x"_s + QString::fromLatin1(value.bytes.left(shownBytesMax).toHex()) + (value.bytes.size() > shownBytesMax ? u"…"_s : QString());
}

} // namespace

QByteArray canonicalInteger(QByteArrayView digits)
{
    const bool isNegative = digits.startsWith('-');
    QByteArrayView rest = digits.sliced(isNegative ? 1 : 0);
    const bool isNumber = !rest.isEmpty() && std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return {};
    while (rest.size() > 1 && rest.front() == '0')
        rest = rest.sliced(1);
    return isNegative && rest != "0" ? '-' + rest.toByteArray() : rest.toByteArray();
}

QByteArray lockKey(const QString &resource, const QString &table, const QList<KeyValue> &primaryKey)
{
    QCryptographicHash digest(QCryptographicHash::Sha256);
    addPart(digest, 'r', resource.toUtf8());
    addPart(digest, 'n', table.toUtf8());
    for (const KeyValue &value : primaryKey)
        addPart(digest, tagOf(value.type), value.bytes);
    return digest.result();
}

LockedRow lockedRow(const QString &resource, const QString &table, const QList<KeyValue> &primaryKey)
{
    QStringList values;
    for (const KeyValue &value : primaryKey)
        values.append(shown(value));
    QString row = values.join(", "_L1);
    if (row.size() > shownCharactersMax)
        row = row.left(shownCharactersMax) + u'…';
    return {.key = lockKey(resource, table, primaryKey), .resource = resource, .table = table, .row = row};
}

} // namespace txdesk::codec
