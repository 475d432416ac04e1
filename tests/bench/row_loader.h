// Fills a store with finished sagas of two branches by plain SQL, as fast as the database takes rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/support/mariadb.h"

namespace txdesk::bench {

// Both end the program with a sentence when the database refuses. The tables must exist: open the store once before.
void loadSqlite(const QString &file, qint64 count);
void loadMysql(const test::MariaDb &server, const QString &database, qint64 count);

} // namespace txdesk::bench
