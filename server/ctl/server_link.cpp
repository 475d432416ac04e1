// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/server_link.h"

#include "shared/codec/json_reader.h"

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bodyBytesMax = 64 * 1024 * 1024; // a detail with all its payloads
constexpr int jsonValuesMax = 4'000'000;

ServerAnswer unanswered(const http::ClientResult &result, bool changes)
{
    using Kind = http::ClientResult::Kind;
    switch (result.kind) {
    case Kind::BadUrl: return {ExitCode::WrongUsage, u"--url: "_s + result.error};
    case Kind::Refused:
    case Kind::NotConnected: return {ExitCode::NotReachable, u"the server cannot be reached: "_s + result.error};
    default: break;
    }
    if (!changes)
        return {ExitCode::NotReachable, u"no answer came: "_s + result.error};
    return {ExitCode::OutcomeUnknown, u"no answer came (%1): it may have been done; look before you repeat it"_s.arg(result.error)};
}

ExitCode codeOf(int status, bool changes)
{
    switch (status) {
    case 400: case 405: case 411: case 413: case 414: case 415: case 431: return ExitCode::WrongUsage;
    case 401: case 403: case 421: return ExitCode::NotAllowed;
    case 404: return ExitCode::NotFound;
    case 409: case 412: case 425: return ExitCode::Refused;
    case 429: case 503: return ExitCode::NotReachable; // nothing was done
    default: break;
    }
    if (status >= 200 && status < 300)
        return ExitCode::Done;
    return changes ? ExitCode::OutcomeUnknown : ExitCode::NotReachable;
}

} // namespace

ServerAnswer answerFrom(http::ClientResult &&result, bool changes)
{
    if (result.kind != http::ClientResult::Kind::Answered)
        return unanswered(result, changes);
    ServerAnswer answer;
    answer.code = codeOf(result.status, changes);
    answer.headers = std::move(result.headers);
    answer.body = std::move(result.body);
    if (const auto json = codec::parseObject(answer.body, codec::KeyRule::StrictOnce, {.valuesMax = jsonValuesMax}))
        answer.json = *json;
    if (!answer.isGood()) {
        const QString message = answer.json.value(u"message"_s).toString();
        answer.error = message.isEmpty() ? u"the server answered %1: %2"_s.arg(result.status).arg(QString::fromUtf8(answer.body.left(200))) : message;
    }
    return answer;
}

ServerLink::ServerLink(const ConnectionSettings &settings)
    : m_settings(settings), m_client({.bodyBytesMax = bodyBytesMax, .connectTime = settings.timeout})
{
}

Result<std::unique_ptr<ServerLink>> ServerLink::open(const ConnectionSettings &settings)
{
    std::unique_ptr<ServerLink> link(new ServerLink(settings));
    if (settings.url.startsWith("https://"_L1))
        if (const auto used = link->m_client.setTls(settings.tls); !used)
            return tl::unexpected<Error>(used.error());
    return link;
}

void ServerLink::send(http::ClientRequest request, const QByteArray &path, bool changes, Done done)
{
    request.url = m_settings.url + QString::fromLatin1(path);
    request.timeout = m_settings.timeout;
    if (!m_settings.token.isEmpty())
        request.headers.append(http::Header{"Authorization", "Bearer " + m_settings.token});
    if (!request.body.isEmpty())
        request.headers.append(http::Header{"Content-Type", "application/json"});
    m_client.send(std::move(request), [done = std::move(done), changes](http::ClientResult &&result) { done(answerFrom(std::move(result), changes)); });
}

} // namespace txdesk::ctl
