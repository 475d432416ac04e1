// DTM's service on gRPC's callback interface: a handler decodes, hands over and returns; the answer comes later, from
// any thread.
// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/endpoint.h"

#include "server/grpc/request_reader.h"
#include "server/grpc/tls_identity.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QUrl>

#include <atomic>
#include <chrono>

#include <dtmgimp.grpc.pb.h>
#include <grpc/support/log.h>
#include <grpc/grpc_security_constants.h>
#include <grpcpp/grpcpp.h>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(grpcLog, "txdesk.grpc")

using google::protobuf::Empty;

// What a client did wrong is no fault of ours: it would be a way to fill the log.
bool isAboutAClient(const gpr_log_func_args &line)
{
    const std::string_view file(line.file);
    return file.find("ssl_transport_security") != file.npos || file.find("chttp2") != file.npos;
}

void logOfGrpc(gpr_log_func_args *line)
{
    if (line->severity == GPR_LOG_SEVERITY_ERROR && !isAboutAClient(*line))
        qCWarning(grpcLog).noquote() << line->message;
    else
        qCDebug(grpcLog).noquote() << line->message;
}

// Complaints about what clients send: they get an answer, and nobody else needs to know.
void logOfProtobuf(google::protobuf::LogLevel, const char *, int, const std::string &line)
{
    qCDebug(grpcLog).noquote() << QString::fromStdString(line);
}

void fill(Empty *, const Answer &) {}

void fill(dtmgimp::DtmGidReply *reply, const Answer &answer)
{
    reply->set_gid(answer.gid.toStdString());
}

void fill(dtmgimp::DtmProgressesReply *reply, const Answer &answer)
{
    if (!answer.snapshot)
        return;
    const GlobalTransaction &stored = answer.snapshot->transaction;
    dtmgimp::DtmTransaction *transaction = reply->mutable_transaction();
    transaction->set_gid(stored.gid.value.toStdString());
    transaction->set_status(nameIn(transactionStatusNames, stored.status).data());
    transaction->set_rollbackreason(stored.rollbackReason.toStdString());
    transaction->set_result(stored.result.toStdString());
    for (const BranchOp &op : answer.snapshot->ops) {
        dtmgimp::DtmProgress *progress = reply->add_progresses();
        progress->set_status(nameIn(opStatusNames, op.status).data());
        progress->set_bindata(op.payload.toStdString());
        progress->set_branchid(op.branch.value.toStdString());
        progress->set_op(nameIn(opKindNames, op.kind).data());
    }
}

grpc::Status statusOf(const Answer &answer)
{
    if (answer.code == Code::Ok)
        return grpc::Status::OK;
    return {static_cast<grpc::StatusCode>(answer.code), answer.message.toStdString()};
}

// "ipv4:127.0.0.1:4711", "ipv6:%5B::1%5D:4711"
std::pair<QHostAddress, quint16> addressIn(const std::string &peer)
{
    const QString text = QString::fromStdString(peer);
    const QString hostAndPort = QUrl::fromPercentEncoding(text.sliced(text.indexOf(u':') + 1).toLatin1());
    const qsizetype colon = std::max<qsizetype>(0, hostAndPort.lastIndexOf(u':'));
    QString host = hostAndPort.first(colon);
    return {http::normalAddress(QHostAddress(host.remove(u'[').remove(u']'))), hostAndPort.sliced(colon + 1).toUShort()};
}

QByteArray bytesOf(grpc::string_ref text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

// The handshake has verified it.
PeerCertificate certificateOf(const grpc::CallbackServerContext &context)
{
    const auto auth = context.auth_context();
    const auto found = auth ? auth->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME) : std::vector<grpc::string_ref>();
    return found.empty() ? PeerCertificate() : certificateFromPem(found.front().data(), found.front().size());
}

Visitor visitorOf(const grpc::CallbackServerContext &context)
{
    const auto &metadata = context.client_metadata();
    const auto [address, port] = addressIn(context.peer());
    const PeerCertificate certificate = certificateOf(context);
    Visitor visitor{.knock = {.certificate = certificate.fingerprint, .certificateName = certificate.name, .address = address, .isDtmRoute = true, .route = "grpc"}, .port = port};
    const auto found = metadata.find("authorization");
    if (found != metadata.end()) // two could mean two callers: then it is neither
        visitor.knock.authorization = metadata.count("authorization") == 1 ? bytesOf(found->second) : "two"_ba;
    visitor.isOurselves = metadata.contains("dtm-outbound");
    return visitor;
}

// What participants are told about a call in metadata is of no use to us, but it may not carry anything into a log either.
std::optional<Error> faultIn(const std::multimap<grpc::string_ref, grpc::string_ref> &metadata)
{
    constexpr auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    for (const auto &[name, value] : metadata)
        if (name.starts_with("dtm-") && std::ranges::any_of(value, isControl))
            return Error{ErrorCode::InvalidRequest, name == "dtm-gid" ? u"bad gid"_s : u"bad header"_s, u"metadata"_s};
    return std::nullopt;
}

// gRPC keeps reactor and message until Finish; the client's leaving changes nothing of that.
template<class Message>
class Pending final : public Incoming
{
public:
    Pending(Method asked, Question body, Visitor who, grpc::ServerUnaryReactor *reactor, Message *message, std::atomic<int> &inFlight)
        : Incoming(asked, std::move(body), std::move(who)), m_reactor(reactor), m_message(message), m_inFlight(inFlight)
    {
    }

    ~Pending() override
    {
        if (m_reactor)
            finish({grpc::StatusCode::UNAVAILABLE, "the server is shutting down"});
    }

    void answer(const Answer &answer) override
    {
        if (!m_reactor)
            return;
        if (answer.code == Code::Ok)
            fill(m_message, answer);
        finish(statusOf(answer));
    }

private:
    void finish(const grpc::Status &status)
    {
        --m_inFlight;
        std::exchange(m_reactor, nullptr)->Finish(status);
    }

    grpc::ServerUnaryReactor *m_reactor;
    Message *m_message;
    std::atomic<int> &m_inFlight;
};

class DtmHandlers final : public dtmgimp::Dtm::CallbackService
{
public:
    using Context = grpc::CallbackServerContext;
    using Reactor = grpc::ServerUnaryReactor;
    using Request = const dtmgimp::DtmRequest;
    using Topic = const dtmgimp::DtmTopicRequest;

    DtmHandlers(const EndpointSettings &settings, Endpoint::Take take)
        : m_limits(settings.limits), m_inFlightMax(settings.inFlightMax), m_take(std::move(take))
    {
    }

    Reactor *NewGid(Context *context, const Empty *, dtmgimp::DtmGidReply *reply) override
    {
        return take(Method::NewGid, context, reply, [] { return Question(); });
    }
    Reactor *Submit(Context *context, Request *request, Empty *reply) override
    {
        return take(Method::Submit, context, reply, [&] { return transactionFrom(*request, m_limits); });
    }
    Reactor *Prepare(Context *context, Request *request, Empty *reply) override
    {
        return take(Method::Prepare, context, reply, [&] { return transactionFrom(*request, m_limits); });
    }
    Reactor *Abort(Context *context, Request *request, Empty *reply) override
    {
        return take(Method::Abort, context, reply, [&] { return abortFrom(*request, m_limits); });
    }
    Reactor *RegisterBranch(Context *context, const dtmgimp::DtmBranchRequest *request, Empty *reply) override
    {
        return take(Method::RegisterBranch, context, reply, [&] { return branchFrom(*request, m_limits); });
    }
    Reactor *PrepareWorkflow(Context *context, Request *request, dtmgimp::DtmProgressesReply *reply) override
    {
        return take(Method::PrepareWorkflow, context, reply, [&] { return transactionFrom(*request, m_limits); });
    }
    Reactor *Subscribe(Context *context, Topic *request, Empty *reply) override
    {
        return take(Method::Subscribe, context, reply, [&] { return topicFrom(*request); });
    }
    Reactor *Unsubscribe(Context *context, Topic *request, Empty *reply) override
    {
        return take(Method::Unsubscribe, context, reply, [&] { return topicFrom(*request); });
    }
    Reactor *DeleteTopic(Context *context, Topic *request, Empty *reply) override
    {
        return take(Method::DeleteTopic, context, reply, [&] { return topicFrom(*request); });
    }

private:
    template<class Message, class Read>
    Reactor *take(Method method, Context *context, Message *reply, const Read &read)
    {
        Reactor *reactor = context->DefaultReactor();
        if (++m_inFlight > m_inFlightMax) {
            --m_inFlight;
            reactor->Finish({grpc::StatusCode::UNAVAILABLE, "too many requests at a time"});
            return reactor;
        }
        std::optional<Error> fault = faultIn(context->client_metadata());
        m_take(std::make_unique<Pending<Message>>(method, fault ? Question(std::move(*fault)) : read(), visitorOf(*context), reactor, reply, m_inFlight));
        return reactor;
    }

    const codec::RequestLimits m_limits;
    const int m_inFlightMax;
    const Endpoint::Take m_take;
    std::atomic<int> m_inFlight{0};
};

QString addressOf(const QString &bind, int port)
{
    const bool isV6 = QHostAddress(bind).protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(bind).arg(port);
}

void setLimits(grpc::ServerBuilder &builder, const EndpointSettings &settings)
{
    constexpr int threadsMax = 16;  // our own methods wait on none
    constexpr int metadataBytesMax = 16 * 1024;
    constexpr std::size_t memoryBytesMax = 512 * 1024 * 1024; // of all connections: streams are refused, then connections closed
    constexpr int pingPauseMs = 10'000; // clients that ping more often are sent away
    builder.SetMaxReceiveMessageSize(settings.messageBytesMax);
    grpc::ResourceQuota quota("txdesk");
    quota.SetMaxThreads(threadsMax);
    quota.Resize(memoryBytesMax);
    builder.SetResourceQuota(quota);
    builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 1);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, settings.streamsMax);
    builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, metadataBytesMax);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, pingPauseMs);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000); // finds clients whose machine is gone
    builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, static_cast<int>(settings.gate.connections.handshakeTime.count()));
}

} // namespace

class Endpoint::Impl
{
public:
    Impl(EndpointSettings settings, Take take) : m_settings(std::move(settings)), m_handlers(m_settings, std::move(take)) {}

    ~Impl()
    {
        m_gate.reset();
        if (m_server)
            m_server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds{1});
    }

    Result<quint16> listen()
    {
        gpr_set_log_function(logOfGrpc);
        google::protobuf::SetLogHandler(logOfProtobuf);
        if (const Result<QStringList> loaded = m_settings.tls ? m_identity.load(*m_settings.tls) : QStringList(); !loaded)
            return tl::unexpected<Error>(loaded.error());
        grpc::ServerBuilder builder;
        using Type = grpc::ServerBuilder::experimental_type::ExternalConnectionType;
        m_acceptor = builder.experimental().AddExternalConnectionAcceptor(
            Type::FROM_FD, m_settings.tls ? m_identity.credentials() : grpc::InsecureServerCredentials());
        builder.RegisterService(&m_handlers);
        setLimits(builder, m_settings);
        m_server = builder.BuildAndStart();
        if (!m_server)
            return fail(ErrorCode::Unavailable, u"gRPC cannot be started"_s);
        m_gate = std::make_unique<ConnectionGate>(m_settings.gate, m_settings.tls.has_value(), [this](int socket) { hand(socket); });
        const Result<quint16> port = m_gate->open(m_settings.bind, static_cast<quint16>(m_settings.port));
        if (!port)
            return fail(ErrorCode::Unavailable, u"cannot listen on %1 for gRPC: is the port in use? --grpc-port chooses another, -1 none"_s
                                                    .arg(addressOf(m_settings.bind, m_settings.port)));
        for (const QString &bind : m_settings.port == 0 ? QStringList() : m_settings.alsoBind)
            if (const Result<quint16> also = m_gate->open(bind, *port); !also)
                qCWarning(grpcLog).noquote() << "gRPC does not listen on" << addressOf(bind, *port) << "-" << also.error().message;
        return port;
    }

    Result<QStringList> setTls(const http::ServerTls &tls)
    {
        if (!m_settings.tls)
            return fail(ErrorCode::Conflict, u"gRPC was started without TLS: it changes with the next start only"_s);
        return m_identity.load(tls);
    }

    void letIn(const Incoming &call)
    {
        if (m_gate)
            m_gate->letIn(call.visitor.knock.address, call.visitor.port);
    }

    http::ServerCounters connectionCounters() const { return m_gate ? m_gate->counters() : http::ServerCounters(); }

private:
    void hand(int socket)
    {
        grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
        connection.fd = socket;
        m_acceptor->HandleNewConnection(&connection);
    }

    EndpointSettings m_settings;
    TlsIdentity m_identity;
    DtmHandlers m_handlers;
    std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> m_acceptor;
    std::unique_ptr<grpc::Server> m_server; // ends before its handlers and its identity
    std::unique_ptr<ConnectionGate> m_gate;
};

Endpoint::Endpoint(EndpointSettings settings, Take take) : m_impl(std::make_unique<Impl>(std::move(settings), std::move(take))) {}

Endpoint::~Endpoint() = default;

Result<quint16> Endpoint::listen()
{
    return m_impl->listen();
}

Result<QStringList> Endpoint::setTls(const http::ServerTls &tls)
{
    return m_impl->setTls(tls);
}

void Endpoint::letIn(const Incoming &call)
{
    m_impl->letIn(call);
}

http::ServerCounters Endpoint::connectionCounters() const
{
    return m_impl->connectionCounters();
}

} // namespace txdesk::grpcapi
