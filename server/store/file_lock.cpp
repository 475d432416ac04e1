// SPDX-License-Identifier: Apache-2.0
#include "server/store/file_lock.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

QString pidIn(int descriptor)
{
    char text[32] = {};
    const ssize_t size = ::pread(descriptor, text, sizeof text - 1, 0);
    return size > 0 ? QString::fromLatin1(text).trimmed() : u"unknown"_s;
}

} // namespace

Result<FileLock> FileLock::take(const QString &lockFile)
{
    const int descriptor = ::open(QFile::encodeName(lockFile).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(ErrorCode::InvalidRequest, u"cannot open %1: %2"_s.arg(lockFile, QString::fromLocal8Bit(std::strerror(errno))));
    FileLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::Unavailable, u"database is in use by pid %1"_s.arg(pidIn(descriptor)));
    const QByteArray pid = QByteArray::number(static_cast<qint64>(::getpid())) + '\n';
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.constData(), static_cast<std::size_t>(pid.size()), 0) != pid.size())
        return fail(ErrorCode::Unavailable, u"cannot write %1: %2"_s.arg(lockFile, QString::fromLocal8Bit(std::strerror(errno))));
    return lock;
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // the file stays: removing it would let two processes lock two files of one name
}

} // namespace txdesk::store
