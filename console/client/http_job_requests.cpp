// Jobs on many transactions, as the console asks a coordinator of ours for them: each function is one route of /api/v1/jobs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/http_coordinator_link.h"
#include "shared/codec/job_codec.h"

#include <QJsonArray>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QUrl jobUrl(const HttpDoor &door, const QString &id, const QString &rest, const QByteArray &query = {})
{
    QUrl url = door.at({}, query);
    url.setPath(u"/api/v1/jobs/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id)) + rest, QUrl::StrictMode);
    return url;
}

Result<BulkJob> jobIn(const Result<QJsonObject> &json)
{
    return json ? codec::bulkJobFromJson(json->value("job"_L1).toObject(), UnknownWords::Kept) : Result<BulkJob>(tl::unexpected(json.error()));
}

} // namespace

void HttpCoordinatorLink::dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer)
{
    m_door.send("POST", m_door.at(u"/api/v1/jobs/dry-run"_s), codec::toJson(order), context, [answer](const Result<QJsonObject> &json) {
        answer(json ? codec::jobDryRunFromJson(*json, UnknownWords::Kept) : Result<JobDryRun>(tl::unexpected(json.error())));
    });
}

void HttpCoordinatorLink::startJob(const JobOrder &order, QObject *context, Answer<BulkJob> answer)
{
    m_door.send("POST", m_door.at(u"/api/v1/jobs"_s), codec::toJson(order), context,
                [answer](const Result<QJsonObject> &json) { answer(jobIn(json)); });
}

void HttpCoordinatorLink::jobs(QObject *context, Answer<QList<BulkJob>> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/jobs"_s), context, [answer](const Result<QJsonObject> &json) {
        if (!json)
            return answer(tl::unexpected(json.error()));
        QList<BulkJob> jobs;
        for (const QJsonValue &value : json->value("jobs"_L1).toArray()) {
            Result<BulkJob> job = codec::bulkJobFromJson(value.toObject(), UnknownWords::Kept);
            if (!job)
                return answer(tl::unexpected(job.error()));
            jobs.append(*std::move(job));
        }
        answer(std::move(jobs));
    });
}

void HttpCoordinatorLink::steerJob(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer)
{
    QJsonObject body;
    if (verb == JobVerb::SetRate)
        body.insert(u"perSecond"_s, perSecond);
    const QString rest = u'/' + nameIn(jobVerbNames, verb);
    m_door.send("POST", jobUrl(m_door, id, rest), body, context,
                [answer](const Result<QJsonObject> &json) { answer(jobIn(json)); });
}

void HttpCoordinatorLink::jobItems(const QString &id, const QString &after, QObject *context, Answer<JobItems> answer)
{
    QByteArray query;
    if (!after.isEmpty())
        query = "after=" + QUrl::toPercentEncoding(after);
    m_door.fetch(jobUrl(m_door, id, u"/items"_s, query), context, [answer](const Result<QJsonObject> &json) {
        answer(json ? codec::jobItemsFromJson(*json, UnknownWords::Kept) : Result<JobItems>(tl::unexpected(json.error())));
    });
}

} // namespace txdesk::console
