// What is fuzzed: each target takes any bytes and aborts when a promise is broken. They are built twice: with gcc's address
// sanitizer, to replay the committed corpora in every test run (replay.cpp), and with clang's libFuzzer (fuzzer.cpp).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace txdesk::fuzz {

void httpRequest(QByteArrayView input);
void httpResponse(QByteArrayView input);
void jsonRequest(QByteArrayView input);
void urlPolicy(QByteArrayView input);
void grpcRequest(QByteArrayView input);
void configFile(QByteArrayView input);
void sqlStatement(QByteArrayView input);

struct Target
{
    const char *name;
    void (*run)(QByteArrayView input);
};

inline constexpr std::array<Target, 7> targets{{
    {"http_request", httpRequest},
    {"http_response", httpResponse},
    {"json_request", jsonRequest},
    {"url_policy", urlPolicy},
    {"grpc_request", grpcRequest},
    {"config_file", configFile},
    {"sql_statement", sqlStatement},
}};

// The first byte of an input chooses between variants, where there are some.
[[nodiscard]] inline quint8 takeByte(QByteArrayView &input)
{
    if (input.isEmpty())
        return 0;
    const auto byte = static_cast<quint8>(input.front());
    input = input.sliced(1);
    return byte;
}

// Aborts, showing both, when two ways to read one input end differently.
inline void expectSame(const QByteArray &one, const QByteArray &other)
{
    if (one == other)
        return;
    std::fprintf(stderr, "broken promise: two readings\n  %s\n  %s\n", one.toPercentEncoding(" /:?=").constData(), other.toPercentEncoding(" /:?=").constData());
    std::abort();
}

} // namespace txdesk::fuzz

// A promise; also in release builds.
#define FUZZ_PROMISE(condition)                                                                                  \
    do {                                                                                                         \
        if (!(condition)) {                                                                                      \
            std::fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                 \
            std::abort();                                                                                        \
        }                                                                                                        \
    } while (false)
