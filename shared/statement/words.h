// Words that MySQL and MariaDB know: keywords and functions.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArrayView>

#include <optional>

namespace txdesk::statement {

// May it not be a name without quotes? Words reserved by both servers; word: upper case.
[[nodiscard]] bool isReserved(QByteArrayView word);

enum class FunctionClass {
    Stable,    // the same answer for the same row within a transaction
    Aggregate, // stable, over several rows
    Clock,     // the time: another answer for the next statement
    Volatile,  // another answer for each call
};

// Functions of the servers themselves that do not change data. nullopt: unknown, or not fit for AT. word: upper case.
[[nodiscard]] std::optional<FunctionClass> functionClass(QByteArrayView word);

// With a blank before its parenthesis it means a function of the user's (unless IGNORE_SPACE is set).
[[nodiscard]] bool mustTouchParenthesis(QByteArrayView word);

} // namespace txdesk::statement
