// One local transaction a call: find the undo row, act, remove it.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/phase_two.h"

#include "shared/at/resource.h"
#include "shared/at/rollback_plan.h"
#include "shared/at/undo_log.h"
#include "shared/base/failpoint.h"
#include "shared/client/transaction_context.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>

#include <atomic>

namespace txdesk::at {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

// A connection of our own, and what is done on it. Its functions leave no transaction open.
class PhaseTwo::Connection
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &templateName, const PhaseTwoOptions &options);
    ~Connection();

    [[nodiscard]] const QString &resource() const { return m_resource; }

    // What was done: Run, Duplicate (there was nothing left to do), Empty (phase one has not committed and never will).
    [[nodiscard]] Result<BarrierNote> commit(const Gid &gid, const BranchId &branch);
    [[nodiscard]] Result<BarrierNote> rollback(const Gid &gid, const BranchId &branch, RollbackRule rule);
    [[nodiscard]] Result<UndoView> view(const Gid &gid, const BranchId &branch);

private:
    explicit Connection(QString name) : m_name(std::move(name)) {}

    [[nodiscard]] Result<> openAs(const QString &templateName, const PhaseTwoOptions &options);
    template<class T, class Body>
    [[nodiscard]] Result<T> inTransaction(const Body &body);
    [[nodiscard]] Result<BarrierNote> undoneBy(const UndoRow &row, const Gid &gid, const BranchId &branch, RollbackRule rule);
    [[nodiscard]] Result<UndoView> viewed(const Gid &gid, const BranchId &branch);

    QString m_name;
    QSqlDatabase m_db;
    QString m_resource;
    std::unique_ptr<Restore> m_restore;
    std::unique_ptr<UndoLog> m_log;
};

Result<std::unique_ptr<PhaseTwo::Connection>> PhaseTwo::Connection::open(const QString &templateName, const PhaseTwoOptions &options)
{
    static std::atomic<quint64> connections{0};
    std::unique_ptr<Connection> connection(new Connection(u"txdesk-at-%1"_s.arg(++connections)));
    if (const Result<> opened = connection->openAs(templateName, options); !opened)
        return tl::unexpected(opened.error());
    return connection;
}

Result<> PhaseTwo::Connection::openAs(const QString &templateName, const PhaseTwoOptions &options)
{
    m_db = QSqlDatabase::cloneDatabase(templateName, m_name); // this overload may be used in any thread
    if (!m_db.open())
        return fail(ErrorCode::Unavailable, u"the database cannot be opened: %1"_s.arg(m_db.lastError().text()));
    Result<std::unique_ptr<Restore>> restore = makeRestore(m_db);
    if (!restore)
        return tl::unexpected(restore.error());
    m_restore = *std::move(restore);
    m_log = std::make_unique<UndoLog>(m_db, options.undoTable);
    const Result<QString> resource = options.resource.isEmpty() ? resourceOf(m_db) : Result<QString>(options.resource);
    if (!resource)
        return tl::unexpected(resource.error());
    m_resource = *resource;
    return m_restore->setUp(options.lockWait);
}

PhaseTwo::Connection::~Connection()
{
    m_log.reset();
    m_restore.reset();
    m_db.close();
    m_db = {};
    QSqlDatabase::removeDatabase(m_name);
}

template<class T, class Body>
Result<T> PhaseTwo::Connection::inTransaction(const Body &body)
{
    if (const Result<> begun = m_restore->begin(); !begun)
        return tl::unexpected(begun.error());
    Result<T> done = body();
    if (done) {
        TXDESK_FAILPOINT("at.undo.commit.before");
        const Result<> committed = m_restore->commit();
        TXDESK_FAILPOINT("at.undo.commit.after");
        if (committed)
            return done;
        done = tl::unexpected(committed.error());
    }
    m_restore->rollback();
    return done;
}

Result<BarrierNote> PhaseTwo::Connection::commit(const Gid &gid, const BranchId &branch)
{
    return inTransaction<BarrierNote>([&]() -> Result<BarrierNote> {
        const Result<std::optional<UndoRow>> row = m_log->find(gid, branch, true);
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return BarrierNote::Duplicate;
        if ((*row)->state == UndoState::Tombstone)
            return fail(ErrorCode::Internal, u"the branch has been rolled back and cannot be committed"_s);
        const Result<bool> removed = m_log->remove(gid, branch);
        return removed ? Result<BarrierNote>(BarrierNote::Run) : tl::unexpected(removed.error());
    });
}

Result<BarrierNote> PhaseTwo::Connection::rollback(const Gid &gid, const BranchId &branch, RollbackRule rule)
{
    Result<BarrierNote> done;
    for (int attempt = 0; attempt < 3; ++attempt) {
        bool wasEmpty = false;
        done = inTransaction<BarrierNote>([&]() -> Result<BarrierNote> {
            const Result<std::optional<UndoRow>> row = m_log->find(gid, branch, true);
            if (!row)
                return tl::unexpected(row.error());
            if (*row)
                return undoneBy(**row, gid, branch, rule);
            wasEmpty = true;
            const Result<> written = m_log->insertTombstone(gid, branch);
            return written ? Result<BarrierNote>(BarrierNote::Empty) : tl::unexpected(written.error());
        });
        // Phase one has committed in the meantime: now there is something to undo. Only the tombstone's own key counts, no
        // business table's (a unique value that is taken must not keep us turning round).
        if (done || !wasEmpty || done.error().code != ErrorCode::Conflict)
            return done;
    }
    return fail(ErrorCode::Overloaded, u"phase one and phase two are in each other's way"_s);
}

Result<BarrierNote> PhaseTwo::Connection::undoneBy(const UndoRow &row, const Gid &gid, const BranchId &branch, RollbackRule rule)
{
    if (row.state == UndoState::Tombstone)
        return BarrierNote::Duplicate;
    if (rule != RollbackRule::AcceptCurrent) {
        const Result<UndoRecord> record = UndoRecord::decode(row.record, gid, branch);
        if (!record)
            return fail(ErrorCode::Conflict, record.error().message); // a person must decide
        if (const Result<> undone = RollbackPlan(*m_restore, *record, rule).run(); !undone)
            return tl::unexpected(undone.error());
    }
    const Result<bool> removed = m_log->remove(gid, branch);
    return removed ? Result<BarrierNote>(BarrierNote::Run) : tl::unexpected(removed.error());
}

Result<UndoView> PhaseTwo::Connection::view(const Gid &gid, const BranchId &branch)
{
    if (const Result<> begun = m_restore->begin(); !begun)
        return tl::unexpected(begun.error());
    Result<UndoView> view = viewed(gid, branch);
    m_restore->rollback();
    return view;
}

Result<UndoView> PhaseTwo::Connection::viewed(const Gid &gid, const BranchId &branch)
{
    const Result<std::optional<UndoRow>> row = m_log->find(gid, branch, false);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row || (*row)->state == UndoState::Tombstone)
        return fail(ErrorCode::NotFound, u"the branch has no undo record"_s);
    Result<UndoRecord> record = UndoRecord::decode((*row)->record, gid, branch);
    if (!record)
        return tl::unexpected(record.error());
    UndoView view{.record = *std::move(record)};
    for (const UndoItem &item : view.record.items) {
        const Result<Shape> shape = m_restore->checkShape(item);
        const Result<QList<std::optional<Row>>> rows = shape ? m_restore->currentRows(item) : tl::unexpected(shape.error());
        if (!rows)
            return tl::unexpected(rows.error());
        view.now.append(*rows);
    }
    return view;
}

PhaseTwo::PhaseTwo(QString connectionName, PhaseTwoOptions options)
    : m_connectionName(std::move(connectionName)), m_options(std::move(options))
{
}

PhaseTwo::~PhaseTwo() = default;

Result<PhaseTwo::Connection *> PhaseTwo::connection()
{
    if (!m_connection) {
        Result<std::unique_ptr<Connection>> opened = Connection::open(m_connectionName, m_options);
        if (!opened)
            return tl::unexpected(opened.error());
        m_connection = *std::move(opened);
    }
    return m_connection.get();
}

BranchAnswer PhaseTwo::answerOf(const Result<BarrierNote> &done)
{
    if (done)
        return {.barrier = *done};
    switch (done.error().code) {
    case ErrorCode::Conflict:
        return BranchAnswer::rejected(done.error().message);
    case ErrorCode::Overloaded:
        return BranchAnswer::ongoing(done.error().message);
    default:
        m_connection.reset(); // it may be broken; the next call opens another one
        return BranchAnswer::unknown(done.error().message);
    }
}

BranchAnswer PhaseTwo::commit(const Gid &gid, const BranchId &branch)
{
    const Result<Connection *> opened = connection();
    return answerOf(opened ? (*opened)->commit(gid, branch) : tl::unexpected(opened.error()));
}

BranchAnswer PhaseTwo::rollback(const Gid &gid, const BranchId &branch, RollbackRule rule)
{
    const Result<Connection *> opened = connection();
    return answerOf(opened ? (*opened)->rollback(gid, branch, rule) : tl::unexpected(opened.error()));
}

Result<UndoView> PhaseTwo::view(const Gid &gid, const BranchId &branch)
{
    const Result<Connection *> opened = connection();
    return opened ? (*opened)->view(gid, branch) : tl::unexpected(opened.error());
}

namespace {

// In a time that tells nothing of how much was right.
bool isSame(const QByteArray &a, const QByteArray &b)
{
    int differs = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < b.size(); ++i)
        differs |= (i < a.size() ? a[i] : ~b[i]) ^ b[i];
    return differs == 0;
}

} // namespace

// A branch of another database would be "not there", a tombstone would be written, and it would never be undone.
Result<> PhaseTwo::checkResource(const QByteArray &body)
{
    const QString wanted = QJsonDocument::fromJson(body)["resource_id"_L1].toString();
    const Result<Connection *> opened = connection();
    if (!opened)
        return tl::unexpected(opened.error());
    if (!wanted.isEmpty() && wanted != (*opened)->resource())
        return fail(ErrorCode::Unavailable, u"this address serves the resource %1, not %2"_s.arg((*opened)->resource(), wanted.left(64)));
    return {};
}

http::Response PhaseTwo::viewed(const Gid &gid, const BranchId &branch)
{
    const Result<UndoView> seen = view(gid, branch);
    if (seen)
        return {.status = 200, .body = seen->toJson()};
    if (seen.error().code == ErrorCode::NotFound)
        return {.status = 404, .body = QJsonDocument(QJsonObject{{u"message"_s, seen.error().message}}).toJson(QJsonDocument::Compact)};
    return answerOf(tl::unexpected(seen.error())).toResponse();
}

http::Response PhaseTwo::answer(const http::Request &request)
{
    const Result<client::TransactionContext> context = client::TransactionContext::from(request);
    const auto refused = [](const QString &why) {
        return http::Response{.status = 400, .body = QJsonDocument(QJsonObject{{u"message"_s, why}}).toJson(QJsonDocument::Compact)};
    };
    const http::Header &required = m_options.requiredHeader;
    if (!required.name.isEmpty() && !isSame(http::headerValue(request.headers, required.name.toLower()), required.value))
        return {.status = 403, .body = R"({"message":"not for you"})"};
    if (!context)
        return refused(context.error().message);
    if (context->kind != "at"_L1)
        return refused(u"this address serves branches of AT transactions"_s);
    if (const Result<> ours = checkResource(request.body); !ours)
        return BranchAnswer::unknown(ours.error().message).toResponse();
    if (context->op == "commit"_L1)
        return commit(context->gid, context->branch).toResponse();
    if (context->op == "rollback"_L1)
        return rollback(context->gid, context->branch).toResponse();
    if (context->op == "rollback-force"_L1)
        return rollback(context->gid, context->branch, RollbackRule::Force).toResponse();
    if (context->op == "rollback-accept"_L1)
        return rollback(context->gid, context->branch, RollbackRule::AcceptCurrent).toResponse();
    if (context->op == "undo"_L1)
        return viewed(context->gid, context->branch);
    return refused(u"an AT branch knows commit, rollback, rollback-force, rollback-accept and undo"_s);
}

} // namespace txdesk::at
