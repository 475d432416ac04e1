// What all services of bank1 and bank2 have in common: the tutorial's tables, the account.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/tutorial/account_book.h"
#include "server/tutorial/service.h"

namespace txdesk::tutorial {

class BankService : public Service
{
public:
    explicit BankService(ServiceParts &parts) : m_parts(parts) {}

    [[nodiscard]] Result<> createTables(QSqlDatabase db) override { return createBank(std::move(db), m_parts.options.row->database); }
    [[nodiscard]] QStringList tables() const override { return bankTables(); }

protected:
    // Moves money of this bank's own account.
    [[nodiscard]] client::BranchAnswer add(QSqlDatabase db, double amount) const
    {
        return addToAccount(std::move(db), accountOf(m_parts.options.row->database), amount);
    }

    ServiceParts &m_parts;
};

} // namespace txdesk::tutorial
