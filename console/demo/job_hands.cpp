// The hands' way with jobs on many transactions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "shared/codec/job_codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

void DemoHands::dryRun(const JobOrder &order)
{
    post(u"dry-run"_s, m_stage.coordinatorUrl() + u"/api/v1/jobs/dry-run"_s, QJsonDocument(codec::toJson(order)).toJson(QJsonDocument::Compact));
}

void DemoHands::startJob(const JobOrder &order)
{
    post(u"start-job"_s, m_stage.coordinatorUrl() + u"/api/v1/jobs"_s, QJsonDocument(codec::toJson(order)).toJson(QJsonDocument::Compact));
}

void DemoHands::readJobAtEnd(const QString &id)
{
    http::ClientRequest get;
    get.url = m_stage.coordinatorUrl() + u"/api/v1/jobs"_s;
    get.headers = {{"Authorization", "Bearer " + m_stage.adminToken()}};
    get.timeout = Seconds{20};
    ++m_open;
    m_http.send(std::move(get), [this, id, play = m_play](http::ClientResult &&answer) {
        if (play != m_play)
            return;
        --m_open;
        QJsonObject job;
        for (const QJsonValue &one : QJsonDocument::fromJson(answer.body).object()["jobs"_L1].toArray())
            if (one["order"_L1]["id"_L1].toString() == id)
                job = one.toObject();
        if (job["state"_L1].toString() != nameIn(jobStateNames, JobState::Running))
            return emit answered({u"job"_s, answer.status, QJsonDocument(job).toJson(QJsonDocument::Compact)});
        ++m_open; // it goes on
        QTimer::singleShot(std::chrono::milliseconds(200), this, [this, id, play] {
            if (play != m_play)
                return;
            --m_open;
            readJobAtEnd(id);
        });
    });
}

} // namespace txdesk::demo
