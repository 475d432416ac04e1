// This machine's own record: a chain that shows what was changed, and what cannot be written is not done.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_desk.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

LocalRecord act(const QString &gid)
{
    LocalRecord record;
    record.at = fromMs(1'795'244'861'000);
    record.who = u"lin"_s;
    record.role = u"operator"_s;
    record.verb = u"retry"_s;
    record.gid = gid;
    record.reason = u"line\nbreak, 汉字 and \"quotes\""_s;
    return record;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

// An operator before a finished transaction, with a record of what is done.
struct DeskOnRecord
{
    QTemporaryDir dir;
    FakeTime time;
    FakeCoordinatorLink link{time};
    ActionDesk desk{link, time, time};
    LocalAudit audit{dir.filePath(u"audit.log"_s)};

    explicit DeskOnRecord(LocalAudit *other = nullptr)
    {
        link.can.features |= Feature::WakeAll;
        link.goLive();
        LinkStatus status = link.status();
        status.caller = CallerInfo{.role = Role::Operator, .name = u"lin"_s, .tokenId = {}, .expiresAt = {}};
        link.setStatus(status);
        desk.setSubject(sampleDetail(Story::Succeeded, time.now()));
        desk.witness().setAudit(other ? other : &audit, u"shop-eu"_s);
    }

    // What its answer was; empty: a success.
    QString wakeAll()
    {
        std::optional<QString> said;
        desk.wakeAll(Seconds{60}, 100, u"stock is back"_s, {u"what it does"_s},
                     [&said](const Result<WokenCount> &woken) { said = woken ? QString() : woken.error().message; });
        return QTest::qWaitFor([&said] { return said.has_value(); }) ? *said : u"no answer came"_s;
    }

    QString resubmit()
    {
        std::optional<QString> said;
        desk.resubmit({.original = desk.subject(), .copy = Gid{u"copy-1"_s}, .payloads = {}, .reason = u"wrong amount"_s},
                      [&said](const Result<Gid> &made) { said = made ? QString() : made.error().message; });
        return QTest::qWaitFor([&said] { return said.has_value(); }) ? *said : u"no answer came"_s;
    }
};

} // namespace

class LocalAuditTest final : public QObject
{
    Q_OBJECT

private slots:
    void keepsAChain()
    {
        QTemporaryDir dir;
        LocalAudit audit(dir.filePath(u"deep/er/audit.log"_s));
        for (int i = 1; i <= 3; ++i)
            QCOMPARE(audit.append(act(u"g%1"_s.arg(i))), Result<qint64>(i));
        LocalAudit second(audit.file()); // of another console
        QCOMPARE(second.append(act(u"g4"_s)), Result<qint64>(4));
        const QList<LocalRecord> records = audit.newest(2);
        QCOMPARE(records.size(), 2);
        QCOMPARE(records[0].gid, u"g4"_s);
        QCOMPARE(records[0].reason, act({}).reason);
        QVERIFY(!records[0].host.isEmpty());
        QCOMPARE(audit.verify().records, 4);
        QVERIFY(audit.verify().problem.isEmpty());
    }

    void showsTampering_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a word changed") << 0;
        QTest::newRow("a line removed") << 1;
        QTest::newRow("lines exchanged") << 2;
    }

    void showsTampering()
    {
        QFETCH(int, kind);
        QTemporaryDir dir;
        LocalAudit audit(dir.filePath(u"audit.log"_s));
        for (int i = 1; i <= 4; ++i)
            QVERIFY(audit.append(act(u"g%1"_s.arg(i))));
        QByteArray content = contentOf(audit.file());
        QList<QByteArray> lines = content.trimmed().split('\n');
        if (kind == 0)
            lines[1].replace("g2", "g9");
        else if (kind == 1)
            lines.removeAt(1);
        else
            lines.swapItemsAt(1, 2);
        write(audit.file(), lines.join('\n') + '\n');
        QVERIFY(audit.verify().problem.startsWith(u"Record 2 "_s));
    }

    void wakingAllAndCopiesAreOnRecord_data()
    {
        QTest::addColumn<bool>("isCopy");
        QTest::addColumn<int>("error"); // -1: none; -2: nothing was there to wake
        QTest::addColumn<QString>("verdict");
        for (const bool isCopy : {false, true}) {
            const char *name = isCopy ? "copy" : "wake-all";
            QTest::addRow("%s, done", name) << isCopy << -1 << u"took-effect"_s;
            QTest::addRow("%s, refused", name) << isCopy << int(ErrorCode::Conflict) << u"refused"_s;
            QTest::addRow("%s, no answer", name) << isCopy << int(ErrorCode::OutcomeUnknown) << u"lost"_s; // it may have been done
        }
        QTest::newRow("wake-all, nobody waited") << false << -2 << u"no-effect-seen"_s;
    }

    void wakingAllAndCopiesAreOnRecord()
    {
        QFETCH(bool, isCopy);
        QFETCH(int, error);
        DeskOnRecord under;
        const Error problem{static_cast<ErrorCode>(std::max(error, 0)), u"words of the server"_s, {}};
        under.link.wokenAnswer = error >= 0 ? Result<WokenCount>(tl::unexpected(problem)) : Result<WokenCount>(WokenCount{error == -2 ? 0 : 3, false});
        under.link.copyAnswer = error >= 0 ? Result<Gid>(tl::unexpected(problem)) : Result<Gid>(Gid{u"copy-1"_s});
        QCOMPARE(isCopy ? under.resubmit() : under.wakeAll(), error >= 0 ? problem.message : QString());
        const QList<LocalRecord> records = under.audit.newest(9); // the act, then its verdict
        QCOMPARE(records.size(), 2);
        QCOMPARE(records[1].verb, isCopy ? u"resubmit"_s : u"wake-all"_s);
        QCOMPARE(records[1].who, u"lin"_s);
        QCOMPARE(records[1].reason, isCopy ? u"wrong amount"_s : u"stock is back"_s);
        QVERIFY(isCopy ? records[1].gid == under.desk.subject().value : records[1].gid.contains(u"60s"_s));
        QCOMPARE(records[0].of, records[1].seq);
        QTEST(records[0].verdict, "verdict");
        QVERIFY(under.audit.verify().problem.isEmpty());
    }

    void withoutRecordNeitherIsSent()
    {
        QTemporaryDir dir;
        write(dir.filePath(u"file"_s), "not a folder\n");
        LocalAudit nowhere(dir.filePath(u"file/audit.log"_s));
        DeskOnRecord under(&nowhere);
        under.link.wokenAnswer = WokenCount{3, false};
        under.link.copyAnswer = Gid{u"copy-1"_s};
        QVERIFY(!under.wakeAll().isEmpty() && !under.resubmit().isEmpty());
        QVERIFY(under.link.wakings == 0 && under.link.copies.isEmpty());
    }

    void cannotBeWrittenIsAnError()
    {
        QTemporaryDir dir;
        const QString file = dir.filePath(u"file"_s);
        write(file, "not a record\n");
        LocalAudit damaged(file);
        const Result<qint64> refused = damaged.append(act(u"g"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AuditUnavailable);
        LocalAudit under(file + u"/audit.log"_s);
        QVERIFY(!under.append(act(u"g"_s)));
    }
};

TXDESK_TEST(LocalAuditTest);
#include "local_audit_test.moc"
