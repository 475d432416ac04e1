// One SQL statement of a connection, whatever the database behind it: bind, run, read columns.
// Thread: that of its connection. Invariant: between with() and the last row no other with() on the same statement.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace txdesk::store {

struct Blob { const QByteArray &bytes; };

class Statement
{
public:
    enum class Step { Row, Done, Failed };

    virtual ~Statement() = default;

    // Binds all parameters in the order of their first appearance in the text. The values may go away afterwards.
    // A value the database refuses (too big) makes the next step() fail.
    template<class... Values>
    Statement &with(const Values &...values)
    {
        reset();
        int index = 0;
        m_bound = (bind(++index, values) && ...);
        return *this;
    }

    [[nodiscard]] virtual Step step() = 0;
    virtual void reset() = 0; // ends its reading; a reader of SQLite that forgets it keeps the WAL from being cleaned

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
    [[nodiscard]] virtual int changes() const = 0; // rows changed by what was run last

    // Columns of the current row, from 0.
    [[nodiscard]] virtual qint64 integer(int column) const = 0;
    [[nodiscard]] virtual QByteArrayView bytes(int column) const = 0; // valid until the next step
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    [[nodiscard]] virtual Instant instant(int column) const { return fromMs(integer(column)); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(bytes(column)); }
    [[nodiscard]] std::optional<Instant> optionalInstant(int column) const;

protected:
    [[nodiscard]] bool isBound() const { return m_bound; }
    [[nodiscard]] virtual Error lastError() const = 0;

    // Each is false when the database refuses the value.
    virtual bool bindInteger(int index, qint64 value) = 0;
    virtual bool bindInstant(int index, const std::optional<Instant> &value) = 0;
    virtual bool bindWord(int index, QLatin1StringView constant) = 0; // lives as long as the program
    virtual bool bindText(int index, const QByteArray &utf8) = 0;
    virtual bool bindBytes(int index, const QByteArray &bytes) = 0;

private:
    bool bind(int index, qint64 value) { return bindInteger(index, value); }
    bool bind(int index, int value) { return bindInteger(index, value); }
    bool bind(int index, bool value) { return bindInteger(index, value ? 1 : 0); }
    bool bind(int index, Instant value) { return bindInstant(index, value); }
    bool bind(int index, const std::optional<Instant> &value) { return bindInstant(index, value); }
    bool bind(int index, QLatin1StringView constant) { return bindWord(index, constant); }
    bool bind(int index, const QString &value) { return bindText(index, value.toUtf8()); }
    bool bind(int index, const QByteArray &utf8) { return bindText(index, utf8); }
    bool bind(int index, const Blob &value) { return bindBytes(index, value.bytes); }

    bool m_bound = true;
};

} // namespace txdesk::store
