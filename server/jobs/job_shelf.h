// Where jobs stand in the store: rows of DTM's kv table, each with a version that guards it (docs/decisions/0041). One row
// a job, and of each job one row a hundred transactions.
// Thread: the I/O thread; every answer comes later.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "shared/codec/job_codec.h"

namespace txdesk::jobs {

inline constexpr int itemsInRow = 100;

// A value as it is stored, and the version that the next writing must name.
template <class T>
struct Versioned
{
    T value{};
    qint64 version = 0;
};

class JobShelf
{
public:
    template <class T>
    using Done = std::function<void(Result<T> &&)>;
    using Jobs = QList<Versioned<codec::StoredJob>>;
    using Items = QList<codec::StoredItem>;
    struct ItemRow { int number = 0; Items items; qint64 version = 0; };
    struct ItemRows { QList<ItemRow> rows; QString next; };

    explicit JobShelf(coordinator::Coordinator &coordinator) : m_coordinator(coordinator) {}

    void all(Done<Jobs> done) const; // one that cannot be read is left out
    void find(const QString &id, Done<std::optional<Versioned<codec::StoredJob>>> done) const;
    // Version 0: it must not exist yet. Answers the new version; Conflict: somebody else has written it.
    void put(const codec::StoredJob &job, qint64 version, store::Audit audit, Done<qint64> done) const;

    // Of a job whose row is at `jobVersion`, and stays there until this is stored. Conflict: either row has moved.
    void putItems(const QString &id, qint64 jobVersion, int number, const Items &items, qint64 version, Done<qint64> done) const;
    void findItems(const QString &id, int number, Done<ItemRow> done) const; // NotFound
    // Rows by their number; `after` is the position the answer before said.
    void items(const QString &id, const QString &after, int rows, Done<ItemRows> done) const;

    void putPicked(const QString &id, const QList<Gid> &gids, Done<void> done) const;
    void picked(const QString &id, Done<QList<Gid>> done) const;

    void removeItems(const QString &id, qint64 jobVersion, Done<void> done) const; // what an earlier collecting has left
    void remove(const QString &id, Done<void> done) const;      // all of it

private:
    void removeWhere(const QString &id, QChar kind, std::optional<store::KvGuard> guard, Done<void> done) const;
    void ask(store::StoreRequest request, Done<qint64> done) const;

    coordinator::Coordinator &m_coordinator;
};

} // namespace txdesk::jobs
