// One statement of sql/mysql written for many rows at once: an insert repeats its tuple; an update joins the rows' values,
// of which those that are the same in every row are written once.
// Source of the shape: measured on MariaDB 10.11 beside single updates, upserts and unfolded joins (docs/performance.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_statement.h"

#include <string_view>

namespace txdesk::store {

using MysqlRow = std::vector<MysqlValue>; // in the order of the statement's parameters

// A column whose value is in every row its default is left out: parsing literals is a third of the server's work.
class MysqlManyInsert
{
public:
    enum class Existing { Fails, IsKept }; // IsKept: the statement's own "on duplicate key" stays
    MysqlManyInsert(const QByteArray &sql, Existing existing);
    void append(std::string &out, const std::vector<MysqlRow> &rows, MysqlConnection &connection) const;

private:
    struct Column
    {
        QByteArray name;
        std::vector<MysqlTemplate::Piece> pieces; // of its value
        std::string_view usual;                   // its default, as it is written; empty: it has none
    };
    static std::vector<Column> columnsOf(const QByteArray &names, const QByteArray &tuple);

    QByteArray m_table; // "insert into <table>"
    std::vector<Column> m_columns;
    QByteArray m_tail;
};

// Rows are found by the statement's own condition; no two may name the same one.
class MysqlManyUpdate
{
public:
    // "update <table> set ..."; the index by which the rows of many are found, where the optimizer would take a slower one.
    explicit MysqlManyUpdate(const QByteArray &sql, const QByteArray &index = {});
    void append(std::string &out, const std::vector<MysqlRow> &rows, MysqlConnection &connection) const;

private:
    MysqlTemplate m_template;
    QByteArray m_begin; // of the statement for many: "<table> force index (...) set <first column> = "
};

} // namespace txdesk::store
