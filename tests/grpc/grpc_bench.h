// A server without a process: DTM's service over gRPC on a real socket, a coordinator on a temporary store, participants in
// memory. The I/O thread is the test's; the client is gRPC's own, with the generated stub.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/api_parts.h"
#include "server/grpc/grpc_front.h"
#include "tests/support/fake_branch_caller.h"

#include <QTemporaryDir>

#include <dtmgimp.grpc.pb.h>
#include <grpcpp/grpcpp.h>

namespace txdesk::test {

struct CountedCall
{
    QString method;
    bool ok = false;
};

template<class Reply>
struct GrpcHeard
{
    int code = -1; // -1: no answer
    QString message;
    Reply reply;
};

class GrpcBench
{
public:
    using Request = dtmgimp::DtmRequest;
    using Empty = google::protobuf::Empty;
    using Async = dtmgimp::Dtm::Stub::async_interface;
    template<class Asked, class Reply>
    using Method = void (Async::*)(grpc::ClientContext *, const Asked *, Reply *, std::function<void(grpc::Status)>);

    using Metadata = std::vector<std::pair<std::string, std::string>>;

    explicit GrpcBench(grpcapi::FrontSettings settings = {}, security::DoorSettings doors = {.openIsKnown = true});
    ~GrpcBench();
    [[nodiscard]] bool start();

    // A call under way; its answer comes to `heard` on the test's thread.
    template<class Reply>
    struct Asked
    {
        grpc::ClientContext context;
        GrpcHeard<Reply> heard;
        QObject home;
        [[nodiscard]] bool isAnswered() const { return heard.code >= 0; }
    };

    template<class Message, class Reply>
    std::shared_ptr<Asked<Reply>> begin(Method<Message, Reply> method, const Message &message, const Metadata &metadata = {})
    {
        auto asked = std::make_shared<Asked<Reply>>();
        for (const auto &[name, value] : metadata)
            asked->context.AddMetadata(name, value);
        asked->context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds{30});
        const auto sent = std::make_shared<Message>(message);
        const auto reply = std::make_shared<Reply>();
        (stub->async()->*method)(&asked->context, sent.get(), reply.get(), [asked, sent, reply](const grpc::Status &status) {
            QMetaObject::invokeMethod(&asked->home, [asked, reply, status] {
                asked->heard.message = QString::fromStdString(status.error_message());
                asked->heard.reply = *reply;
                asked->heard.code = status.error_code();
            }, Qt::QueuedConnection);
        });
        return asked;
    }

    template<class Message, class Reply>
    GrpcHeard<Reply> ask(Method<Message, Reply> method, const Message &message, const Metadata &metadata = {})
    {
        const auto asked = begin(method, message, metadata);
        waitFor([&] { return asked->isAnswered(); });
        return asked->heard;
    }

    // Any bytes to any method; the code of the answer.
    GrpcHeard<QByteArray> askRaw(const std::string &path, const std::string &message);
    // A connection of its own, from now on used by all.
    void connectBy(const std::shared_ptr<grpc::ChannelCredentials> &credentials);

    static bool waitFor(const std::function<bool()> &happened);
    [[nodiscard]] std::optional<TransactionSnapshot> stored(const QString &gid);

    SystemClock clock;
    QTemporaryDir dir;
    FakeBranchCaller::Answer answer; // of every participant; empty: all succeed
    FakeBranchCaller caller;
    coordinator::Coordinator coordinator;
    security::Doorkeeper door;
    api::ApiParts parts;
    api::DtmService service;
    QList<CountedCall> counted;
    std::unique_ptr<grpcapi::GrpcFront> front;
    quint16 port = 0;
    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<dtmgimp::Dtm::Stub> stub;
};

[[nodiscard]] dtmgimp::DtmRequest sagaRequest(const std::string &gid); // one step, payload of any bytes
[[nodiscard]] dtmgimp::DtmRequest bareRequest(const std::string &gid, const std::string &kind);

} // namespace txdesk::test
