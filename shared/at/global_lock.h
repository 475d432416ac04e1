// A local transaction of no AT transaction that yet must not touch rows which AT transactions hold: for jobs and
// back offices that write to the same tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/capture.h"
#include "shared/client/coordinator_connection.h"

#include <functional>
#include <optional>

namespace txdesk::at {

struct GlobalLockOptions
{
    QString resource{};           // as in AtSessionOptions
    QString undoTable = QStringLiteral("undo_log");
    Milliseconds lockWait{3'000};
};

// No branch, no undo row, no lock at the coordinator: it asks, with the rows held in the database, and commits when nobody
// holds them. Thread, drivers and errors: as AtSession.
class GlobalLock
{
public:
    using UnitOfWork = std::function<Result<>(GlobalLock &)>;

    GlobalLock(client::CoordinatorConnection &coordinator, QSqlDatabase db, GlobalLockOptions options = {});
    ~GlobalLock();
    GlobalLock(const GlobalLock &) = delete;
    GlobalLock &operator=(const GlobalLock &) = delete;

    [[nodiscard]] Result<> run(const UnitOfWork &work); // runs the work again while others hold the rows
    [[nodiscard]] Result<QSqlQuery> exec(const QString &sql, const QVariantList &binds = {});
    [[nodiscard]] const std::optional<client::LockAnswer> &refusal() const { return m_refusal; }

private:
    [[nodiscard]] Result<bool> runOnce(const UnitOfWork &work, const QString &resource);

    client::CoordinatorConnection &m_coordinator;
    QSqlDatabase m_db;
    GlobalLockOptions m_options;
    std::unique_ptr<Capture> m_capture;
    std::optional<client::LockAnswer> m_refusal;
};

} // namespace txdesk::at
