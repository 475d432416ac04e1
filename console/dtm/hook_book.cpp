// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/hook_book.h"

#include "console/text/redaction.h"
#include "shared/codec/json_reader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype errorMax = 4096;
constexpr qsizetype gidMax = 128;
constexpr qsizetype urlMax = 1024;
constexpr qint64 lineMax = 32 * 1024;
constexpr qint64 fileMax = 8 * 1024 * 1024; // then it begins anew with what is kept in memory

QByteArray lineOf(const HookReport &report)
{
    const QJsonObject json{{"at"_L1, toMs(report.at)},       {"gid"_L1, report.gid.value}, {"status"_L1, report.status},
                           {"branch"_L1, report.url},        {"error"_L1, report.error},   {"retry_count"_L1, report.retryCount}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

Result<HookReport> hookReportFrom(const QByteArray &body, Instant now)
{
    const codec::JsonLimits limits{.depthMax = 8, .valuesMax = 100};
    const Result<QJsonObject> json = codec::parseObject(body, codec::KeyRule::LikeGo, limits);
    if (!json)
        return tl::unexpected(json.error());
    HookReport report;
    report.at = json->contains("at"_L1) ? fromMs(json->value("at"_L1).toInteger()) : now;
    report.gid = Gid{json->value("gid"_L1).toString()};
    report.status = json->value("status"_L1).toString().left(32);
    report.url = redactUrl(json->value("branch"_L1).toString().left(urlMax));
    report.error = redactText(json->value("error"_L1).toString().left(errorMax));
    report.retryCount = static_cast<int>(std::clamp<qint64>(json->value("retry_count"_L1).toInteger(), 0, 1'000'000));
    if (report.gid.isEmpty() || report.gid.value.size() > gidMax)
        return fail(ErrorCode::InvalidRequest, u"gid is missing or too long"_s, u"gid"_s);
    return report;
}

HookBook::HookBook(QString file, QObject *parent) : QObject(parent), m_file(std::move(file))
{
    if (!m_file.isEmpty())
        load();
}

QString HookBook::usualFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/txdesk/webhook.jsonl"_s;
}

void HookBook::load()
{
    QFile file(m_file);
    if (!file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_problem = file.errorString();
        return;
    }
    m_written = file.size();
    file.seek(std::max<qint64>(0, file.size() - fileMax));
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(lineMax);
        if (const Result<HookReport> report = hookReportFrom(line.trimmed(), Instant{}))
            keep(*report);
    }
}

void HookBook::add(const HookReport &report)
{
    keep(report);
    if (!m_file.isEmpty())
        write(report);
    emit told(report.gid);
}

void HookBook::keep(const HookReport &report)
{
    if (!m_reports.contains(report.gid))
        m_order.append(report.gid);
    QList<HookReport> &reports = m_reports[report.gid];
    reports.append(report);
    if (reports.size() > perTransactionMax)
        reports.removeFirst();
    if (m_order.size() > transactionsMax)
        m_reports.remove(m_order.takeFirst());
}

// A file that has grown too large begins anew with what is still kept.
void HookBook::write(const HookReport &report)
{
    QDir().mkpath(QFileInfo(m_file).path());
    QFile file(m_file);
    const bool anew = m_written > fileMax;
    if (!file.open(anew ? QIODevice::WriteOnly | QIODevice::Truncate : QIODevice::WriteOnly | QIODevice::Append)) {
        m_problem = file.errorString();
        return;
    }
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    QByteArray lines;
    if (anew) {
        for (const QList<HookReport> &reports : std::as_const(m_reports))
            for (const HookReport &one : reports)
                lines += lineOf(one);
        m_written = 0;
    } else {
        lines = lineOf(report);
    }
    m_problem = file.write(lines) == lines.size() ? QString() : file.errorString();
    m_written += lines.size();
}

} // namespace txdesk::console
