// Reads a socket's path or a URL.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/mysql_address.h"

#include <QUrl>
#include <QUrlQuery>

namespace txdesk::bank {

using namespace Qt::StringLiterals;

Result<MysqlAddress> MysqlAddress::from(const QString &text, const QString &database)
{
    MysqlAddress address;
    address.database = QString(database).replace(u'-', u'_');
    if (text.startsWith(u'/')) {
        address.socket = text;
        return address;
    }
    const QUrl url(text);
    if (url.scheme() != "mysql"_L1 || url.host().isEmpty())
        return fail(ErrorCode::InvalidRequest, u"--mysql: expected the path of a socket, or mysql://user@host:port/database"_s,
                    u"--mysql"_s);
    address.host = url.host();
    address.port = url.port(address.port);
    address.socket = QUrlQuery(url).queryItemValue(u"socket"_s, QUrl::FullyDecoded);
    if (!url.userName().isEmpty())
        address.user = url.userName();
    if (!url.password().isEmpty()) // everybody on this machine can read command lines
        return fail(ErrorCode::InvalidRequest, u"--mysql: put the password into a file and name it by --mysql-password-file"_s, u"--mysql"_s);
    if (url.path().size() > 1)
        address.database = url.path().mid(1);
    return address;
}

} // namespace txdesk::bank
