// Every route and every method of the other transports, asked by everybody there is: exact status and text. Made from the
// route table: a route that is new is asked, too, and fails until it says what it answers to those it lets in.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/gate.h"
#include "server/api/route_table.h"
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;
using test::Knocked;

namespace {

struct Asker
{
    const char *name;
    QString token;               // id; empty: none
    bool isKnown;                // false: wrong, expired or revoked
    Role role;                   // what the door finds
    const char *address;
};

const QList<Asker> &askers()
{
    static const QList<Asker> all{
        {"nobody, loopback", {}, true, Role::Client, "127.0.0.1"},
        {"nobody, elsewhere", {}, true, Role::Nobody, "10.1.2.3"},
        {"garbage", u"garbage"_s, false, Role::Nobody, "127.0.0.1"},
        {"expired", u"expired"_s, false, Role::Nobody, "127.0.0.1"},
        {"revoked", u"revoked"_s, false, Role::Nobody, "10.1.2.3"},
        {"client", u"client"_s, true, Role::Client, "10.1.2.3"},
        {"viewer", u"viewer"_s, true, Role::Viewer, "10.1.2.3"},
        {"operator", u"operator"_s, true, Role::Operator, "10.1.2.3"},
        {"admin", u"admin"_s, true, Role::Admin, "10.1.2.3"},
        {"client of other gids", u"other-client"_s, true, Role::Client, "10.1.2.3"},
        {"admin of other gids", u"other-admin"_s, true, Role::Admin, "10.1.2.3"},
    };
    return all;
}

struct Asked
{
    QString target;
    QByteArray body;
    int status;       // for whoever is let in
    QString message;
    int outOfScope = 0;         // for whoever may not touch the gid "g"; 0: the same
    QString outOfScopeMessage{};
};

const QString foreignGid = u"gid outside token scope"_s;
const QString noPage = u"no transaction with this gid"_s;

// By the route's name: what is asked, and the answer to whoever may.
const QMap<QByteArray, Asked> &askedOf()
{
    static const QByteArray tcc = R"({"gid":"g","trans_type":"tcc"})";
    static const QByteArray branch = R"({"gid":"g","trans_type":"tcc","branch_id":"01","confirm":"","cancel":""})";
    static const QByteArray rpc = R"({"jsonrpc":"2.0","id":"1","method":"submit","params":{"gid":"g","trans_type":"tcc"}})";
    static const QByteArray opAct = R"({"reason":"settled by hand","expectedStatus":"prepared","expectedEpoch":1,"branch":"01"})";
    static const QByteArray act = R"({"reason":"settled by hand","expectedStatus":"prepared","expectedEpoch":1})";
    static const QByteArray job = R"({"id":"j","action":"retry","set":{"filter":"stuck=1","frozenAt":1}})";
    const QString noJob = u"no job with this id"_s;
    const QString limited = u"a job may touch any transaction: this token is limited to some of them"_s;
    const QString none = u"no TransGlobal with gid: g found"_s;
    const QString noBranch = u"no trans with gid: g status: prepared found FAILURE"_s;
    static const QMap<QByteArray, Asked> all{
        {"version", {u"/api/dtmsvr/version"_s, {}, 200, {}}},
        {"newgid", {u"/api/dtmsvr/newGid"_s, {}, 200, {}}},
        {"prepare", {u"/api/dtmsvr/prepare"_s, "{}", 400, u"bad gid"_s}},
        {"submit", {u"/api/dtmsvr/submit"_s, tcc, 500, none, 403, foreignGid}},
        {"abort", {u"/api/dtmsvr/abort"_s, tcc, 500, none, 403, foreignGid}},
        {"registerbranch", {u"/api/dtmsvr/registerBranch"_s, branch, 409, noBranch, 403, foreignGid}},
        {"registertccbranch", {u"/api/dtmsvr/registerTccBranch"_s, branch, 409, noBranch, 403, foreignGid}},
        {"registerxabranch", {u"/api/dtmsvr/registerXaBranch"_s, branch, 409, noBranch, 403, foreignGid}},
        {"prepareworkflow", {u"/api/dtmsvr/prepareWorkflow"_s, tcc, 400, u"trans_type: expected workflow"_s, 403, foreignGid}},
        {"forcestop", {u"/api/dtmsvr/forceStop"_s, R"({"gid":"g"})", 500, none, 403, foreignGid}},
        {"resetnextcrontime", {u"/api/dtmsvr/resetNextCronTime"_s, R"({"gid":"g"})", 500, none, 403, foreignGid}},
        {"query", {u"/api/dtmsvr/query?gid=g"_s, {}, 200, {}}},
        {"all", {u"/api/dtmsvr/all"_s, {}, 200, {}}},
        {"resetcrontime", {u"/api/dtmsvr/resetCronTime?timeout=x"_s, {}, 500, u"convert to int error: x"_s, 403, foreignGid}},
        {"subscribe", {u"/api/dtmsvr/subscribe"_s, {}, 500, u"empty topic"_s}},
        {"unsubscribe", {u"/api/dtmsvr/unsubscribe"_s, {}, 500, u"empty topic"_s}},
        {"topic", {u"/api/dtmsvr/topic/t"_s, {}, 500, u"storage: NotFound"_s}},
        {"scankv", {u"/api/dtmsvr/scanKV?limit=x"_s, {}, 500, u"convert to int error: x"_s}},
        {"querykv", {u"/api/dtmsvr/queryKV"_s, {}, 200, {}}},
        {"at_branchreport", {u"/api/dtmsvr/at/branchReport"_s, R"({"gid":"g","branch_id":"01","status":"phase1_done"})", 409, u"no at branch 01"_s, 403, foreignGid}},
        {"at_lockquery", {u"/api/dtmsvr/at/lockQuery"_s, R"({"gid":"g","resource_id":"r","locks":[{"table":"t","pks":[[1]]}]})", 200, {}, 403, foreignGid}},
        {"notify", {u"/api/dtmsvr/notify/g"_s, {}, 404, u"no notification with this number"_s}},
        {"json-rpc", {u"/api/json-rpc"_s, rpc, 200, none, 200, foreignGid}},
        {"json-rpc_root", {u"/"_s, rpc, 200, none, 200, foreignGid}},
        {"ping", {u"/api/ping"_s, {}, 200, {}}},
        {"metrics", {u"/api/metrics"_s, {}, 200, {}}},
        {"v1_transactions", {u"/api/v1/transactions"_s, {}, 200, {}}},
        {"v1_transaction", {u"/api/v1/transactions/g"_s, {}, 404, noPage}},
        {"v1_payloads", {u"/api/v1/transactions/g/payloads"_s, {}, 404, noPage}},
        {"v1_retry", {u"/api/v1/transactions/g/retry"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_abort", {u"/api/v1/transactions/g/abort"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_force_stop", {u"/api/v1/transactions/g/force-stop"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_pause", {u"/api/v1/transactions/g/pause"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_resume", {u"/api/v1/transactions/g/resume"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_undo", {u"/api/v1/transactions/g/undo?branch=01"_s, {}, 404, noPage}},
        {"v1_submit", {u"/api/v1/transactions/g/submit"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_force_rollback", {u"/api/v1/transactions/g/force-rollback"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_accept_current", {u"/api/v1/transactions/g/accept-current"_s, act, 404, noPage, 403, foreignGid}},
        {"v1_count", {u"/api/v1/transactions/count"_s, {}, 200, {}}},
        {"v1_error_groups", {u"/api/v1/error-groups"_s, {}, 200, {}}},
        {"v1_resubmit", {u"/api/v1/transactions/g/resubmit"_s, R"({"copy":"h","reason":"again"})", 404, noPage, 403, foreignGid}},
        {"v1_topics", {u"/api/v1/topics"_s, {}, 200, {}}},
        {"v1_topic_subscribe", {u"/api/v1/topics/t/subscribers"_s, "{}", 400, u"field url: is missing"_s}},
        {"v1_topic_unsubscribe", {u"/api/v1/topics/t/subscribers"_s, R"({"url":"http://a/b"})", 409, u"no such a topic"_s}},
        {"v1_skip", {u"/api/v1/transactions/g/skip"_s, opAct, 404, noPage, 403, foreignGid}},
        {"v1_mark_failed", {u"/api/v1/transactions/g/mark-failed"_s, opAct, 404, noPage, 403, foreignGid}},
        {"v1_job_dry_run", {u"/api/v1/jobs/dry-run"_s, job, 200, {}, 403, limited}},
        {"v1_jobs", {u"/api/v1/jobs"_s, {}, 200, {}}},
        {"v1_job_start", {u"/api/v1/jobs"_s, "{}", 400, u"field id: must be 1 to 32 letters, digits, - or _"_s}},
        {"v1_job_items", {u"/api/v1/jobs/none/items"_s, {}, 404, noJob, 403, limited}},
        {"v1_job_pause", {u"/api/v1/jobs/none/pause"_s, "{}", 404, noJob}},
        {"v1_job_resume", {u"/api/v1/jobs/none/resume"_s, "{}", 404, noJob}},
        {"v1_job_cancel", {u"/api/v1/jobs/none/cancel"_s, "{}", 404, noJob}},
        {"v1_job_rate", {u"/api/v1/jobs/none/rate"_s, R"({"perSecond":5})", 404, noJob}},
        {"v1_locks", {u"/api/v1/locks"_s, {}, 200, {}}},
        {"v1_lock_waits", {u"/api/v1/lock-waits"_s, {}, 200, {}}},
        {"v1_audit", {u"/api/v1/audit"_s, {}, 200, {}}},
        {"v1_stats", {u"/api/v1/stats"_s, {}, 200, {}}},
        {"v1_participants", {u"/api/v1/participants"_s, {}, 200, {}}},
        {"v1_history", {u"/api/v1/history"_s, {}, 200, {}}},
        {"v1_nodes", {u"/api/v1/nodes"_s, {}, 200, {}}},
        {"v1_version", {u"/api/v1/version"_s, {}, 200, {}}},
        {"v1_stream", {u"/api/v1/stream"_s, {}, 200, {}}},
        {"v1_whoami", {u"/api/v1/whoami"_s, {}, 200, {}}},
        {"v1_tokens", {u"/api/v1/tokens"_s, {}, 200, {}}},
        {"v1_token_create", {u"/api/v1/tokens"_s, "hello", 400, u"bad json at 0"_s}},
        {"v1_token_revoke", {u"/api/v1/tokens/none"_s, {}, 404, u"no token with this id"_s}},
        {"test_cron_once", {u"/api/v1/test/cron-once"_s, "hello", 400, u"bad json at 0"_s}},
        {"test_wait_processed", {u"/api/v1/test/wait-processed?after=x"_s, {}, 400, u"parameter after must be a whole number"_s}},
        {"test_reset", {u"/api/v1/test/reset"_s, "{}", 200, {}}},
        {"test_refresh_topics", {u"/api/v1/test/refresh-topics"_s, "{}", 200, {}}},
    };
    return all;
}

// JSON-RPC hides the message in its envelope.
QString messageIn(const Heard &heard)
{
    const QString inEnvelope = heard.json().value("error"_L1).toObject().value("message"_L1).toString();
    return inEnvelope.isEmpty() ? heard.message() : inEnvelope;
}

} // namespace

class RouteMatrixTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_bench.reset(); }
    void answersEverybody_data();
    void answersEverybody();
    void asksTheSameRoleForTheSameAct_data();
    void asksTheSameRoleForTheSameAct();
    void refusesJsonRpcAlike_data();
    void refusesJsonRpcAlike();
    void knowsNoOtherPath();
    void leavesNothingOut();

private:
    std::unique_ptr<ApiBench> m_bench;
    QSet<QByteArray> m_answered; // routes, by name
    int m_cells = 0;
};

void RouteMatrixTest::initTestCase()
{
    security::DoorSettings door;
    door.failuresPerMinute = 1'000'000; // so that wrong tokens stay wrong tokens
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.testHooks = true, .door = door});
    QVERIFY(m_bench->start());
    for (const auto &[role, name] : roleNames)
        if (role != Role::Nobody)
            test::giveToken(*m_bench, name, role);
    test::giveToken(*m_bench, u"other-client"_s, Role::Client, {.gidPrefix = u"mine-"_s, .kinds = {}});
    test::giveToken(*m_bench, u"other-admin"_s, Role::Admin, {.gidPrefix = u"mine-"_s, .kinds = {}});
    for (const QString &id : {u"expired"_s, u"revoked"_s}) {
        test::giveToken(*m_bench, id, Role::Admin);
        security::StoredToken gone = *m_bench->door.tokens().byId(id);
        (id == u"expired"_s ? gone.token.expiresAt : gone.token.revokedAt) = m_bench->clock.now() - Seconds{1};
        m_bench->door.tokens().put(gone);
    }
}

void RouteMatrixTest::answersEverybody_data()
{
    QTest::addColumn<int>("routeIndex");
    QTest::addColumn<int>("askerIndex");
    for (qsizetype route = 0; route < api::routeTable().size(); ++route)
        for (qsizetype asker = 0; asker < askers().size(); ++asker)
            QTest::addRow("%s %s: %s", api::routeTable()[route].method, api::routeTable()[route].name, askers()[asker].name)
                << static_cast<int>(route) << static_cast<int>(asker);
}

void RouteMatrixTest::answersEverybody()
{
    QFETCH(int, routeIndex);
    QFETCH(int, askerIndex);
    const api::Route &route = api::routeTable()[routeIndex];
    const Asker &asker = askers()[askerIndex];
    QVERIFY2(askedOf().contains(route.name), "this route is new: say in askedOf() what it is asked and answers");
    const Asked asked = askedOf().value(route.name);
    Knocked knocked{.method = route.method == QByteArrayView("*") ? QByteArray("GET") : QByteArray(route.method),
                    .target = asked.target, .body = asked.body, .peer = QHostAddress(QLatin1StringView(asker.address))};
    if (!asker.token.isEmpty())
        knocked.headers.append(test::bearerOf(asker.token));
    const Heard heard = test::knock(*m_bench, knocked);

    const bool isForeign = asker.token.startsWith(u"other-"_s) && asked.outOfScope != 0;
    QString message = isForeign ? asked.outOfScopeMessage : asked.message;
    int status = isForeign ? asked.outOfScope : asked.status;
    if (!asker.isKnown) {
        status = 401;
        message = u"bad token"_s;
    } else if (asker.role < route.needs.role) {
        status = asker.token.isEmpty() ? 401 : 403;
        message = asker.token.isEmpty() ? u"token required"_s : u"role %1 needed"_s.arg(nameIn(roleNames, route.needs.role));
    }
    QCOMPARE(messageIn(heard), message);
    QCOMPARE(heard.status, status);
    QCOMPARE(http::headerValue(heard.headers, "WWW-Authenticate"), status == 401 ? QByteArray("Bearer") : QByteArray());
    m_answered.insert(route.name);
    ++m_cells;
}

// What DTM's route and ours both do is not easier on one of them.
void RouteMatrixTest::asksTheSameRoleForTheSameAct_data()
{
    QTest::addColumn<QByteArray>("dtm");
    QTest::addColumn<QByteArray>("ours");
    for (const auto &[dtm, ours] : {std::pair("subscribe", "v1_topic_subscribe"), std::pair("unsubscribe", "v1_topic_unsubscribe"),
                                    std::pair("scankv", "v1_topics"), std::pair("forcestop", "v1_force_stop"),
                                    std::pair("resetnextcrontime", "v1_retry"), std::pair("all", "v1_transactions")})
        QTest::newRow(ours) << QByteArray(dtm) << QByteArray(ours);
}

void RouteMatrixTest::asksTheSameRoleForTheSameAct()
{
    QFETCH(QByteArray, dtm);
    QFETCH(QByteArray, ours);
    QCOMPARE(api::roleFor(ours), api::roleFor(dtm));
}

// JSON-RPC's methods are behind one route: who may call it may call each of them, and no method of an admin's is there.
void RouteMatrixTest::refusesJsonRpcAlike_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("forClients"); // the text after the door
    QTest::addColumn<QString>("forOthers");  // out of scope
    const QString none = u"no TransGlobal with gid: g found"_s;
    QTest::newRow("newGid") << u"newGid"_s << QString() << QString();
    QTest::newRow("prepare") << u"prepare"_s << u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s << u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s;
    QTest::newRow("submit") << u"submit"_s << u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s << u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s;
    QTest::newRow("abort") << u"abort"_s << none << foreignGid;
    QTest::newRow("registerBranch") << u"registerBranch"_s << u"bad branch_id"_s << u"bad branch_id"_s;
    for (const char *method : {"forceStop", "resetNextCronTime", "resetCronTime", "subscribe", "unsubscribe", "deleteTopic", "query", "all",
                               "prepareWorkflow", "tokens", "audit"})
        QTest::newRow(method) << QString::fromLatin1(method) << u"Method not found: "_s + QLatin1StringView(method)
                              << u"Method not found: "_s + QLatin1StringView(method);
}

void RouteMatrixTest::refusesJsonRpcAlike()
{
    QFETCH(QString, method);
    QFETCH(QString, forClients);
    QFETCH(QString, forOthers);
    const QByteArray body = R"({"jsonrpc":"2.0","id":"1","method":")" + method.toLatin1() + R"(","params":{"gid":"g"}})";
    for (const Asker &asker : askers()) {
        Knocked knocked{.method = "POST", .target = u"/api/json-rpc"_s, .body = body, .peer = QHostAddress(QLatin1StringView(asker.address))};
        if (!asker.token.isEmpty())
            knocked.headers.append(test::bearerOf(asker.token));
        const Heard heard = test::knock(*m_bench, knocked);
        const bool isIn = asker.isKnown && asker.role >= Role::Client;
        const QString text = asker.token.startsWith(u"other-"_s) ? forOthers : forClients;
        QCOMPARE(messageIn(heard), isIn ? text : asker.isKnown ? u"token required"_s : u"bad token"_s);
        QCOMPARE(heard.status, isIn ? 200 : 401);
    }
}

void RouteMatrixTest::knowsNoOtherPath()
{
    for (const char *path : {"/api", "/api/v1", "/api/v1/", "/api/v2/transactions", "/api/dtmsvr", "/api/dtmsvr/", "/api/v1/config", "/metrics", "/admin",
                             "/api/v1/transactions/g/skip", "/api/dtmsvr/submit/", "/api/v1/test"}) {
        const Heard heard = test::knock(*m_bench, {.method = "PUT", .target = QString::fromLatin1(path), .peer = QHostAddress(u"10.1.2.3"_s)});
        QVERIFY2(heard.status == 404 || heard.status == 405, path);
    }
}

// Runs last: every route was asked by everybody.
void RouteMatrixTest::leavesNothingOut()
{
    for (const api::Route &route : api::routeTable())
        QVERIFY2(m_answered.contains(route.name), route.name);
    QCOMPARE(m_cells, static_cast<int>(api::routeTable().size() * askers().size()));
    qInfo("%d routes x %d callers = %d cells, all answered as the table says", static_cast<int>(api::routeTable().size()),
          static_cast<int>(askers().size()), m_cells);
}

TXDESK_TEST(RouteMatrixTest);
#include "route_matrix_test.moc"
