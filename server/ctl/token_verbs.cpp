// Tokens and whoami.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/safe_text.h"
#include "server/ctl/table_text.h"
#include "server/ctl/time_text.h"
#include "server/ctl/verbs.h"
#include "server/security/secret_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QString timeIn(const QJsonValue &json, const QString &name)
{
    return json[name].isUndefined() ? u"-"_s : timeText(fromMs(json[name].toInteger()));
}

QString scopeText(const QJsonValue &json)
{
    QStringList parts;
    if (const QString prefix = json[u"gidPrefix"_s].toString(); !prefix.isEmpty())
        parts.append(prefix + u'*');
    QStringList kinds;
    for (const QJsonValue &kind : json[u"kinds"_s].toArray())
        kinds.append(kind.toString());
    if (!kinds.isEmpty())
        parts.append(kinds.join(u','));
    return parts.isEmpty() ? u"all"_s : parts.join(u' ');
}

QString stateText(const QJsonValue &token, Instant now)
{
    if (!token[u"revokedAt"_s].isUndefined())
        return u"revoked"_s;
    return !token[u"expiresAt"_s].isUndefined() && fromMs(token[u"expiresAt"_s].toInteger()) <= now ? u"expired"_s : u"in force"_s;
}

QString tokensText(const QJsonArray &tokens, Instant now)
{
    QList<QStringList> rows;
    for (const QJsonValue &token : tokens)
        rows.append({token[u"id"_s].toString(), token[u"name"_s].toString(), token[u"role"_s].toString(), scopeText(token), stateText(token, now),
                     timeIn(token, u"createdAt"_s), timeIn(token, u"expiresAt"_s), timeIn(token, u"lastUsedAt"_s)});
    return rows.isEmpty() ? u"no tokens\n"_s
                          : tableText({{u"ID"_s}, {u"NAME"_s}, {u"ROLE"_s}, {u"SCOPE"_s}, {u"STATE"_s}, {u"MADE"_s}, {u"EXPIRES"_s}, {u"LAST USED"_s}}, rows);
}

Result<QJsonObject> wishFrom(const CommandLine &line)
{
    QJsonObject wish{{u"name"_s, line.words.first()}, {u"role"_s, line.has(u"role"_s) ? line.value(u"role"_s) : u"client"_s}};
    if (line.has(u"gid-prefix"_s))
        wish.insert(u"gidPrefix"_s, line.value(u"gid-prefix"_s));
    if (line.has(u"kinds"_s))
        wish.insert(u"kinds"_s, QJsonArray::fromStringList(line.value(u"kinds"_s).split(u',')));
    if (line.has(u"reason"_s))
        wish.insert(u"reason"_s, line.value(u"reason"_s));
    if (line.has(u"expires"_s)) {
        const Result<Seconds> span = spanFrom(line.value(u"expires"_s));
        if (!span)
            return fail(ErrorCode::InvalidRequest, u"--expires: "_s + span.error().message);
        wish.insert(u"expiresInS"_s, qint64{span->count()});
    }
    return wish;
}

// The secret is here only: when the file cannot be written, it is shown, or nobody would have it.
void keepSecret(const JobPointer &job, QJsonObject json)
{
    const QString id = json[u"token"_s][u"id"_s].toString();
    const QString secret = json.value(u"secret"_s).toString();
    const QString file = job->line.value(u"out"_s);
    if (file.isEmpty())
        return job->show(json, u"token %1 is made. Its secret is shown this once:\n%2\n"_s.arg(safeText(id), safeText(secret)));
    if (const Result<> written = security::createSecret(file, secret.toLatin1() + '\n'); !written)
        return job->fail(ExitCode::OutcomeUnknown, u"token %1 was made, but its secret could not be written (%2): revoke it and make another"_s
                                                       .arg(safeText(id), written.error().message));
    json.remove(u"secret"_s);
    job->show(json, u"token %1 is made, its secret is in %2\n"_s.arg(safeText(id), file));
}

} // namespace

void listTokens(const JobPointer &job)
{
    job->link->get("/api/v1/tokens", [job](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        job->show(answer.json, tokensText(answer.json.value(u"tokens"_s).toArray(), job->clock->now()));
    });
}

void createToken(const JobPointer &job)
{
    const Result<QJsonObject> wish = wishFrom(job->line);
    if (!wish)
        return job->fail(wish.error());
    if (const QString file = job->line.value(u"out"_s); QFile::exists(file))
        return job->fail(ExitCode::WrongUsage, u"--out: %1 exists already"_s.arg(file));
    job->link->change("POST", "/api/v1/tokens", QJsonDocument(*wish).toJson(QJsonDocument::Compact), [job](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        keepSecret(job, answer.json);
    });
}

void revokeToken(const JobPointer &job)
{
    const QString id = job->line.words.first();
    const Result<bool> yes = job->mayGoOn(u"Revoke token %1? Whoever uses it is refused from now on."_s.arg(safeText(id)));
    if (!yes)
        return job->fail(yes.error());
    if (!*yes)
        return job->fail(ExitCode::Refused, u"nothing was done"_s);
    QByteArray path = "/api/v1/tokens/" + QUrl::toPercentEncoding(id);
    if (job->line.has(u"reason"_s))
        path += "?reason=" + QUrl::toPercentEncoding(job->line.value(u"reason"_s));
    job->link->change("DELETE", path, {}, [job, id](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        job->show(answer.json, u"token %1 is revoked\n"_s.arg(safeText(id)));
    });
}

void whoami(const JobPointer &job)
{
    job->link->get("/api/v1/whoami", [job](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        const QJsonObject &me = answer.json;
        QString text;
        const auto add = [&text](const QString &name, const QString &value) {
            if (!value.isEmpty())
                text += u"%1 %2\n"_s.arg(name.leftJustified(8), safeText(value));
        };
        add(u"name"_s, me.value(u"name"_s).toString());
        add(u"role"_s, me.value(u"role"_s).toString());
        add(u"token"_s, me.value(u"tokenId"_s).toString());
        add(u"scope"_s, scopeText(me));
        add(u"expires"_s, me.contains(u"expiresAt"_s) ? timeIn(me, u"expiresAt"_s) : QString());
        add(u"address"_s, me.value(u"address"_s).toString());
        add(u"server"_s, job->link->settings().url);
        if (me.value(u"open"_s).toBool())
            text += u"WARNING  this server is open: it asks nobody for a token\n"_s;
        job->show(me, text);
    });
}

} // namespace txdesk::ctl
