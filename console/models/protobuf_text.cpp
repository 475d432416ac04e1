// The only file of the console that sees protobuf's headers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/protobuf_text.h"

#include "console/text/redaction.h"

#include <google/protobuf/unknown_field_set.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

namespace txdesk::console {

using namespace Qt::StringLiterals;
using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

namespace {

struct ProtobufWords
{
    Q_DECLARE_TR_FUNCTIONS(ProtobufWords)
};

constexpr qsizetype textShownMax = 4096; // characters of one text
constexpr qsizetype bytesShownMax = 64;  // of one field that is neither text nor message
constexpr qsizetype lettersMax = 4 * 1024 * 1024; // of all lines together
constexpr qsizetype packedMax = 64;      // numbers of one field
constexpr int keyMax = 64;               // characters of a map's key that may name a secret
constexpr qsizetype secretsMax = 200;    // looked for among the bytes; with more of them no byte is shown

bool parse(const QByteArray &bytes, UnknownFieldSet &fields)
{
    return !bytes.isEmpty() && bytes.size() <= protobufReadMax && fields.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())) &&
           fields.field_count() > 0;
}

QByteArray viewOf(const std::string &bytes) { return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())); }

template <class Number>
QString shortest(Number number)
{
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return QString::fromLatin1(text.data(), end - text.data());
}

// A moment between 2001 and 2065, counted in seconds or milliseconds: nothing else looks like it by chance often.
QString momentOf(quint64 number)
{
    constexpr quint64 from = 1'000'000'000, to = 3'000'000'000;
    if (number >= from && number < to)
        return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(number), Qt::UTC).toString(Qt::ISODate);
    if (number >= from * 1000 && number < to * 1000)
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(number), Qt::UTC).toString(Qt::ISODateWithMs);
    return {};
}

QString noted(const QString &value, const QStringList &readings)
{
    return readings.isEmpty() ? value : value + "  # "_L1 + readings.join(u", "_s);
}

QString varintText(quint64 number)
{
    QStringList readings;
    if (number <= 1)
        readings.append(number == 1 ? u"true"_s : u"false"_s);
    if (std::bit_cast<qint64>(number) < 0)
        readings.append(u"int %1"_s.arg(std::bit_cast<qint64>(number)));
    if (number > 0)
        readings.append(u"sint %1"_s.arg(std::bit_cast<qint64>((number >> 1) ^ (~(number & 1) + 1))));
    if (const QString moment = momentOf(number); !moment.isEmpty())
        readings.append(u"time %1"_s.arg(moment));
    return noted(QString::number(number), readings);
}

template <class Unsigned, class Signed, class Real>
QString fixedText(Unsigned number, QLatin1StringView real)
{
    QStringList readings{real + u' ' + shortest(std::bit_cast<Real>(number)), u"int %1"_s.arg(std::bit_cast<Signed>(number))};
    if (std::bit_cast<Signed>(number) < 0)
        readings.append(u"unsigned %1"_s.arg(number));
    return noted(u"0x%1"_s.arg(number, static_cast<int>(2 * sizeof(Unsigned)), 16, QLatin1Char('0')), readings);
}

// A list of numbers without their tags; empty: it is none.
QString packedText(const QByteArray &bytes)
{
    QStringList numbers;
    quint64 number = 0;
    int shift = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<quint64>(static_cast<uchar>(c));
        if (shift > 63 || numbers.size() >= packedMax)
            return {};
        number |= (byte & 0x7f) << shift;
        shift += 7;
        if ((byte & 0x80) != 0)
            continue;
        numbers.append(QString::number(number));
        number = 0;
        shift = 0;
    }
    return shift == 0 && numbers.size() > 1 ? ProtobufWords::tr("numbers %1").arg(numbers.join(u' ')) : QString();
}

QString bytesText(const QByteArray &bytes)
{
    const QByteArray shown = bytes.first(std::min(bytes.size(), bytesShownMax));
    QString text = ProtobufWords::tr("%n bytes", nullptr, static_cast<int>(bytes.size())) + ": "_L1 + QString::fromLatin1(shown.toHex(' '));
    if (bytes.size() > bytesShownMax)
        text += u" …"_s;
    const QString packed = packedText(bytes);
    return packed.isEmpty() ? text : noted(text, {packed});
}

QString quotedText(const QString &text)
{
    QString quoted(u'"');
    for (const QChar c : QStringView(text).first(std::min(text.size(), textShownMax))) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        quoted += c == u'\n' ? u"\\n"_s : c == u'\r' ? u"\\r"_s : c == u'\t' ? u"\\t"_s : QString(c);
    }
    quoted += u'"';
    return text.size() > textShownMax
               ? noted(quoted, {ProtobufWords::tr("and %n more characters", nullptr, static_cast<int>(text.size() - textShownMax))})
               : quoted;
}

std::optional<QString> textOf(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    return utf8.hasError() ? std::nullopt : std::optional(text);
}

bool hasControls(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c < u' ' && c != u'\n' && c != u'\r' && c != u'\t') || c == u'\x7f';
    });
}

// map<string, string>: an entry is a message of key and value.
bool namesSecret(const UnknownFieldSet &fields)
{
    const auto isText = [&fields](int i) { return fields.field(i).number() == i + 1 && fields.field(i).type() == UnknownField::TYPE_LENGTH_DELIMITED; };
    return fields.field_count() == 2 && isText(0) && isText(1) && fields.field(0).length_delimited().size() <= keyMax &&
           isPlainText(viewOf(fields.field(0).length_delimited())) && isSecretKey(QString::fromStdString(fields.field(0).length_delimited()));
}

class FieldWriter
{
public:
    explicit FieldWriter(bool secretsShown) : m_secretsShown(secretsShown) {}

    ProtobufText run(const UnknownFieldSet &fields, const QByteArray &bytes)
    {
        writeAll(fields, 0);
        if (m_result.truncated)
            m_result.text += ProtobufWords::tr("… there is more: only the beginning is shown") + u'\n';
        m_result.text.chop(1);
        m_result.bytes = withoutSecrets(bytes);
        return m_result;
    }

private:
    void writeAll(const UnknownFieldSet &fields, int depth)
    {
        const bool secret = namesSecret(fields);
        for (int i = 0; i < fields.field_count(); ++i)
            writeOne(fields.field(i), depth, secret && i == 1);
    }

    void writeOne(const UnknownField &field, int depth, bool secret)
    {
        switch (field.type()) {
        case UnknownField::TYPE_VARINT: return line(depth, field.number(), varintText(field.varint()));
        case UnknownField::TYPE_FIXED32: return line(depth, field.number(), fixedText<quint32, qint32, float>(field.fixed32(), "float"_L1));
        case UnknownField::TYPE_FIXED64: return line(depth, field.number(), fixedText<quint64, qint64, double>(field.fixed64(), "double"_L1));
        case UnknownField::TYPE_GROUP: return writeMessage(field.number(), field.group(), depth);
        case UnknownField::TYPE_LENGTH_DELIMITED: break;
        }
        const QByteArray bytes = viewOf(field.length_delimited());
        if (secret && !m_secretsShown) {
            keep(bytes);
            return line(depth, field.number(), redactedMark(textOf(bytes).value_or(QString(bytes.size(), u'*')).size()));
        }
        writeBytes(field.number(), bytes, depth);
    }

    void writeBytes(int number, const QByteArray &bytes, int depth)
    {
        UnknownFieldSet fields;
        if (isPlainText(bytes))
            return line(depth, number, shownText(*textOf(bytes), bytes));
        if (depth < protobufDepthMax && parse(bytes, fields))
            return writeMessage(number, fields, depth);
        const std::optional<QString> text = textOf(bytes);
        line(depth, number, text && !text->contains(u'\0') ? shownText(*text, bytes) : bytesText(bytes));
    }

    void writeMessage(int number, const UnknownFieldSet &fields, int depth)
    {
        if (depth >= protobufDepthMax || fields.field_count() == 0)
            return put(depth, QString::number(number) + (fields.field_count() == 0 ? u" {}"_s : u" {…}"_s));
        put(depth, QString::number(number) + " {"_L1);
        writeAll(fields, depth + 1);
        put(depth, u"}"_s);
    }

    QString shownText(const QString &text, const QByteArray &bytes)
    {
        const QString hidden = m_secretsShown ? text : redactText(text);
        if (hidden != text)
            keep(bytes);
        return quotedText(hidden);
    }

    // A copy: the message that it lies in is gone when the bytes are looked through.
    void keep(const QByteArray &secret) { m_secrets.append(QByteArray(secret.constData(), secret.size())); }

    void line(int depth, int number, const QString &value) { put(depth, QString::number(number) + ": "_L1 + value); }

    // What is beyond the limit is read all the same: a secret in it is a secret of the bytes, too.
    void put(int depth, const QString &text)
    {
        m_result.truncated = m_result.truncated || ++m_lines > protobufLinesMax || m_result.text.size() > lettersMax;
        if (!m_result.truncated)
            m_result.text += QString(4 * depth, u' ') + text + u'\n';
    }

    QByteArray withoutSecrets(QByteArray bytes) const
    {
        if (m_secrets.size() > secretsMax)
            return QByteArray(bytes.size(), '*');
        for (const QByteArray &secret : m_secrets)
            if (!secret.isEmpty())
                bytes.replace(secret, QByteArray(secret.size(), '*'));
        return bytes;
    }

    bool m_secretsShown;
    int m_lines = 0;
    QList<QByteArray> m_secrets;
    ProtobufText m_result;
};

} // namespace

bool isProtobuf(const QByteArray &bytes)
{
    UnknownFieldSet fields;
    return parse(bytes, fields);
}

bool isPlainText(const QByteArray &bytes)
{
    const std::optional<QString> text = textOf(bytes);
    return text && !hasControls(*text) && !(bytes.startsWith('\n') && isProtobuf(bytes));
}

std::optional<ProtobufText> readProtobuf(const QByteArray &bytes, bool secretsShown)
{
    UnknownFieldSet fields;
    if (!parse(bytes, fields))
        return std::nullopt;
    return FieldWriter(secretsShown).run(fields, bytes);
}

} // namespace txdesk::console
