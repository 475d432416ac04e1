// Reads a list of the API page by page, as far as rows are wanted.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/ctl/job.h"

#include <QJsonArray>

namespace txdesk::ctl {

inline constexpr qsizetype everyRow = 100'000'000;

struct PageWalk
{
    JobPointer job;
    QByteArray path;      // with its query, without position and limit
    QString rowsName;     // member of the answer that holds the rows
    qsizetype rowsWanted = everyRow;
    QByteArray positionName = "after"; // parameter and member by which the API goes on
    QString nextName = QStringLiteral("next");
};

// `next`: where it would go on; empty: that was all. When the server refuses, the job is finished by that.
using Walked = std::function<void(const QJsonArray &rows, const QString &next)>;
void walkPages(PageWalk walk, Walked done);

// --all, or --limit of 1 to 1000; 50 when neither is said.
[[nodiscard]] Result<qsizetype> rowsWanted(const CommandLine &line);

[[nodiscard]] QByteArray queryText(const QList<std::pair<QByteArray, QByteArray>> &parameters); // percent-encoded

} // namespace txdesk::ctl
