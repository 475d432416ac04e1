// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/local_audit.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSysInfo>

#include <unistd.h>

#include <utility>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tailMax = 64 * 1024; // longer than any record

struct TextField
{
    QLatin1StringView name;
    QString LocalRecord::*member;
};

constexpr TextField textFields[] = {
    {"osUser"_L1, &LocalRecord::osUser}, {"host"_L1, &LocalRecord::host},       {"who"_L1, &LocalRecord::who},
    {"role"_L1, &LocalRecord::role},     {"profile"_L1, &LocalRecord::profile}, {"verb"_L1, &LocalRecord::verb},
    {"gid"_L1, &LocalRecord::gid},       {"reason"_L1, &LocalRecord::reason},   {"ticket"_L1, &LocalRecord::ticket},
    {"preview"_L1, &LocalRecord::preview}, {"request"_L1, &LocalRecord::request}, {"verdict"_L1, &LocalRecord::verdict},
    {"detail"_L1, &LocalRecord::detail}, {"before"_L1, &LocalRecord::before},   {"after"_L1, &LocalRecord::after},
};

// Keys in QJsonObject's order: the same record is the same bytes.
QByteArray canonical(const LocalRecord &record)
{
    QJsonObject json{{u"seq"_s, record.seq}, {u"at"_s, toMs(record.at)}};
    if (record.of != 0)
        json.insert(u"of"_s, record.of);
    for (const TextField &field : textFields)
        if (const QString &text = record.*field.member; !text.isEmpty())
            json.insert(field.name, text);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray sealed(const QByteArray &before, const QByteArray &body)
{
    return QCryptographicHash::hash(before + '\n' + body, QCryptographicHash::Sha256).toHex();
}

// A line is the hash, a blank, and the record.
std::optional<LocalRecord> recordFrom(const QByteArray &line)
{
    const QByteArray trimmed = line.trimmed();
    const qsizetype blank = trimmed.indexOf(' ');
    const QJsonDocument document = QJsonDocument::fromJson(blank < 0 ? QByteArray() : trimmed.sliced(blank + 1));
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject json = document.object();
    LocalRecord record;
    record.seq = json.value("seq"_L1).toInteger();
    record.at = fromMs(json.value("at"_L1).toInteger());
    record.of = json.value("of"_L1).toInteger();
    for (const TextField &field : textFields)
        record.*field.member = json.value(field.name).toString();
    record.hash = trimmed.first(blank);
    return record;
}

std::optional<LocalRecord> lastOf(QFile &file)
{
    file.seek(std::max<qint64>(0, file.size() - tailMax));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    return recordFrom(lines.last());
}

} // namespace

LocalAudit::LocalAudit(QString file, QObject *parent) : QObject(parent), m_file(std::move(file)) {}

Result<qint64> LocalAudit::append(LocalRecord record)
{
    const auto cannot = [this](const QString &why) {
        return fail(ErrorCode::AuditUnavailable, tr("It could not be put on record in %1 (%2), so it was not sent.").arg(m_file, why));
    };
    if (!QDir().mkpath(QFileInfo(m_file).absolutePath()))
        return cannot(tr("the folder cannot be made"));
    QLockFile lock(m_file + u".lock"_s);
    if (!lock.tryLock(2000))
        return cannot(tr("another console keeps it locked"));
    QFile file(m_file);
    if (!file.open(QIODevice::ReadWrite))
        return cannot(file.errorString());
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const std::optional<LocalRecord> last = file.size() == 0 ? std::optional(LocalRecord{}) : lastOf(file);
    if (!last)
        return cannot(tr("its last record cannot be read"));
    record.seq = last->seq + 1;
    record.osUser = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    record.host = QSysInfo::machineHostName();
    const QByteArray body = canonical(record);
    const QByteArray line = sealed(last->hash, body) + ' ' + body + '\n';
    if (!file.seek(file.size()) || file.write(line) != line.size() || !file.flush() || ::fsync(file.handle()) != 0)
        return cannot(file.errorString());
    emit appended();
    return record.seq;
}

QList<LocalRecord> LocalAudit::newest(int count) const
{
    QFile file(m_file);
    QList<LocalRecord> records;
    if (!file.open(QIODevice::ReadOnly))
        return records;
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    for (auto line = lines.crbegin(); line != lines.crend() && records.size() < count; ++line)
        if (const auto record = recordFrom(*line))
            records.append(*record);
    return records;
}

LocalAudit::Check LocalAudit::verify() const
{
    QFile file(m_file);
    Check check;
    if (!file.exists())
        return check;
    if (!file.open(QIODevice::ReadOnly)) {
        check.problem = file.errorString();
        return check;
    }
    QByteArray before;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        const auto record = recordFrom(line);
        if (!record || record->seq != check.records + 1 || record->hash != sealed(before, line.sliced(line.indexOf(' ') + 1))) {
            check.problem = tr("Record %1 does not fit the one before it: the file was changed.").arg(check.records + 1);
            return check;
        }
        before = record->hash;
        ++check.records;
    }
    return check;
}

} // namespace txdesk::console
