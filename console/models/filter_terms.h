// The terms of a filter line, one by one, as chips show them: where each stands and what it asks.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace txdesk::console {

struct FilterTermText
{
    QString key;        // lower case; empty: the value stands alone
    QString comparison; // ":", ">", ">=", "<", "<="; empty: the value stands alone
    QString value;      // without its quotes
    qsizetype position = 0; // in the line; characters
    qsizetype length = 0;
    qsizetype valuePosition = 0;
    bool quoteOpen = false;

    friend bool operator==(const FilterTermText &, const FilterTermText &) = default;
};

// Any text has terms; whether they mean something is FilterGrammar's to say.
[[nodiscard]] QList<FilterTermText> termsIn(const QString &line);

[[nodiscard]] QString withoutTerm(const QString &line, const FilterTermText &term);
// A term of the same key makes room for it; otherwise it comes last.
[[nodiscard]] QString withTerm(const QString &line, const QString &term);
// Quoted where a value needs it: err:"lock wait", fp:"{\"message\":#}".
[[nodiscard]] QString termText(const QString &key, const QString &value);

} // namespace txdesk::console
