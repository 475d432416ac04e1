// The only file of this folder that sees gRPC's headers. A call is started on the I/O thread, which only queues it; gRPC's
// work on sockets and the end of calls happen on the thread of the completion queue.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/grpc_branch_caller.h"

#include "server/branch/address_lookup.h"
#include "server/branch/answer_words.h"
#include "server/branch/grpc_call.h"
#include "server/branch/grpc_tls.h"
#include "shared/base/inbox.h"

#include <QHash>

#include <thread>
#include <unordered_map>

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/security/tls_certificate_verifier.h>

namespace txdesk::branch {

using namespace Qt::StringLiterals;

namespace {

using Steady = std::chrono::steady_clock;

// gRPC's own objects of one call; the completion queue's thread writes status and answer, then lets go of it.
struct Exchange
{
    quint64 number = 0;
    QByteArray path;
    grpc::ByteBuffer message;
    grpc::ClientContext context;
    std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
    grpc::ByteBuffer answer;
    grpc::Status status;
};

struct Ended
{
    quint64 number = 0;
    int code = 0;
    QByteArray message;
    BarrierNote barrier = BarrierNote::None;
    Steady::time_point at;
};

struct Waiting
{
    std::unique_ptr<Exchange> exchange; // kept alive here, so that it can be cancelled
    engine::CallId call = 0;
    QString peer;
    Steady::time_point since;
    Answered done;
};

// One host and port, with or without TLS.
struct Peer
{
    security::UrlParts url;
    GrpcMethod method;             // its target is the authority that calls carry
    std::unique_ptr<grpc::GenericStub> stub{}; // empty: its addresses are being looked up
    std::vector<quint64> queued{}; // calls that wait for that
    Steady::time_point since{};   // it has its channel
    quint64 lastUsed = 0;         // number of a call
    int inFlight = 0;
    int silent = 0;               // calls in a row that ran into their deadline
};

QByteArray bytesOf(grpc::string_ref text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

BarrierNote barrierOf(const grpc::ClientContext &context)
{
    for (const auto *metadata : {&context.GetServerTrailingMetadata(), &context.GetServerInitialMetadata()})
        if (const auto found = metadata->find("x-tx-barrier"); found != metadata->end())
            return barrierNoteFrom(bytesOf(found->second));
    return BarrierNote::None;
}

Ended endOf(const Exchange &exchange)
{
    const std::string message = exchange.status.error_message();
    return {.number = exchange.number,
            .code = exchange.status.error_code(),
            .message = QByteArray(message.data(), static_cast<qsizetype>(message.size())),
            .barrier = barrierOf(exchange.context),
            .at = Steady::now()};
}

grpc::ByteBuffer bufferOf(const QByteArray &payload)
{
    const grpc::Slice slice(payload.constData(), static_cast<std::size_t>(payload.size()));
    return grpc::ByteBuffer(&slice, 1);
}

grpc::ChannelArguments argumentsOf(const GrpcCallLimits &limits, const Peer &peer)
{
    grpc::ChannelArguments arguments;
    arguments.SetString(GRPC_ARG_DEFAULT_AUTHORITY, peer.method.target.toStdString());
    if (peer.method.isSecure)
        arguments.SetSslTargetNameOverride(peer.url.host.toStdString());
    arguments.SetLoadBalancingPolicyName("round_robin"); // DTM's default
    arguments.SetMaxReceiveMessageSize(limits.answerBytesMax);
    arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);          // no proxies, as over HTTP
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a channel given up takes its connection along
    arguments.SetInt(GRPC_ARG_CLIENT_IDLE_TIMEOUT_MS, static_cast<int>(limits.idleTime.count()));
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, static_cast<int>(limits.connectTime.count())); // of one attempt
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000); // well below our own waits
    return arguments;
}

// Pinned: who shows exactly this certificate is the right one, and nobody else.
class PinVerifier final : public grpc::experimental::ExternalCertificateVerifier
{
public:
    explicit PinVerifier(QByteArray pin) : m_pin(std::move(pin)) {}

    bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest *request, std::function<void(grpc::Status)>, grpc::Status *status) override
    {
        const grpc::string_ref pem = request->peer_cert();
        const bool good = fingerprintOfPem(QByteArrayView(pem.data(), static_cast<qsizetype>(pem.size()))) == m_pin;
        *status = good ? grpc::Status::OK : grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "the certificate is not the pinned one");
        return true; // decided at once
    }
    void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest *) override {}

private:
    const QByteArray m_pin;
};

std::shared_ptr<grpc::ChannelCredentials> pinnedCredentials(const GrpcTls &tls)
{
    grpc::experimental::TlsChannelCredentialsOptions options;
    options.set_verify_server_certs(false);
    options.set_check_call_host(false);
    options.set_certificate_verifier(grpc::experimental::ExternalCertificateVerifier::Create<PinVerifier>(tls.pin));
    if (!tls.certificate.isEmpty()) {
        options.set_certificate_provider(std::make_shared<grpc::experimental::StaticDataCertificateProvider>(
            std::vector{grpc::experimental::IdentityKeyCertPair{tls.key.toStdString(), tls.certificate.toStdString()}}));
        options.watch_identity_key_cert_pairs();
    }
    return grpc::experimental::TlsCredentials(options);
}

Result<std::shared_ptr<grpc::ChannelCredentials>> credentialsOf(const Peer &peer, const http::ClientTls &settings)
{
    if (!peer.method.isSecure)
        return grpc::InsecureChannelCredentials();
    const Result<GrpcTls> tls = grpcTlsFor(settings, peer.url.host, peer.url.port);
    if (!tls)
        return tl::unexpected<Error>(tls.error());
    if (!tls->pin.isEmpty())
        return pinnedCredentials(*tls);
    return grpc::SslCredentials({.pem_root_certs = tls->roots.toStdString(), .pem_private_key = tls->key.toStdString(),
                                 .pem_cert_chain = tls->certificate.toStdString()});
}

} // namespace

class GrpcBranchCaller::Impl
{
public:
    Impl(GrpcCallLimits limits, const Outbound &outbound)
        : m_limits(limits), m_outbound(outbound), m_lookup(outbound.policy, limits.connectTime),
          m_inbox(&m_home, [this](std::vector<Ended> &&ended) { take(std::move(ended)); })
    {
    }

    ~Impl()
    {
        for (const auto &[number, waiting] : m_waiting)
            waiting.exchange->context.TryCancel();
        m_queue.Shutdown();
        if (m_thread.joinable())
            m_thread.join();
        else
            drainQueue();
        m_waiting.clear();
    }

    void call(const engine::Call &call, Answered &&done)
    {
        const Result<GrpcMethod> method = grpcMethodOf(call.url);
        const Result<QList<GrpcHeader>> metadata = grpcMetadataOf(call, m_outbound);
        if (!method || !metadata)
            return refuse(call.call, method ? metadata.error().message : method.error().message, std::move(done));
        const Result<security::UrlParts> url = security::urlPartsOf(call.url, urlBytesMax);
        if (!url)
            return refuse(call.call, forbiddenText(url.error(), method->target), std::move(done));
        const QString name = (method->isSecure ? u"s "_s : u"p "_s) + method->target;
        Peer *peer = peerCalled(name, *url, *method);
        if (!peer || peer->inFlight >= m_limits.inFlightMax)
            return refuse(call.call, u"too many calls wait for this participant; nothing was sent"_s, std::move(done));
        ++peer->inFlight;
        peer->lastUsed = ++m_lastNumber;
        Waiting &waiting = m_waiting.emplace(m_lastNumber, Waiting{.exchange = exchangeFor(call, *method, *metadata), .call = call.call, .peer = name,
                                                                   .since = Steady::now(), .done = std::move(done)}).first->second;
        if (peer->stub)
            begin(*waiting.exchange, *peer->stub);
        else
            peer->queued.push_back(m_lastNumber);
    }

    void setTls(const http::ClientTls &tls)
    {
        m_tls = tls;
        std::erase_if(m_peers, [](const auto &entry) { return entry.second.method.isSecure && entry.second.stub; });
    }

    [[nodiscard]] qint64 forbidden() const { return m_forbidden; }
    [[nodiscard]] int channels() const
    {
        return static_cast<int>(std::ranges::count_if(m_peers, [](const auto &entry) { return entry.second.stub != nullptr; }));
    }
    [[nodiscard]] int inFlight() const { return static_cast<int>(m_waiting.size()); }

private:
    std::unique_ptr<Exchange> exchangeFor(const engine::Call &call, const GrpcMethod &method, const QList<GrpcHeader> &metadata) const
    {
        auto exchange = std::make_unique<Exchange>();
        exchange->number = m_lastNumber;
        exchange->path = method.path;
        exchange->message = bufferOf(grpcMessageOf(call));
        for (const GrpcHeader &header : metadata)
            exchange->context.AddMetadata(header.name.toStdString(), header.value.toStdString());
        exchange->context.set_deadline(std::chrono::system_clock::now() + call.timeout);
        return exchange;
    }

    void begin(Exchange &exchange, grpc::GenericStub &stub)
    {
        if (!m_thread.joinable())
            m_thread = std::thread([this] { drainQueue(); });
        exchange.reader = stub.PrepareUnaryCall(&exchange.context, exchange.path.toStdString(), exchange.message, &m_queue);
        exchange.reader->StartCall();
        exchange.reader->Finish(&exchange.answer, &exchange.status, &exchange);
    }

    void drainQueue() // the queue's thread
    {
        void *tag = nullptr;
        bool ok = false;
        while (m_queue.Next(&tag, &ok))
            m_inbox.put(endOf(*static_cast<Exchange *>(tag)));
    }

    void refuse(engine::CallId call, const QString &why, Answered &&done)
    {
        QMetaObject::invokeMethod(
            &m_home, [id = call, why, done = std::move(done)] { done({.call = id, .text = why}); }, Qt::QueuedConnection);
    }

    void take(std::vector<Ended> &&all)
    {
        for (const Ended &ended : all) {
            const auto found = m_waiting.find(ended.number);
            const Waiting waiting = std::move(found->second);
            m_waiting.erase(found);
            noteEnd(waiting.peer, ended.code);
            waiting.done({.call = waiting.call,
                          .outcome = outcomeOfGrpc(ended.code, ended.message),
                          .statusCode = statusCodeOfGrpc(ended.code),
                          .took = std::chrono::duration_cast<Milliseconds>(ended.at - waiting.since),
                          .barrier = ended.barrier,
                          .text = textOfGrpc(ended.code, ended.message)});
        }
    }

    // A connection to a machine that is gone looks alive for a quarter of an hour: after some silence a new one is made. And
    // a name whose machine cannot be reached may lead to another one by now.
    void noteEnd(const QString &name, int code)
    {
        constexpr int silenceMax = 3;
        const auto found = m_peers.find(name);
        if (found == m_peers.end())
            return;
        Peer &peer = found->second;
        peer.inFlight = std::max(0, peer.inFlight - 1); // it may be a newer one than the call's
        peer.silent = code == grpc::StatusCode::DEADLINE_EXCEEDED ? peer.silent + 1 : 0;
        const bool silent = peer.silent >= silenceMax && peer.inFlight == 0;
        const bool moved = code == grpc::StatusCode::UNAVAILABLE && !peer.url.isAddress() && Steady::now() - peer.since >= lookupInterval;
        if (peer.stub && (silent || moved))
            m_peers.erase(found);
    }

    // Null: there are too many.
    Peer *peerCalled(const QString &name, const security::UrlParts &url, const GrpcMethod &method)
    {
        if (const auto found = m_peers.find(name); found != m_peers.end())
            return &found->second;
        if (std::ssize(m_peers) >= m_limits.channelsMax && !giveUpOne())
            return nullptr;
        m_lookup.find(url.host, url.port, [this, name](Result<QList<QHostAddress>> &&addresses) { foundAddresses(name, std::move(addresses)); });
        return &m_peers.emplace(name, Peer{.url = url, .method = method}).first->second;
    }

    bool giveUpOne() // the one longest unused
    {
        auto oldest = m_peers.end();
        for (auto peer = m_peers.begin(); peer != m_peers.end(); ++peer)
            if (peer->second.stub && (oldest == m_peers.end() || peer->second.lastUsed < oldest->second.lastUsed))
                oldest = peer;
        if (oldest == m_peers.end())
            return false;
        m_peers.erase(oldest);
        return true;
    }

    void foundAddresses(const QString &name, Result<QList<QHostAddress>> &&addresses)
    {
        const auto found = m_peers.find(name);
        if (found == m_peers.end() || found->second.stub)
            return;
        const std::vector<quint64> queued = std::exchange(found->second.queued, {});
        if (!addresses)
            return refuseAll(found, queued, addresses.error());
        Peer &peer = found->second;
        const Result<std::shared_ptr<grpc::ChannelCredentials>> credentials = credentialsOf(peer, m_tls);
        if (!credentials)
            return refuseAll(found, queued, credentials.error());
        peer.since = Steady::now();
        peer.stub = std::make_unique<grpc::GenericStub>(grpc::CreateCustomChannel(
            grpcTargetOf(*addresses, peer.url.port).toStdString(), *credentials, argumentsOf(m_limits, peer)));
        for (const quint64 number : queued)
            begin(*m_waiting.at(number).exchange, *peer.stub);
    }

    void refuseAll(std::unordered_map<QString, Peer>::iterator peer, const std::vector<quint64> &numbers, const Error &why)
    {
        const bool isForbidden = why.code == ErrorCode::NotAllowed;
        m_forbidden += isForbidden ? std::ssize(numbers) : 0;
        m_peers.erase(peer);
        const QString text = isForbidden ? why.message : textOfGrpc(grpc::StatusCode::UNAVAILABLE, why.message.toUtf8());
        for (const quint64 number : numbers) {
            const auto found = m_waiting.find(number);
            const Waiting waiting = std::move(found->second);
            m_waiting.erase(found);
            refuse(waiting.call, text, Answered(waiting.done));
        }
    }

    static constexpr std::chrono::seconds lookupInterval{2};
    static constexpr int urlBytesMax = 64 * 1024; // of rows that are older than our own limit

    const GrpcCallLimits m_limits;
    const Outbound m_outbound;
    http::ClientTls m_tls;
    std::unordered_map<QString, Peer> m_peers;
    std::unordered_map<quint64, Waiting> m_waiting;  // by number
    quint64 m_lastNumber = 0;
    qint64 m_forbidden = 0;
    AddressLookup m_lookup;
    QObject m_home;
    Inbox<Ended> m_inbox;
    grpc::CompletionQueue m_queue;
    std::thread m_thread; // begins with the first call
};

GrpcBranchCaller::GrpcBranchCaller(GrpcCallLimits limits, const Outbound &outbound) : m_impl(std::make_unique<Impl>(limits, outbound)) {}

GrpcBranchCaller::~GrpcBranchCaller() = default;

void GrpcBranchCaller::call(const engine::Call &call, Answered done)
{
    m_impl->call(call, std::move(done));
}

int GrpcBranchCaller::channels() const
{
    return m_impl->channels();
}

void GrpcBranchCaller::setTls(const http::ClientTls &tls)
{
    m_impl->setTls(tls);
}

qint64 GrpcBranchCaller::forbidden() const
{
    return m_impl->forbidden();
}

int GrpcBranchCaller::inFlight() const
{
    return m_impl->inFlight();
}

} // namespace txdesk::branch
