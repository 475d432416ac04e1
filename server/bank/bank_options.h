// The bank's command line.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/bank_book.h"

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
    QString coordinator = QStringLiteral("http://127.0.0.1:36789/api/dtmsvr");
    bool help = false;
};

[[nodiscard]] QString bankHelp();
// arguments: without the program's name. InvalidRequest names the option.
[[nodiscard]] Result<BankOptions> bankOptionsFrom(const QStringList &arguments);

} // namespace txdesk::bank
