// One database that several coordinators use at once, each through a gate that a test can shut before a commit: what stands
// there is what a process has in hand that is stopped and continued later.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_store.h"
#include "server/store/sqlite_store.h"
#include "tests/support/mariadb.h"

#include <condition_variable>
#include <mutex>

namespace txdesk::test {

// Thread: any.
class Gate
{
public:
    using Wanted = std::function<bool(const store::StoreRequest &)>;

    // The first commit that holds such a request waits, with everything behind it.
    void shutAt(Wanted wanted)
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = std::move(wanted);
        m_reached = false;
    }

    void open()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_wanted = {};
        }
        m_opened.notify_all();
    }

    [[nodiscard]] bool reached() const
    {
        const std::lock_guard lock(m_mutex);
        return m_reached;
    }

    void pass(const QList<store::StoreRequest> &requests)
    {
        std::unique_lock lock(m_mutex);
        if (!m_wanted || std::ranges::none_of(requests, m_wanted))
            return;
        m_reached = true;
        m_opened.wait(lock, [this] { return !m_wanted; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_opened;
    Wanted m_wanted;
    bool m_reached = false;
};

// SQLite lets one process in: its coordinators share one connection. MariaDB gives each its own.
class SharedDatabase
{
public:
    SharedDatabase(const QString &file, const MariaDb *server, const QString &database) : m_file(file), m_server(server), m_database(database) {}

    [[nodiscard]] store::OpenStore opener(const std::shared_ptr<Gate> &gate)
    {
        return [this, gate]() -> Result<std::unique_ptr<store::TransactionStore>> {
            if (m_server)
                return store::mysqlStore(mysqlOptions())().map([&gate](std::unique_ptr<store::TransactionStore> &&store) {
                    return std::unique_ptr<store::TransactionStore>(new Line(std::move(store), nullptr, gate));
                });
            const std::lock_guard lock(m_mutex);
            if (m_sqlite)
                return std::unique_ptr<store::TransactionStore>(new Line(m_sqlite, &m_mutex, gate));
            return store::sqliteStore(sqliteOptions())().map([&](std::unique_ptr<store::TransactionStore> &&store) {
                m_sqlite = std::move(store);
                return std::unique_ptr<store::TransactionStore>(new Line(m_sqlite, &m_mutex, gate));
            });
        };
    }

    [[nodiscard]] store::OpenReader reader() const { return m_server ? store::mysqlReader(mysqlOptions()) : store::sqliteReader(sqliteOptions()); }

private:
    class Line final : public store::TransactionStore
    {
    public:
        Line(std::shared_ptr<store::TransactionStore> store, std::mutex *mutex, std::shared_ptr<Gate> gate)
            : m_store(std::move(store)), m_mutex(mutex), m_gate(std::move(gate))
        {
        }

        // Nobody drives by himself what others had: only jobs act.
        QList<store::StoreAnswer> commit(const QList<store::StoreRequest> &requests) override
        {
            m_gate->pass(requests);
            const auto lock = m_mutex ? std::unique_lock(*m_mutex) : std::unique_lock<std::mutex>();
            QList<store::StoreAnswer> answers;
            for (const store::StoreRequest &request : requests) {
                if (std::holds_alternative<store::TakeOver>(request) || std::holds_alternative<store::Recover>(request))
                    answers.append(store::Recovered{});
                else if (std::holds_alternative<store::ClaimDue>(request))
                    answers.append(store::ClaimedList{});
                else
                    answers += m_store->commit({request});
            }
            return answers;
        }

    private:
        std::shared_ptr<store::TransactionStore> m_store;
        std::mutex *m_mutex;
        std::shared_ptr<Gate> m_gate;
    };

    [[nodiscard]] store::SqliteOptions sqliteOptions() const { return {.file = m_file, .anyFileSystem = true, .stuck = {}}; }
    [[nodiscard]] store::MysqlOptions mysqlOptions() const
    {
        store::MysqlOptions options;
        options.host = m_server->socketPath();
        options.user = QStringLiteral("root");
        options.database = m_database;
        return options;
    }

    QString m_file;
    const MariaDb *m_server;
    QString m_database;
    std::mutex m_mutex;
    std::shared_ptr<store::TransactionStore> m_sqlite;
};

} // namespace txdesk::test
