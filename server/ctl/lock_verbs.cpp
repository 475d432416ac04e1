// locks, lock-waits and undo: what AT holds, who waits, and what would be put back.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/lock_text.h"
#include "server/ctl/page_walk.h"
#include "server/ctl/verbs.h"
#include "shared/codec/lock_codec.h"

#include <QJsonArray>
#include <QUrl>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

void listLocks(const JobPointer &job)
{
    const Result<qsizetype> wanted = rowsWanted(job->line);
    if (!wanted)
        return job->fail(wanted.error());
    QList<std::pair<QByteArray, QByteArray>> parameters;
    for (const char *name : {"gid", "resource", "table"})
        if (job->line.has(QLatin1StringView(name)))
            parameters.emplaceBack(name, job->line.value(QLatin1StringView(name)).toUtf8());
    walkPages({.job = job, .path = "/api/v1/locks?" + queryText(parameters), .rowsName = u"locks"_s, .rowsWanted = *wanted},
              [job](const QJsonArray &rows, const QString &next) {
                  const Result<LockPage> page = codec::lockPageFromJson({{u"locks"_s, rows}}, UnknownWords::Kept);
                  if (!page)
                      return job->fail(ExitCode::NotReachable, u"the server's answer cannot be read: "_s + page.error().message);
                  const QString more = next.isEmpty() ? QString() : u"There are more: --limit N or --all.\n"_s;
                  job->show(QJsonObject{{u"locks"_s, rows}, {u"next"_s, next}}, locksText(page->locks, job->clock->now()) + more);
              });
}

void listLockWaits(const JobPointer &job)
{
    job->link->get("/api/v1/lock-waits", [job](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        const Result<QList<LockWait>> waits = codec::lockWaitsFromJson(answer.json);
        if (!waits)
            return job->fail(ExitCode::NotReachable, u"the server's answer cannot be read: "_s + waits.error().message);
        job->show(answer.json, waitsText(*waits, job->clock->now()));
    });
}

void showUndo(const JobPointer &job)
{
    const QByteArray query = queryText({{"branch", job->line.value(u"branch"_s).toUtf8()}, {"reason", job->line.value(u"reason"_s).toUtf8()}});
    job->link->get("/api/v1/transactions/" + QUrl::toPercentEncoding(job->line.words.first()) + "/undo?" + query, [job](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        job->show(answer.json, undoText(answer.json));
    });
}

} // namespace txdesk::ctl
