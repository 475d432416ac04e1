// The bank's command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/bank_book.h"
#include "shared/client/coordinator_access.h"

#include <QStringList>

namespace txdesk::bank {

struct BankOptions
{
    QString name = QStringLiteral("bank");
    quint16 port = 0;        // 0: any free one
    quint16 controlPort = 0; // switches work here even while the bank itself refuses connections
    QString file;
    QString mysql{}; // a socket's path or a URL, instead of a file; with it the bank can do XA
    Accounts accounts{{1, 10'000}};
    // Of transfers it starts itself. It waits long: a call may be held at the other end for as long as somebody looks at it.
    client::CoordinatorAccess coordinator{.baseUrl = QStringLiteral("http://127.0.0.1:36789/api/dtmsvr"), .timeout = Seconds{120}};
    http::ServerTls tls{};   // without a certificate: plain HTTP
    QByteArray mysqlPassword{};
    bool help = false;
};

[[nodiscard]] QString bankHelp();
// arguments: without the program's name. Reads the files that hold secrets. InvalidRequest names the option or the file.
[[nodiscard]] Result<BankOptions> bankOptionsFrom(const QStringList &arguments);

} // namespace txdesk::bank
