// What a job of the console's own keeps on disk: who is in its set, and what became of each; in memory is only what is
// under way.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"
#include "shared/model/bulk_job.h"

#include <QFile>

namespace txdesk::console {

// Thread: GUI. One gid a line; one item a line, as JSON.
class JobFiles
{
public:
    JobFiles(const QString &folder, const QString &id);

    [[nodiscard]] Result<> open(); // empties both
    [[nodiscard]] Result<> addMember(const Gid &gid);
    [[nodiscard]] Result<> addItem(const JobItem &item);
    [[nodiscard]] std::optional<Gid> nextMember(); // in the order they were added
    [[nodiscard]] QList<JobItem> items(qsizetype most) const;

private:
    QFile m_set;
    QFile m_items;
    qint64 m_readTo = 0; // of the set
};

} // namespace txdesk::console
