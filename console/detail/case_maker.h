// Makes a case file of what is on screen: the detail, the verdict, the diagram as text.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/casefile/case_file.h"
#include "console/theme/theme.h"

#include <QTimeZone>

namespace txdesk::console {

// What the detail itself does not know of where it comes from.
struct CasePlace
{
    QString environment; // "dev", "test", "prod"
    QString profile;     // its label
    QString node;
    Instant now{}; // server time
    QTimeZone zone = QTimeZone::utc(); // of the times in the texts
};

// "dev", "test", "prod", as a case file keeps it; what nobody knows is production: the careful one.
[[nodiscard]] QString environmentCode(Environment environment);
[[nodiscard]] Environment environmentOf(const QString &code);

[[nodiscard]] CaseFile caseFileOf(const TransactionDetail &detail, const Capabilities &capabilities, const CasePlace &place,
                                  const QList<AuditRecord> &audit = {});

} // namespace txdesk::console
