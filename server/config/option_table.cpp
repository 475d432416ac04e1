// The options, one row each.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/option_table.h"

#include <QRegularExpression>

namespace txdesk::config {

using namespace Qt::StringLiterals;

namespace {

constexpr Origin dtm = Origin::Dtm;
constexpr Origin ours = Origin::Ours;
constexpr double anyNumber = 2'000'000'000;
constexpr double tenYears = 10.0 * 365 * 24 * 3600;

// The place of a member: `AT(http.port)`.
#define AT(member) [](Config &c) -> Place { return &c.member; }

const QList<Option> table{
    {"Bind", ours, "bind", "", 0, 0, "Addresses to listen on, separated by commas; others than loopback need TLS. A machine without IPv6 leaves out ::1.", AT(http.bind)},
    {"HttpPort", dtm, "http-port", "", 0, 65535, "Port of the HTTP API; 0 takes any free one.", AT(http.port)},
    {"IKnowThisIsOpen", ours, "i-know-this-is-open", "", 0, 0,
     "Serve without TLS and tokens on any address: everybody who reaches it can do everything.", AT(http.openIsKnown)},
    {"AllowedHosts", ours, "allowed-hosts", "", 0, 0, "Further names accepted in the Host header, separated by commas.", AT(http.allowedHosts)},
    {"Http.MaxConnections", ours, "http-max-connections", "", 1, 1'000'000, "Open connections; more are answered 503.", AT(http.connectionsMax)},
    {"Http.MaxConnectionsPerAddress", ours, "http-max-connections-per-address", "", 1, 1'000'000, "Open connections of one other machine; more are answered 503.", AT(http.connectionsPerAddressMax)},
    {"Http.MaxConnectionsPerLoopback", ours, "http-max-connections-per-loopback", "", 1, 1'000'000, "Open connections of one loopback address; more are answered 503.", AT(http.connectionsPerLoopbackMax)},
    {"Http.MaxUnauthenticated", ours, "http-max-unauthenticated", "", 1, 1'000'000, "Open connections from other machines that have not shown a token or certificate yet; more are answered 503.", AT(http.unauthenticatedMax)},
    {"Http.MaxInFlight", ours, "http-max-in-flight", "", 1, 1'000'000, "Requests being handled; more are answered 503.", AT(http.inFlightMax)},
    {"Http.MaxBody", ours, "http-max-body", "bytes", 1024, anyNumber, "Largest request body; more is answered 413.", AT(http.bodyBytesMax)},
    {"Http.HeadTime", ours, "http-head-time", "s", 1, 3600, "Time a client has to send the head of a request.", AT(http.headTime)},
    {"Http.BodyTime", ours, "http-body-time", "s", 1, 3600, "Time a client has to send the body of a request.", AT(http.bodyTime)},
    {"Http.IdleTime", ours, "http-idle-time", "s", 1, 86400, "An idle connection is closed after it.", AT(http.idleTime)},
    {"Http.MaxRequestLine", ours, "http-max-request-line", "bytes", 256, 65'536, "Longest request line; more is answered 414.", AT(http.requestLineMax)},
    {"Http.MaxHeader", ours, "http-max-header", "bytes", 256, 65'536, "Longest header; more is answered 431.", AT(http.headerMax)},
    {"Http.MaxHeaders", ours, "http-max-headers", "bytes", 1024, 1'048'576, "All headers of a request together; more is answered 431.", AT(http.headersMax)},
    {"Http.MaxHeaderCount", ours, "http-max-header-count", "", 8, 1000, "Number of headers of a request; more is answered 431.", AT(http.headerCountMax)},
    {"Http.MinBodyRate", ours, "http-min-body-rate", "bytes", 0, 1'048'576, "A body that comes slower, in bytes a second, is answered 408.", AT(http.bodyRateMin)},

    {"GrpcPort", dtm, "grpc-port", "", -1, 65535, "Port of the gRPC API; 0 takes any free one (the default when HttpPort is 0), -1 is off.", AT(grpc.port)},

    {"Tls.Certificate", ours, "tls-certificate", "", 0, 0, "PEM file with this server's certificate chain; with it HTTP and gRPC speak TLS only.", AT(tls.certificateFile)},
    {"Tls.Key", ours, "tls-key", "", 0, 0, "PEM file with the key of the certificate, mode 0600.", AT(tls.keyFile), Care::SecretFile},
    {"Tls.ClientCa", ours, "tls-client-ca", "", 0, 0, "PEM file of the CA whose client certificates are accepted.", AT(tls.clientCaFile)},
    {"Tls.HandshakeTime", ours, "tls-handshake-time", "s", 1, 3600, "Time a client of HTTP has to finish its TLS handshake.", AT(tls.handshakeTime)},
    {"Tls.MaxHandshakesPerSecond", ours, "tls-max-handshakes-per-second", "", 1, 1'000'000, "TLS handshakes of HTTP that are begun in a second; more wait for their turn.", AT(tls.handshakesPerSecondMax)},
    {"Tls.ClientRoles", ours, "tls-client-roles", "", 0, 0, "Roles of client certificates: NAME=ROLE or SHA256=ROLE, separated by commas.", AT(tls.clientRoles)},
    {"Tls.ParticipantCa", ours, "tls-participant-ca", "", 0, 0, "PEM file of further CAs that participants' certificates may come from.", AT(tls.participantCaFile)},
    {"Tls.ParticipantPins", ours, "tls-participant-pins", "", 0, 0, "HOST=SHA256 of the only certificate a participant may show, separated by commas.", AT(tls.participantPins)},

    {"Security.LoopbackTrust", ours, "loopback-trust", "", 0, 0, "Who comes from this machine without a token may do what a client may.", AT(security.loopbackTrust)},
    {"Security.CompatOpenAdmin", ours, "compat-open-admin", "", 0, 0, "Who comes from this machine without a token may use all of DTM's own routes.", AT(security.compatOpenAdmin)},
    {"Security.AdminTokenFile", ours, "admin-token-file", "", 0, 0, "Where the first start writes the first admin token; empty is beside the store.", AT(security.adminTokenFile), Care::SecretFile},
    {"Security.NewAdminToken", ours, "new-admin-token", "", 0, 0, "Make one more admin token at this start and write it to that file: for when it is lost.", AT(security.newAdminToken)},
    {"Security.UrlAllow", ours, "url-allow", "", 0, 0, "URLs of participants that may be called: SCHEME://HOST[:PORT][/PREFIX], separated by commas.", AT(security.urlAllow)},
    {"Security.RequestsPerSecond", ours, "requests-per-second", "", 1, anyNumber, "Requests of one token or one address; more are answered 429.", AT(security.requestsPerSecond)},
    {"Security.RequestsBurst", ours, "requests-burst", "", 1, anyNumber, "Requests of one token or address that may come at once.", AT(security.requestsBurst)},
    {"Security.LoopbackPerSecond", ours, "loopback-per-second", "", 0, anyNumber, "Requests of all who come from this machine without a token, twice as many at once; 0 is no limit.", AT(security.loopbackPerSecond)},
    {"Security.FailuresPerMinute", ours, "failures-per-minute", "", 1, 1'000'000, "Wrong tokens of one address; more are answered 429.", AT(security.failuresPerMinute)},

    {"Audit.KeyFile", ours, "audit-key-file", "", 0, 0, "Key that seals the audit, mode 0600, made at the first start; empty is beside the store.", AT(audit.keyFile), Care::SecretFile},
    {"Audit.AnchorFile", ours, "audit-anchor-file", "", 0, 0, "Head and count of the audit are written there each minute; empty is beside the store.", AT(audit.anchorFile)},
    {"Audit.StopWithoutAudit", ours, "stop-without-audit", "", 0, 0, "Refuse everything, not only admin requests, while the audit cannot be written.", AT(audit.stopWithoutAudit)},
    {"Audit.Keep", ours, "audit-keep", "s", 0, tenYears, "Audit records are removed after it; 0 keeps them.", AT(audit.keep)},
    {"Payload.KeyFile", ours, "payload-key-file", "", 0, 0, "Keys for payloads in the store, mode 0600; empty stores them plain.", AT(payload.keyFile), Care::SecretFile},

    {"Store.Driver", dtm, "store-driver", "", 0, 0, "Kind of store: sqlite or mysql.", AT(store.driver)},
    {"Store.Host", dtm, "store-host", "", 0, 0, "MySQL: host name, address or path of a socket.", AT(store.host)},
    {"Store.Port", dtm, "store-port", "", 1, 65535, "MySQL: port.", AT(store.port)},
    {"Store.User", dtm, "store-user", "", 0, 0, "MySQL: user.", AT(store.user)},
    {"Store.Password", dtm, "", "", 0, 0, "MySQL: password; by conf.yml or STORE_PASSWORD only, never on a command line.", AT(store.password), Care::Secret},
    {"Store.Db", dtm, "store-db", "", 0, 0, "MySQL: database.", AT(store.database)},
    {"TimeZoneOffset", dtm, "time-zone-offset", "h", 0, 0, "MySQL: zone of DTM's datetime columns, such as +8; empty is this machine's.", AT(store.timeZoneOffset)},
    {"Store.File", ours, "store", "", 0, 0, "The store: sqlite:FILE or mysql://USER@HOST:PORT/DATABASE on the command line, the SQLite file alone in conf.yml.", AT(store.file)},
    {"Store.AnyFileSystem", ours, "store-any-file-system", "", 0, 0,
     "Accept network and overlay file systems, which may lose what was acknowledged.", AT(store.anyFileSystem)},
    {"Store.FinishedDataExpire", dtm, "keep-finished", "s", 0, tenYears, "Finished transactions are removed after it; 0 keeps them.", AT(store.keepFinished)},
    {"Store.MaxQueued", ours, "store-max-queued", "", 1, 10'000'000, "Writes waiting for the disk; more are refused.", AT(store.queuedMax)},
    {"Store.MaxCommit", ours, "store-max-commit", "", 1, 100'000, "Writes that share one commit.", AT(store.commitRequestsMax)},

    {"RetryInterval", dtm, "retry-interval", "s", 1, tenYears, "Wait before the first retry of a branch.", AT(retry.interval)},
    {"RetryIntervalMin", ours, "retry-interval-min", "s", 1, tenYears, "Least RetryInterval that is accepted; lower it for tests.", AT(retry.intervalMin)},
    {"RetryLongest", ours, "retry-longest", "s", 1, tenYears, "Retries double their wait up to this.", AT(retry.longest)},
    {"RetryJitter", ours, "retry-jitter", "", 0, 0.9, "Spread of each wait: 0.2 is 0.8 to 1.2 times.", AT(retry.jitter)},
    {"RequestTimeout", dtm, "request-timeout", "s", 1, 600, "Time a branch has to answer one call.", AT(retry.requestTimeout)},
    {"TimeoutToFail", dtm, "timeout-to-fail", "s", 1, tenYears, "A prepared message is asked back after it, a prepared TCC or XA is turned back.", AT(retry.timeoutToFail)},

    {"Node", ours, "node", "", 0, 0, "Name of this coordinator; must differ between coordinators of one store.", AT(coordinator.node)},
    {"TransCronInterval", dtm, "poll-interval", "s", 1, 3600, "The store is searched for due transactions this often.", AT(coordinator.pollInterval)},
    {"Lease", ours, "lease", "ms", 100, 3'600'000, "Another coordinator takes over after this silence.", AT(coordinator.lease)},
    {"ClaimBatch", ours, "claim-batch", "", 1, 100'000, "Due transactions taken over at a time.", AT(coordinator.claimBatch)},
    {"InMemoryMax", ours, "in-memory-max", "", 1, 10'000'000, "Transactions driven at a time; more are refused.", AT(coordinator.inMemoryMax)},
    {"WriteBehind", ours, "write-behind", "ms", 0, 10'000, "Outcomes of forward calls are stored at the latest after it.", AT(coordinator.writeBehind)},
    {"DrainTime", ours, "drain-time", "s", 0, 3600, "Time that work in flight gets when the server is asked to stop.", AT(coordinator.drainTime)},
    {"AlertRetryLimit", dtm, "alert-retry-limit", "", 1, 1'000'000, "Failures in a row before AlertWebHook is called.", AT(coordinator.alertRetryLimit)},
    {"AlertWebHook", dtm, "alert-web-hook", "", 0, 0, "URL that is sent a JSON body about a transaction that keeps failing.", AT(coordinator.alertWebHook)},

    {"ConfigUpdateInterval", dtm, "topic-refresh", "s", 1, 3600, "Topics that other coordinators changed are known after it.", AT(coordinator.topicRefresh)},
    {"TestHooks", ours, "test-hooks", "", 0, 0, "Serve /api/v1/test/*, by which a foreign test suite drives time; nothing runs by itself.", AT(coordinator.testHooks)},

    {"Participant.MaxConnections", ours, "participant-max-connections", "", 1, 65'535, "Connections to one participant.", AT(participant.connectionsMax)},
    {"Participant.MaxConnectionsTotal", ours, "participant-max-connections-total", "", 1, 65'535, "Connections to all participants.", AT(participant.connectionsTotalMax)},
    {"Participant.MaxWaiting", ours, "participant-max-waiting", "", 1, 10'000'000, "Calls that wait for a connection to one participant.", AT(participant.waitingMax)},
    {"Participant.ConnectTime", ours, "participant-connect-time", "s", 1, 600, "Time to connect to a participant.", AT(participant.connectTime)},
    {"Participant.IdleTime", ours, "participant-idle-time", "s", 1, 86'400, "An idle connection to a participant is closed after it.", AT(participant.idleTime)},
    {"Participant.MaxAnswerHead", ours, "participant-max-answer-head", "bytes", 1024, 1'048'576, "Head of a participant's answer; more is no answer.", AT(participant.answerHeadMax)},
    {"Participant.MaxAnswerBody", ours, "participant-max-answer-body", "bytes", 1024, anyNumber, "Body of a participant's answer; more is no answer.", AT(participant.answerBodyMax)},
    {"IsDocker", dtm, "is-docker", "", 0, 0, "In URLs of participants localhost and 127.0.0.1 mean host.docker.internal.", AT(participant.insideDocker)},
    {"ResultMatch", ours, "result-match", "", 0, 0, "dtm: the words FAILURE and ONGOING in an answer decide, as in DTM; status_only: its status alone.", AT(participant.resultMatch)},
    {"StatusOnlyUrls", ours, "status-only-urls", "", 0, 0, "URLs whose answers are read by their status alone: SCHEME://HOST[:PORT][/PREFIX], separated by commas.", AT(participant.statusOnlyUrls)},

    {"GidCharset", ours, "gid-charset", "", 0, 0, "strict refuses quotes and markup in a gid, dtm takes them as DTM does.", AT(limits.gidCharset)},
    {"Limits.Steps", ours, "max-steps", "", 1, 10'000, "Steps of one request.", AT(limits.stepsMax)},
    {"Limits.Payload", ours, "max-payload", "bytes", 0, anyNumber, "Body of one branch.", AT(limits.payloadBytesMax)},
    {"Limits.CustomData", ours, "max-custom-data", "bytes", 0, anyNumber, "custom_data of one request.", AT(limits.customDataBytesMax)},
    {"Limits.Url", ours, "max-url", "bytes", 16, 65'536, "One URL.", AT(limits.urlBytesMax)},
    {"Limits.BranchHeaders", ours, "max-branch-headers", "", 0, 1000, "Headers sent with every branch call.", AT(limits.branchHeadersMax)},
    {"Limits.BranchHeader", ours, "max-branch-header", "bytes", 0, 65'536, "Value of one of them.", AT(limits.branchHeaderBytesMax)},
    {"Limits.Branches", ours, "max-branches", "", 1, 1'000'000, "Branches of one tcc, xa, at or workflow; more are answered 409.", AT(limits.branchesMax)},
    {"Limits.Gid", ours, "max-gid", "bytes", 1, 128, "A gid, a branch id: no more than the tables hold.", AT(limits.gidBytesMax)},
    {"Limits.Reason", ours, "max-reason", "", 1, 1024, "Characters of a reason that are kept.", AT(limits.reasonCharactersMax)},
    {"Limits.Subscribers", ours, "max-subscribers", "", 1, 100'000, "Subscribers of one topic.", AT(limits.subscribersMax)},
    {"Limits.JsonDepth", ours, "max-json-depth", "", 4, 512, "Depth of a request's JSON.", AT(limits.jsonDepthMax)},
    {"Limits.JsonValues", ours, "max-json-values", "", 100, 10'000'000, "Values of a request's JSON.", AT(limits.jsonValuesMax)},
    {"Limits.JsonNumber", ours, "max-json-number", "", 20, 1024, "Characters of a number in a request's JSON.", AT(limits.jsonNumberMax)},
    {"Limits.JsonKey", ours, "max-json-key", "", 32, 65'536, "Characters of a key in a request's JSON.", AT(limits.jsonKeyMax)},
    {"Limits.Streams", ours, "max-streams", "", 1, 10'000, "Consoles that follow the event stream.", AT(limits.streamsMax)},
    {"Limits.WaitResult", ours, "wait-result-hold", "s", 1, 3600, "A request with wait_result is answered at the latest after it.", AT(limits.waitResultHold)},

    {"Message.RetryLadder", ours, "message-retry-ladder", "", 0, 0, "Waits that the retry_ladder \"default\" of a message stands for: 10s,5m,2h.", AT(message.retryLadder)},
    {"Notify.RetryLadder", ours, "notify-retry-ladder", "", 0, 0, "Waits of a notification that names none itself: 1m,30m,2h.", AT(notify.retryLadder)},
    {"Notify.KeepExpired", ours, "notify-keep-expired", "s", 0, tenYears, "A notification that was given up ends as failed after it; 0 leaves that to a person.", AT(notify.keepExpired)},
    {"At.LockWaitMax", ours, "at-lock-wait-max", "ms", 0, 60'000, "A branch of AT waits for rows that others hold no longer than this, whatever it asks for.", AT(at.lockWaitMax)},
    {"At.MaxWaiting", ours, "at-max-waiting", "", 0, 100'000, "Branches of AT that wait at a time; beyond it the answer comes at once.", AT(at.waitingMax)},
    {"At.RowsPerBranchMax", ours, "at-max-rows", "", 1, 100'000, "Rows that one branch of AT locks; more are answered 400.", AT(at.rowsMax)},
    {"At.KeyBytesMax", ours, "at-max-key", "bytes", 16, 65'536, "One value of a locked row's primary key; more is answered 400.", AT(at.keyBytesMax)},

    {"Stuck.Failures", ours, "stuck-failures", "", 1, 1'000'000, "Failures in a row that make a transaction stuck.", AT(stuck.failures)},
    {"Stuck.Age", ours, "stuck-age", "s", 1, tenYears, "Age that makes an unfinished transaction stuck.", AT(stuck.age)},
    {"Stuck.Overdue", ours, "stuck-overdue", "s", 1, tenYears, "Delay of its next look that makes a transaction stuck.", AT(stuck.overdue)},

    {"LogLevel", dtm, "log-level", "", 0, 0, "debug, info, warn or error.", AT(log.level)},
};

#undef AT

} // namespace

const QList<Option> &optionTable()
{
    return table;
}

QString environmentName(const QString &key)
{
    static const QRegularExpression beforeWord(u"([A-Z])([A-Z][a-z])"_s);
    static const QRegularExpression afterWord(u"([a-z])([A-Z]+)"_s);
    QString name = key;
    name.replace(u'.', u'_').replace(beforeWord, u"\\1_\\2"_s).replace(afterWord, u"\\1_\\2"_s);
    return name.toUpper().replace(u"__"_s, u"_"_s);
}

const QStringList &keysWithoutMeaning()
{
    static const QStringList keys{
        u"Store.Schema"_s,
        u"Store.MaxOpenConns"_s, u"Store.MaxIdleConns"_s, u"Store.ConnMaxLifeTime"_s, u"Store.DataExpire"_s,
        u"Store.RedisPrefix"_s, u"Store.TransGlobalTable"_s, u"Store.TransBranchOpTable"_s,
        u"JsonRpcPort"_s, u"GrpcServiceConfig"_s, u"AdminBasePath"_s,
        u"UpdateBranchSync"_s, u"UpdateBranchAsyncGoroutineNum"_s,
        u"MicroService.Driver"_s, u"MicroService.Target"_s, u"MicroService.EndPoint"_s,
        u"HttpMicroService.Driver"_s, u"HttpMicroService.RegistryType"_s, u"HttpMicroService.RegistryAddress"_s,
        u"HttpMicroService.RegistryOptions"_s, u"HttpMicroService.Target"_s, u"HttpMicroService.EndPoint"_s,
        u"Log.Outputs"_s, u"Log.RotationEnable"_s, u"Log.RotationConfigJSON"_s};
    return keys;
}

} // namespace txdesk::config
