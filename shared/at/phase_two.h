// A participant's endpoint for the coordinator's calls of an AT branch: commit, rollback, and what a person decided about a
// dirty one. It needs nothing but the database: any thread and any instance of the service can serve it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/undo_view.h"
#include "shared/base/instant.h"
#include "shared/client/branch_answer.h"

#include <QSqlDatabase>

#include <memory>

namespace txdesk::at {

struct PhaseTwoOptions
{
    QString resource{};        // as in AtSessionOptions; a call for another resource is not served
    QString undoTable = QStringLiteral("undo_log");
    // A call without it is answered with 403. The initiator gives it in AtOptions::more.branchHeaders, and the coordinator sends it
    // along. Without one the address must be out of everybody else's reach: it shows rows and writes them.
    http::Header requiredHeader{};
    Milliseconds lockWait{1'000}; // for rows, or the file, that somebody holds; then the answer is "busy"
};

enum class RollbackRule {
    IfUnchanged,   // a row that somebody else changed is left alone, and so is everything else: dirty
    Force,         // before images overwrite whatever is there
    AcceptCurrent, // nothing is written, the undo row goes
};

// Thread: the one that uses it first; blocks. It opens a connection of its own there, with the settings of the one it was
// given, and keeps it. For more threads make more of them.
class PhaseTwo
{
public:
    explicit PhaseTwo(QString connectionName, PhaseTwoOptions options = {});
    ~PhaseTwo();
    PhaseTwo(const PhaseTwo &) = delete;
    PhaseTwo &operator=(const PhaseTwo &) = delete;

    // The whole endpoint: query gid, branch_id, op (commit, rollback, rollback-force, rollback-accept, undo), trans_type=at.
    // 200 done; 403 without the required header; 409 dirty, the text says which rows; 425 busy; 400 no such call; 500 ask again.
    [[nodiscard]] http::Response answer(const http::Request &request);

    // Succeeded, Rejected (dirty), Ongoing (busy), Unknown.
    [[nodiscard]] client::BranchAnswer commit(const Gid &gid, const BranchId &branch);
    [[nodiscard]] client::BranchAnswer rollback(const Gid &gid, const BranchId &branch, RollbackRule rule = RollbackRule::IfUnchanged);

    // Read only. NotFound: no undo row, or a tombstone.
    [[nodiscard]] Result<UndoView> view(const Gid &gid, const BranchId &branch);

private:
    class Connection;

    [[nodiscard]] Result<Connection *> connection();
    [[nodiscard]] client::BranchAnswer answerOf(const Result<BarrierNote> &done);
    [[nodiscard]] Result<> checkResource(const QByteArray &body);
    [[nodiscard]] http::Response viewed(const Gid &gid, const BranchId &branch);

    QString m_connectionName;
    PhaseTwoOptions m_options;
    std::unique_ptr<Connection> m_connection;
};

} // namespace txdesk::at
