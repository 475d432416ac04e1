// One prepared SQL statement on the native SQLite handle of a QtSql connection: the hot path, measured at 0.6 of the CPU
// of QSqlQuery (docs/performance.md).
// Thread: that of its connection. Invariant: between with() and the last row no other with() on the same statement.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace txdesk::store {

struct Blob { const QByteArray &bytes; };

class Statement
{
public:
    enum class Step { Row, Done, Failed };

    [[nodiscard]] static Result<Statement> prepare(sqlite3 *database, const QByteArray &sql);

    // Binds all parameters in the order of their first appearance in the text. The values may go away afterwards.
    // A value SQLite refuses (too big) makes the next step() fail.
    template<class... Values>
    Statement &with(const Values &...values)
    {
        reset();
        int index = 0;
        m_bound = (isDone(bind(++index, values)) && ...);
        return *this;
    }

    [[nodiscard]] Step step();
    void reset(); // ends its reading; a reader that forgets it keeps the WAL from being cleaned

    // Runs to the end. The answer is how many rows were changed.
    [[nodiscard]] Result<int> run();
    // Calls `take(*this)` for each row.
    template<class Take>
    [[nodiscard]] Result<> each(Take &&take)
    {
        Step last = step();
        for (; last == Step::Row; last = step())
            take(static_cast<const Statement &>(*this));
        return ended(last);
    }
    [[nodiscard]] Result<> ended(Step last); // resets; the error if `last` is Failed

    // Columns of the current row, from 0.
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArrayView bytes(int column) const; // valid until the next step
    [[nodiscard]] Instant instant(int column) const { return fromMs(integer(column)); }
    [[nodiscard]] std::optional<Instant> optionalInstant(int column) const;
    [[nodiscard]] int parameters() const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    explicit Statement(sqlite3_stmt *statement);

    // Each gives SQLite's result code.
    static bool isDone(int code);
    int bind(int index, qint64 value);
    int bind(int index, int value) { return bind(index, static_cast<qint64>(value)); }
    int bind(int index, bool value) { return bind(index, static_cast<qint64>(value)); }
    int bind(int index, Instant value) { return bind(index, toMs(value)); }
    int bind(int index, const std::optional<Instant> &value);
    int bind(int index, QLatin1StringView constant); // must live as long as the program: words of our name tables
    int bind(int index, const QString &value);
    int bind(int index, const QByteArray &utf8);
    int bind(int index, const Blob &value);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    bool m_bound = true;
    std::vector<QByteArray> m_kept; // bound bytes, by index: SQLite reads them in place
};

[[nodiscard]] Error sqliteError(sqlite3 *database, ErrorCode code = ErrorCode::Unavailable);

} // namespace txdesk::store
