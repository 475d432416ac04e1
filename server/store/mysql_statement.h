// A statement for MySQL as text with the values written into it: its places for values have names, and a suffix says how
// a time is written.
//   :name        the value; an instant as milliseconds since 1970 UTC by the caller's clock
//   :name@clock  the instant as milliseconds by the database's clock
//   :name@dtm    as datetime in the zone of DTM's columns, whole seconds
//   :name@ms     the milliseconds that @dtm leaves out
//   :name@full   as @dtm with the milliseconds
// A column of type datetime, and one named by_clock, is read as an instant by the caller's clock.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_connection.h"
#include "server/store/statement.h"

#include <string>
#include <vector>

namespace txdesk::store {

class MysqlTemplate
{
public:
    explicit MysqlTemplate(const QByteArray &sql);

    enum class Form { Plain, Clock, Dtm, Ms, Full };
    struct Piece
    {
        QByteArray text;    // before the value
        int parameter = -1; // from 0, in the order of first appearance; -1: none, the text's end
        Form form = Form::Plain;
    };
    [[nodiscard]] const std::vector<Piece> &pieces() const { return m_pieces; }
    [[nodiscard]] int parameters() const { return m_parameters; }

private:
    std::vector<Piece> m_pieces;
    int m_parameters = 0;
};

struct MysqlValue
{
    enum class Kind { Null, Integer, Instant, Text, Bytes } kind = Kind::Null;
    qint64 number = 0; // Instant: milliseconds by the caller's clock
    QByteArray bytes;
};
void appendValue(std::string &out, const MysqlValue &value, MysqlTemplate::Form form, MysqlConnection &connection);

// Takes the values of one row, for statements that are written for many rows at once.
class MysqlValues final : public Statement
{
public:
    [[nodiscard]] std::vector<MysqlValue> take(); // of the last with()

    [[nodiscard]] Step step() override { return Step::Failed; }
    void reset() override { m_values.clear(); }
    [[nodiscard]] int changes() const override { return 0; }
    [[nodiscard]] qint64 integer(int) const override { return 0; }
    [[nodiscard]] QByteArrayView bytes(int) const override { return {}; }
    [[nodiscard]] bool isNull(int) const override { return true; }

protected:
    [[nodiscard]] Error lastError() const override { return {}; }
    bool bindInteger(int index, qint64 value) override;
    bool bindInstant(int index, const std::optional<Instant> &value) override;
    bool bindWord(int index, QLatin1StringView constant) override;
    bool bindText(int index, const QByteArray &utf8) override;
    bool bindBytes(int index, const QByteArray &bytes) override;

private:
    std::vector<MysqlValue> m_values;
};

class MysqlStatement final : public Statement
{
public:
    MysqlStatement(MysqlConnection &connection, const QByteArray &sql);
    ~MysqlStatement() override;
    Q_DISABLE_COPY_MOVE(MysqlStatement)

    [[nodiscard]] Step step() override;
    void reset() override;
    [[nodiscard]] int changes() const override { return m_changes; }
    [[nodiscard]] qint64 integer(int column) const override;
    [[nodiscard]] QByteArrayView bytes(int column) const override;
    [[nodiscard]] bool isNull(int column) const override;
    [[nodiscard]] Instant instant(int column) const override;
    [[nodiscard]] std::string rendered() const; // with the values of the last with()

protected:
    [[nodiscard]] Error lastError() const override { return m_connection.error(); }
    bool bindInteger(int index, qint64 value) override;
    bool bindInstant(int index, const std::optional<Instant> &value) override;
    bool bindWord(int index, QLatin1StringView constant) override;
    bool bindText(int index, const QByteArray &utf8) override;
    bool bindBytes(int index, const QByteArray &bytes) override;

private:
    [[nodiscard]] bool execute();
    bool set(int index, MysqlValue value);

    MysqlConnection &m_connection;
    const MysqlTemplate m_template;
    std::vector<MysqlValue> m_values;
    st_mysql_res *m_result = nullptr;
    char **m_row = nullptr;
    unsigned long *m_lengths = nullptr;
    bool m_executed = false;
    int m_changes = 0;
};

} // namespace txdesk::store
