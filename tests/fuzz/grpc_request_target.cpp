// Messages of DTM's gRPC service, from the bytes of a frame on.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include "server/grpc/request_reader.h"

#include <dtmgimp.pb.h>

namespace txdesk::fuzz {
namespace {

using grpcapi::Question;

codec::RequestLimits frameLimits()
{
    codec::RequestLimits limits;
    limits.stepsMax = 8;
    limits.payloadBytesMax = 64;
    limits.customDataBytesMax = 256;
    limits.urlBytesMax = 64;
    limits.branchHeadersMax = 4;
    limits.json = {.depthMax = 8, .valuesMax = 200, .numberLengthMax = 32, .keyLengthMax = 64};
    return limits;
}

// What comes out is within the limits, or an error that says something.
void checkQuestion(const Question &question, const codec::RequestLimits &limits)
{
    if (const auto *error = std::get_if<Error>(&question))
        FUZZ_PROMISE(!error->message.isEmpty());
    if (const auto *request = std::get_if<codec::TransactionRequest>(&question)) {
        FUZZ_PROMISE(!request->gid.value.isEmpty() && request->gid.value.toUtf8().size() <= limits.gidBytesMax);
        FUZZ_PROMISE(request->steps.size() <= limits.stepsMax);
        for (const codec::RequestStep &step : request->steps)
            FUZZ_PROMISE(step.payload.size() <= limits.payloadBytesMax && step.action.toUtf8().size() <= limits.urlBytesMax);
        FUZZ_PROMISE(request->options.timeoutToFail.count() >= 0 && request->options.retryInterval.count() >= 0);
    }
    if (const auto *body = std::get_if<codec::RegisterBody>(&question)) {
        FUZZ_PROMISE(!body->gid.value.isEmpty() && !body->branch.value.isEmpty());
        FUZZ_PROMISE(body->data.size() <= limits.payloadBytesMax && body->confirm.toUtf8().size() <= limits.urlBytesMax);
    }
    if (const auto *body = std::get_if<codec::AbortBody>(&question))
        FUZZ_PROMISE(!body->gid.value.isEmpty());
}

template<class Message>
bool parse(Message &message, QByteArrayView input)
{
    return message.ParseFromArray(input.data(), static_cast<int>(input.size()));
}

} // namespace

void grpcRequest(QByteArrayView input)
{
    static const codec::RequestLimits limits = frameLimits();
    const quint8 method = takeByte(input);
    if (dtmgimp::DtmRequest request; method % 4 < 2 && parse(request, input))
        checkQuestion(method % 4 == 0 ? grpcapi::transactionFrom(request, limits) : grpcapi::abortFrom(request, limits), limits);
    if (dtmgimp::DtmBranchRequest request; method % 4 == 2 && parse(request, input))
        checkQuestion(grpcapi::branchFrom(request, limits), limits);
    if (dtmgimp::DtmTopicRequest request; method % 4 == 3 && parse(request, input))
        checkQuestion(grpcapi::topicFrom(request), limits);
}

} // namespace txdesk::fuzz
