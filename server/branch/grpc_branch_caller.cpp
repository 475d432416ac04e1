// The only file of this folder that sees gRPC's headers. A call is started on the I/O thread, which only queues it; gRPC's
// work on sockets and the end of calls happen on the thread of the completion queue.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/grpc_branch_caller.h"

#include "server/branch/answer_words.h"
#include "server/branch/grpc_call.h"
#include "shared/base/inbox.h"

#include <QHash>

#include <thread>
#include <unordered_map>

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

namespace txdesk::branch {

using namespace Qt::StringLiterals;

namespace {

using Steady = std::chrono::steady_clock;

// gRPC's own objects of one call; the completion queue's thread writes status and answer, then lets go of it.
struct Exchange
{
    quint64 number = 0;
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
    QString target;
    Steady::time_point since;
    Answered done;
};

struct Channel
{
    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<grpc::GenericStub> stub;
    quint64 lastUsed = 0; // number of a call
    int inFlight = 0;
    int silent = 0;       // calls in a row that ran into their deadline
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

grpc::ChannelArguments argumentsOf(const GrpcCallLimits &limits)
{
    grpc::ChannelArguments arguments;
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

} // namespace

class GrpcBranchCaller::Impl
{
public:
    explicit Impl(GrpcCallLimits limits)
        : m_limits(limits), m_inbox(&m_home, [this](std::vector<Ended> &&ended) { take(std::move(ended)); })
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
        const Result<QList<GrpcHeader>> metadata = grpcMetadataOf(call);
        if (!method || !metadata)
            return refuse(call, method ? metadata.error().message : method.error().message, std::move(done));
        Channel &channel = channelTo(method->target);
        if (channel.inFlight >= m_limits.inFlightMax)
            return refuse(call, u"too many calls wait for this participant; nothing was sent"_s, std::move(done));
        ++channel.inFlight;
        channel.lastUsed = ++m_lastNumber;
        Waiting &waiting = m_waiting.emplace(m_lastNumber, Waiting{.exchange = std::make_unique<Exchange>(), .call = call.call,
                                                                   .target = method->target, .since = Steady::now(),
                                                                   .done = std::move(done)}).first->second;
        waiting.exchange->number = m_lastNumber;
        for (const GrpcHeader &header : *metadata)
            waiting.exchange->context.AddMetadata(header.name.toStdString(), header.value.toStdString());
        waiting.exchange->context.set_deadline(std::chrono::system_clock::now() + call.timeout);
        begin(*waiting.exchange, *channel.stub, method->path, bufferOf(grpcMessageOf(call)));
    }

    [[nodiscard]] int channels() const { return static_cast<int>(m_channels.size()); }
    [[nodiscard]] int inFlight() const { return static_cast<int>(m_waiting.size()); }

private:
    void begin(Exchange &exchange, grpc::GenericStub &stub, const QByteArray &path, const grpc::ByteBuffer &message)
    {
        if (!m_thread.joinable())
            m_thread = std::thread([this] { drainQueue(); });
        exchange.reader = stub.PrepareUnaryCall(&exchange.context, path.toStdString(), message, &m_queue);
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

    void refuse(const engine::Call &call, const QString &why, Answered &&done)
    {
        QMetaObject::invokeMethod(
            &m_home, [id = call.call, why, done = std::move(done)] { done({.call = id, .text = why}); }, Qt::QueuedConnection);
    }

    void take(std::vector<Ended> &&all)
    {
        for (const Ended &ended : all) {
            const auto found = m_waiting.find(ended.number);
            const Waiting waiting = std::move(found->second);
            m_waiting.erase(found);
            noteEnd(waiting.target, ended.code);
            waiting.done({.call = waiting.call,
                          .outcome = outcomeOfGrpc(ended.code, ended.message),
                          .statusCode = statusCodeOfGrpc(ended.code),
                          .took = std::chrono::duration_cast<Milliseconds>(ended.at - waiting.since),
                          .barrier = ended.barrier,
                          .text = textOfGrpc(ended.code, ended.message)});
        }
    }

    // A connection to a machine that is gone looks alive for a quarter of an hour: after some silence a new one is made.
    void noteEnd(const QString &target, int code)
    {
        constexpr int silenceMax = 3;
        const auto channel = m_channels.find(target);
        if (channel == m_channels.end())
            return;
        channel->second.inFlight = std::max(0, channel->second.inFlight - 1); // it may be a newer channel than the call's
        channel->second.silent = code == grpc::StatusCode::DEADLINE_EXCEEDED ? channel->second.silent + 1 : 0;
        if (channel->second.silent >= silenceMax && channel->second.inFlight == 0)
            m_channels.erase(channel);
    }

    Channel &channelTo(const QString &target)
    {
        if (const auto found = m_channels.find(target); found != m_channels.end())
            return found->second;
        if (std::ssize(m_channels) >= m_limits.channelsMax)
            m_channels.erase(std::ranges::min_element(m_channels, {}, [](const auto &entry) { return entry.second.lastUsed; }));
        Channel channel;
        channel.channel = grpc::CreateCustomChannel(target.toStdString(), grpc::InsecureChannelCredentials(), argumentsOf(m_limits));
        channel.stub = std::make_unique<grpc::GenericStub>(channel.channel);
        return m_channels.emplace(target, std::move(channel)).first->second;
    }

    const GrpcCallLimits m_limits;
    std::unordered_map<QString, Channel> m_channels; // by target
    std::unordered_map<quint64, Waiting> m_waiting;  // by number
    quint64 m_lastNumber = 0;
    QObject m_home;
    Inbox<Ended> m_inbox;
    grpc::CompletionQueue m_queue;
    std::thread m_thread; // begins with the first call
};

GrpcBranchCaller::GrpcBranchCaller(GrpcCallLimits limits) : m_impl(std::make_unique<Impl>(limits)) {}

GrpcBranchCaller::~GrpcBranchCaller() = default;

void GrpcBranchCaller::call(const engine::Call &call, Answered done)
{
    m_impl->call(call, std::move(done));
}

int GrpcBranchCaller::channels() const
{
    return m_impl->channels();
}

int GrpcBranchCaller::inFlight() const
{
    return m_impl->inFlight();
}

} // namespace txdesk::branch
