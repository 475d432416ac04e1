// DTM's service on gRPC's callback interface: a handler decodes, hands over and returns; the answer comes later, from
// any thread. Streams exist in server reflection only.
// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/endpoint.h"

#include "server/grpc/request_reader.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QTcpServer>
#include <QUrl>

#include <atomic>
#include <chrono>

#include <dtmgimp.grpc.pb.h>
#include <grpc/support/log.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(grpcLog, "txdesk.grpc")

using google::protobuf::Empty;

void logOfGrpc(gpr_log_func_args *line)
{
    if (line->severity == GPR_LOG_SEVERITY_ERROR)
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
QHostAddress addressIn(const std::string &peer)
{
    const QString text = QString::fromStdString(peer);
    const QString hostAndPort = QUrl::fromPercentEncoding(text.sliced(text.indexOf(u':') + 1).toLatin1());
    QString host = hostAndPort.first(std::max<qsizetype>(0, hostAndPort.lastIndexOf(u':')));
    return QHostAddress(host.remove(u'[').remove(u']'));
}

security::Knock knockOf(const grpc::CallbackServerContext &context)
{
    security::Knock knock{.address = addressIn(context.peer()), .isDtmRoute = true, .route = "grpc"};
    const auto found = context.client_metadata().find("authorization");
    if (found != context.client_metadata().end())
        knock.authorization = QByteArray(found->second.data(), static_cast<qsizetype>(found->second.size()));
    return knock;
}

// gRPC keeps reactor and message until Finish; the client's leaving changes nothing of that.
template<class Message>
class Pending final : public Incoming
{
public:
    Pending(Method asked, Question body, security::Knock who, grpc::ServerUnaryReactor *reactor, Message *message, std::atomic<int> &inFlight)
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
        m_take(std::make_unique<Pending<Message>>(method, read(), knockOf(*context), reactor, reply, m_inFlight));
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

// Whether the machine has the address at all: without IPv6 there is no ::1.
bool exists(const QString &bind)
{
    return QTcpServer().listen(QHostAddress(bind), 0);
}

void setLimits(grpc::ServerBuilder &builder, const EndpointSettings &settings)
{
    constexpr int threadsMax = 16;  // of reflection; our own methods wait on none
    constexpr int metadataBytesMax = 16 * 1024;
    constexpr int pingPauseMs = 10'000; // clients that ping more often are sent away
    builder.SetMaxReceiveMessageSize(settings.messageBytesMax);
    grpc::ResourceQuota quota("txdesk");
    quota.SetMaxThreads(threadsMax);
    builder.SetResourceQuota(quota);
    builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
    builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 1);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0); // a port that is taken is an error
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, settings.inFlightMax);
    builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, metadataBytesMax);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, pingPauseMs);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000); // finds clients whose machine is gone
}

} // namespace

class Endpoint::Impl
{
public:
    Impl(EndpointSettings settings, Take take) : m_settings(std::move(settings)), m_handlers(m_settings, std::move(take)) {}

    ~Impl()
    {
        if (m_server)
            m_server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds{1});
    }

    Result<quint16> listen()
    {
        gpr_set_log_function(logOfGrpc);
        google::protobuf::SetLogHandler(logOfProtobuf);
        grpc::reflection::InitProtoReflectionServerBuilderPlugin();
        grpc::ServerBuilder builder;
        int port = 0;
        const QString address = addressOf(m_settings.bind, m_settings.port);
        builder.AddListeningPort(address.toStdString(), grpc::InsecureServerCredentials(), &port);
        for (const QString &bind : m_settings.port == 0 ? QStringList() : m_settings.alsoBind)
            if (exists(bind))
                builder.AddListeningPort(addressOf(bind, m_settings.port).toStdString(), grpc::InsecureServerCredentials());
        builder.RegisterService(&m_handlers);
        setLimits(builder, m_settings);
        m_server = builder.BuildAndStart();
        if (!m_server || port == 0)
            return fail(ErrorCode::Unavailable, u"cannot listen on %1 for gRPC: is the port in use? --grpc-port chooses another, -1 none"_s.arg(address));
        return static_cast<quint16>(port);
    }

private:
    EndpointSettings m_settings;
    DtmHandlers m_handlers;
    std::unique_ptr<grpc::Server> m_server; // ends before its handlers
};

Endpoint::Endpoint(EndpointSettings settings, Take take) : m_impl(std::make_unique<Impl>(std::move(settings), std::move(take))) {}

Endpoint::~Endpoint() = default;

Result<quint16> Endpoint::listen()
{
    return m_impl->listen();
}

} // namespace txdesk::grpcapi
