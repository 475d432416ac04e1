// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/secret_folder.h"

#include "console/client/secret_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr QFileDevice::Permissions ownersFolder = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
constexpr qsizetype nameLength = 32;

QString usersFolder() { return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/txdesk/tokens"_s; }
} // namespace

SecretFolder::SecretFolder(QString path) : m_path(path.isEmpty() ? usersFolder() : std::move(path)) {}

QString SecretFolder::fileOf(const QString &key) const
{
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_path + u'/' + QString::fromLatin1(name.first(nameLength)) + u".token"_s;
}

void SecretFolder::read(const QString &key, Got got)
{
    if (!QFile::exists(fileOf(key)))
        return got(fail(ErrorCode::NotFound, u"No token is kept for this profile."_s));
    got(tokenFromFile(fileOf(key)));
}

void SecretFolder::write(const QString &key, const QByteArray &secret, Done done)
{
    if (!QDir().mkpath(m_path) || !QFile::setPermissions(m_path, ownersFolder))
        return done(fail(ErrorCode::Unavailable, u"The folder %1 cannot be made."_s.arg(m_path)));
    done(writeTokenFile(fileOf(key), secret));
}

void SecretFolder::remove(const QString &key, Done done)
{
    QFile::remove(fileOf(key));
    done({});
}

} // namespace txdesk::console
