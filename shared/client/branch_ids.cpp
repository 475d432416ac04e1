// Gives out branch ids, two digits a level.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_ids.h"

namespace txdesk::client {

using namespace Qt::StringLiterals;

Result<BranchId> BranchIds::next()
{
    if (m_given >= childrenMax)
        return fail(ErrorCode::InvalidRequest, u"a branch has at most %1 branches below it"_s.arg(childrenMax), u"branch_id"_s);
    if (m_parent.value.size() >= parentMax)
        return fail(ErrorCode::InvalidRequest, u"branch %1 is nested too deeply"_s.arg(m_parent.value), u"branch_id"_s);
    return BranchId{u"%1%2"_s.arg(m_parent.value).arg(++m_given, 2, 10, QLatin1Char('0'))};
}

} // namespace txdesk::client
