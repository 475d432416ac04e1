// Every answer with one word in it that this console does not know: it is read, and the word is shown as it came.
// SPDX-License-Identifier: Apache-2.0
#include "console/client/http_coordinator_link.h"
#include "console/jobs/job_words.h"
#include "console/models/audit_model.h"
#include "console/models/undo_diff.h"
#include "console/models/waiting_rows.h"
#include "console/text/foreign_text.h"
#include "console/text/words.h"
#include "tests/console/scripted_server.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

#include <functional>
#include <numeric>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

using Say = std::function<void(const QString &)>;
using Ask = std::function<void(HttpCoordinatorLink &, QObject *, Say)>;

// What a person reads of an answer, or its error.
template<class T>
Answer<T> reading(const Say &say, const std::function<QString(const T &)> &show)
{
    return [say, show](const Result<T> &answer) { say(answer ? show(*answer) : u"refused: "_s + answer.error().message); };
}

Ask asksList(std::function<QString(const GlobalTransaction &)> show)
{
    return [show](HttpCoordinatorLink &link, QObject *context, const Say &say) {
        link.list({}, {}, context, reading<TransactionPage>(say, [show](const TransactionPage &page) { return show(page.rows.value(0).transaction); }));
    };
}

Ask asksDetail(std::function<QString(const TransactionDetail &)> show)
{
    return [show](HttpCoordinatorLink &link, QObject *context, const Say &say) { link.detail(Gid{u"g"_s}, context, reading<TransactionDetail>(say, show)); };
}

Ask asksJobs(std::function<QString(const BulkJob &)> show)
{
    return [show](HttpCoordinatorLink &link, QObject *context, const Say &say) {
        link.jobs(context, reading<QList<BulkJob>>(say, [show](const QList<BulkJob> &jobs) { return show(jobs.value(0)); }));
    };
}

QByteArray row(const QByteArray &members) { return R"(200 {"rows":[{"gid":"g","kind":"saga","status":"submitted",)" + members + R"(},{"gid":"h","status":"prepared"}]})"; }

QByteArray job(const QByteArray &order, const QByteArray &members)
{
    return R"(200 {"jobs":[{"order":{"id":"j1",)" + order + R"(},"actor":"lin","total":9,)" + members + "}]}";
}

QByteArray detail(const QByteArray &members) { return R"(200 {"transaction":{"gid":"g","kind":"saga","status":"submitted"},)" + members + '}'; }

} // namespace

class NewerAnswersTest final : public QObject
{
    Q_OBJECT

private slots:
    void isShownAsItCame_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Ask>("ask");
        QTest::addColumn<QString>("shown");
        rowsOfLists();
        rowsOfDetails();
        rowsOfJobs();
        rowsOfViews();
    }
    void isShownAsItCame()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, answer);
        QFETCH(Ask, ask);
        ScriptedServer server;
        server.answers[path] = answer;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        QString said;
        ask(link, this, [&said](const QString &words) { said = words; });
        QTRY_VERIFY(!said.isEmpty());
        QTEST(said, "shown");
    }

    void aChangeOfTheStreamArrives()
    {
        ScriptedServer server;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        QStringList seen;
        connect(&link, &CoordinatorLink::changed, this, [&seen](const TransactionRow &row) { seen.append(statusWord(row.transaction)); });
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.sayHello();
        server.say(R"(event: change
data: {"sequence":9,"row":{"gid":"g","kind":"saga","status":"frozen"}}

)");
        QTRY_COMPARE(seen, QStringList{u"“frozen”"_s});
    }

    void aRoleMayDoNothing()
    {
        ScriptedServer server;
        server.answers["/api/v1/whoami"] = R"(200 {"role":"owner","name":"lin"})";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.sayHello();
        QTRY_VERIFY(link.status().caller);
        QCOMPARE(wordOf(link.status().caller->role), u"“owner”"_s);
        QVERIFY(link.status().caller->role < Role::Viewer);
    }

    void aHostileWordIsPlainText()
    {
        QCOMPARE(quotedWord(u"a\nb\u202Ec"_s), u"“a b⟨U+202E⟩c”"_s);
        QVERIFY(quotedWord(QString(5000, u'x')).size() <= foreignWordMax + 2);
    }

private:
    static void add(const char *name, const QByteArray &path, const QByteArray &answer, Ask ask, const QString &shown)
    {
        QTest::newRow(name) << path << answer << std::move(ask) << shown;
    }

    static void rowsOfLists()
    {
        const QByteArray path = "/api/v1/transactions";
        add("row: status", path, R"(200 {"rows":[{"gid":"g","status":"frozen"},{"gid":"h"}]})", asksList(statusWord), u"“frozen”"_s);
        add("row: paused, status", path, R"(200 {"rows":[{"gid":"g","status":"frozen","paused":true}]})", asksList(statusWord), u"“frozen”"_s);
        add("row: type", path, R"(200 {"rows":[{"gid":"g","kind":"quantum"}]})", asksList([](const GlobalTransaction &t) { return wordOf(t.kind); }), u"“quantum”"_s);
        add("row: parked", path, row(R"("parked":"asleep")"), asksList(statusWord), u"“asleep”"_s);
        add("row: decision", path, row(R"("resolution":"merge")"), asksList([](const GlobalTransaction &t) { return unknownOf(t); }), u"decision “merge”"_s);
        add("stats: status", "/api/v1/stats", R"(200 {"unfinished":{"submitted":2,"frozen":3},"parked":{"dirty":1,"asleep":4}})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.stats(context, reading<CoordinatorStats>(say, [](const CoordinatorStats &stats) {
                               const auto sum = [](const auto &counts) { return QString::number(std::accumulate(counts.begin(), counts.end(), qint64{0})); };
                               return sum(stats.unfinished) + u" and "_s + sum(stats.parked);
                           }));
            },
            u"5 and 5"_s);
    }

    static void rowsOfDetails()
    {
        const QByteArray path = "/api/v1/transactions/g";
        const auto event = [](const TransactionDetail &d) { return d.events.value(0); };
        add("detail: status", path, R"(200 {"transaction":{"gid":"g","status":"frozen"}})", asksDetail([](const TransactionDetail &d) { return unknownSentence(unknownOf(d)); }),
            u"This server says status “frozen”, which this console does not know: update the console."_s);
        add("op: kind", path, detail(R"("ops":[{"branch":"01","op":"entangle"}])"), asksDetail([](const TransactionDetail &d) { return unknownOf(d); }), u"operation “entangle”"_s);
        add("op: status", path, detail(R"("ops":[{"branch":"01","op":"action","status":"blurred"}])"), asksDetail([](const TransactionDetail &d) { return unknownOf(d); }),
            u"status “blurred” of a branch"_s);
        add("event: kind", path, detail(R"("events":[{"seq":1,"kind":"teleported"}])"),
            asksDetail([event](const TransactionDetail &d) { return wordOf(event(d).kind) + u' ' + event(d).text; }), uR"(“teleported” {"kind":"teleported","seq":1})"_s);
        add("event: op", path, detail(R"("events":[{"seq":1,"kind":"called","op":"entangle"}])"), asksDetail([event](const TransactionDetail &d) { return wordOf(*event(d).op); }),
            u"“entangle”"_s);
        add("event: outcome", path, detail(R"("events":[{"seq":1,"kind":"answered","op":"action","outcome":"both"}])"),
            asksDetail([event](const TransactionDetail &d) { return wordOf(*event(d).outcome); }), u"“both”"_s);
        add("event: from and to", path, detail(R"("events":[{"seq":1,"kind":"status","from":"warm","to":"frozen"}])"),
            asksDetail([event](const TransactionDetail &d) { return wordOf(*event(d).from) + wordOf(*event(d).to); }), u"“warm”“frozen”"_s);
        add("event: barrier", path, detail(R"("events":[{"seq":1,"kind":"answered","op":"action","barrier":"half"}])"),
            asksDetail([event](const TransactionDetail &d) { return wordOf(event(d).barrier); }), u"“half”"_s);
        add("events are counted", path, detail(R"("events":[{"seq":1,"kind":"teleported"},{"seq":2,"kind":"note"},{"seq":3,"kind":"teleported"},{"seq":4,"kind":"called","op":"entangle"}])"),
            asksDetail([](const TransactionDetail &d) { return unknownEntries(d.events); }),
            u"3 journal entries with a word that this console does not know: “teleported”, “entangle”"_s);
        add("action", path, detail(R"("actions":[{"action":"thaw","allowed":true},{"action":"retry","allowed":true}])"),
            asksDetail([](const TransactionDetail &d) { return wordOf(d.actions.value(0).action) + wordOf(d.actions.value(1).action); }), u"“thaw”Retry now"_s);
        add("planned: op", path, detail(R"("planned":[{"branch":"01","op":"entangle"}])"),
            asksDetail([](const TransactionDetail &d) { return wordOf(d.planned.value(0).op); }), u"“entangle”"_s);
    }

    static void rowsOfJobs()
    {
        const QByteArray path = "/api/v1/jobs";
        add("job: state", path, job(R"("action":"retry","set":{"picked":1})", R"("state":"dreaming")"), asksJobs(JobWords::state), u"“dreaming”"_s);
        add("job: action", path, job(R"("action":"thaw","set":{"picked":1})", R"("state":"running")"),
            asksJobs([](const BulkJob &one) { return wordOf(one.order.action); }), u"“thaw”"_s);
        add("job: outcome", path, job(R"("action":"retry","set":{"picked":1})", R"("state":"running","done":{"took-effect":2,"postponed":3})"),
            asksJobs([](const BulkJob &one) { return QString::number(one.doneCount()); }), u"5"_s);
        add("job: filter", path, job(R"("action":"retry","set":{"filter":"status=frozen&colour=blue","frozenAt":7})", R"("state":"running")"),
            asksJobs(JobWords::state), u"running"_s);
        add("job: pace", path, job(R"("action":"retry","set":{"picked":1},"pace":{"perSecond":900})", R"("state":"running")"),
            asksJobs([](const BulkJob &one) { return QString::number(one.order.pace.perSecond); }), u"900"_s);
        add("job: item", "/api/v1/jobs/j1/items", R"(200 {"items":[{"gid":"g","outcome":"postponed"}]})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.jobItems(u"j1"_s, {}, context, reading<JobItems>(say, [](const JobItems &items) { return JobWords::outcome(items.items.value(0).outcome); }));
            },
            u"? “postponed”"_s);
        add("dry run: row", "/api/v1/jobs/dry-run", R"(200 {"eligible":1,"sample":[{"gid":"g","status":"frozen"}]})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.dryRun({}, context, reading<JobDryRun>(say, [](const JobDryRun &run) { return statusWord(run.sample.value(0).transaction); }));
            },
            u"“frozen”"_s);
    }

    static void rowsOfViews()
    {
        add("lock: status", "/api/v1/locks", R"(200 {"locks":[{"gid":"g","status":"frozen"}]})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.locks({}, {}, 9, context, reading<LockPage>(say, [](const LockPage &page) { return WaitingRows::locks(page.locks, {}, {}).value(0).cells.value(5).text; }));
            },
            u"? “frozen”"_s);
        const auto audited = [](int column) {
            return [column](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.audit({}, {}, 9, context, reading<AuditPage>(say, [column](const AuditPage &page) {
                               AuditModel model;
                               model.append(page.records);
                               return model.index(0, column).data().toString();
                           }));
            };
        };
        const QByteArray audit = R"(200 {"records":[{"chain":"c","seq":1,"action":"retry","role":"owner","result":"postponed"}]})";
        add("audit: role", "/api/v1/audit", audit, audited(AuditModel::RoleOf), u"“owner”"_s);
        add("audit: result", "/api/v1/audit", audit, audited(AuditModel::Outcome), u"? “postponed”"_s);
        add("token: role and kinds", "/api/v1/tokens", R"(200 {"tokens":[{"id":"t","role":"owner","kinds":["quantum"]}]})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.tokens(context, reading<QList<AccessToken>>(say, [](const QList<AccessToken> &all) {
                                return wordOf(all.value(0).role) + wordOf(all.value(0).scope.kinds.value(0));
                            }));
            },
            u"“owner”“quantum”"_s);
        add("history: type", "/api/v1/history", R"(200 {"initiators":[{"kind":"quantum","host":"shop","created":[1]}],"participants":[]})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.history(context, reading<StatsHistory>(say, [](const StatsHistory &history) { return wordOf(history.initiators.value(0).kind); }));
            },
            u"“quantum”"_s);
        add("payload: op", "/api/v1/transactions/g/payloads", R"(200 {"gid":"g","ops":[{"branch":"01","op":"entangle","payload":"e30="}]})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.payloads(Gid{u"g"_s}, {}, context, reading<ShownPayloads>(say, [](const ShownPayloads &shown) { return wordOf(shown.ops.value(0).kind); }));
            },
            u"“entangle”"_s);
        add("undo: a value", "/api/v1/transactions/g/undo", R"(200 {"branch":"01","undo":{"items":[{"columns":["a"],"now":[[{"decimal":"1.50"}]]}]}})",
            [](HttpCoordinatorLink &link, QObject *context, const Say &say) {
                link.undo(Gid{u"g"_s}, BranchId{u"01"_s}, {}, context, reading<UndoView>(say, [](const UndoView &view) {
                              return UndoWords::value(view.items.value(0).now.value(0)->value(0));
                          }));
            },
            uR"(“{"decimal":"1.50"}”)"_s);
    }
};

TXDESK_TEST(NewerAnswersTest);
#include "newer_answers_test.moc"
