// Runs an HTTP client on a thread of its own and turns its answers into results.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/coordinator_connection.h"

#include "shared/http/client.h"
#include "shared/http/epoll_dispatcher.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QThread>
#include <QUrl>
#include <QUrlQuery>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

Result<> errorOf(const http::ClientResult &answer)
{
    using Kind = http::ClientResult::Kind;
    switch (answer.kind) {
    case Kind::BadUrl:
        return fail(ErrorCode::InvalidRequest, answer.error, u"url"_s);
    case Kind::Refused:
    case Kind::Forbidden:
    case Kind::NotConnected:
        return fail(ErrorCode::Unavailable, answer.error);
    case Kind::TimedOut:
    case Kind::Broken:
    case Kind::BadResponse:
        return fail(ErrorCode::OutcomeUnknown, answer.error);
    case Kind::Answered:
        break;
    }
    if (answer.status == 200 && !answer.body.contains("FAILURE"))
        return {};
    const QString told = QJsonDocument::fromJson(answer.body)["message"_L1].toString();
    const QString message = told.isEmpty() ? u"the coordinator answered %1"_s.arg(answer.status) : told;
    switch (answer.status) {
    case 200:
    case 409:
        return fail(ErrorCode::Conflict, message);
    case 400:
    case 413:
        return fail(ErrorCode::InvalidRequest, message);
    case 401:
    case 403:
        return fail(ErrorCode::NotAllowed, message);
    case 404:
        return fail(ErrorCode::NotFound, message);
    case 425:
        return fail(ErrorCode::OutcomeUnknown, message);
    case 429:
    case 503:
        return fail(ErrorCode::Overloaded, message);
    default:
        return fail(ErrorCode::Internal, message);
    }
}

Result<Gid> gidOf(const http::ClientResult &answer)
{
    if (const Result<> result = errorOf(answer); !result)
        return tl::unexpected(result.error());
    const QString gid = QJsonDocument::fromJson(answer.body)["gid"_L1].toString();
    if (gid.isEmpty())
        return fail(ErrorCode::Internal, u"the coordinator's answer holds no gid"_s);
    return Gid{gid};
}

Result<LockAnswer> lockAnswerOf(const http::ClientResult &answer)
{
    if (answer.kind == http::ClientResult::Kind::Answered && (answer.status == 200 || answer.status == 409))
        if (Result<LockAnswer> read = LockAnswer::fromJson(answer.body); read)
            return read;
    const Result<> result = errorOf(answer);
    return result ? fail(ErrorCode::Internal, u"the coordinator's answer says nothing about locks"_s) : tl::unexpected(result.error());
}

Result<std::optional<TransactionStatus>> statusOf(const http::ClientResult &answer)
{
    // Not errorOf: a failed transaction may tell of a failure in any word.
    if (answer.kind != http::ClientResult::Kind::Answered || answer.status != 200) {
        const Result<> result = errorOf(answer);
        return result ? fail(ErrorCode::Internal, u"the coordinator did not answer"_s) : tl::unexpected(result.error());
    }
    const QJsonValue transaction = QJsonDocument::fromJson(answer.body)["transaction"_L1];
    if (!transaction.isObject())
        return std::nullopt;
    const std::optional<TransactionStatus> status = valueIn(transactionStatusNames, transaction["status"_L1].toString());
    if (!status)
        return fail(ErrorCode::Internal, u"the coordinator's answer holds no status"_s);
    return status;
}

// The words are looked for before the status, as every coordinator does.
BranchAnswer branchAnswerOf(const http::ClientResult &answer)
{
    if (answer.kind != http::ClientResult::Kind::Answered)
        return BranchAnswer::unknown(answer.error);
    const QString told = QJsonDocument::fromJson(answer.body)["message"_L1].toString();
    const QString text = told.isEmpty() ? QString::fromUtf8(answer.body.left(1024)) : told.left(1024);
    if (answer.status == 425 || answer.body.contains("ONGOING"))
        return BranchAnswer::ongoing(text);
    if (answer.status == 409 || answer.body.contains("FAILURE"))
        return BranchAnswer::rejected(text);
    return answer.status == 200 ? BranchAnswer::succeeded() : BranchAnswer::unknown(text);
}

Result<WorkflowProgress> progressOf(const http::ClientResult &answer)
{
    // Not errorOf: what a failed workflow failed of may hold the word that marks an error elsewhere.
    if (answer.kind == http::ClientResult::Kind::Answered && answer.status == 200)
        return WorkflowProgress::fromJson(answer.body);
    const Result<> result = errorOf(answer);
    return result ? fail(ErrorCode::Internal, u"the coordinator did not answer"_s) : tl::unexpected(result.error());
}

Result<QByteArray> branchBodyOf(const http::ClientResult &answer)
{
    using Kind = http::ClientResult::Kind;
    if (answer.kind == Kind::BadUrl)
        return fail(ErrorCode::InvalidRequest, answer.error, u"url"_s);
    if (answer.kind == Kind::Refused || answer.kind == Kind::NotConnected)
        return fail(ErrorCode::Unavailable, answer.error);
    const BranchAnswer told = branchAnswerOf(answer);
    switch (told.outcome) {
    case Outcome::Succeeded:
        return answer.body;
    case Outcome::Rejected:
        return fail(ErrorCode::Conflict, told.message);
    case Outcome::Ongoing:
    case Outcome::Unknown:
        break;
    }
    return fail(ErrorCode::OutcomeUnknown, told.message.isEmpty() ? u"the participant answered %1"_s.arg(answer.status) : told.message);
}

Result<QByteArray> askedBodyOf(const http::ClientResult &answer)
{
    if (answer.kind == http::ClientResult::Kind::Answered && answer.status == 404)
        return fail(ErrorCode::NotFound, u"the service does not know it"_s);
    return branchBodyOf(answer);
}

// DTM refuses a subscriber that is there already.
Result<> subscribedOf(const http::ClientResult &answer)
{
    const bool isAnswered = answer.kind == http::ClientResult::Kind::Answered;
    return isAnswered && answer.body.contains("this url exists") ? Result<>() : errorOf(answer);
}

http::ClientRequest get(const QString &url)
{
    http::ClientRequest request;
    request.url = url;
    return request;
}

// Scheme, host and port of a URL, in lower case; what it is compared by.
QString webOriginOf(const QString &url)
{
    const QUrl parts(url, QUrl::StrictMode);
    const int usual = parts.scheme() == "https"_L1 ? 443 : 80;
    return u"%1://%2:%3"_s.arg(parts.scheme(), parts.host()).arg(parts.port(usual)).toLower();
}

// A promise that is kept even when the connection goes away before the answer.
template<class T>
class Kept
{
public:
    explicit Kept(T (*read)(const http::ClientResult &)) : m_read(read) { m_promise.start(); }
    ~Kept()
    {
        if (!m_done)
            keep({.kind = http::ClientResult::Kind::Broken, .error = u"the connection was closed before the answer"_s});
    }
    Kept(const Kept &) = delete;
    Kept &operator=(const Kept &) = delete;

    QFuture<T> future() { return m_promise.future(); }
    void keep(const http::ClientResult &answer)
    {
        m_done = true;
        m_promise.addResult(m_read(answer));
        m_promise.finish();
    }

private:
    QPromise<T> m_promise;
    T (*m_read)(const http::ClientResult &);
    bool m_done = false;
};

} // namespace

class CoordinatorConnection::Network
{
public:
    explicit Network(CoordinatorAccess access)
        : baseUrl(access.baseUrl), m_origin(webOriginOf(access.baseUrl)), m_timeout(access.timeout),
          m_authorization(access.token.isEmpty() ? QByteArray() : "Bearer " + access.token)
    {
        if (const Result<QStringList> loaded = http::checkClientTls(access.tls); !loaded)
            m_problem = loaded.error().message;
        m_thread.setObjectName(u"txdesk-client"_s);
        m_thread.setEventDispatcher(new http::EpollDispatcher);
        m_home = new QObject;
        m_home->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
        m_thread.start();
        QMetaObject::invokeMethod(m_home, [this, tls = std::move(access.tls), isUsable = m_problem.isEmpty()] {
            m_client = new http::Client({}, m_home);
            if (isUsable)
                std::ignore = m_client->setTls(tls);
        });
    }

    ~Network()
    {
        m_thread.quit();
        m_thread.wait();
    }

    template<class T>
    QFuture<T> send(http::ClientRequest request, T (*read)(const http::ClientResult &))
    {
        request.timeout = m_timeout;
        auto kept = std::make_shared<Kept<T>>(read);
        QFuture<T> future = kept->future();
        if (!m_problem.isEmpty()) {
            kept->keep({.kind = http::ClientResult::Kind::BadUrl, .error = m_problem});
            return future;
        }
        QMetaObject::invokeMethod(m_home, [this, request = std::move(request), kept = std::move(kept)]() mutable {
            m_client->send(std::move(request), [kept](http::ClientResult &&answer) { kept->keep(answer); });
        });
        return future;
    }

    QFuture<Result<>> post(QLatin1StringView path, const TransactionRequest &request)
    {
        return send(withToken(posted(baseUrl + path, request.toJson())), &errorOf);
    }

    [[nodiscard]] http::ClientRequest withToken(http::ClientRequest request) const
    {
        if (!m_authorization.isEmpty() && webOriginOf(request.url) == m_origin)
            request.headers.append({"Authorization", m_authorization});
        return request;
    }

    // url empty: our own coordinator
    [[nodiscard]] http::ClientRequest toCoordinator(const QString &url, QLatin1StringView path, const QByteArray &body) const
    {
        return withToken(posted((url.isEmpty() ? baseUrl : CoordinatorAccess::from(url).baseUrl) + path, body));
    }

    static http::ClientRequest posted(const QString &url, const QByteArray &body)
    {
        http::ClientRequest request = get(url);
        request.method = "POST";
        request.headers = {{"Content-Type", "application/json"}};
        request.body = body;
        return request;
    }

    const QString baseUrl;

private:
    const QString m_origin;
    const Milliseconds m_timeout;
    const QByteArray m_authorization; // the header's value; empty: no token
    QString m_problem;                // why nothing can be sent; empty: nothing is wrong
    QThread m_thread;
    QObject *m_home = nullptr;        // lives in m_thread, deleted as it ends, with its child:
    http::Client *m_client = nullptr; // touched in m_thread only
};

CoordinatorConnection::CoordinatorConnection(CoordinatorAccess access) : m_network(std::make_unique<Network>(std::move(access))) {}

CoordinatorConnection::~CoordinatorConnection() = default;

QFuture<Result<Gid>> CoordinatorConnection::newGid()
{
    return m_network->send(m_network->withToken(get(m_network->baseUrl + "/newGid"_L1)), &gidOf);
}

QFuture<Result<>> CoordinatorConnection::prepare(const TransactionRequest &request)
{
    return m_network->post("/prepare"_L1, request);
}

QFuture<Result<>> CoordinatorConnection::submit(const TransactionRequest &request)
{
    return m_network->post("/submit"_L1, request);
}

QFuture<Result<>> CoordinatorConnection::abort(const TransactionRequest &request)
{
    return m_network->post("/abort"_L1, request);
}

QFuture<Result<WorkflowProgress>> CoordinatorConnection::prepareWorkflow(const TransactionRequest &request)
{
    return m_network->send(m_network->withToken(Network::posted(m_network->baseUrl + "/prepareWorkflow"_L1, request.toJson())), &progressOf);
}

QFuture<Result<>> CoordinatorConnection::registerBranch(const BranchRegistration &registration, const QString &coordinatorUrl)
{
    return m_network->send(m_network->toCoordinator(coordinatorUrl, "/registerBranch"_L1, registration.toJson()), &errorOf);
}

QFuture<Result<LockAnswer>> CoordinatorConnection::registerBranch(const LockRequest &request, const QString &coordinatorUrl)
{
    return m_network->send(m_network->toCoordinator(coordinatorUrl, "/registerBranch"_L1, request.toJson()), &lockAnswerOf);
}

QFuture<Result<LockAnswer>> CoordinatorConnection::queryLocks(const LockRequest &request, const QString &coordinatorUrl)
{
    return m_network->send(m_network->toCoordinator(coordinatorUrl, "/at/lockQuery"_L1, request.toJson()), &lockAnswerOf);
}

QFuture<Result<>> CoordinatorConnection::reportBranch(const BranchReport &report, const QString &coordinatorUrl)
{
    return m_network->send(m_network->toCoordinator(coordinatorUrl, "/at/branchReport"_L1, report.toJson()), &errorOf);
}

QFuture<Result<std::optional<TransactionStatus>>> CoordinatorConnection::status(const Gid &gid)
{
    const QString url = m_network->baseUrl + "/query?gid="_L1 + QString::fromLatin1(QUrl::toPercentEncoding(gid.value));
    return m_network->send(m_network->withToken(get(url)), &statusOf);
}

QFuture<Result<QByteArray>> CoordinatorConnection::call(const BranchCall &call)
{
    return m_network->send(Network::posted(call.context.addedTo(call.url), call.payload), &branchBodyOf);
}

QFuture<BranchAnswer> CoordinatorConnection::callBranch(const QString &url)
{
    return m_network->send(get(url), &branchAnswerOf);
}

QFuture<Result<QByteArray>> CoordinatorConnection::ask(const QString &url, const QList<http::Header> &headers)
{
    http::ClientRequest request = get(url);
    request.headers = headers;
    return m_network->send(m_network->withToken(std::move(request)), &askedBodyOf);
}

QFuture<Result<>> CoordinatorConnection::subscribe(const QString &topic, const QString &url, const QString &remark)
{
    QUrlQuery query;
    for (const auto &[key, value] : {std::pair{u"topic"_s, topic}, std::pair{u"url"_s, url}, std::pair{u"remark"_s, remark}})
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    const QString asked = m_network->baseUrl + "/subscribe?"_L1 + query.toString(QUrl::FullyEncoded);
    return m_network->send(m_network->withToken(get(asked)), &subscribedOf);
}

const QString &CoordinatorConnection::baseUrl() const
{
    return m_network->baseUrl;
}

} // namespace txdesk::client
