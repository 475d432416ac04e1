// Everything that can be set, with its default and its unit. server/config/option_table.cpp has one row for each
// member: a test fails when one is missing.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QString>
#include <QStringList>

namespace txdesk::config {

struct HttpConfig
{
    QStringList bind{QStringLiteral("127.0.0.1"), QStringLiteral("::1")}; // addresses, not names; a missing ::1 is left out
    int port = 36'789;                          // 0: any free one
    bool openIsKnown = false;                   // --i-know-this-is-open: any bind address, without TLS and tokens
    QStringList allowedHosts;                   // further Host header names
    int connectionsMax = 10'000;
    int connectionsPerAddressMax = 1000;        // of one other machine
    int connectionsPerLoopbackMax = 10'000;     // of one loopback address
    int unauthenticatedMax = 512;               // from other machines, that have not shown a good token or certificate yet
    int inFlightMax = 4096;
    int bodyBytesMax = 4 * 1024 * 1024;
    Seconds headTime{10};
    Seconds bodyTime{30};
    Seconds idleTime{60};
    int requestLineMax = 8 * 1024;
    int headerMax = 8 * 1024;         // one of them
    int headersMax = 32 * 1024;       // all of them
    int headerCountMax = 100;
    int bodyRateMin = 1024;           // bytes a second
};

struct GrpcConfig
{
    int port = 36'790; // on the address of the HTTP API; 0: any free one; -1: no gRPC
};

struct TlsConfig
{
    QString certificateFile;  // PEM, the chain, own certificate first; empty: no TLS
    QString keyFile;          // PEM, mode 0600
    QString clientCaFile;     // client certificates signed by it are asked for; empty: none
    Seconds handshakeTime{10};
    int handshakesPerSecondMax = 250; // HTTP; further ones wait for their turn
    QStringList clientRoles;  // "sha256=role" or "CN=role": what a client certificate may do
    QString participantCaFile; // further CA certificates participants may show
    QStringList participantPins; // "host=sha256": this certificate and no other
};

struct SecurityConfig
{
    bool loopbackTrust = true;    // who comes from loopback without a token is a client
    bool compatOpenAdmin = false; // and an admin on DTM's own routes
    QString adminTokenFile;       // written at the first start, mode 0600; empty: beside the store
    bool newAdminToken = false;   // one more at this start, in place of a lost file
    QStringList urlAllow;         // further URLs of participants: "scheme://host[:port][/prefix]"
    int requestsPerSecond = 2000; // of one token or address
    int requestsBurst = 4000;
    int loopbackPerSecond = 100'000; // of all of loopback together, without a token; 0: no limit
    int failuresPerMinute = 10;   // failed logins of one address; then one a second
};

struct AuditConfig
{
    QString keyFile;              // mode 0600, made at the first start; empty: beside the store
    QString anchorFile;           // head and count of the chain, each minute; empty: beside the store
    bool stopWithoutAudit = false; // no transaction runs either while the audit cannot be written
    Seconds keep{365 * 24 * 3600}; // 0: for ever
};

struct PayloadConfig
{
    QString keyFile; // payloads are stored encrypted; mode 0600; empty: plain
};

struct StoreConfig
{
    QString driver = QStringLiteral("sqlite"); // or mysql
    QString file = QStringLiteral("txdesk.db");
    QString host;                        // mysql, with what follows; a path is a Unix socket
    int port = 3306;
    QString user;
    QString password;                    // never shown
    QString database = QStringLiteral("dtm");
    QString timeZoneOffset;              // of DTM's datetime columns: "+8"; empty: that of this machine, as DTM
    bool anyFileSystem = false;
    Seconds keepFinished{7 * 24 * 3600}; // 0: for ever
    int queuedMax = 20'000;              // writes waiting for the disk
    int commitRequestsMax = 512;         // writes of one commit
};

struct RetryConfig
{
    Seconds interval{10};       // before the first retry, when the client names none
    Seconds intervalMin{10};    // smaller values of `interval` are refused
    Seconds longest{3600};
    double jitter = 0.0;        // 0.2: 0.8 to 1.2 times the interval
    Seconds requestTimeout{3};  // of one branch call
    Seconds timeoutToFail{35};  // a prepared message is asked after it
};

struct CoordinatorConfig
{
    QString node;                     // empty: machine name and port
    Seconds pollInterval{3};
    Milliseconds lease{15'000};
    int claimBatch = 256;
    int inMemoryMax = 100'000;
    Milliseconds writeBehind{200};
    Seconds drainTime{10};
    int alertRetryLimit = 3;
    QString alertWebHook;             // empty: none
    Seconds topicRefresh{3};          // topics that other coordinators changed are known after it
    bool testHooks = false;           // /api/v1/test/*: a foreign test suite drives time; nothing runs by itself
};

struct ParticipantConfig
{
    int connectionsMax = 256;         // to one participant
    int connectionsTotalMax = 8192;
    int waitingMax = 10'000;          // calls waiting for a connection to one participant
    Seconds connectTime{3};
    Seconds idleTime{30};
    int answerHeadMax = 32 * 1024;
    int answerBodyMax = 1024 * 1024;
    bool insideDocker = false;        // localhost in URLs means the machine outside
    QString resultMatch = QStringLiteral("dtm"); // or status_only: words in an answer's body decide nothing
    QStringList statusOnlyUrls;       // status_only for these, whatever resultMatch says
};

struct RequestLimitConfig
{
    QString gidCharset = QStringLiteral("strict"); // or dtm
    int stepsMax = 1000;
    int payloadBytesMax = 1024 * 1024;
    int customDataBytesMax = 64 * 1024;
    int urlBytesMax = 1024;
    int branchHeadersMax = 32;
    int branchHeaderBytesMax = 4 * 1024; // one value
    int branchesMax = 10'000;         // of one tcc, xa, at or workflow
    int gidBytesMax = 128;            // also of branch ids
    int reasonCharactersMax = 1024;   // longer ones are cut
    int subscribersMax = 1000;        // of one topic
    int jsonDepthMax = 64;
    int jsonValuesMax = 100'000;
    int jsonNumberMax = 64;           // characters
    int jsonKeyMax = 256;             // characters
    int streamsMax = 256;             // console connections to the event stream
    Seconds waitResultHold{60};       // an answer to wait_result comes at the latest after it
};

// Waits as they are written, "10s"; see server/config/ladder.h.
struct MessageConfig
{
    // What retry_ladder "default" of a message means. Source: RocketMQ's delays.
    QStringList retryLadder = QStringLiteral("10s,30s,1m,2m,3m,4m,5m,6m,7m,8m,9m,10m,20m,30m,1h,2h").split(QLatin1Char(','));
};

struct NotifyConfig
{
    QStringList retryLadder = QStringLiteral("1m,5m,10m,30m,1h,2h,5h,10h").split(QLatin1Char(',')); // of those that name none
    Seconds keepExpired{7 * 24 * 3600};  // one that was given up ends as failed after it; 0: a person ends it
};

struct AtConfig
{
    Milliseconds lockWaitMax{5'000};     // a branch waits for rows no longer than this
    int waitingMax = 256;                // branches that wait at a time; beyond it nobody waits
    int rowsMax = 10'000;                // one branch locks no more
    int keyBytesMax = 4 * 1024;          // one value of a primary key
};

struct StuckConfig
{
    int failures = 3;
    Seconds age{300};
    Seconds overdue{30};
};

struct LogConfig
{
    QString level = QStringLiteral("info"); // debug, info, warn, error
};

struct Config
{
    HttpConfig http;
    GrpcConfig grpc;
    TlsConfig tls;
    SecurityConfig security;
    AuditConfig audit;
    PayloadConfig payload;
    StoreConfig store;
    RetryConfig retry;
    CoordinatorConfig coordinator;
    ParticipantConfig participant;
    RequestLimitConfig limits;
    MessageConfig message;
    NotifyConfig notify;
    AtConfig at;
    StuckConfig stuck;
    LogConfig log;
};

} // namespace txdesk::config
