// Writes the body of at/branchReport.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_report.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::client {

using namespace Qt::StringLiterals;

QByteArray BranchReport::toJson() const
{
    const QJsonObject json{{u"gid"_s, gid.value}, {u"branch_id"_s, branch.value},
                           {u"status"_s, isDone ? u"phase1_done"_s : u"phase1_failed"_s}, {u"reason"_s, reason}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace txdesk::client
