// Payloads: what they are, how they are shown, what differs, and that no copy of them tells a secret.
// SPDX-License-Identifier: Apache-2.0
#include "console/detail/diff_view.h"
#include "console/detail/folding_edit.h"
#include "console/detail/hex_view.h"
#include "console/detail/payload_view.h"
#include "console/detail/selection_text.h"
#include "console/models/call_commands.h"
#include "console/models/json_tree_model.h"
#include "console/models/line_diff.h"
#include "console/models/payload_source.h"
#include "console/models/transaction_links.h"
#include "tests/console/samples.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QTest>
#include <QToolButton>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant payloadNow = fromMs(1'795'240'060'000);
const QString secretValue = u"sk_live_4242424242"_s; // of every sample's payload

QString randomText(QRandomGenerator &random, int linesMax)
{
    QStringList lines;
    for (int i = random.bounded(linesMax); i > 0; --i)
        lines.append(u"\"k%1\": %2,"_s.arg(random.bounded(6)).arg(random.bounded(4)));
    return lines.join(u'\n');
}

// About 1 MB, a member a line once it is indented.
QByteArray largeJson()
{
    QByteArray json = "{\"items\":[";
    for (int i = 0; json.size() < 1'000'000; ++i)
        json += (i > 0 ? "," : "") + QByteArray("{\"sku\":\"article ") + QByteArray::number(i) + "\",\"count\":12,\"price\":1999,\"tags\":[\"a\",\"b\"]}";
    return json + "]}";
}

} // namespace

class PayloadTest final : public QObject
{
    Q_OBJECT

private slots:
    void theySayWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("form");
        QTest::addColumn<bool>("base64");
        QTest::newRow("JSON") << QByteArray(R"({"a":1})") << int(PayloadForm::Json) << false;
        QTest::newRow("base64 of JSON") << QByteArray(R"({"amount":30,"to":"B"})").toBase64() << int(PayloadForm::Json) << true;
        QTest::newRow("base64 of bytes stays text") << QByteArray("\x00\x01\xff\x80\x00\x01\xff\x80\x00\x01\xff\x80", 12).toBase64() << int(PayloadForm::Text) << false;
        QTest::newRow("a word") << QByteArray("SUCCESS!") << int(PayloadForm::Text) << false;
        QTest::newRow("a broken message") << QByteArray("\x08\x96\x01\x12\x00\xff", 6) << int(PayloadForm::Binary) << false;
        QTest::newRow("a number is text") << QByteArray("42") << int(PayloadForm::Text) << false;
    }
    void theySayWhatTheyAre()
    {
        QFETCH(QByteArray, payload);
        const SniffedPayload sniffed = sniffPayload(payload);
        QTEST(int(sniffed.form), "form");
        QTEST(sniffed.base64, "base64");
    }

    void indentingChangesNothingButSpace()
    {
        const QString json = u"{\"b\":12345678901234567890,\"a\":[],\"c\":{\"x\":[1,2],\"t\":\"a, b: {\\\"}\"},\"b\":1.0}"_s;
        const QString shown = indentedJson(json);
        QCOMPARE(shown.section(u'\n', 0, 3), u"{\n    \"b\": 12345678901234567890,\n    \"a\": [],\n    \"c\": {"_s);
        QString packed = shown;
        packed.remove(u"\n"_s).remove(u"    "_s).replace(u"\": "_s, u"\":"_s);
        QCOMPARE(packed, json);
    }

    void diffsRebuildBothTexts_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 60; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void diffsRebuildBothTexts()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        const QString left = randomText(random, 25), right = randomText(random, 25);
        const LineDiff diff = lineDiff(left, right);
        QStringList a, b;
        for (const DiffRow &row : diff.rows) {
            QVERIFY(row.left >= 0 || row.right >= 0);
            QCOMPARE(row.kind == DiffKind::Same, row.left >= 0 && row.right >= 0 && diff.left[row.left] == diff.right[row.right]);
            if (row.left >= 0)
                a.append(diff.left[row.left]);
            if (row.right >= 0)
                b.append(diff.right[row.right]);
            if (row.kind == DiffKind::Changed)
                QVERIFY(!row.leftSpans.isEmpty() || !row.rightSpans.isEmpty());
            for (const DiffSpan &span : row.leftSpans)
                QVERIFY(span.from >= 0 && span.length > 0 && span.from + span.length <= diff.left[row.left].size());
        }
        QCOMPARE(a.join(u'\n'), left);
        QCOMPARE(b.join(u'\n'), right);
        QCOMPARE(lineDiff(left, left).differences(), 0);
    }

    void diffsMarkTheWordThatChanged()
    {
        const LineDiff diff = lineDiff(u"{\n  \"amount\": 30\n}"_s, u"{\n  \"amount\": 35\n}"_s);
        QCOMPARE(diff.rows.size(), 3);
        QCOMPARE(diff.rows[1].kind, DiffKind::Changed);
        QCOMPARE(diff.rows[1].leftSpans, (QList<DiffSpan>{{12, 2}}));
    }

    void f7GoesRoundTheDifferences()
    {
        DiffView view;
        view.setTexts(u"a"_s, u"1\n2\n3\n4\n5"_s, u"b"_s, u"1\nx\n3\n4\ny"_s);
        QCOMPARE(view.diff().differences(), 2);
        QList<qsizetype> rows;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&view, Qt::Key_F7);
            rows.append(view.currentRow());
        }
        QCOMPARE(rows, (QList<qsizetype>{1, 4, 1}));
        QTest::keyClick(&view, Qt::Key_F7, Qt::ShiftModifier);
        QCOMPARE(view.currentRow(), 4);
        QVERIFY(view.text().contains(u"- 2\n+ x"_s));
    }

    void theTreeIsAModel()
    {
        JsonTreeModel model;
        model.setDocument(QJsonDocument::fromJson(R"({"items":[{"price":5,"card":{"no":"4111"}}],"n":null})"));
        {
            const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
            model.fetchMore({});
        }
        model.setDocument(QJsonDocument::fromJson(R"({"items":[{"price":5,"card":{"no":"4111"}}],"n":null})"));
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        const QModelIndex items = model.index(0, 0);
        model.fetchMore(items);
        const QModelIndex first = model.index(0, 0, items);
        model.fetchMore(first);
        QCOMPARE(model.pathOf(model.index(1, 0, first)), u"$.items[0].price"_s);
        const QModelIndex card = model.index(0, 0, first);
        model.fetchMore(card);
        QVERIFY2(!model.index(0, 1, card).data().toString().contains(u"4111"_s), "below a secret name everything is secret");
        QJsonArray many;
        for (int i = 0; i < 2500; ++i)
            many.append(i);
        model.setDocument(QJsonDocument(many));
        model.fetchMore({});
        QCOMPARE(model.rowCount(), 1000);
    }

    void noCopyTellsASecret()
    {
        const TransactionDetail detail = sampleDetail(Story::StuckRollback, payloadNow);
        const BranchOp *op = opToCall(detail, BranchId{u"01"_s}, OpKind::Action);
        QVERIFY(op);
        PayloadView view("payloadText"_L1);
        view.setPayload(op->payload, {});
        for (const PayloadMode mode : {PayloadMode::Pretty, PayloadMode::Raw, PayloadMode::Tree, PayloadMode::Protobuf, PayloadMode::Hex}) {
            view.setMode(mode);
            view.findChild<QToolButton *>("copyPayload"_L1)->click();
            QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
            QVERIFY2(!QGuiApplication::clipboard()->text().contains(secretValue), "copied");
            QVERIFY(!QString::fromLatin1(view.findChild<HexView *>("payloadHex"_L1)->bytes()).contains(secretValue));
        }
        for (const QString &text : {curlFor(detail, *op), selectionText(detail, {BranchId{u"01"_s}, {}, 0}, QTimeZone::utc()), selectionJson(detail, {})}) {
            QVERIFY2(!text.contains(secretValue) && !text.contains(u"abcdef0123456789"_s), qPrintable(text));
            QVERIFY(!text.isEmpty());
        }
        // Also while a person with the right to it looks at them.
        view.setMode(PayloadMode::Pretty);
        view.setSecretsShown(true);
        auto *text = view.findChild<QPlainTextEdit *>("payloadText"_L1);
        QVERIFY(text->toPlainText().contains(secretValue));
        QGuiApplication::clipboard()->setText(u"before"_s);
        text->selectAll();
        text->copy();
        QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
        view.findChild<QToolButton *>("copyPayload"_L1)->click();
        QVERIFY2(!QGuiApplication::clipboard()->text().contains(secretValue), "copied while shown");
    }

    void callsAreCommands_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("HTTP") << QString() << u"http://shop:8081/TransOut?a=1"_s
                              << QStringList{u"curl -sS -X POST 'http://shop:8081/TransOut?a=1&branch_id=01&gid="_s, u"op=action&trans_type=saga"_s,
                                             u"--data-binary '{\"amount\":30"_s, u"-H 'X-Trace: it'\\''s'"_s, u"-H 'Authorization: ••••"_s};
        QTest::newRow("JSON-RPC") << u"json-rpc"_s << u"http://shop:8081/api?method=TransOut"_s
                                  << QStringList{u"curl -sS -X POST 'http://shop:8081/api?method=TransOut'"_s, u"\"method\":\"TransOut\""_s, u"\"branch_id\":\"01\""_s};
        QTest::newRow("gRPC") << u"grpc"_s << u"shop:9000/shop.Bank/TransOut"_s
                              << QStringList{u"grpcurl -plaintext"_s, u"-H 'dtm-branch_id: 01'"_s, u"'shop:9000' 'shop.Bank/TransOut'"_s};
        QTest::newRow("gRPC with TLS") << QString() << u"grpcs://shop:9000/shop.Bank/TransOut"_s << QStringList{u"grpcurl \\"_s, u"'shop:9000'"_s};
    }
    void callsAreCommands()
    {
        QFETCH(QString, protocol);
        QFETCH(QString, url);
        QFETCH(QStringList, parts);
        TransactionDetail detail = sampleDetail(Story::StuckRollback, payloadNow);
        detail.snapshot.transaction.protocol = protocol;
        detail.snapshot.transaction.options.branchHeaders = {{u"Authorization"_s, u"Bearer abc"_s}, {u"X-Trace"_s, u"it's"_s}};
        BranchOp op = detail.snapshot.ops[1];
        op.url = url;
        const QString command = callCommand(detail, op);
        for (const QString &part : std::as_const(parts))
            QVERIFY2(command.contains(part), qPrintable(u"%1 lacks %2"_s.arg(command, part)));
        QVERIFY(!command.contains(u"Bearer abc"_s));
    }

    void sqlNamesOneTransaction()
    {
        const QString sql = dtmSqlFor(Gid{u"it's \\ me"_s});
        QVERIFY2(sql.contains(u"WHERE gid = 'it''s \\\\ me'"_s), qPrintable(sql));
        QVERIFY(sql.contains(u"trans_branch_op"_s));
        QVERIFY(!sql.contains(u":gid"_s));
    }

    void linksComeFromTheJournal()
    {
        TransactionDetail detail = sampleDetail(Story::RolledBack, payloadNow);
        detail.events.append({.seq = 90, .kind = EventKind::Note, .text = u"resubmitted as order-7-r1"_s});
        detail.events.append({.seq = 91, .kind = EventKind::Note, .text = u"resubmitted from order-6: too late"_s});
        detail.snapshot.transaction.options.branchHeaders = {{u"Traceparent"_s, u"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"_s}};
        const TransactionLinks links = linksOf(detail);
        QCOMPARE(links.copies, (QList<Gid>{Gid{u"order-7-r1"_s}}));
        QCOMPARE(links.original, std::optional(Gid{u"order-6"_s}));
        QCOMPARE(traceUrl(u"http://jaeger:16686/trace/{trace_id}"_s, links.trace), u"http://jaeger:16686/trace/4bf92f3577b34da6a3ce929d0e0e4736"_s);
        QVERIFY(traceUrl(u"file:///etc/{trace_id}"_s, links.trace).isEmpty());
    }

    // console.md 3.15: a payload of 1 MB is on screen within 80 ms; here in a debug build on a shared machine.
    void aMegabyteIsQuick()
    {
        PayloadView view("payloadText"_L1);
        view.resize(900, 600);
        view.show();
        const QByteArray json = largeJson();
        QElapsedTimer timer;
        timer.start();
        view.setPayload(json, {});
        const qint64 set = timer.restart();
        view.grab();
        const qint64 painted = timer.elapsed();
        auto *text = view.findChild<FoldingEdit *>("payloadText"_L1);
        qInfo("1 MB of JSON: the first %d lines filled in %lld ms, painted in %lld ms", text->blockCount(), set, painted);
        QVERIFY2(set + painted < 5000, "seconds");
        QVERIFY2(!text->isWhole() && text->blockCount() > 1000, "more than a screen, and not all of it");
        QTRY_VERIFY(text->isWhole()); // by itself
        QVERIFY(text->blockCount() > 100'000);
        QCOMPARE(text->toPlainText(), view.copyText());
    }

    // Whatever needs all of a long text has all of it, also before it was taken in.
    void nothingOfALongTextIsMissed_data()
    {
        QTest::addColumn<QString>("act");
        for (const auto *act : {"find", "find backward", "copy all", "to the end", "fold", "fold all"})
            QTest::newRow(act) << QString::fromLatin1(act);
    }
    void nothingOfALongTextIsMissed()
    {
        QFETCH(QString, act);
        PayloadView view("payloadText"_L1);
        view.resize(600, 400);
        view.show();
        view.setPayload(largeJson(), {});
        auto *text = view.findChild<FoldingEdit *>("payloadText"_L1);
        QVERIFY(!text->isWhole());
        const QString whole = text->wholeText();
        if (act.startsWith(u"find"_s)) {
            const QString last = u"article %1"_s.arg(whole.count(u"\"sku\""_s) - 1);
            view.openFind();
            auto *field = view.findChild<QLineEdit *>("findField"_L1);
            QTest::keyClicks(field, act == u"find"_s ? last : u"price"_s);
            QTest::keyClick(field, Qt::Key_Return, act == u"find"_s ? Qt::NoModifier : Qt::ShiftModifier);
            QVERIFY(act == u"find"_s ? text->textCursor().selectedText() == last : text->textCursor().blockNumber() > text->blockCount() - 20);
        } else if (act == u"copy all"_s) {
            QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
            QCOMPARE(QGuiApplication::clipboard()->text(), whole);
        } else if (act == u"to the end"_s) {
            QTest::keyClick(text, Qt::Key_End, Qt::ControlModifier);
            QVERIFY(text->textCursor().atEnd());
        } else {
            QTest::keyClicks(text, act == u"fold"_s ? u"["_s : u"{"_s);
            QVERIFY(text->hiddenLines() > 100'000);
        }
        QVERIFY(text->isWhole());
        QCOMPARE(text->toPlainText(), whole);
    }

    void oneLongTextReplacesAnother()
    {
        FoldingEdit text;
        text.resize(300, 200);
        text.show();
        const QString first = QStringList(5000, u"first"_s).join(u'\n'), second = QStringList(4000, u"second"_s).join(u'\n');
        text.setWholeText(first);
        text.moveCursor(QTextCursor::End); // of what is there
        const int stood = text.textCursor().position();
        QTRY_VERIFY(text.blockCount() > 2000);
        QCOMPARE(text.textCursor().position(), stood);
        text.setWholeText(second);
        QTRY_VERIFY(text.isWhole());
        QCOMPARE(text.toPlainText(), second);
        text.setWholeText(first);
        text.setWholeText(u"short"_s);
        QVERIFY(text.isWhole());
        QCOMPARE(text.toPlainText(), u"short"_s);
    }

    // Objects and lists fold by key and by pointer; nothing that is hidden is lost to copying or finding.
    void jsonFolds()
    {
        PayloadView view("payloadText"_L1);
        view.resize(600, 400);
        view.show();
        view.setPayload(R"({"order":{"lines":[{"sku":"apple"},{"sku":"pear"}],"to":"B"},"note":"x","empty":{}})", {});
        auto *text = view.findChild<FoldingEdit *>("payloadText"_L1);
        const QString whole = text->toPlainText();
        const auto line = [text](const QString &begin) { // the first that begins so
            QTextBlock block = text->document()->firstBlock();
            while (block.isValid() && !block.text().trimmed().startsWith(begin))
                block = block.next();
            return block;
        };
        const auto stand = [text](const QTextBlock &block) {
            QTextCursor cursor(block);
            text->setTextCursor(cursor);
        };
        stand(line(u"\"sku\": \"apple"_s));
        QTest::keyClicks(text, u"["_s); // its object
        QVERIFY(!line(u"\"sku\": \"apple"_s).isVisible() && line(u"\"sku\": \"pear"_s).isVisible());
        QVERIFY(text->textCursor().block().isVisible());
        QTest::keyClicks(text, u"]"_s);
        QCOMPARE(text->hiddenLines(), 0);
        QTest::keyClicks(text, u"{"_s);
        QVERIFY(line(u"\"order\""_s).isVisible() && line(u"\"note\""_s).isVisible());
        QVERIFY(!line(u"\"lines\""_s).isVisible() && !line(u"\"to\""_s).isVisible());
        QCOMPARE(text->toPlainText(), whole);
        QCOMPARE(view.copyText(), whole);
        view.grab();

        QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier); // what is found is shown
        auto *field = view.findChild<QLineEdit *>("findField"_L1);
        QTest::keyClicks(field, u"pear"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(text->textCursor().selectedText() == u"pear"_s && text->textCursor().block().isVisible());
        text->foldAll(false);
        QCOMPARE(text->hiddenLines(), 0);

        const QRect place = text->cursorRect(QTextCursor(line(u"\"order\""_s)));
        auto *margin = text->childAt(4, place.center().y() + text->viewport()->y());
        QVERIFY(margin && margin != text->viewport());
        QTest::mouseClick(margin, Qt::LeftButton, {}, QPoint(4, place.center().y()));
        QVERIFY(text->isFolded(line(u"\"order\""_s)) && !line(u"\"lines\""_s).isVisible());
        view.setPayload(QByteArray(1000, 'x'), {}); // a long line is broken to be shown, not to be copied
        view.setMode(PayloadMode::Raw);
        QVERIFY(text->blockCount() > 2);
        text->selectAll();
        text->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(1000, u'x'));

        view.setPayload(R"({"a":{"b":1}})", {}); // as sent there is nothing to fold
        QTest::keyClicks(text, u"{"_s);
        QCOMPARE(text->hiddenLines(), 0);
    }

    void findingGoesThroughThePayload()
    {
        PayloadView view("payloadText"_L1);
        view.resize(600, 400);
        view.show();
        view.setPayload(R"({"amount":30,"to":"B","note":"amount due"})", {});
        auto *text = view.findChild<QPlainTextEdit *>("payloadText"_L1);
        text->setFocus();
        QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier);
        auto *field = view.findChild<QLineEdit *>("findField"_L1);
        QVERIFY(!field->isHidden() && !field->parentWidget()->isHidden());
        QTest::keyClicks(field, u"amount"_s);
        QTest::keyClick(field, Qt::Key_Return);
        const int first = text->textCursor().position();
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(text->textCursor().position() > first);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(text->textCursor().position(), first);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->parentWidget()->isHidden());
    }
};

TXDESK_TEST(PayloadTest);
#include "payload_test.moc"
