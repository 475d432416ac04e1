// Two databases with accounts and their services' phase two, for measuring AT: SQLite files, or databases on a MariaDB.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/phase_two.h"
#include "shared/http/server.h"
#include "tests/support/mariadb.h"

#include <QTemporaryDir>
#include <QThread>

#include <array>
#include <memory>

namespace txdesk::bench {

// Thread: any may open connections; each uses those it opened. Ends the bench with a sentence when something fails.
class AtPlaces
{
public:
    static constexpr int accounts = 1000; // numbered from 1, in each of the two

    explicit AtPlaces(bool onMariaDb);
    ~AtPlaces();

    [[nodiscard]] QSqlDatabase open(int place, const QString &connectionName) const; // place: 0 or 1
    [[nodiscard]] QString phaseTwoUrl(int place) const;
    [[nodiscard]] qint64 sum() const;      // of all balances
    [[nodiscard]] qint64 undoRows() const; // of both

private:
    class Service; // one a place

    void create(int place);
    [[nodiscard]] QString nameOf(const QString &what, int place) const; // of a connection
    [[nodiscard]] qint64 numberOf(const QString &statement) const;

    QTemporaryDir m_folder;
    std::unique_ptr<test::MariaDb> m_mariaDb; // null: SQLite
    std::array<std::unique_ptr<Service>, 2> m_services;
};

} // namespace txdesk::bench
