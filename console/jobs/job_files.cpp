// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/job_files.h"

#include "shared/codec/job_codec.h"

#include <QDir>
#include <QJsonDocument>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

Result<> appendLine(QFile &file, const QByteArray &line)
{
    if (file.seek(file.size()) && file.write(line + '\n') == line.size() + 1 && file.flush())
        return {};
    return fail(ErrorCode::Unavailable, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
}

} // namespace

JobFiles::JobFiles(const QString &folder, const QString &id) : m_set(folder + u'/' + id + u".set"_s), m_items(folder + u'/' + id + u".jsonl"_s)
{
    QDir().mkpath(folder);
}

Result<> JobFiles::open()
{
    for (QFile *file : {&m_set, &m_items}) {
        if (!file->open(QIODevice::ReadWrite | QIODevice::Truncate))
            return fail(ErrorCode::Unavailable, u"%1: %2"_s.arg(file->fileName(), file->errorString()));
        file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    return {};
}

// Percent-encoded: a gid may hold anything, a line may not.
Result<> JobFiles::addMember(const Gid &gid) { return appendLine(m_set, gid.value.toUtf8().toPercentEncoding()); }

Result<> JobFiles::addItem(const JobItem &item) { return appendLine(m_items, QJsonDocument(codec::toJson(item)).toJson(QJsonDocument::Compact)); }

std::optional<Gid> JobFiles::nextMember()
{
    if (!m_set.seek(m_readTo))
        return std::nullopt;
    const QByteArray line = m_set.readLine().trimmed();
    m_readTo = m_set.pos();
    if (line.isEmpty())
        return std::nullopt;
    return Gid{QString::fromUtf8(QByteArray::fromPercentEncoding(line))};
}

QList<JobItem> JobFiles::items(qsizetype most) const
{
    QFile file(m_items.fileName());
    QList<JobItem> items;
    if (!file.open(QIODevice::ReadOnly))
        return items;
    while (!file.atEnd() && items.size() < most)
        if (const auto item = codec::jobItemFromJson(QJsonDocument::fromJson(file.readLine()).object(), UnknownWords::Kept))
            items.append(*item);
    return items;
}

} // namespace txdesk::console
