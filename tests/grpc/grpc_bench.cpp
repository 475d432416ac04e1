// SPDX-License-Identifier: Apache-2.0
#include "tests/grpc/grpc_bench.h"

#include "server/store/sqlite_store.h"

#include <QTest>

#include <thread>

#include <grpcpp/generic/generic_stub.h>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

coordinator::CoordinatorSettings settingsOfGrpcBench()
{
    coordinator::CoordinatorSettings settings;
    settings.node.node = u"desk"_s;
    settings.engine.coordinator = u"desk"_s;
    return settings;
}

store::SqliteOptions storeOfGrpcBench(const QTemporaryDir &dir)
{
    return {.file = dir.filePath(u"txdesk.db"_s), .anyFileSystem = true, .stuck = {}};
}

QByteArray bytesOfAnswer(const grpc::ByteBuffer &buffer)
{
    grpc::Slice slice;
    if (!buffer.Valid() || !buffer.DumpToSingleSlice(&slice).ok())
        return {};
    return QByteArray(reinterpret_cast<const char *>(slice.begin()), static_cast<qsizetype>(slice.size()));
}

grpc::ByteBuffer bufferOfText(const std::string &text)
{
    const grpc::Slice slice(text);
    return grpc::ByteBuffer(&slice, 1);
}

// Runs a blocking client beside the event loop that answers it.
void runBeside(const std::function<void()> &client)
{
    std::atomic<bool> done{false};
    std::thread thread([&] {
        client();
        done = true;
    });
    GrpcBench::waitFor([&] { return done.load(); });
    thread.join();
}

} // namespace

GrpcBench::GrpcBench(grpcapi::FrontSettings settings, security::DoorSettings doors)
    : caller([this](const engine::Call &call) {
          return answer ? answer(call) : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200};
      }),
      coordinator(settingsOfGrpcBench(), clock, store::sqliteStore(storeOfGrpcBench(dir)), store::sqliteReader(storeOfGrpcBench(dir)), caller),
      door(doors, clock),
      parts{.coordinator = coordinator, .clock = clock, .door = door, .settings = {}},
      service(parts),
      front(std::make_unique<grpcapi::GrpcFront>(std::move(settings), service, [this](const char *method, bool ok, double) {
          counted.append({QString::fromLatin1(method), ok});
      }))
{
}

GrpcBench::~GrpcBench() = default;

bool GrpcBench::start()
{
    bool joined = false;
    QObject::connect(&coordinator, &coordinator::Coordinator::joined, &coordinator, [&joined] { joined = true; });
    if (!coordinator.start() || !waitFor([&joined] { return joined; }))
        return false;
    const Result<quint16> listening = front->listen();
    port = listening.value_or(quint16{0});
    connectBy(grpc::InsecureChannelCredentials());
    return listening.has_value();
}

void GrpcBench::connectBy(const std::shared_ptr<grpc::ChannelCredentials> &credentials)
{
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channel = grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(port), credentials, arguments);
    stub = dtmgimp::Dtm::NewStub(channel);
}

bool GrpcBench::waitFor(const std::function<bool()> &happened)
{
    return QTest::qWaitFor(happened, 30'000);
}

std::optional<TransactionSnapshot> GrpcBench::stored(const QString &gid)
{
    std::optional<std::optional<TransactionSnapshot>> found;
    coordinator.read<std::optional<TransactionSnapshot>>(
        [gid](store::TransactionReader &reader) { return reader.load({gid}); },
        [&found](Result<std::optional<TransactionSnapshot>> &&read) { found = read.value_or(std::nullopt); });
    waitFor([&] { return found.has_value(); });
    return found.value_or(std::nullopt);
}

GrpcHeard<QByteArray> GrpcBench::askRaw(const std::string &path, const std::string &message)
{
    GrpcHeard<QByteArray> heard;
    runBeside([&] {
        grpc::CompletionQueue queue;
        grpc::GenericStub generic(channel);
        grpc::ClientContext context;
        const auto call = generic.PrepareUnaryCall(&context, path, bufferOfText(message), &queue);
        grpc::ByteBuffer reply;
        grpc::Status status;
        void *tag = nullptr;
        bool ok = false;
        call->StartCall();
        call->Finish(&reply, &status, &queue);
        queue.Next(&tag, &ok);
        heard = {status.error_code(), QString::fromStdString(status.error_message()), bytesOfAnswer(reply)};
        queue.Shutdown();
        while (queue.Next(&tag, &ok)) {
        }
    });
    return heard;
}

dtmgimp::DtmRequest bareRequest(const std::string &gid, const std::string &kind)
{
    dtmgimp::DtmRequest request;
    request.set_gid(gid);
    request.set_transtype(kind);
    return request;
}

dtmgimp::DtmRequest sagaRequest(const std::string &gid)
{
    dtmgimp::DtmRequest request = bareRequest(gid, "saga");
    request.set_steps(R"([{"action":"bank:1/bank.Bank/Out","compensate":"bank:1/bank.Bank/OutBack"}])");
    request.add_binpayloads("\x08\x1e\xff");
    return request;
}

} // namespace txdesk::test
