// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_rows.h"

#include "shared/base/check.h"

#include <algorithm>

namespace txdesk::store {
namespace {

constexpr QByteArrayView tupleBegins = "\nvalues (";
constexpr QByteArrayView duplicateKey = "\non duplicate key";

QByteArray partOf(const QByteArray &sql, qsizetype from, qsizetype to)
{
    return sql.mid(from, to < 0 ? -1 : to - from);
}

qsizetype endOfTuple(const QByteArray &sql)
{
    const qsizetype duplicate = sql.indexOf(duplicateKey);
    return duplicate >= 0 ? duplicate : sql.size();
}

qsizetype beginOfTuple(const QByteArray &sql)
{
    const qsizetype begin = sql.indexOf(tupleBegins);
    check(begin >= 0, "an insert for many rows has its tuple on a line of its own");
    return begin + tupleBegins.size() - 1;
}

void appendRow(QByteArray &out, const MysqlTemplate &tuple, const MysqlRow &row, MysqlConnection &connection)
{
    for (const MysqlTemplate::Piece &piece : tuple.pieces()) {
        out.append(piece.text);
        if (piece.parameter >= 0)
            appendValue(out, row[static_cast<std::size_t>(piece.parameter)], piece.form, connection);
    }
}

} // namespace

MysqlManyInsert::MysqlManyInsert(const QByteArray &sql, Existing existing)
    : m_head(sql.left(beginOfTuple(sql))), m_tuple(partOf(sql, beginOfTuple(sql), endOfTuple(sql)))
{
    m_head = m_head.mid(m_head.indexOf("insert into"));
    if (existing == Existing::IsKept)
        m_tail = sql.mid(endOfTuple(sql)).trimmed();
    if (m_tail.endsWith(';'))
        m_tail.chop(1);
}

void MysqlManyInsert::append(QByteArray &out, const std::vector<MysqlRow> &rows, MysqlConnection &connection) const
{
    out.append(m_head);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0)
            out.append(',');
        appendRow(out, m_tuple, rows[i], connection);
    }
    if (!m_tail.isEmpty())
        out.append('\n').append(m_tail);
}

MysqlManyUpdate::MysqlManyUpdate(const QByteArray &sql, const QByteArray &index) : m_template(sql)
{
    const QByteArray &text = m_template.pieces().front().text;
    check(text.startsWith("update ") && text.contains(" set "), "an update for many rows is an update");
    m_begin = text.mid(7);
    if (!index.isEmpty())
        m_begin.insert(m_begin.indexOf(" set "), " force index (" + index + ')');
}

void MysqlManyUpdate::append(QByteArray &out, const std::vector<MysqlRow> &rows, MysqlConnection &connection) const
{
    const std::vector<MysqlTemplate::Piece> &pieces = m_template.pieces();
    std::vector<std::vector<QByteArray>> values(pieces.size()); // by piece: of each row, or one for all
    for (std::size_t p = 0; p + 1 < pieces.size(); ++p) {
        std::vector<QByteArray> &ofPiece = values[p];
        for (const MysqlRow &row : rows) {
            QByteArray text;
            appendValue(text, row[static_cast<std::size_t>(pieces[p].parameter)], pieces[p].form, connection);
            ofPiece.push_back(std::move(text));
        }
        if (std::all_of(ofPiece.begin(), ofPiece.end(), [&](const QByteArray &text) { return text == ofPiece.front(); }))
            ofPiece.resize(1);
    }
    QByteArray names, tuples;
    for (std::size_t p = 0; p < pieces.size(); ++p)
        if (values[p].size() > 1)
            names += (names.isEmpty() ? "c" : ",c") + QByteArray::number(static_cast<int>(p));
    for (std::size_t r = 0; r < rows.size() && !names.isEmpty(); ++r) {
        tuples += r > 0 ? "," : "";
        tuples += connection.isMariaDb() ? "(" : "row(";
        bool first = true;
        for (const std::vector<QByteArray> &ofPiece : values) {
            if (ofPiece.size() < 2)
                continue;
            tuples += (first ? "" : ",") + ofPiece[r];
            first = false;
        }
        tuples += ')';
    }
    QByteArray begin = "update ";
    if (connection.isMariaDb() && !names.isEmpty())
        begin += "(with v(" + names + ") as (values " + tuples + ") select * from v) as v straight_join ";
    else if (!names.isEmpty())
        begin += "(values " + tuples + ") as v(" + names + ") straight_join ";
    out.append(begin).append(names.isEmpty() ? pieces.front().text.mid(7) : m_begin);
    for (std::size_t p = 0; p + 1 < pieces.size(); ++p) {
        if (values[p].size() > 1)
            out.append("v.c").append(QByteArray::number(static_cast<int>(p)));
        else
            out.append(values[p].front());
        out.append(pieces[p + 1].text);
    }
}

} // namespace txdesk::store
