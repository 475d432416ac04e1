// The audit as the server shows it: list and export. Verification is offline: audit_verify_verb.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/page_walk.h"
#include "server/ctl/table_text.h"
#include "server/ctl/time_text.h"
#include "server/ctl/verbs.h"

#include <QFile>
#include <QUrl>

#include <fcntl.h>
#include <unistd.h>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> auditFilterFrom(const CommandLine &line, Instant now)
{
    QList<std::pair<QByteArray, QByteArray>> parameters;
    for (const char *name : {"gid", "actor", "action"})
        if (line.has(QLatin1StringView(name)))
            parameters.emplaceBack(name, line.value(QLatin1StringView(name)).toUtf8());
    for (const char *name : {"from", "to"}) {
        if (!line.has(QLatin1StringView(name)))
            continue;
        const Result<Instant> at = instantFrom(line.value(QLatin1StringView(name)), now);
        if (!at)
            return tl::unexpected<Error>(at.error());
        parameters.emplaceBack(name, QByteArray::number(toMs(*at)));
    }
    return queryText(parameters);
}

QString changeText(const QJsonValue &record)
{
    const QString before = record[u"before"_s].toString();
    const QString after = record[u"after"_s].toString();
    return before.isEmpty() || after.isEmpty() ? before + after : before + u" => "_s + after;
}

QString auditText(const QJsonArray &records)
{
    QList<QStringList> rows;
    for (const QJsonValue &record : records) {
        const QString target = record[u"gid"_s].toString() + record[u"target"_s].toString();
        rows.append({QString::number(record[u"seq"_s].toInteger()), timeText(fromMs(record[u"at"_s].toInteger())), record[u"actor"_s].toString(),
                     record[u"address"_s].toString(), record[u"action"_s].toString(), record[u"result"_s].toString(), target,
                     record[u"reason"_s].toString(), changeText(record)});
    }
    return rows.isEmpty() ? u"no records\n"_s
                          : tableText({{u"SEQ"_s, 12, true}, {u"AT"_s}, {u"WHO"_s}, {u"FROM"_s}, {u"DID"_s}, {u"RESULT"_s}, {u"TO"_s, 64}, {u"WHY"_s, 60}, {u"CHANGE"_s, 80}}, rows);
}

// Pages of an export, one after another, to standard output or a new file of mode 0600.
class Export : public std::enable_shared_from_this<Export>
{
public:
    Export(JobPointer job, QByteArray path) : m_job(std::move(job)), m_path(std::move(path)) {}

    Result<> open(const QString &file)
    {
        m_name = file;
        if (file.isEmpty())
            return {};
        const int descriptor = ::open(QFile::encodeName(file).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor < 0 || !m_file.open(descriptor, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle))
            return fail(ErrorCode::InvalidRequest, u"--out: %1 cannot be made: %2"_s.arg(file, qt_error_string()));
        return {};
    }

    void step(const QByteArray &position)
    {
        const QByteArray path = position.isEmpty() ? m_path : m_path + "&after=" + QUrl::toPercentEncoding(QString::fromLatin1(position));
        m_job->link->get(path, [self = shared_from_this()](ServerAnswer &&answer) { self->take(std::move(answer)); });
    }

private:
    void take(ServerAnswer &&answer)
    {
        if (!answer.isGood())
            return m_job->fail(answer);
        // Each page of a CSV brings the head again.
        const QByteArray body = m_pages++ > 0 && m_path.contains("format=csv") ? answer.body.sliced(answer.body.indexOf('\n') + 1) : answer.body;
        if (m_name.isEmpty())
            m_out += body;
        else if (m_file.write(body) != body.size() || !m_file.flush())
            return m_job->fail(ExitCode::WrongUsage, u"%1 cannot be written: %2"_s.arg(m_name, m_file.errorString()));
        const QByteArray next = http::headerValue(answer.headers, "x-next-position");
        if (!next.isEmpty())
            return step(next);
        if (m_name.isEmpty())
            return m_job->finish({ExitCode::Done, std::move(m_out), {}});
        if (::fsync(m_file.handle()) != 0)
            return m_job->fail(ExitCode::WrongUsage, u"%1 cannot be made durable"_s.arg(m_name));
        m_job->finish({ExitCode::Done, u"written to %1\n"_s.arg(m_name).toUtf8(), {}});
    }

    const JobPointer m_job;
    const QByteArray m_path;
    QString m_name;
    QFile m_file;
    QByteArray m_out;
    int m_pages = 0;
};

} // namespace

void listAudit(const JobPointer &job)
{
    const Result<QByteArray> filter = auditFilterFrom(job->line, job->clock->now());
    const Result<qsizetype> wanted = rowsWanted(job->line);
    if (!filter || !wanted)
        return job->fail(filter ? wanted.error() : filter.error());
    walkPages({.job = job, .path = "/api/v1/audit?" + *filter, .rowsName = u"records"_s, .rowsWanted = *wanted},
              [job](const QJsonArray &records, const QString &next) {
                  const QString more = next.isEmpty() ? QString() : u"There are more: --limit N or --all.\n"_s;
                  job->show(QJsonObject{{u"records"_s, records}, {u"next"_s, next}}, auditText(records) + more);
              });
}

void exportAudit(const JobPointer &job)
{
    const Result<QByteArray> filter = auditFilterFrom(job->line, job->clock->now());
    if (!filter)
        return job->fail(filter.error());
    const QByteArray format = job->line.has(u"format"_s) ? job->line.value(u"format"_s).toLatin1() : "jsonl"_ba;
    const auto exported = std::make_shared<Export>(job, "/api/v1/audit?limit=1000&format=" + format + (filter->isEmpty() ? "" : "&") + *filter);
    if (const Result<> opened = exported->open(job->line.value(u"out"_s)); !opened)
        return job->fail(opened.error());
    exported->step({});
}

} // namespace txdesk::ctl
