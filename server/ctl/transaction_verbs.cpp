// list, show, and the acts on one transaction.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/page_walk.h"
#include "server/ctl/safe_text.h"
#include "server/ctl/time_text.h"
#include "server/ctl/transaction_text.h"
#include "server/ctl/verbs.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QByteArray pathOf(const QString &gid)
{
    return "/api/v1/transactions/" + QUrl::toPercentEncoding(gid);
}

using Parameters = QList<std::pair<QByteArray, QByteArray>>;

// The options by the names of the API's parameters; the API's own reader says what is wrong with them.
Result<QByteArray> filterFrom(const CommandLine &line, Instant now)
{
    Parameters parameters;
    for (const char *name : {"status", "kind", "gid", "participant", "error", "fingerprint", "failures", "parked", "sort"})
        if (line.has(QLatin1StringView(name)))
            parameters.emplaceBack(name, line.value(QLatin1StringView(name)).toUtf8());
    if (line.has(u"business-key"_s))
        parameters.emplaceBack("business_key", line.value(u"business-key"_s).toUtf8());
    for (const char *name : {"stuck", "paused"})
        if (line.has(QLatin1StringView(name)))
            parameters.emplaceBack(name, "1");
    for (const char *name : {"from", "to"}) {
        if (!line.has(QLatin1StringView(name)))
            continue;
        const Result<Instant> at = instantFrom(line.value(QLatin1StringView(name)), now);
        if (!at)
            return tl::unexpected<Error>(at.error());
        parameters.emplaceBack(name, QByteArray::number(toMs(*at)));
    }
    if (const auto query = codec::listQueryFrom(parameters); !query)
        return tl::unexpected<Error>(query.error());
    return queryText(parameters);
}

void showRows(const JobPointer &job, const QJsonArray &rows, const QString &next)
{
    QList<TransactionRow> read;
    for (const QJsonValue &value : rows) {
        const Result<TransactionRow> row = codec::rowFromJson(value.toObject(), UnknownWords::Kept);
        if (!row)
            return job->fail(ExitCode::NotReachable, u"the server's answer cannot be read: "_s + row.error().message);
        read.append(*row);
    }
    QString text = listText(read, job->clock->now());
    if (!next.isEmpty())
        text += u"There are more: --limit N or --all.\n"_s;
    job->show(QJsonObject{{u"rows"_s, rows}, {u"next"_s, next}}, text);
}

using WithDetail = std::function<void(const TransactionDetail &, const QJsonObject &)>;

void readDetail(const JobPointer &job, const QByteArray &events, WithDetail then)
{
    const QByteArray query = events.isEmpty() ? QByteArray() : "?events=" + events;
    job->link->get(pathOf(job->line.words.first()) + query, [job, then = std::move(then)](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        const Result<TransactionDetail> detail = codec::detailFromJson(answer.json, UnknownWords::Kept);
        if (!detail)
            return job->fail(ExitCode::NotReachable, u"the server's answer cannot be read: "_s + detail.error().message);
        then(*detail, answer.json);
    });
}

Result<ActionRequest> requestFor(const CommandLine &line, Action action, const GlobalTransaction &seen)
{
    ActionRequest request{.gid = seen.gid, .action = action, .reason = line.value(u"reason"_s), .actor = u"txdeskctl"_s,
                          .expectedStatus = seen.status, .expectedEpoch = seen.epoch, .branch = BranchId{line.value(u"branch"_s)}};
    if (line.has(u"expect-status"_s))
        request.expectedStatus = valueIn(transactionStatusNames, line.value(u"expect-status"_s));
    if (line.has(u"expect-epoch"_s)) {
        bool ok = false;
        request.expectedEpoch = line.value(u"expect-epoch"_s).toLongLong(&ok);
        if (!ok)
            return fail(ErrorCode::InvalidRequest, u"--expect-epoch must be a whole number"_s);
    }
    return request;
}

bool isAboutOneOp(Action action)
{
    return action == Action::Skip || action == Action::MarkFailed;
}

Result<> checkReason(Action action, const QString &reason)
{
    const bool losesData = action == Action::ForceStop || action == Action::ForceRollback || action == Action::AcceptCurrent || isAboutOneOp(action);
    if (losesData && reason.trimmed().size() < 10)
        return fail(ErrorCode::InvalidRequest, u"%1 needs --reason TEXT of at least 10 characters"_s.arg(nameIn(actionNames, action)));
    if (action == Action::Abort && reason.trimmed().isEmpty())
        return fail(ErrorCode::InvalidRequest, u"abort needs --reason TEXT"_s);
    return {};
}

QString warningOf(Action action)
{
    switch (action) {
    case Action::ForceStop: return u"Nothing is undone: what its branches have done stays.\n"_s;
    case Action::ForceRollback: return u"What others have written to its rows since is overwritten.\n"_s;
    case Action::AcceptCurrent: return u"What its branch has done is not undone any more.\n"_s;
    case Action::Skip: return u"Nobody does it: it must have been done by hand at its participant.\n"_s;
    case Action::MarkFailed: return u"Every step that may have run is compensated.\n"_s;
    case Action::Submit: return u"Its receivers are told what its sender may not have done: look there first.\n"_s;
    case Action::Retry:
    case Action::Abort:
    case Action::Pause:
    case Action::Resume: break;
    }
    return {};
}

QString questionAbout(Action action, const TransactionDetail &detail, Instant now)
{
    const GlobalTransaction &transaction = detail.snapshot.transaction;
    return u"%1 %2: %3\n%4\n%5%6 it?"_s.arg(nameIn(transactionKindNames, transaction.kind), safeText(transaction.gid.value),
                                            nameIn(transactionStatusNames, transaction.status), whyText(detail, now), warningOf(action),
                                            nameIn(actionNames, action));
}

void send(const JobPointer &job, const ActionRequest &request)
{
    const QByteArray path = pathOf(request.gid.value) + '/' + nameIn(actionNames, request.action).data();
    job->link->change("POST", path, QJsonDocument(codec::toJson(request)).toJson(QJsonDocument::Compact), [job, request](ServerAnswer &&answer) {
        if (!answer.isGood())
            return job->fail(answer);
        const Result<TransactionRow> row = codec::rowFromJson(answer.json.value(u"transaction"_s).toObject(), UnknownWords::Kept);
        const QString state = row ? u": "_s + wordIn(transactionStatusNames, row->transaction.status) : QString();
        job->show(answer.json, u"%1 done, %2%3\n"_s.arg(nameIn(actionNames, request.action), safeText(request.gid.value), state));
    });
}

void actOnSeen(const JobPointer &job, Action action, const TransactionDetail &detail)
{
    if (const QString unknown = unknownText(detail.snapshot.transaction); !unknown.isEmpty())
        return job->fail(ExitCode::Refused, unknown);
    for (const ActionState &state : detail.actions)
        if (state.action == action && !state.allowed)
            return job->fail(ExitCode::Refused, u"%1 is not allowed now: %2"_s.arg(nameIn(actionNames, action), safeText(state.reason)));
    const Result<ActionRequest> request = requestFor(job->line, action, detail.snapshot.transaction);
    if (!request)
        return job->fail(request.error());
    const Result<bool> yes = job->mayGoOn(questionAbout(action, detail, job->clock->now()));
    if (!yes)
        return job->fail(yes.error());
    if (!*yes)
        return job->fail(ExitCode::Refused, u"nothing was done"_s);
    send(job, *request);
}

Action actionOf(VerbId verb)
{
    switch (verb) {
    case VerbId::Abort: return Action::Abort;
    case VerbId::ForceStop: return Action::ForceStop;
    case VerbId::Pause: return Action::Pause;
    case VerbId::Resume: return Action::Resume;
    case VerbId::Submit: return Action::Submit;
    case VerbId::ForceRollback: return Action::ForceRollback;
    case VerbId::AcceptCurrent: return Action::AcceptCurrent;
    case VerbId::Skip: return Action::Skip;
    case VerbId::MarkFailed: return Action::MarkFailed;
    default: return Action::Retry;
    }
}

} // namespace

void listTransactions(const JobPointer &job)
{
    const Result<QByteArray> filter = filterFrom(job->line, job->clock->now());
    const Result<qsizetype> wanted = rowsWanted(job->line);
    if (!filter || !wanted)
        return job->fail(filter ? wanted.error() : filter.error());
    walkPages({.job = job, .path = "/api/v1/transactions?" + *filter, .rowsName = u"rows"_s, .rowsWanted = *wanted},
              [job](const QJsonArray &rows, const QString &next) { showRows(job, rows, next); });
}

void listParked(const JobPointer &job)
{
    const QByteArray why = job->line.has(u"why"_s) ? job->line.value(u"why"_s).toUtf8() : QByteArray("dirty,unanswered,dead-letter");
    const Parameters parameters{{"parked", why}};
    const Result<qsizetype> wanted = rowsWanted(job->line);
    if (const auto query = codec::listQueryFrom(parameters); !query || !wanted)
        return job->fail(query ? wanted.error() : query.error());
    walkPages({.job = job, .path = "/api/v1/transactions?" + queryText(parameters), .rowsName = u"rows"_s, .rowsWanted = *wanted},
              [job](const QJsonArray &rows, const QString &next) { showRows(job, rows, next); });
}

void showTransaction(const JobPointer &job)
{
    readDetail(job, QUrl::toPercentEncoding(job->line.value(u"events"_s)), [job](const TransactionDetail &detail, const QJsonObject &json) {
        job->show(json, detailText(detail, job->clock->now()));
    });
}

void actOnTransaction(const JobPointer &job)
{
    const Action action = actionOf(job->line.verb->id);
    if (const Result<> good = checkReason(action, job->line.value(u"reason"_s)); !good)
        return job->fail(good.error());
    if (isAboutOneOp(action) && job->line.value(u"branch"_s).isEmpty())
        return job->fail(ExitCode::WrongUsage, u"%1 needs --branch BRANCH"_s.arg(nameIn(actionNames, action)));
    readDetail(job, {}, [job, action](const TransactionDetail &detail, const QJsonObject &) { actOnSeen(job, action, detail); });
}

} // namespace txdesk::ctl
