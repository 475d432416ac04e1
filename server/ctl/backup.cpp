// VACUUM INTO: one read transaction of SQLite's, so that a server may go on writing meanwhile.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/backup.h"

#include <QFile>
#include <QFileInfo>

#include <memory>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

struct CloseSqlite
{
    void operator()(sqlite3 *handle) const { sqlite3_close(handle); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;

struct EndStatement
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};

Result<SqliteHandle> openReadOnly(const QString &file)
{
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(file).constData(), &raw, SQLITE_OPEN_READONLY, nullptr);
    SqliteHandle handle(raw);
    if (code != SQLITE_OK)
        return fail(ErrorCode::Unavailable, u"%1 cannot be opened: %2"_s.arg(file, QString::fromUtf8(sqlite3_errmsg(raw))));
    sqlite3_busy_timeout(raw, 10'000);
    return handle;
}

// The first column of the first row; null: there is none.
Result<QByteArray> value(sqlite3 *handle, const char *query)
{
    sqlite3_stmt *raw = nullptr;
    if (sqlite3_prepare_v2(handle, query, -1, &raw, nullptr) != SQLITE_OK)
        return fail(ErrorCode::Unavailable, QString::fromUtf8(sqlite3_errmsg(handle)));
    const std::unique_ptr<sqlite3_stmt, EndStatement> statement(raw);
    const int step = sqlite3_step(raw);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        return fail(ErrorCode::Unavailable, QString::fromUtf8(sqlite3_errmsg(handle)));
    if (step == SQLITE_DONE)
        return QByteArray();
    return QByteArray(reinterpret_cast<const char *>(sqlite3_column_text(raw, 0)));
}

Result<> vacuumInto(sqlite3 *handle, const QString &to)
{
    sqlite3_stmt *raw = nullptr;
    if (sqlite3_prepare_v2(handle, "vacuum main into ?1", -1, &raw, nullptr) != SQLITE_OK)
        return fail(ErrorCode::Unavailable, QString::fromUtf8(sqlite3_errmsg(handle)));
    const std::unique_ptr<sqlite3_stmt, EndStatement> statement(raw);
    const QByteArray name = QFile::encodeName(to);
    sqlite3_bind_text(raw, 1, name.constData(), static_cast<int>(name.size()), SQLITE_STATIC);
    if (sqlite3_step(raw) != SQLITE_DONE)
        return fail(ErrorCode::Unavailable, u"the copy failed: %1"_s.arg(QString::fromUtf8(sqlite3_errmsg(handle))));
    return {};
}

// Empty, of mode 0600: SQLite fills it. Nobody else can open it at any moment.
Result<> makeTarget(const QString &to)
{
    const int descriptor = ::open(QFile::encodeName(to).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(QFileInfo::exists(to) ? ErrorCode::Conflict : ErrorCode::InvalidRequest, u"%1 cannot be made: %2"_s.arg(to, qt_error_string()));
    ::close(descriptor);
    return {};
}

Result<> makeDurable(const QString &path, int flags)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return synced ? Result<>() : fail(ErrorCode::Unavailable, u"%1 cannot be made durable: %2"_s.arg(path, qt_error_string()));
}

Result<BackupSummary> checked(const QString &to)
{
    const Result<SqliteHandle> copy = openReadOnly(to);
    if (!copy)
        return tl::unexpected<Error>(copy.error());
    const Result<QByteArray> integrity = value(copy->get(), "pragma integrity_check(1)");
    if (!integrity || *integrity != "ok")
        return fail(ErrorCode::Internal, u"the copy is not sound: %1"_s.arg(integrity ? QString::fromUtf8(*integrity) : integrity.error().message));
    const Result<QByteArray> count = value(copy->get(), "select count(*) from trans_global");
    if (!count)
        return fail(ErrorCode::InvalidRequest, u"this is no store of TxDesk: %1"_s.arg(count.error().message));
    return BackupSummary{.bytes = QFileInfo(to).size(), .transactions = count->toLongLong()};
}

Result<BackupSummary> copied(const QString &from, const QString &to)
{
    {
        const Result<SqliteHandle> source = openReadOnly(from);
        if (!source)
            return tl::unexpected<Error>(source.error());
        if (const Result<> done = vacuumInto(source->get(), to); !done)
            return tl::unexpected<Error>(done.error());
    }
    for (const Result<> &durable : {makeDurable(to, O_RDONLY), makeDurable(QFileInfo(to).absolutePath(), O_RDONLY | O_DIRECTORY)})
        if (!durable)
            return tl::unexpected<Error>(durable.error());
    return checked(to);
}

} // namespace

Result<BackupSummary> backUpSqlite(const QString &from, const QString &to)
{
    if (!QFileInfo(from).isFile())
        return fail(ErrorCode::NotFound, u"there is no store %1"_s.arg(from));
    if (const Result<> made = makeTarget(to); !made)
        return tl::unexpected<Error>(made.error());
    Result<BackupSummary> summary = copied(from, to);
    if (!summary)
        QFile::remove(to);
    return summary;
}

} // namespace txdesk::ctl
