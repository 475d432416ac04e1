// SPDX-License-Identifier: Apache-2.0
#include "server/store/file_system.h"

#include "server/store/store_log.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

struct Distrusted
{
    qint64 type;
    QLatin1StringView name;
};

// Numbers: statfs(2).
constexpr Distrusted distrusted[] = {
    {0x6969, QLatin1StringView("nfs")},          {0x517B, QLatin1StringView("smb")},
    {0xFF534D42, QLatin1StringView("cifs")},     {0xFE534D42, QLatin1StringView("smb2")},
    {0x65735546, QLatin1StringView("fuse")},     {0x794c7630, QLatin1StringView("overlay")},
    {0x01021997, QLatin1StringView("9p")},       {0x00c36400, QLatin1StringView("ceph")},
    {0x5346414F, QLatin1StringView("afs")},      {0x73757245, QLatin1StringView("coda")},
    {0x0BD00BD0, QLatin1StringView("lustre")},   {0x01161970, QLatin1StringView("gfs2")},
    {0x7461636f, QLatin1StringView("ocfs2")},    {0x47504653, QLatin1StringView("gpfs")},
    {0x564c, QLatin1StringView("ncp")},
};

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

// A copy that was put back may have the mode of any file; the WAL takes it over.
void closeToOthers(const QString &file)
{
    const QByteArray name = QFile::encodeName(file);
    struct stat info = {};
    if (::stat(name.constData(), &info) != 0 || (info.st_mode & 077) == 0)
        return;
    if (::chmod(name.constData(), 0600) == 0)
        qCWarning(storeLog).noquote() << file << "could be read by others: its mode is 0600 now";
    else
        qCWarning(storeLog).noquote() << file << "can be read by others, and its mode cannot be changed:" << systemError();
}

} // namespace

QString distrustedFileSystem(qint64 type)
{
    for (const Distrusted &one : distrusted)
        if (one.type == (type & 0xffffffff))
            return one.name;
    return {};
}

Result<> checkFileSystem(const QString &file, bool any)
{
    const QFileInfo target(file);
    const QString directory = target.exists() ? QFileInfo(target.canonicalFilePath()).path() : target.absolutePath();
    struct statfs info = {};
    if (::statfs(QFile::encodeName(directory).constData(), &info) != 0)
        return fail(ErrorCode::InvalidRequest, u"the directory %1 cannot be used: %2"_s.arg(directory, systemError()));
    const QString name = distrustedFileSystem(static_cast<qint64>(info.f_type));
    if (any || name.isEmpty())
        return {};
    return fail(ErrorCode::InvalidRequest,
                u"%1 lies on a file system of type %2, which may lose what was acknowledged: choose a local disk, or allow "
                "any file system"_s.arg(directory, name));
}

Result<> createPrivateFile(const QString &file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        if (errno == EEXIST) {
            closeToOthers(file);
            return {};
        }
        return fail(ErrorCode::InvalidRequest, u"cannot create %1: %2"_s.arg(file, systemError()));
    }
    ::close(descriptor);
    const int directory = ::open(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return fail(ErrorCode::Unavailable, u"cannot open the directory of %1: %2"_s.arg(file, systemError()));
    ::fsync(directory); // some file systems refuse; the file itself is synced by SQLite
    ::close(directory);
    return {};
}

} // namespace txdesk::store
