// SPDX-License-Identifier: Apache-2.0
#include "server/security/secret_file.h"

#include "server/security/new_token.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace txdesk::security {
namespace {

using namespace Qt::StringLiterals;

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

tl::unexpected<Error> systemFault(const QString &what, const QString &path)
{
    const int number = errno;
    const ErrorCode code = number == ENOENT ? ErrorCode::NotFound : number == EEXIST ? ErrorCode::Conflict : ErrorCode::Unavailable;
    return fail(code, u"%1 %2: %3"_s.arg(what, path, QString::fromLocal8Bit(std::strerror(number))));
}

QString quotedForShell(QString path)
{
    return u'\'' + path.replace(u'\'', u"'\\''"_s) + u'\'';
}

// Who may put a link in a folder could make us read, and show as a secret of ours, a file of somebody else.
Result<> checkLink(const QString &path, uid_t owner)
{
    struct stat link = {};
    if (::lstat(QFile::encodeName(path).constData(), &link) != 0)
        return systemFault(u"cannot look at"_s, path);
    const auto isOurs = [](uid_t user) { return user == ::geteuid() || user == 0; };
    if (S_ISLNK(link.st_mode) && !(isOurs(link.st_uid) && isOurs(owner)))
        return fail(ErrorCode::NotAllowed, u"%1 is a link that belongs to another user, or leads to another user's file"_s.arg(path));
    return {};
}

Result<> checkFile(const QString &path, const struct stat &file, qint64 bytesMax)
{
    if (!S_ISREG(file.st_mode))
        return fail(ErrorCode::InvalidRequest, u"%1 is not a regular file"_s.arg(path));
    if ((file.st_mode & 07777U & ~0600U) != 0) {
        const QString mode = QString::number(file.st_mode & 07777U, 8).rightJustified(4, u'0');
        return fail(ErrorCode::NotAllowed,
                    u"%1 has mode %2, but holds a secret; run: chmod 600 %3"_s.arg(path, mode, quotedForShell(path)));
    }
    if (file.st_size == 0)
        return fail(ErrorCode::InvalidRequest, u"%1 is empty"_s.arg(path));
    if (file.st_size > bytesMax)
        return fail(ErrorCode::InvalidRequest, u"%1 is larger than %2 bytes"_s.arg(path).arg(bytesMax));
    return checkLink(path, file.st_uid);
}

// All of it, or errno says why not.
bool writeAll(int fd, QByteArrayView content)
{
    while (!content.isEmpty()) {
        const ssize_t written = ::write(fd, content.data(), static_cast<std::size_t>(content.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content = content.sliced(static_cast<qsizetype>(written));
    }
    return ::fsync(fd) == 0;
}

// A complete file beside `path`, which then gets its name by `publish`.
Result<> writeBeside(const QString &path, QByteArrayView content, int (*publish)(const char *from, const char *to))
{
    const QString folder = QFileInfo(path).absolutePath();
    const QByteArray draft = QFile::encodeName(u"%1/.%2.%3"_s.arg(folder, QFileInfo(path).fileName(), newTokenId()));
    const QByteArray target = QFile::encodeName(path);
    const Descriptor file(::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isOpen())
        return systemFault(u"cannot create"_s, path);
    const bool done = ::fchmod(file.get(), 0600) == 0 && writeAll(file.get(), content) && publish(draft.constData(), target.constData()) == 0;
    const Result<> result = done ? Result<>() : Result<>(systemFault(u"cannot create"_s, path));
    ::unlink(draft.constData()); // is gone already when it was renamed
    if (!result)
        return result;
    const Descriptor names(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!names.isOpen() || ::fsync(names.get()) != 0)
        return systemFault(u"cannot make durable"_s, path);
    return {};
}

} // namespace

Result<QByteArray> readSecret(const QString &path, qint64 bytesMax)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file.isOpen())
        return systemFault(u"cannot read"_s, path);
    struct stat found = {};
    if (::fstat(file.get(), &found) != 0)
        return systemFault(u"cannot look at"_s, path);
    if (const Result<> checked = checkFile(path, found, bytesMax); !checked)
        return tl::unexpected(checked.error());
    QFile reader;
    if (!reader.open(file.get(), QIODevice::ReadOnly))
        return fail(ErrorCode::Unavailable, u"cannot read %1: %2"_s.arg(path, reader.errorString()));
    QByteArray content = reader.read(bytesMax + 1); // it may have grown since
    if (content.isEmpty() || content.size() > bytesMax)
        return fail(ErrorCode::Unavailable, u"cannot read %1: it changes while it is read"_s.arg(path));
    return content;
}

Result<> createSecret(const QString &path, QByteArrayView content)
{
    return writeBeside(path, content, &::link); // fails where something has that name, a link that leads nowhere too
}

Result<> replaceSecret(const QString &path, QByteArrayView content)
{
    return writeBeside(path, content, &::rename);
}

} // namespace txdesk::security
