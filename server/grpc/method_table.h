// The methods of dtmgimp.Dtm: their paths, how their requests are read and their replies written.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/grpc/incoming.h"

namespace txdesk::grpcapi {

struct Handler
{
    const char *path;
    Method method;
    Question (*read)(const QByteArray &message, const codec::RequestLimits &limits); // bytes of protobuf
    QByteArray (*write)(const Answer &answer);
};

[[nodiscard]] const Handler *handlerOf(const QByteArray &path); // null: no such method

// What clients send wrong is answered to them; nobody else needs to know.
void logProtobufQuietly();

} // namespace txdesk::grpcapi
