// A participant that is called by gRPC: the context comes in the call's metadata, the rest is as over HTTP.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_barrier.h"

#include <map>
#include <string_view>

using namespace txdesk::client;

// Metadata: what grpc::ServerContext::client_metadata() gives, each grpc::string_ref as a std::string_view. Answer
// Succeeded with OK, Rejected with ABORTED, Ongoing with FAILED_PRECONDITION, Unknown with any other status.
BranchAnswer workGrpcCall(const std::multimap<std::string_view, std::string_view> &metadata, QSqlDatabase db, const Business &business)
{
    QMap<QString, QString> plain;
    for (const auto &[key, value] : metadata)
        plain[QString::fromLatin1(key.data(), qsizetype(key.size()))] = QString::fromUtf8(value.data(), qsizetype(value.size()));
    const auto context = TransactionContext::fromMetadata(plain);
    if (!context)
        return BranchAnswer::unknown(context.error().message);
    return BranchBarrier(*context).call(db, business);
}
