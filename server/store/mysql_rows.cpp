// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_rows.h"

#include "shared/base/check.h"

#include <algorithm>
#include <string_view>

namespace txdesk::store {
namespace {

constexpr QByteArrayView tupleBegins = "\nvalues (";
constexpr QByteArrayView duplicateKey = "\non duplicate key";

// What columns hold that an insert does not name (sql/migrations/mysql), as sql/mysql writes it.
struct Usual { QByteArrayView column; std::string_view written; };
constexpr Usual usuals[]{
    {"finish_time", "null"}, {"rollback_time", "null"}, {"end_ms", "greatest(0, 0)"}, {"finish_ms", "0"},
    {"rollback_reason", "left('', 1024)"}, {"result", "''"}, {"custom_data", "''"}, {"failures", "0"}, {"attempts", "0"},
    {"last_error", "left('', 1024)"}, {"paused", "0"}, {"forced", "0"}, {"parked", "''"}, {"resolution", "''"}, {"due_at", "null"}, {"business_key", "''"},
};

std::string_view usualOf(const QByteArray &column)
{
    for (const Usual &usual : usuals)
        if (usual.column == column)
            return usual.written;
    return {};
}

qsizetype endOfTuple(const QByteArray &sql)
{
    const qsizetype duplicate = sql.indexOf(duplicateKey);
    return sql.lastIndexOf(')', duplicate >= 0 ? duplicate : -1);
}

qsizetype beginOfTuple(const QByteArray &sql)
{
    const qsizetype begin = sql.indexOf(tupleBegins);
    check(begin >= 0, "an insert for many rows has its tuple on a line of its own");
    return begin + tupleBegins.size();
}

void appendBytes(std::string &out, const QByteArray &bytes)
{
    out.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

void appendPieces(std::string &out, const std::vector<MysqlTemplate::Piece> &pieces, const MysqlRow &row, MysqlConnection &connection)
{
    for (const MysqlTemplate::Piece &piece : pieces) {
        appendBytes(out, piece.text);
        if (piece.parameter >= 0)
            appendValue(out, row[static_cast<std::size_t>(piece.parameter)], piece.form, connection);
    }
}

} // namespace

std::vector<MysqlManyInsert::Column> MysqlManyInsert::columnsOf(const QByteArray &names, const QByteArray &tuple)
{
    std::vector<Column> columns;
    for (const QByteArray &name : names.split(','))
        columns.push_back({name.simplified(), {}, usualOf(name.simplified())});
    std::size_t column = 0;
    int depth = 0;
    const MysqlTemplate all(tuple);
    for (const MysqlTemplate::Piece &piece : all.pieces()) {
        QByteArray text;
        for (const char c : piece.text) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                if (!text.trimmed().isEmpty())
                    columns.at(column).pieces.push_back({text.trimmed(), -1, MysqlTemplate::Form::Plain});
                text.clear();
                ++column;
            } else {
                text += c;
            }
        }
        text = depth == 0 ? text.trimmed() : text;
        if (piece.parameter >= 0 || !text.isEmpty())
            columns.at(column).pieces.push_back({text, piece.parameter, piece.form});
    }
    check(column + 1 == columns.size(), "an insert has a value for each of its columns");
    return columns;
}

MysqlManyInsert::MysqlManyInsert(const QByteArray &sql, Existing existing)
{
    const qsizetype table = sql.indexOf("insert into ");
    const qsizetype names = sql.indexOf('(', table);
    m_table = sql.mid(table, names - table).trimmed();
    m_columns = columnsOf(sql.mid(names + 1, sql.indexOf(')', names) - names - 1), sql.mid(beginOfTuple(sql), endOfTuple(sql) - beginOfTuple(sql)));
    if (existing == Existing::IsKept)
        m_tail = sql.mid(endOfTuple(sql) + 1).trimmed();
    if (m_tail.endsWith(';'))
        m_tail.chop(1);
}

void MysqlManyInsert::append(std::string &out, const std::vector<MysqlRow> &rows, MysqlConnection &connection) const
{
    std::vector<const Column *> named;
    std::string text;
    for (const Column &column : m_columns) {
        const auto isUsual = [&](const MysqlRow &row) {
            text.clear();
            appendPieces(text, column.pieces, row, connection);
            return text == column.usual;
        };
        if (column.usual.empty() || !std::all_of(rows.begin(), rows.end(), isUsual))
            named.push_back(&column);
    }
    appendBytes(out, m_table);
    for (const Column *column : named)
        appendBytes(out += column == named.front() ? " (" : ",", column->name);
    out += ") values ";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out += i > 0 ? ",(" : "(";
        for (const Column *column : named) {
            if (column != named.front())
                out += ',';
            appendPieces(out, column->pieces, rows[i], connection);
        }
        out += ')';
    }
    if (!m_tail.isEmpty())
        appendBytes(out += '\n', m_tail);
}

MysqlManyUpdate::MysqlManyUpdate(const QByteArray &sql, const QByteArray &index) : m_template(sql)
{
    const QByteArray &text = m_template.pieces().front().text;
    check(text.startsWith("update ") && text.contains(" set "), "an update for many rows is an update");
    m_begin = text.mid(7);
    if (!index.isEmpty())
        m_begin.insert(m_begin.indexOf(" set "), " force index (" + index + ')');
}

namespace {

// The values of all rows, written once: those of a piece side by side are compared, and joined when they differ.
class WrittenRows
{
public:
    WrittenRows(const std::vector<MysqlTemplate::Piece> &pieces, const std::vector<MysqlRow> &rows, MysqlConnection &connection)
        : m_pieces(pieces.size() - 1), m_rows(rows.size())
    {
        m_ends.reserve(m_pieces * m_rows);
        for (const MysqlRow &row : rows) {
            for (std::size_t p = 0; p < m_pieces; ++p) {
                appendValue(m_text, row[static_cast<std::size_t>(pieces[p].parameter)], pieces[p].form, connection);
                m_ends.push_back(m_text.size());
            }
        }
        for (std::size_t p = 0; p < m_pieces; ++p)
            m_differs.push_back(isDifferent(p));
    }

    [[nodiscard]] bool differs(std::size_t piece) const { return m_differs[piece]; }
    [[nodiscard]] bool anyDiffers() const { return std::find(m_differs.begin(), m_differs.end(), true) != m_differs.end(); }
    [[nodiscard]] std::string_view at(std::size_t row, std::size_t piece) const
    {
        const std::size_t index = row * m_pieces + piece;
        const std::size_t from = index == 0 ? 0 : m_ends[index - 1];
        return std::string_view(m_text).substr(from, m_ends[index] - from);
    }
    [[nodiscard]] std::string names() const // c3,c7
    {
        std::string names;
        for (std::size_t p = 0; p < m_pieces; ++p)
            if (m_differs[p])
                names += (names.empty() ? "c" : ",c") + std::to_string(p);
        return names;
    }
    void appendTuples(std::string &out, std::string_view begin) const
    {
        for (std::size_t r = 0; r < m_rows; ++r) {
            out += r > 0 ? "," : "";
            out += begin;
            bool first = true;
            for (std::size_t p = 0; p < m_pieces; ++p) {
                if (!m_differs[p])
                    continue;
                out += first ? "" : ",";
                out += at(r, p);
                first = false;
            }
            out += ')';
        }
    }

private:
    [[nodiscard]] bool isDifferent(std::size_t piece) const
    {
        for (std::size_t r = 1; r < m_rows; ++r)
            if (at(r, piece) != at(0, piece))
                return true;
        return false;
    }

    std::size_t m_pieces;
    std::size_t m_rows;
    std::string m_text;
    std::vector<std::size_t> m_ends;
    std::vector<bool> m_differs;
};

} // namespace

void MysqlManyUpdate::append(std::string &out, const std::vector<MysqlRow> &rows, MysqlConnection &connection) const
{
    const std::vector<MysqlTemplate::Piece> &pieces = m_template.pieces();
    const WrittenRows written(pieces, rows, connection);
    const bool joins = written.anyDiffers();
    out += "update ";
    if (joins && connection.isMariaDb()) {
        out += "(with v(" + written.names() + ") as (values ";
        written.appendTuples(out, "(");
        out += ") select * from v) as v straight_join ";
    } else if (joins) {
        out += "(values ";
        written.appendTuples(out, "row(");
        out += ") as v(" + written.names() + ") straight_join ";
    }
    appendBytes(out, joins ? m_begin : pieces.front().text.mid(7));
    for (std::size_t p = 0; p + 1 < pieces.size(); ++p) {
        if (written.differs(p))
            out += "v.c" + std::to_string(p);
        else
            out += written.at(0, p);
        appendBytes(out, pieces[p + 1].text);
    }
}

} // namespace txdesk::store
