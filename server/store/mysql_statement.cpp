// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_statement.h"

#include "shared/base/check.h"
#include "shared/base/names.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <mysql.h>

namespace txdesk::store {

namespace {

constexpr std::array<Name<MysqlTemplate::Form>, 5> formNames{{
    {MysqlTemplate::Form::Plain, QLatin1StringView("")},
    {MysqlTemplate::Form::Clock, QLatin1StringView("clock")},
    {MysqlTemplate::Form::Dtm, QLatin1StringView("dtm")},
    {MysqlTemplate::Form::Ms, QLatin1StringView("ms")},
    {MysqlTemplate::Form::Full, QLatin1StringView("full")},
}};

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void appendNumber(std::string &out, qint64 number)
{
    char text[24];
    const auto end = std::to_chars(std::begin(text), std::end(text), number);
    out.append(text, end.ptr);
}

MysqlValue integerValue(qint64 number)
{
    return {MysqlValue::Kind::Integer, number, {}};
}

MysqlValue instantValue(const std::optional<Instant> &at)
{
    return at ? MysqlValue{MysqlValue::Kind::Instant, toMs(*at), {}} : MysqlValue{};
}

MysqlValue textValue(const QByteArray &utf8)
{
    return {MysqlValue::Kind::Text, 0, utf8};
}

// Without comment lines and the last semicolon.
QByteArray statementOf(const QByteArray &file)
{
    QByteArray text;
    for (const QByteArray &line : file.split('\n'))
        if (!line.startsWith("--"))
            text += line + '\n';
    text = text.trimmed();
    if (text.endsWith(';'))
        text.chop(1);
    return text;
}

} // namespace

MysqlTemplate::MysqlTemplate(const QByteArray &sql)
{
    const QByteArray text = statementOf(sql);
    QList<QByteArray> names;
    qsizetype from = 0;
    bool quoted = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        quoted = quoted != (text[at] == '\'');
        if (text[at] != ':' || quoted)
            continue;
        qsizetype end = at + 1;
        while (end < text.size() && isWordCharacter(text[end]))
            ++end;
        const QByteArray name = text.mid(at + 1, end - at - 1);
        if (!names.contains(name))
            names.append(name);
        Piece piece{text.mid(from, at - from), static_cast<int>(names.indexOf(name)), Form::Plain};
        if (end < text.size() && text[end] == '@') {
            const qsizetype suffix = ++end;
            while (end < text.size() && isWordCharacter(text[end]))
                ++end;
            const std::optional<Form> form = valueIn(formNames, QString::fromLatin1(text.mid(suffix, end - suffix)));
            check(form.has_value(), "a value's suffix in sql/mysql is one that mysql_statement.h names");
            piece.form = *form;
        }
        m_pieces.push_back(std::move(piece));
        from = end;
        at = end - 1;
    }
    m_pieces.push_back({text.mid(from), -1, Form::Plain});
    m_parameters = static_cast<int>(names.size());
}

void appendValue(std::string &out, const MysqlValue &value, MysqlTemplate::Form form, MysqlConnection &connection)
{
    using Form = MysqlTemplate::Form;
    using Kind = MysqlValue::Kind;
    if (form != Form::Plain && value.kind == Kind::Null) {
        out += form == Form::Ms ? "0" : "null";
        return;
    }
    if (form != Form::Plain) {
        // Bounds of lists are the largest and smallest numbers there are: a datetime ends earlier.
        constexpr qint64 farthest = 400'000'000'000'000;
        const Instant at = fromMs(std::clamp(value.number, -farthest, farthest)) + connection.shift();
        if (form == Form::Clock)
            appendNumber(out, toMs(at));
        else if (form == Form::Ms)
            appendNumber(out, (toMs(at) % 1000 + 1000) % 1000);
        else
            connection.zone().append(out, at, form == Form::Full ? DtmZone::Digits::Milliseconds : DtmZone::Digits::Seconds);
        return;
    }
    switch (value.kind) {
    case Kind::Null: out += "null"; break;
    case Kind::Integer:
    case Kind::Instant: appendNumber(out, value.number); break;
    case Kind::Text: appendQuoted(out, value.bytes); break;
    case Kind::Bytes:
        if (!isAscii(value.bytes)) // else it is the same in every character set, and the server has less to do
            out += "_binary";
        appendQuoted(out, value.bytes);
        break;
    }
}

MysqlStatement::MysqlStatement(MysqlConnection &connection, const QByteArray &sql)
    : m_connection(connection), m_template(sql), m_values(static_cast<std::size_t>(m_template.parameters()))
{
}

MysqlStatement::~MysqlStatement()
{
    reset();
}

std::string MysqlStatement::rendered() const
{
    std::string text;
    for (const MysqlTemplate::Piece &piece : m_template.pieces()) {
        text.append(piece.text.constData(), static_cast<std::size_t>(piece.text.size()));
        if (piece.parameter >= 0)
            appendValue(text, m_values[static_cast<std::size_t>(piece.parameter)], piece.form, m_connection);
    }
    return text;
}

bool MysqlStatement::execute()
{
    const std::string text = rendered();
    if (!m_connection.send({text.data(), static_cast<qsizetype>(text.size())}))
        return false;
    MYSQL *handle = m_connection.handle();
    m_result = mysql_store_result(handle);
    if (!m_result && mysql_field_count(handle) > 0) {
        m_connection.noteError();
        return false;
    }
    m_changes = m_result ? 0 : static_cast<int>(mysql_affected_rows(handle));
    return true;
}

Statement::Step MysqlStatement::step()
{
    if (!m_executed) {
        m_executed = true;
        if (!isBound() || !execute())
            return Step::Failed;
    }
    m_row = m_result ? mysql_fetch_row(m_result) : nullptr;
    if (!m_row)
        return Step::Done;
    m_lengths = mysql_fetch_lengths(m_result);
    return Step::Row;
}

void MysqlStatement::reset()
{
    if (m_result)
        mysql_free_result(m_result);
    m_result = nullptr;
    m_row = nullptr;
    m_executed = false;
}

bool MysqlStatement::isNull(int column) const
{
    return m_row[column] == nullptr;
}

QByteArrayView MysqlStatement::bytes(int column) const
{
    return isNull(column) ? QByteArrayView() : QByteArrayView(m_row[column], static_cast<qsizetype>(m_lengths[column]));
}

Instant MysqlStatement::instant(int column) const
{
    const MYSQL_FIELD *field = mysql_fetch_field_direct(m_result, static_cast<unsigned>(column));
    if (isNull(column))
        return {};
    if (field->type == MYSQL_TYPE_DATETIME || field->type == MYSQL_TYPE_STRING || field->type == MYSQL_TYPE_VAR_STRING)
        return m_connection.zone().parse(bytes(column)) - m_connection.shift();
    const Instant at = fromMs(bytes(column).toLongLong());
    return qstrcmp(field->name, "by_clock") == 0 ? at - m_connection.shift() : at;
}

qint64 MysqlStatement::integer(int column) const
{
    const QByteArrayView text = bytes(column);
    if (text.size() > 10 && text[4] == '-') // a datetime: the key of a list
        return toMs(instant(column));
    return text.toLongLong();
}

bool MysqlStatement::set(int index, MysqlValue value)
{
    m_values[static_cast<std::size_t>(index - 1)] = std::move(value);
    return true;
}

bool MysqlStatement::bindInteger(int index, qint64 number)
{
    return set(index, integerValue(number));
}

bool MysqlStatement::bindInstant(int index, const std::optional<Instant> &at)
{
    return set(index, instantValue(at));
}

bool MysqlStatement::bindWord(int index, QLatin1StringView constant)
{
    return set(index, textValue(QByteArray::fromRawData(constant.data(), constant.size())));
}

bool MysqlStatement::bindText(int index, const QByteArray &utf8)
{
    return set(index, textValue(utf8));
}

bool MysqlStatement::bindBytes(int index, const QByteArray &bytes)
{
    return set(index, {MysqlValue::Kind::Bytes, 0, bytes});
}

std::vector<MysqlValue> MysqlValues::take()
{
    return std::exchange(m_values, {});
}

bool MysqlValues::bindInteger(int, qint64 number)
{
    m_values.push_back(integerValue(number));
    return true;
}

bool MysqlValues::bindInstant(int, const std::optional<Instant> &at)
{
    m_values.push_back(instantValue(at));
    return true;
}

bool MysqlValues::bindWord(int, QLatin1StringView constant)
{
    m_values.push_back(textValue(QByteArray::fromRawData(constant.data(), constant.size())));
    return true;
}

bool MysqlValues::bindText(int, const QByteArray &utf8)
{
    m_values.push_back(textValue(utf8));
    return true;
}

bool MysqlValues::bindBytes(int, const QByteArray &bytes)
{
    m_values.push_back({MysqlValue::Kind::Bytes, 0, bytes});
    return true;
}

} // namespace txdesk::store
