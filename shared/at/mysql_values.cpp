// Reading and writing of values, by the class of the column.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_values.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype literalBytesMax = 2048;

struct MysqlTypeRow
{
    QLatin1StringView name; // of information_schema.COLUMNS.DATA_TYPE
    MysqlClass kind;
};

constexpr std::array<MysqlTypeRow, 34> mysqlTypes{{
    {"tinyint"_L1, MysqlClass::Integer},     {"smallint"_L1, MysqlClass::Integer},  {"mediumint"_L1, MysqlClass::Integer},
    {"int"_L1, MysqlClass::Integer},         {"bigint"_L1, MysqlClass::Integer},    {"year"_L1, MysqlClass::Integer},
    {"bit"_L1, MysqlClass::Bits},            {"decimal"_L1, MysqlClass::Decimal},   {"double"_L1, MysqlClass::Real},
    {"float"_L1, MysqlClass::Single},        {"char"_L1, MysqlClass::Text},         {"varchar"_L1, MysqlClass::Text},
    {"tinytext"_L1, MysqlClass::Text},       {"text"_L1, MysqlClass::Text},         {"mediumtext"_L1, MysqlClass::Text},
    {"longtext"_L1, MysqlClass::Text},       {"enum"_L1, MysqlClass::Choice},       {"set"_L1, MysqlClass::Choice},
    {"binary"_L1, MysqlClass::Bytes},        {"varbinary"_L1, MysqlClass::Bytes},   {"tinyblob"_L1, MysqlClass::Bytes},
    {"blob"_L1, MysqlClass::Bytes},          {"mediumblob"_L1, MysqlClass::Bytes},  {"longblob"_L1, MysqlClass::Bytes},
    {"date"_L1, MysqlClass::Temporal},       {"time"_L1, MysqlClass::Temporal},     {"datetime"_L1, MysqlClass::Temporal},
    {"timestamp"_L1, MysqlClass::Timestamp}, {"json"_L1, MysqlClass::Json},         {"uuid"_L1, MysqlClass::Named},
    {"inet4"_L1, MysqlClass::Named},         {"inet6"_L1, MysqlClass::Named},       {"real"_L1, MysqlClass::Real},
    {"numeric"_L1, MysqlClass::Decimal},
}};

MysqlClass mysqlClassOf(const QString &dataType)
{
    for (const MysqlTypeRow &row : mysqlTypes)
        if (dataType.compare(row.name, Qt::CaseInsensitive) == 0)
            return row.kind;
    return MysqlClass::Unknown;
}

// MariaDB spells texts with quotes and expressions bare; MySQL marks expressions in EXTRA and spells texts bare.
MysqlDefault mysqlDefaultOf(const QVariant &spelled, const QString &extra, bool isNullable, bool isMariaDb)
{
    const QString text = spelled.toString();
    if (spelled.isNull() || (isMariaDb && text == "NULL"_L1))
        return isNullable ? MysqlDefault::Null : MysqlDefault::None;
    if (extra.contains("DEFAULT_GENERATED"_L1, Qt::CaseInsensitive) || text.startsWith("current_timestamp"_L1, Qt::CaseInsensitive))
        return MysqlDefault::Expression;
    static const QRegularExpression number(u"^-?[0-9.]+(e[+-]?[0-9]+)?$"_s, QRegularExpression::CaseInsensitiveOption);
    if (!isMariaDb || text.startsWith(u'\'') || number.match(text).hasMatch())
        return MysqlDefault::Constant;
    return MysqlDefault::Expression;
}

QByteArray castOf(MysqlClass kind, const QVariantList &described)
{
    const QByteArray precision = described[11].toByteArray(), scale = described[12].toByteArray(), fraction = described[13].toByteArray();
    switch (kind) {
    case MysqlClass::Integer:
    case MysqlClass::Bits: return "DECIMAL(65,0)";
    case MysqlClass::Decimal: return "DECIMAL(" + precision + ',' + scale + ')';
    case MysqlClass::Temporal: {
        const QByteArray type = described[2].toByteArray().toUpper();
        return type == "DATE" ? type : type + '(' + (fraction.isEmpty() ? QByteArray("0") : fraction) + ')';
    }
    case MysqlClass::Real:
    case MysqlClass::Single:
    case MysqlClass::Text:
    case MysqlClass::Choice:
    case MysqlClass::Bytes:
    case MysqlClass::Timestamp:
    case MysqlClass::Json:
    case MysqlClass::Named:
    case MysqlClass::Unknown: break;
    }
    return {};
}

// "00042" and "42" are one number.
Result<RowValue> digitsOf(const QByteArray &text)
{
    const bool isNegative = text.startsWith('-');
    qsizetype first = isNegative ? 1 : 0;
    while (first + 1 < text.size() && text[first] == '0')
        ++first;
    const QByteArray digits = text.sliced(first);
    for (const char c : digits)
        if (c < '0' || c > '9')
            return fail(ErrorCode::InvalidRequest, u"a value that is no whole number"_s);
    if (digits.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"a value that is no whole number"_s);
    return RowValue::digits(isNegative && digits != "0" ? '-' + digits : digits);
}

// Texts in character sets that do not convert to Unicode and back without loss are bytes to us.
bool staysBytes(const MysqlColumn &column)
{
    const bool isText = column.kind == MysqlClass::Text || column.kind == MysqlClass::Choice;
    return isText && !column.charset.startsWith("utf8") && column.charset != "ascii" && column.charset != "latin1";
}

bool padsWithBlanks(const MysqlColumn &column)
{
    return !column.collation.contains("_0900_"_L1) && !column.collation.contains("nopad"_L1);
}

// A text that nobody could read is sent as bytes.
RowValue lockedText(const QByteArray &text)
{
    const bool isReadable = std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' '; });
    return isReadable ? RowValue::text(text) : RowValue::bytes(text);
}

Result<QByteArray> bareNumber(const QByteArray &text)
{
    static const QRegularExpression number(u"^-?[0-9]+(\\.[0-9]+)?$"_s);
    if (!number.match(QString::fromLatin1(text)).hasMatch())
        return fail(ErrorCode::InvalidRequest, u"a value that is no number"_s);
    return text;
}

Result<QByteArray> quotedTime(const QByteArray &text)
{
    static const QRegularExpression time(u"^[-0-9:. ]+$"_s);
    if (!time.match(QString::fromLatin1(text)).hasMatch())
        return fail(ErrorCode::InvalidRequest, u"a value that is no date or time"_s);
    return QByteArray('\'' + text + '\'');
}

Result<QByteArray> timestampLiteral(const QByteArray &seconds)
{
    const Result<QByteArray> number = bareNumber(seconds);
    if (!number)
        return number;
    return number->toDouble() == 0.0 ? QByteArray("'0000-00-00 00:00:00'") : "FROM_UNIXTIME(" + *number + ')';
}

} // namespace

MysqlColumn mysqlColumnFrom(const QVariantList &described)
{
    const QString extra = described[8].toString();
    MysqlColumn column{.name = described[0].toString(), .type = described[3].toString(), .kind = mysqlClassOf(described[2].toString())};
    column.charset = described[4].toByteArray();
    column.collation = described[5].toString();
    if (!column.charset.isEmpty())
        column.type += u' ' + QString::fromLatin1(column.charset);
    column.cast = castOf(column.kind, described);
    column.lengthMax = described[10].toLongLong();
    column.isFixed = described[2].toString() == "char"_L1 || described[2].toString() == "binary"_L1;
    column.isNullable = described[6].toString() == "YES"_L1;
    column.isGenerated = !described[9].toString().isEmpty();
    column.isInvisible = extra.contains("INVISIBLE"_L1, Qt::CaseInsensitive);
    column.isAutoIncrement = extra.contains("auto_increment"_L1, Qt::CaseInsensitive);
    column.setsItself = extra.contains("on update"_L1, Qt::CaseInsensitive);
    column.byDefault = mysqlDefaultOf(described[7], extra, column.isNullable, described[14].toBool());
    return column;
}

QByteArray mysqlRead(const MysqlColumn &column, const QByteArray &operand)
{
    switch (column.kind) {
    case MysqlClass::Integer:
    case MysqlClass::Decimal:
    case MysqlClass::Real: return "CAST(" + operand + " AS BINARY)";
    case MysqlClass::Bits: return "CAST(" + operand + " + 0 AS BINARY)";
    case MysqlClass::Single: return "CAST(" + operand + " * 1e0 AS BINARY)";
    case MysqlClass::Text:
    case MysqlClass::Choice:
        if (column.charset != "latin1")
            return "CAST(" + operand + " AS BINARY)";
        return "CAST(CONVERT(" + operand + " USING utf8mb4) AS BINARY)";
    case MysqlClass::Json: return "CAST(CONVERT(" + operand + " USING utf8mb4) AS BINARY)";
    case MysqlClass::Bytes: return operand;
    case MysqlClass::Temporal:
    case MysqlClass::Named: return "CAST(CAST(" + operand + " AS CHAR) AS BINARY)";
    case MysqlClass::Timestamp: return "CAST(CAST(UNIX_TIMESTAMP(" + operand + ") AS CHAR) AS BINARY)";
    case MysqlClass::Unknown: break;
    }
    return "NULL";
}

QByteArray mysqlReadAsStored(const MysqlColumn &column, const QByteArray &operand)
{
    const QByteArray value = '(' + operand + ')';
    if (column.kind == MysqlClass::Text || column.kind == MysqlClass::Choice)
        return "CAST(CONVERT(" + value + " USING " + (staysBytes(column) ? column.charset : QByteArray("utf8mb4")) + ") AS BINARY)";
    if (column.kind == MysqlClass::Bytes)
        return "CAST(" + value + " AS BINARY)";
    if (column.cast.isEmpty())
        return mysqlRead(column, value);
    return "CAST(CAST(CAST(" + value + " AS " + column.cast + ") AS CHAR) AS BINARY)";
}

Result<RowValue> mysqlValue(const MysqlColumn &column, const QVariant &bytes, bool isNull)
{
    if (isNull)
        return RowValue::null();
    QByteArray data = bytes.toByteArray();
    if (staysBytes(column))
        return RowValue::bytes(data);
    switch (column.kind) {
    case MysqlClass::Integer:
    case MysqlClass::Bits: return digitsOf(data);
    case MysqlClass::Real:
    case MysqlClass::Single: {
        bool isNumber = false;
        const double value = data.toDouble(&isNumber);
        return isNumber ? Result<RowValue>(RowValue::real(value)) : fail(ErrorCode::InvalidRequest, u"a value that is no number"_s);
    }
    case MysqlClass::Bytes:
        if (column.isFixed && data.size() < column.lengthMax)
            data.append(column.lengthMax - data.size(), '\0');
        return RowValue::bytes(data);
    case MysqlClass::Text:
        if (column.isFixed)
            while (data.endsWith(' '))
                data.chop(1);
        break;
    case MysqlClass::Choice:
        if (data.isEmpty() && column.type.startsWith("enum"_L1) && !column.type.contains("''"_L1))
            return fail(ErrorCode::InvalidRequest, u"a value of %1 that is none of its own (it would not be taken again)"_s.arg(column.name));
        break;
    case MysqlClass::Decimal:
    case MysqlClass::Temporal:
    case MysqlClass::Timestamp:
    case MysqlClass::Json:
    case MysqlClass::Named:
    case MysqlClass::Unknown: break;
    }
    if (!RowValue::isUtf8(data))
        return fail(ErrorCode::InvalidRequest, u"a text in %1 that is not UTF-8"_s.arg(column.name));
    return RowValue::text(data);
}

Result<QByteArray> mysqlLiteral(const MysqlColumn &column, const RowValue &value)
{
    if (value.isNull())
        return QByteArray("NULL");
    switch (column.kind) {
    case MysqlClass::Integer:
    case MysqlClass::Bits:
    case MysqlClass::Decimal: return bareNumber(value.data);
    case MysqlClass::Real:
    case MysqlClass::Single: {
        bool isNumber = false;
        const QByteArray text = RowValue::realText(value.data.toDouble(&isNumber));
        if (!isNumber || text.contains('n'))
            return fail(ErrorCode::InvalidRequest, u"a value that is no number"_s);
        return text.contains('e') ? text : QByteArray(text + "e0");
    }
    case MysqlClass::Bytes: return QByteArray("x'" + value.data.toHex() + '\'');
    case MysqlClass::Temporal: return quotedTime(value.data);
    case MysqlClass::Timestamp: return timestampLiteral(value.data);
    case MysqlClass::Json: return QByteArray("CAST(_utf8mb4 x'" + value.data.toHex() + "' AS JSON)");
    case MysqlClass::Text:
    case MysqlClass::Choice:
    case MysqlClass::Named:
        return QByteArray('_' + (staysBytes(column) ? column.charset : QByteArray("utf8mb4")) + " x'" + value.data.toHex() + '\'');
    case MysqlClass::Unknown: break;
    }
    return fail(ErrorCode::InvalidRequest, u"a value of a type that AT does not know"_s);
}

Result<QByteArray> mysqlAssigned(const MysqlColumn &column, const RowValue &value, QVariantList &binds)
{
    if (value.isNull() || value.data.size() <= literalBytesMax)
        return mysqlLiteral(column, value);
    if (column.kind == MysqlClass::Bytes || column.kind == MysqlClass::Text || column.kind == MysqlClass::Json) {
        binds.append(value.data);
        return column.kind == MysqlClass::Bytes ? QByteArray("?")
             : column.kind == MysqlClass::Json  ? QByteArray("CAST(CONVERT(? USING utf8mb4) AS JSON)")
                                                : "CONVERT(? USING " + (staysBytes(column) ? column.charset : QByteArray("utf8mb4")) + ')';
    }
    return mysqlLiteral(column, value);
}

QByteArray mysqlWeight(const MysqlColumn &column, const QByteArray &operand)
{
    if ((column.kind != MysqlClass::Text && column.kind != MysqlClass::Choice) || column.collation.endsWith("_bin"_L1) || column.collation.isEmpty())
        return {};
    return "HEX(WEIGHT_STRING(" + (padsWithBlanks(column) ? "RTRIM(" + operand + ')' : operand) + "))";
}

RowValue mysqlFolded(const MysqlColumn &column, const RowValue &value, const QByteArray &weightHex)
{
    if (value.kind == RowValue::Kind::Real) // the wire's locks know no reals; -0 and 0 are one key
        return RowValue::text(value.data == "-0" ? QByteArray("0") : value.data);
    if (value.isNull() || (column.kind != MysqlClass::Text && column.kind != MysqlClass::Choice))
        return value;
    if (weightHex.isEmpty() && !mysqlWeight(column, {}).isEmpty())
        return RowValue::text({});
    if (!weightHex.isEmpty()) {
        // Weights of general_ci are capital letters in UTF-16, those of latin1 capital letters in Latin-1: a person can read them.
        const QByteArray weight = QByteArray::fromHex(weightHex);
        if (column.charset == "latin1")
            return lockedText(QString::fromLatin1(weight).toUtf8());
        QString text;
        for (qsizetype i = 0; i + 1 < weight.size(); i += 2)
            text += QChar(static_cast<char16_t>(static_cast<unsigned char>(weight[i]) << 8 | static_cast<unsigned char>(weight[i + 1])));
        const bool isReadable = column.collation.contains("_general_ci"_L1) && weight.size() % 2 == 0 && text.isValidUtf16();
        return isReadable ? lockedText(text.toUtf8()) : RowValue::bytes(weight);
    }
    QByteArray data = value.data;
    if (staysBytes(column))
        return value;
    if (padsWithBlanks(column))
        while (data.endsWith(' '))
            data.chop(1);
    return lockedText(data);
}

} // namespace txdesk::at
