// One MySQL or MariaDB session of an XA participant: opened for one phase and closed after it. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QSqlDatabase>

namespace txdesk::client {

// What an XA statement came to: 0 or the server's error number.
struct XaReply
{
    static constexpr int unknownXid = 1397;   // XAER_NOTA
    static constexpr int duplicateXid = 1440; // XAER_DUPID

    int code = 0;
    QString text{};
};

// Thread: the one that opened it.
class XaSession
{
public:
    // template: the name of a connection whose settings are copied; it need not be open. lockWait: for rows that others
    // hold. Unavailable when the server cannot be reached, InvalidRequest when the driver is not QMYSQL.
    [[nodiscard]] static Result<XaSession> open(const QString &templateName, Seconds lockWait);
    ~XaSession();
    XaSession(XaSession &&other) noexcept;
    XaSession &operator=(XaSession &&) = delete;

    [[nodiscard]] QSqlDatabase &database() { return m_db; }

    // statement: "xa_start"; xid: as its bytes. They are sent as a hexadecimal literal, so no letter in it is special.
    [[nodiscard]] XaReply run(QLatin1StringView statement, const QByteArray &xid);
    [[nodiscard]] Result<QList<QByteArray>> prepared(); // names of the server's prepared branches
    [[nodiscard]] Result<bool> replicatesByGalera();
    [[nodiscard]] Result<> seeOnlyCommitted(); // from now on
    [[nodiscard]] Result<qint64> number();

    // Asks until the server has finished session `number`, which has been closed. OutcomeUnknown after `atMost`.
    [[nodiscard]] Result<> waitUntilGone(qint64 number, Milliseconds atMost);

    void close(); // the server gets to know, but may take some ms to finish it

private:
    explicit XaSession(QString name) : m_name(std::move(name)) {}

    QString m_name;
    QSqlDatabase m_db;
};

} // namespace txdesk::client
