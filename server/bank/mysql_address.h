// Where a bank's database on MySQL or MariaDB is found.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

namespace txdesk::bank {

struct MysqlAddress
{
    QString socket{}; // a path; empty: by host and port
    QString host{};
    int port = 3306;
    QString user = QStringLiteral("root");
    QString password{}; // never in the text
    QString database{}; // made when it is not there

    // "/run/mysqld/mysqld.sock" or "mysql://user@host:3306/database"; database: when the text names none.
    [[nodiscard]] static Result<MysqlAddress> from(const QString &text, const QString &database);

    friend bool operator==(const MysqlAddress &, const MysqlAddress &) = default;
};

} // namespace txdesk::bank
