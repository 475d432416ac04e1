// A case file comes back as it was saved, holds no secret, and is refused in words when it is broken.
// SPDX-License-Identifier: Apache-2.0
#include "console/casefile/case_file.h"
#include "console/casefile/case_file_link.h"
#include "console/casefile/gzip.h"
#include "console/models/branch_rows.h"
#include "console/models/attempt_model.h"
#include "console/text/redaction.h"
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_text.h"
#include "console/verdict/verdict.h"
#include "shared/base/foreign_word.h"
#include "tests/console/samples.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

namespace {

constexpr Instant saved = fromMs(1'795'244'861'000);

CaseFile sampleCase(Story story = Story::StuckRollback)
{
    CaseFile file;
    file.consoleVersion = u"0.1.0"_s;
    file.savedAt = saved;
    file.environment = u"prod"_s;
    file.profile = u"shop-eu · http://127.0.0.1:36789"_s;
    file.timeZone = u"UTC+08:00"_s;
    file.node = u"node-a"_s;
    file.detail = sampleDetail(story, saved);
    AuditRecord record;
    record.seq = 7;
    record.at = saved;
    record.by.actor = u"lin"_s;
    record.action = u"retry"_s;
    record.gid = file.detail.snapshot.transaction.gid.value;
    record.reason = u"participant is back"_s;
    file.audit = {record};
    file.verdict = verdictOf(file.detail, saved, QTimeZone::utc()).text;
    file.diagram = sequenceText(sequenceOf(file.detail)).join(u'\n');
    return file;
}

// Everything a person sees of a detail, as text.
QString screenOf(const TransactionDetail &detail, Instant now)
{
    QStringList lines{verdictOf(detail, now, QTimeZone::utc()).text};
    lines += sequenceText(sequenceOf(detail));
    AttemptModel attempts;
    attempts.setDetail(detail);
    for (int row = 0; row < attempts.rowCount(); ++row)
        for (int column = 0; column < attempts.columnCount(); ++column)
            lines.append(attempts.index(row, column).data().toString());
    for (const BranchRow &row : branchRows(detail))
        lines.append(u"%1 %2 %3 %4 %5 %6"_s.arg(row.branch.value, row.participant, row.path)
                         .arg(int(row.forward.status))
                         .arg(row.undo.attempts)
                         .arg(redactText(row.undo.error)));
    for (const ActionState &state : detail.actions)
        lines.append(u"%1 %2 %3"_s.arg(nameIn(actionNames, state.action)).arg(state.allowed).arg(state.reason));
    return lines.join(u'\n');
}

QByteArray packed(const QByteArray &lines) { return gzipped(lines); }

// The lines of a good file, to be broken.
QByteArrayList goodLines()
{
    QByteArrayList lines = gunzipped(caseFileBytes(sampleCase()), caseFileUnpackedMax).value().split('\n');
    lines.removeLast();
    return lines;
}

QByteArray joined(const QByteArrayList &lines) { return packed(lines.join('\n') + '\n'); }

} // namespace

class CaseFileTest final : public QObject
{
    Q_OBJECT

private slots:
    void comesBackAsItWasSaved_data()
    {
        QTest::addColumn<int>("story");
        for (int story = 0; story <= int(Story::WorkflowFailed); ++story)
            QTest::addRow("%d", story) << story;
    }

    void comesBackAsItWasSaved()
    {
        QFETCH(int, story);
        const CaseFile file = sampleCase(static_cast<Story>(story));
        const Result<CaseFile> back = caseFileFrom(caseFileBytes(file));
        QVERIFY2(back, back ? "" : qUtf8Printable(back.error().message));
        const CaseFile expected = redacted(file);
        QCOMPARE(back->detail.events, expected.detail.events);
        QCOMPARE(back->detail.actions, expected.detail.actions);
        QCOMPARE(back->detail.planned, expected.detail.planned);
        QCOMPARE(back->audit, expected.audit);
        QCOMPARE(back->verdict, expected.verdict);
        QCOMPARE(back->diagram, expected.diagram);
        QCOMPARE(back->savedAt, saved);
        QCOMPARE(back->node, u"node-a"_s);
        QCOMPARE(back->capabilities.product, u"TxDesk"_s);
        QCOMPARE(screenOf(back->detail, saved), screenOf(file.detail, saved));
    }

    void redactionIsIdempotent()
    {
        const CaseFile once = redacted(sampleCase());
        QVERIFY(redacted(once) == once);
    }

    void noSecretGetsIn()
    {
        const QString secret = u"s3cr3t-TOKEN-value"_s;
        const QString card = u"4111 1111 1111 1111"_s;
        const QString jwt = u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"_s;
        const QString all = u"{\"token\":\"%1\",\"n\":{\"card_no\":\"%2\"},\"jwt\":\"%3\",\"deep\":\"{\\\"password\\\":\\\"%1\\\"}\"}"_s.arg(secret, card, jwt);
        const QString words = u"url:http://h:1/x?token=%1&a=1 return failed: Authorization: Bearer %1, card %2, %3 FAILURE"_s.arg(secret, card, jwt);
        const QString url = u"http://user:%1@h:8081/TransIn?access_token=%1&a=b"_s.arg(secret);
        CaseFile file = sampleCase();
        GlobalTransaction &t = file.detail.snapshot.transaction;
        t.options.branchHeaders = {{u"x-api-key"_s, secret}};
        t.customData = u"{\"name\":\"pay\",\"data\":\"%1\"}"_s.arg(QString::fromLatin1(all.toUtf8().toBase64()));
        t.custom.workflowData = all.toUtf8();
        t.result = QString::fromLatin1(all.toUtf8().toBase64());
        t.queryPrepared = url;
        t.rollbackReason = t.lastError = words;
        for (BranchOp &op : file.detail.snapshot.ops) {
            op.payload = all.toUtf8();
            op.url = url;
            op.lastError = words;
        }
        file.detail.snapshot.ops[0].payload = QByteArray("\xff\xfe\x00", 3) + secret.toUtf8();
        for (JournalEvent &event : file.detail.events)
            event.text = event.kind == EventKind::Called ? url : words;
        for (PlannedCall &call : file.detail.planned)
            call.url = url;
        file.audit[0].reason = words;
        file.verdict = file.diagram = words;
        file.profile = url;
        const QByteArray text = gunzipped(caseFileBytes(file), caseFileUnpackedMax).value();
        for (const QString &hidden : {secret, card, jwt, QString(card).remove(u' '), QString::fromLatin1(all.toUtf8().toBase64()).left(40),
                                      QString::fromLatin1(secret.toUtf8().toBase64()).left(20)})
            QVERIFY2(!text.contains(hidden.toUtf8()), qPrintable(u"%1 in %2"_s.arg(hidden, QString::fromUtf8(text.mid(std::max<qsizetype>(0, text.indexOf(hidden.toUtf8()) - 120), 240)))));
        QVERIFY(text.contains("chars)"));
        const Result<CaseFile> back = caseFileFrom(caseFileBytes(file));
        QVERIFY(back);
        QVERIFY(back->detail.snapshot.ops[0].payload.isEmpty());
        QVERIFY2(back->detail.payloadBytes[0] > 0, "how large it was stays known");
        const QByteArray inner = QByteArray::fromBase64(back->detail.snapshot.transaction.result.toLatin1());
        QVERIFY(inner.contains("jwt") && !inner.contains(secret.toUtf8()));
    }

    void brokenFilesAreRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        const QByteArray good = caseFileBytes(sampleCase());
        const QByteArrayList lines = goodLines();
        const auto with = [&lines](qsizetype at, const QByteArray &line) {
            QByteArrayList changed = lines;
            changed[at] = line;
            return joined(changed);
        };
        const auto row = [](const char *name, const QByteArray &bytes, const char *words) { QTest::newRow(name) << bytes << QString::fromLatin1(words); };
        row("nothing", {}, "not gzip");
        row("no gzip", "PK\x03\x04 a zip, say, of some length", "not gzip");
        row("cut", good.first(good.size() / 2), "ends in the middle");
        row("cut near the end", good.chopped(3), "ends in the middle");
        QByteArray flipped = good;
        flipped[good.size() / 2] = char(flipped[good.size() / 2] ^ 0x55);
        row("flipped", flipped, "");
        row("something behind", good + "more", "behind its end");
        row("two files", good + good, "behind its end");
        row("empty", packed({}), "ends in the middle");
        row("a bomb", packed(QByteArray(caseFileUnpackedMax + 2, ' ')), "larger than 256 MB");
        row("no JSON", packed("hello\n"), "line 1");
        row("another format", packed("{\"line\":\"manifest\",\"format\":\"zip\",\"version\":1}\n"), "not a case file");
        row("a newer version", with(0, "{\"line\":\"manifest\",\"format\":\"txcase\",\"version\":2}"), "version 2");
        row("version zero", with(0, "{\"line\":\"manifest\",\"format\":\"txcase\"}"), "version 0");
        row("no manifest", joined(lines.mid(1)), "manifest comes first");
        row("two manifests", with(2, lines[0]), "manifest comes first");
        row("deep", with(1, "{\"line\":\"transaction\",\"a\":" + QByteArray(40, '[') + QByteArray(40, ']') + "}"), "too deep");
        row("no transaction", joined({lines[0], "{\"line\":\"end\",\"lines\":1}"}), "no transaction");
        row("two transactions", with(2, lines[1]), "second transaction");
        row("a status that is no word", with(1, QByteArray(lines[1]).replace("\"status\":\"aborting\"", "\"status\":7")), "line 2");
        row("a line is missing", joined(lines.mid(0, 3) + lines.mid(4)), "lines are missing");
        row("the last line is cut", packed(lines.join('\n')), "last line is cut");
        row("a payload of nothing", with(2, "{\"line\":\"payload\",\"op\":99,\"text\":\"x\"}"), "no operation");
        row("a negative payload", with(2, "{\"line\":\"payload\",\"op\":-1,\"text\":\"x\"}"), "no operation");
    }

    void brokenFilesAreRefusedInWords()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const Result<CaseFile> read = caseFileFrom(bytes);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(words), qUtf8Printable(read.error().message));
    }

    // What a newer server said is in the file as it came, and is shown so.
    void unknownWordsAreKept()
    {
        QByteArrayList lines = goodLines();
        lines[1].replace("\"aborting\"", "\"dancing\"");
        const Result<CaseFile> read = caseFileFrom(joined(lines));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
        QCOMPARE(foreignWord(read->detail.snapshot.transaction.status), u"dancing"_s);
        const Result<CaseFile> again = caseFileFrom(caseFileBytes(*read));
        QVERIFY(again.has_value());
        QCOMPARE(foreignWord(again->detail.snapshot.transaction.status), u"dancing"_s);
    }

    // A file of a newer console with lines we do not know is still read.
    void unknownLinesArePassedOver()
    {
        QByteArrayList lines = goodLines();
        const qsizetype count = lines.size();
        lines.insert(2, "{\"line\":\"photo\",\"of\":\"something\"}");
        lines.last() = "{\"line\":\"end\",\"lines\":" + QByteArray::number(count) + "}";
        QVERIFY(caseFileFrom(joined(lines)));
    }

    // Whatever bytes come, the answer is a file or a sentence.
    void anyBytesAreSurvived()
    {
        QRandomGenerator dice(42);
        const QByteArray good = caseFileBytes(sampleCase());
        const QByteArray text = gunzipped(good, caseFileUnpackedMax).value();
        int refused = 0;
        for (int round = 0; round < 600; ++round) {
            QByteArray bytes = round % 2 == 0 ? good : text;
            for (int flips = 1 + int(dice.bounded(8)); flips > 0; --flips)
                bytes[qsizetype(dice.bounded(quint32(bytes.size())))] = char(dice.bounded(256));
            const Result<CaseFile> read = caseFileFrom(round % 2 == 0 ? bytes : packed(bytes));
            if (!read) {
                QVERIFY(!read.error().message.isEmpty());
                ++refused;
            }
        }
        QVERIFY(refused > 300);
    }

    void savedAndReadFromDisk()
    {
        const QTemporaryDir folder;
        const CaseFile file = sampleCase();
        const QString path = folder.filePath(caseFileName(file));
        QVERIFY(path.endsWith(u"-20261121-070741.txcase"_s));
        QVERIFY(saveCaseFile(file, path));
        QVERIFY(readCaseFile(path));
        QVERIFY(!readCaseFile(folder.filePath(u"absent.txcase"_s)));
        QVERIFY(!saveCaseFile(file, folder.filePath(u"no/such/folder.txcase"_s)));
    }

    // As a back end: one transaction, its clock stands, and everything that acts says why not.
    void asABackEndNothingMoves()
    {
        FakeTime time;
        const CaseFile file = redacted(sampleCase());
        CaseFileLink link(file, time, time);
        QSignalSpy opened(&link, &CoordinatorLink::opened);
        link.open();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(link.status().state, LinkState::Live);
        const auto serverNow = [&] { return time.now() + link.status().clockOffset; };
        const Instant before = serverNow();
        time.advance(Seconds{3600});
        QCOMPARE(serverNow(), before);
        QCOMPARE(freshnessAt(link.status(), time.now()), Freshness::Live);
        QVERIFY(link.capabilities().readOnly.contains(u"case file"_s));
        std::optional<Result<TransactionDetail>> detail;
        std::optional<Result<TransactionRow>> acted;
        link.detail(file.detail.snapshot.transaction.gid, &link, [&](const auto &answer) { detail = answer; });
        link.act({}, &link, [&](const auto &answer) { acted = answer; });
        QVERIFY(!detail && !acted);
        QTRY_VERIFY(detail && acted);
        QCOMPARE((*detail)->events, file.detail.events);
        QCOMPARE(acted->error().code, ErrorCode::Conflict);
        QVERIFY(acted->error().message.contains(u"saved at"_s));
    }

    void aFileThatCannotBeReadSaysSo()
    {
        FakeTime time;
        CaseFileLink link(caseFileFrom("rubbish"), time, time);
        link.open();
        QVERIFY(link.status().problem.contains(u"not gzip"_s));
        QCOMPARE(link.status().state, LinkState::Reconnecting);
    }
};

TXDESK_TEST(CaseFileTest);

} // namespace txdesk::test

#include "case_file_test.moc"
