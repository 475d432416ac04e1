// The filter line of the list: status:aborting type:saga age>5m tries>=3 part:stock:8082
// err:"lock wait" fp:"lock wait #" key:ORD-2209 created:[-2h..now] is:stuck hqL8
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_page.h"

#include <QCoreApplication>

#include <tl/expected.hpp>

namespace txdesk::console {

// What is wrong, and where: position and length count characters of the text.
struct FilterError
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString message;

    friend bool operator==(const FilterError &, const FilterError &) = default;
};

// What the [+] of the chips offers: a key (with its comparison, if that is not ":") and values to choose from; none: to be
// typed.
struct FilterOffer
{
    QString key;
    QStringList values;
    QString words; // translated
};

// Ages are turned into instants by `now` (server time): parse again to move them.
class FilterGrammar
{
    Q_DECLARE_TR_FUNCTIONS(FilterGrammar)

public:
    [[nodiscard]] static tl::expected<TransactionFilter, FilterError> parse(const QString &text, Instant now);
    [[nodiscard]] static QList<FilterOffer> offers();
    [[nodiscard]] static QString help(); // one line a term, for the tool tip of the field
};

} // namespace txdesk::console
