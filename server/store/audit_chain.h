// This coordinator's chain of audit records in the database: append at its head, remove at its beginning.
// Thread: that of the connection. The caller begins and ends the database transaction: head and record stand or fall together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_seal.h"
#include "server/store/statement_set.h"
#include "server/store/store_request.h"

namespace txdesk::store {

class AuditChain
{
public:
    AuditChain(StatementSet &sql, AuditSettings settings) : m_sql(sql), m_settings(std::move(settings)) {}

    [[nodiscard]] Result<> append(const QList<AuditRecord> &records);
    // Old records leave; the record "audit.trim" that takes their place in the chain carries the seal of the last of them.
    [[nodiscard]] Result<Removed> trim(const TrimAudit &trim);

private:
    [[nodiscard]] Result<AuditHead> head();
    [[nodiscard]] Result<Removed> trimOwn(const TrimAudit &trim);
    [[nodiscard]] Result<Removed> trimEnded(const TrimAudit &trim, int limit);

    StatementSet &m_sql;
    const AuditSettings m_settings;
};

} // namespace txdesk::store
