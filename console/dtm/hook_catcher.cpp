// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/hook_catcher.h"

#include "shared/http/client.h"
#include "shared/http/server.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *thanks = "{\"dtm_result\":\"SUCCESS\"}";

http::Response said(int status, const QByteArray &words)
{
    return {.status = status, .body = "{\"message\":\"" + words + "\"}"};
}

// Every character is looked at, so that the time taken tells nothing of a wrong token.
bool isSame(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

} // namespace

HookCatcher::HookCatcher(HookBook &book, const Clock &clock, QObject *parent) : QObject(parent), m_book(book), m_clock(clock) {}

HookCatcher::~HookCatcher() = default;

Result<> HookCatcher::apply(const HookSettings &settings)
{
    m_server.reset();
    m_client.reset();
    m_port = 0;
    m_settings = settings;
    m_relayProblem.clear();
    Result<> result;
    if (settings.enabled) {
        if (const QString problem = problemOf(settings); !problem.isEmpty()) {
            result = fail(ErrorCode::InvalidRequest, problem);
        } else {
            http::ServerLimits limits;
            limits.bodyBytesMax = bodyMax;
            limits.connectionsMax = 64;
            m_server = std::make_unique<http::Server>(
                limits, [this](http::Request &&request, http::Responder &&responder) { handle(std::move(request), std::move(responder)); });
            const Result<quint16> port = m_server->listen(QHostAddress(settings.address), settings.port);
            m_port = port.value_or(0);
            if (!port)
                result = tl::unexpected(port.error());
        }
    }
    emit stateChanged();
    return result;
}

QString HookCatcher::url() const
{
    return hookUrl(m_settings, reachableHost(m_settings), m_port != 0 ? m_port : m_settings.port);
}

bool HookCatcher::mayTake(Instant now)
{
    const double seconds = static_cast<double>((now - m_budgetAt).count()) / 1000;
    m_budget = std::min<double>(ratePerSecond, m_budget + std::max(0.0, seconds) * ratePerSecond);
    m_budgetAt = now;
    if (m_budget < 1)
        return false;
    m_budget -= 1;
    return true;
}

void HookCatcher::handle(http::Request &&request, http::Responder &&responder)
{
    const bool isOurs = isSame(request.path, "/dtm-alert/" + m_settings.token.toLatin1());
    const Instant now = m_clock.now();
    if (!isOurs) {
        ++m_refused;
        return responder.send(said(404, "unknown path"));
    }
    if (request.method != "POST")
        return responder.send(said(405, "POST only"));
    if (!mayTake(now)) {
        ++m_refused;
        return responder.send(said(429, "too many reports"));
    }
    const Result<HookReport> report = hookReportFrom(request.body, now);
    if (!report) {
        ++m_refused;
        return responder.send(said(400, "not a report of DTM"));
    }
    HookReport kept = *report;
    kept.at = now; // the body has no time; one that claims one is not believed
    responder.send(http::Response{.status = 200, .body = thanks});
    ++m_taken;
    if (!m_settings.relayUrl.isEmpty())
        relay(request.body);
    m_book.add(kept);
    emit caught(kept);
    emit stateChanged();
}

// As it came: whoever was told before is told the same.
void HookCatcher::relay(const QByteArray &body)
{
    if (!m_client)
        m_client = std::make_unique<http::Client>();
    http::ClientRequest request{.method = "POST", .url = m_settings.relayUrl, .body = body, .timeout = std::chrono::seconds{5}};
    request.headers.append(http::Header{"Content-Type", "application/json"});
    m_client->send(std::move(request), [this](http::ClientResult &&result) {
        const bool ok = result.kind == http::ClientResult::Kind::Answered && result.status < 300;
        m_relayed += ok ? 1 : 0;
        m_relayProblem = ok                                                        ? QString()
                         : result.kind == http::ClientResult::Kind::Answered ? u"HTTP %1"_s.arg(result.status)
                                                                                   : result.error;
        emit stateChanged();
    });
}

} // namespace txdesk::console
