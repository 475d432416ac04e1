// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/method_table.h"

#include "server/grpc/request_reader.h"

#include <QLoggingCategory>

#include <algorithm>
#include <array>

#include <dtmgimp.pb.h>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(protobufLog, "txdesk.grpc")

using Limits = codec::RequestLimits;

template<class Message, Question (*From)(const Message &, const Limits &)>
Question readAs(const QByteArray &bytes, const Limits &limits)
{
    Message message;
    if (!message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())))
        return Error{ErrorCode::InvalidRequest, u"bad message"_s, {}};
    return From(message, limits);
}

Question topicWithoutLimits(const dtmgimp::DtmTopicRequest &message, const Limits &)
{
    return topicFrom(message);
}

Question readNothing(const QByteArray &, const Limits &)
{
    return {};
}

QByteArray writeNothing(const Answer &)
{
    return {};
}

QByteArray bytesOf(const google::protobuf::MessageLite &message)
{
    QByteArray bytes(static_cast<qsizetype>(message.ByteSizeLong()), Qt::Uninitialized);
    message.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

QByteArray writeGid(const Answer &answer)
{
    dtmgimp::DtmGidReply reply;
    reply.set_gid(answer.gid.toStdString());
    return bytesOf(reply);
}

QByteArray writeProgresses(const Answer &answer)
{
    dtmgimp::DtmProgressesReply reply;
    if (!answer.snapshot)
        return {};
    const GlobalTransaction &stored = answer.snapshot->transaction;
    dtmgimp::DtmTransaction *transaction = reply.mutable_transaction();
    transaction->set_gid(stored.gid.value.toStdString());
    transaction->set_status(nameIn(transactionStatusNames, stored.status).data());
    transaction->set_rollbackreason(stored.rollbackReason.toStdString());
    transaction->set_result(stored.result.toStdString());
    for (const BranchOp &op : answer.snapshot->ops) {
        dtmgimp::DtmProgress *progress = reply.add_progresses();
        progress->set_status(nameIn(opStatusNames, op.status).data());
        progress->set_bindata(op.payload.toStdString());
        progress->set_branchid(op.branch.value.toStdString());
        progress->set_op(nameIn(opKindNames, op.kind).data());
    }
    return bytesOf(reply);
}

using Request = dtmgimp::DtmRequest;
constexpr auto readTransaction = readAs<Request, transactionFrom>;
constexpr auto readTopic = readAs<dtmgimp::DtmTopicRequest, topicWithoutLimits>;

constexpr std::array<Handler, 9> handlers{{
    {"/dtmgimp.Dtm/NewGid", Method::NewGid, readNothing, writeGid},
    {"/dtmgimp.Dtm/Submit", Method::Submit, readTransaction, writeNothing},
    {"/dtmgimp.Dtm/Prepare", Method::Prepare, readTransaction, writeNothing},
    {"/dtmgimp.Dtm/Abort", Method::Abort, readAs<Request, abortFrom>, writeNothing},
    {"/dtmgimp.Dtm/RegisterBranch", Method::RegisterBranch, readAs<dtmgimp::DtmBranchRequest, branchFrom>, writeNothing},
    {"/dtmgimp.Dtm/PrepareWorkflow", Method::PrepareWorkflow, readTransaction, writeProgresses},
    {"/dtmgimp.Dtm/Subscribe", Method::Subscribe, readTopic, writeNothing},
    {"/dtmgimp.Dtm/Unsubscribe", Method::Unsubscribe, readTopic, writeNothing},
    {"/dtmgimp.Dtm/DeleteTopic", Method::DeleteTopic, readTopic, writeNothing},
}};

void logQuietly(google::protobuf::LogLevel, const char *, int, const std::string &line)
{
    qCDebug(protobufLog).noquote() << QString::fromStdString(line);
}

} // namespace

const Handler *handlerOf(const QByteArray &path)
{
    const auto found = std::ranges::find_if(handlers, [&path](const Handler &handler) { return path == handler.path; });
    return found == handlers.end() ? nullptr : &*found;
}

void logProtobufQuietly()
{
    google::protobuf::SetLogHandler(logQuietly);
}

} // namespace txdesk::grpcapi
