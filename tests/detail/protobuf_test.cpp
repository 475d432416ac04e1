// Protobuf payloads without a schema: what the bytes say, hostile ones too, how the viewer shows them, and that no secret gets out.
// SPDX-License-Identifier: Apache-2.0
#include "console/detail/folding_edit.h"
#include "console/detail/hex_view.h"
#include "console/detail/payload_view.h"
#include "console/detail/resubmit_dialog.h"
#include "console/models/call_commands.h"
#include "console/models/payload_text.h"
#include "console/models/protobuf_text.h"
#include "shared/codec/transaction_codec.h"
#include "tests/console/samples.h"
#include "tests/support/test_main.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <bit>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray protobufSecret = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl";

// What protoc would write, field by field.
struct Wire
{
    QByteArray bytes;

    Wire &number(quint64 value)
    {
        for (; value > 0x7f; value >>= 7)
            bytes += static_cast<char>((value & 0x7f) | 0x80);
        bytes += static_cast<char>(value);
        return *this;
    }
    Wire &varint(quint32 field, quint64 value) { return number(field << 3).number(value); }
    Wire &text(quint32 field, const QByteArray &value)
    {
        number(field << 3 | 2).number(static_cast<quint64>(value.size()));
        bytes += value;
        return *this;
    }
    Wire &message(quint32 field, const Wire &value) { return text(field, value.bytes); }
    template <class Number>
    Wire &fixed(quint32 field, Number value)
    {
        number(field << 3 | (sizeof value == 4 ? 5 : 1));
        bytes += QByteArray(reinterpret_cast<const char *>(&value), sizeof value);
        return *this;
    }
    Wire &group(quint32 field, const Wire &value)
    {
        number(field << 3 | 3);
        bytes += value.bytes;
        return number(field << 3 | 4);
    }
};

Wire nested(int depth)
{
    Wire wire = Wire().varint(1, 7);
    for (int i = 0; i < depth; ++i)
        wire = Wire().message(1, wire);
    return wire;
}

// A transfer as the field's tutorials have it.
QByteArray transfer()
{
    return Wire().text(1, "account-1").varint(2, 3000).message(3, Wire().text(1, "转账").varint(2, 1'795'240'060)).fixed(4, 0.25).bytes;
}

} // namespace

class ProtobufTest final : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAreTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const Wire &wire, const QString &text) { QTest::newRow(name) << wire.bytes << text; };
        row("a number", Wire().varint(1, 150), u"1: 150  # sint 75"_s);
        row("nought", Wire().varint(1, 0), u"1: 0  # false"_s);
        row("one", Wire().varint(1, 1), u"1: 1  # true, sint -1"_s);
        row("a negative number", Wire().varint(2, ~quint64(0)), u"2: 18446744073709551615  # int -1, sint -9223372036854775808"_s);
        row("a moment", Wire().varint(1, 1'795'240'060), u"1: 1795240060  # sint 897620030, time 2026-11-21T05:47:40Z"_s);
        row("four bytes", Wire().fixed(3, 3.5F), u"3: 0x40600000  # float 3.5, int 1080033280"_s);
        row("four bytes, negative", Wire().fixed(3, qint32(-1)), u"3: 0xffffffff  # float -nan, int -1, unsigned 4294967295"_s);
        row("eight bytes", Wire().fixed(3, -0.25), u"3: 0xbfd0000000000000  # double -0.25, int -4625196817309499392, unsigned 13821547256400052224"_s);
        row("a text", Wire().text(4, "转账 \"x\"\n"), u"4: \"转账 \\\"x\\\"\\n\""_s);
        row("nothing in it", Wire().text(4, {}), u"4: \"\""_s);
        row("bytes", Wire().text(5, QByteArray("\x00\xff\x80\x80", 4)), u"5: 4 bytes: 00 ff 80 80"_s);
        row("packed numbers", Wire().text(6, QByteArray("\x03\x8e\x02\x9e\xa7\x05")), u"6: 6 bytes: 03 8e 02 9e a7 05  # numbers 3 270 86942"_s);
        row("a message", Wire().message(2, Wire().varint(1, 150).text(2, "a")), u"2 {\n    1: 150  # sint 75\n    2: \"a\"\n}"_s);
        row("a group", Wire().group(2, Wire().text(1, "a")), u"2 {\n    1: \"a\"\n}"_s);
        row("an empty group", Wire().group(2, {}), u"2 {}"_s);
        row("a text that is a message too", Wire().text(1, "(7"), u"1: \"(7\""_s);
        row("only an id", Wire().text(1, "550e8400-e29b-41d4-a716-446655440000"), u"1: \"550e8400-e29b-41d4-a716-446655440000\""_s);
        row("an id in a message", Wire().message(1, Wire().text(1, "550e8400-e29b-41d4-a716-446655440000")),
            u"1 {\n    1: \"550e8400-e29b-41d4-a716-446655440000\"\n}"_s);
        row("a map", Wire().message(7, Wire().text(1, "colour").text(2, "red")).message(7, Wire().text(1, "size").text(2, "L")),
            u"7 {\n    1: \"colour\"\n    2: \"red\"\n}\n7 {\n    1: \"size\"\n    2: \"L\"\n}"_s);
    }
    void fieldsAreTold()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(sniffPayload(bytes).form, PayloadForm::Protobuf);
        const std::optional<ProtobufText> told = readProtobuf(bytes);
        QVERIFY(told);
        QTEST(told->text, "text");
        QCOMPARE(told->bytes, bytes);
        QVERIFY(!told->truncated);
    }

    // What other things are stays what it was.
    void othersAreNoMessages_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("form");
        QTest::newRow("nothing") << QByteArray() << int(PayloadForm::Empty);
        QTest::newRow("JSON") << QByteArray(R"({"a":1})") << int(PayloadForm::Json);
        QTest::newRow("a word that parses") << QByteArray("(7") << int(PayloadForm::Text);
        QTest::newRow("lines") << QByteArray("\n\n  hello\n") << int(PayloadForm::Text);
        QTest::newRow("colours of a terminal") << QByteArray("\x1b[31mred\x1b[0m") << int(PayloadForm::Text);
        QTest::newRow("field 0") << QByteArray("\x00\x01", 2) << int(PayloadForm::Binary);
        QTest::newRow("cut in a number") << QByteArray("\x08\xff") << int(PayloadForm::Binary);
        QTest::newRow("cut in a text") << Wire().varint(1, 150).text(2, "hello").bytes.chopped(2) << int(PayloadForm::Binary);
        QTest::newRow("a length beyond the end") << QByteArray("\x0a\xff\xff\xff\xff\x0f") << int(PayloadForm::Binary);
        QTest::newRow("a number of eleven bytes") << QByteArray("\x08") + QByteArray(10, '\xff') + '\x01' << int(PayloadForm::Binary);
        QTest::newRow("a group that is not closed") << QByteArray("\x0b\x08\x96\x01") << int(PayloadForm::Binary);
        QTest::newRow("a group that was never opened") << QByteArray("\x08\x96\x01\x0c") << int(PayloadForm::Binary);
        QTest::newRow("a wire type nobody has") << QByteArray("\x0f\xff") << int(PayloadForm::Binary);
        QTest::newRow("a thousand groups") << QByteArray(1000, '\x0b') + QByteArray(1000, '\x0c') << int(PayloadForm::Text);
        QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10) << int(PayloadForm::Binary);
        QTest::newRow("more than is read") << QByteArray("\x0a\x80\x80\x80\x04") + QByteArray(8 * 1024 * 1024, '\x80') << int(PayloadForm::Binary);
    }
    void othersAreNoMessages()
    {
        QFETCH(QByteArray, bytes);
        QTEST(int(sniffPayload(bytes).form), "form");
    }

    void everyPrefixIsHarmless()
    {
        const QByteArray whole = transfer() + nested(50).bytes + Wire().group(9, Wire().group(9, Wire().varint(1, 1))).bytes;
        for (qsizetype size = 0; size <= whole.size(); ++size) {
            (void)readProtobuf(whole.first(size));
            QByteArray turned = whole;
            if (size < whole.size())
                turned[size] = static_cast<char>(~turned[size]);
            (void)readProtobuf(turned);
        }
        QVERIFY(readProtobuf(whole));
    }

    void theDeepAndTheLongAreCut()
    {
        const std::optional<ProtobufText> deep = readProtobuf(nested(2000).bytes);
        QVERIFY(deep);
        QCOMPARE(deep->text.count(u'{'), qsizetype(protobufDepthMax));
        QCOMPARE(deep->text.count(u'}'), qsizetype(protobufDepthMax));

        Wire many;
        for (int i = 0; i < 100'000; ++i)
            many.varint(1, static_cast<quint64>(i));
        const std::optional<ProtobufText> lines = readProtobuf(many.bytes);
        QVERIFY(lines && lines->truncated);
        QCOMPARE(lines->text.count(u'\n'), qsizetype(protobufLinesMax));
        QVERIFY(lines->text.section(u'\n', -1).contains(u"more"_s));

        const std::optional<ProtobufText> text = readProtobuf(Wire().text(1, QByteArray(100'000, 'x')).varint(2, 7).bytes);
        QVERIFY(text && !text->truncated);
        QVERIFY(text->text.size() < 5000 && text->text.contains(u"95904"_s));
    }

    void theViewerReadsThem()
    {
        PayloadView view("payloadText"_L1);
        view.resize(700, 400);
        view.show();
        const auto *text = view.findChild<FoldingEdit *>("payloadText"_L1);
        const auto button = [&view](QLatin1StringView name) { return view.findChild<QToolButton *>(name); };
        view.setPayload(transfer(), {});
        QCOMPARE(view.mode(), PayloadMode::Protobuf);
        QCOMPARE(text->toPlainText(), u"1: \"account-1\"\n2: 3000  # sint 1500\n3 {\n    1: \"转账\"\n    2: 1795240060  # sint 897620030, time 2026-11-21T05:47:40Z\n}\n"
                                      "4: 0x3fd0000000000000  # double 0.25, int 4598175219545276416"_s);
        QVERIFY(view.note().startsWith(u"protobuf, without its schema"_s));
        QVERIFY(button("modeProtobuf"_L1)->isChecked() && !button("modePretty"_L1)->isEnabled() && !button("modeTree"_L1)->isEnabled());
        QVERIFY(!button("modePretty"_L1)->accessibleDescription().isEmpty());
        QTest::keyClicks(view.findChild<FoldingEdit *>("payloadText"_L1), u"{"_s); // messages fold as objects do
        QVERIFY(text->hiddenLines() == 2);
        view.grab();

        button("modeHex"_L1)->click();
        QCOMPARE(view.findChild<HexView *>("payloadHex"_L1)->bytes(), transfer());
        button("modeRaw"_L1)->click();
        QVERIFY(text->toPlainText().startsWith(u"00000000  0a 09 61 63"_s));
        button("modeProtobuf"_L1)->click();

        view.setPayload(R"({"amount":30})", {}); // what was chosen is not there: what is next to it
        QCOMPARE(view.mode(), PayloadMode::Pretty);
        QVERIFY(!button("modeProtobuf"_L1)->isEnabled() && !button("modeProtobuf"_L1)->accessibleDescription().isEmpty());
        view.setPayload(transfer(), {});
        QCOMPARE(view.mode(), PayloadMode::Protobuf);
        button("modePretty"_L1)->click(); // greyed
        QCOMPARE(view.mode(), PayloadMode::Protobuf);
        view.setPayload({}, u"Hidden"_s);
        QCOMPARE(button("modeProtobuf"_L1)->accessibleDescription(), u"Hidden"_s);
    }

    void theyComeThroughTheWireAsTheyAre()
    {
        BranchOp op{.branch = BranchId{u"01"_s}, .payload = transfer() + QByteArray("\x2a\x03\x00\xff\x80", 5)};
        const Result<BranchOp> read = codec::branchOpFromJson(codec::toJson(op));
        QVERIFY(read);
        QCOMPARE(read->payload, op.payload);
    }

    void noSecretGetsOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("secret");
        const QByteArray password = "hunter2hunter2";
        QTest::newRow("a JWT") << Wire().varint(1, 150).text(2, protobufSecret).bytes << protobufSecret;
        QTest::newRow("JSON within") << Wire().varint(1, 150).text(2, "{\"password\":\"" + password + "\"}").bytes << password;
        QTest::newRow("the entry of a map") << Wire().varint(1, 150).message(2, Wire().text(1, "authorization").text(2, password)).bytes << password;
        QTest::newRow("beyond the last line") << [] {
            Wire many;
            for (int i = 0; i < protobufLinesMax + 10; ++i)
                many.varint(1, 1);
            return many.text(2, protobufSecret).bytes;
        }() << protobufSecret;
        Wire crowd;
        for (int i = 0; i < 500; ++i)
            crowd.text(1, protobufSecret + QByteArray::number(i));
        QTest::newRow("very many") << crowd.varint(2, 150).bytes << protobufSecret;
    }
    void noSecretGetsOut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, secret);
        PayloadView view("payloadText"_L1);
        view.setPayload(bytes, {});
        QCOMPARE(view.form(), PayloadForm::Protobuf);
        for (const PayloadMode mode : {PayloadMode::Protobuf, PayloadMode::Raw, PayloadMode::Hex, PayloadMode::Pretty}) {
            view.setMode(mode);
            view.findChild<QToolButton *>("copyPayload"_L1)->click();
            const QString copied = QGuiApplication::clipboard()->text();
            QVERIFY(!copied.isEmpty());
            QVERIFY(!copied.contains(QString::fromLatin1(secret)) && !copied.contains(QString::fromLatin1(secret.first(8).toHex(' '))));
            QVERIFY(!view.findChild<QPlainTextEdit *>("payloadText"_L1)->toPlainText().contains(QString::fromLatin1(secret)));
            QVERIFY(!view.findChild<HexView *>("payloadHex"_L1)->bytes().contains(secret));
        }
        const std::optional<ProtobufText> open = readProtobuf(bytes, true);
        QVERIFY(open && open->bytes == bytes);
        QVERIFY(open->truncated || open->text.contains(QString::fromLatin1(secret)) || open->text.contains(u"hunter2"_s));
    }

    // A body that is shown in words is not sent in words.
    void copiesKeepTheBytes()
    {
        TransactionDetail original = sampleDetail(Story::RolledBack, fromMs(1'795'240'060'000));
        for (BranchOp &op : original.snapshot.ops)
            op.payload = op.payload.isEmpty() ? QByteArray() : transfer();
        ResubmitDialog dialog(original, Environment::Test, u"shop-eu"_s, {});
        auto *editor = dialog.findChild<QPlainTextEdit *>("resubmitEditor"_L1);
        QVERIFY(editor->isReadOnly());
        editor->setPlainText(u"1: \"account-2\""_s);
        QVERIFY(dialog.resubmission().payloads.isEmpty());

        for (BranchOp &op : original.snapshot.ops)
            op.payload = op.payload.isEmpty() ? QByteArray() : QByteArray(R"({"amount":30,"to":"B"})").toBase64();
        ResubmitDialog encoded(original, Environment::Test, u"shop-eu"_s, {});
        auto *json = encoded.findChild<QPlainTextEdit *>("resubmitEditor"_L1);
        QVERIFY(!json->isReadOnly());
        json->setPlainText(u"{\"amount\":35}"_s);
        QCOMPARE(encoded.resubmission().payloads.constBegin().value(), QByteArray("{\"amount\":35}").toBase64());
    }
};

TXDESK_TEST(ProtobufTest);
#include "protobuf_test.moc"
