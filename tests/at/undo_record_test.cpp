// The undo record as text: what comes back is what went in, and nothing that anybody may have written in its place is used.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/net_changes.h"
#include "shared/at/undo_record.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const Gid undoGid{u"g"_s};
const BranchId undoBranch{u"01"_s};

UndoRecord sampleRecord()
{
    return {undoGid, undoBranch, u"sqlite:/bank"_s,
            {{.kind = ChangeKind::Update,
              .table = u"t"_s,
              .key = {u"id"_s},
              .columns = {{u"id"_s, u"INTEGER"_s}, {u"v"_s, {}}},
              .before = {{RowValue::integer(1), RowValue::null()}, {RowValue::integer(2), RowValue::text("\xEF\xBB\xBFtext")}},
              .after = {{RowValue::integer(1), RowValue::bytes(QByteArray(3, '\0'))}, {RowValue::integer(2), RowValue::real(-0.0)}}},
             {.kind = ChangeKind::Insert,
              .table = u"order"_s,
              .key = {u"k"_s},
              .columns = {{u"k"_s, u"TEXT"_s}},
              .after = {{RowValue::text("")}, {RowValue::digits("18446744073709551616")}}}}};
}

UndoItem oneChange(const std::optional<QList<int>> &before, const std::optional<QList<int>> &after)
{
    UndoItem item{.kind = !before ? ChangeKind::Insert : !after ? ChangeKind::Delete : ChangeKind::Update,
                  .table = u"t"_s, .key = {u"id"_s}, .columns = {{u"id"_s, {}}, {u"v"_s, {}}}};
    const auto rowOf = [](const QList<int> &numbers) {
        Row row;
        for (const int number : numbers)
            row.append(RowValue::integer(number));
        return row;
    };
    if (before)
        item.before.append(rowOf(*before));
    if (after)
        item.after.append(rowOf(*after));
    return item;
}

} // namespace

class UndoRecordTest final : public QObject
{
    Q_OBJECT

private slots:
    void comesBack();
    void refusesWhatItCannotTrust_data();
    void refusesWhatItCannotTrust();
    void refusesSizes();
    void joinsChangesOfOneRow_data();
    void joinsChangesOfOneRow();
    void joinsColumnsOfSeveralItems();
};

void UndoRecordTest::comesBack()
{
    const Result<QByteArray> text = sampleRecord().encode();
    QVERIFY(text);
    const Result<UndoRecord> read = UndoRecord::decode(*text, undoGid, undoBranch);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, sampleRecord());
}

void UndoRecordTest::refusesWhatItCannotTrust_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const struct { const char *name; const char *from; const char *to; } rows[] = {
        {"row85: an unknown version", "\"v\":1", "\"v\":2"},
        {"row85: a version that is a text", "\"v\":1", "\"v\":\"1\""},
        {"row85: of another transaction", "\"gid\":\"g\"", "\"gid\":\"h\""},
        {"row85: of another branch", "\"branch_id\":\"01\"", "\"branch_id\":\"02\""},
        {"row85: packed", "{", "\x1f\x8b\x08"},
        {"row85: cut off", "\"v\":1}", "\"v\":1"},
        {"an unknown member", "\"v\":1", "\"v\":1,\"@class\":\"java.lang.Runtime\""},
        {"an unknown kind", "\"kind\":\"insert\"", "\"kind\":\"merge\""},
        {"no table", "\"table\":\"t\"", "\"table\":\"\""},
        {"a key that is no column", "\"pk\":[\"id\"]", "\"pk\":[\"no\"]"},
        {"no key", "\"pk\":[\"id\"]", "\"pk\":[]"},
        {"a column twice", "\"n\":\"v\"", "\"n\":\"id\""},
        {"a row that is too short", "[{\"i\":\"1\"},null]", "[{\"i\":\"1\"}]"},
        {"images of two lengths", "[[{\"i\":\"1\"},null],", "["},
        {"an integer that is none", "{\"i\":\"1\"}", "{\"i\":\"1; DROP\"}"},
        {"bytes that are no base64", "{\"b\":\"AAAA\"}", "{\"b\":\"A!\"}"},
        {"a bare number", "{\"i\":\"1\"}", "1"},
        {"two tags", "{\"b\":\"AAAA\"}", "{\"b\":\"AAAA\",\"t\":\"\"}"},
    };
    for (const auto &row : rows)
        QTest::newRow(row.name) << QByteArray(row.from) << QByteArray(row.to);
}

void UndoRecordTest::refusesWhatItCannotTrust()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray text = *sampleRecord().encode();
    QVERIFY2(text.contains(from), text.constData());
    text.replace(text.indexOf(from), from.size(), to);
    const Result<UndoRecord> read = UndoRecord::decode(text, undoGid, undoBranch);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidRequest);
}

void UndoRecordTest::refusesSizes()
{
    const QByteArray text = *sampleRecord().encode();
    QVERIFY(!UndoRecord::decode(text + QByteArray(UndoRecord::bytesMax, ' '), undoGid, undoBranch));
    UndoRecord many = sampleRecord();
    many.items[1].after = QList<Row>(UndoRecord::rowsMax + 1, Row{RowValue::text("")});
    QVERIFY(!many.encode());
    QByteArray rows = "[{\"t\":\"\"}]";
    QByteArray list;
    for (int i = 0; i < UndoRecord::rowsMax; ++i)
        list += rows + ',';
    QByteArray huge = text;
    huge.replace(huge.lastIndexOf("[[") + 1, 0, list);
    const Result<UndoRecord> read = UndoRecord::decode(huge, undoGid, undoBranch);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains("rows"_L1), qPrintable(read.error().message));
}

void UndoRecordTest::joinsChangesOfOneRow_data()
{
    QTest::addColumn<QList<UndoItem>>("items");
    QTest::addColumn<QList<UndoItem>>("net");
    const auto none = std::nullopt;
    using Numbers = QList<int>;
    QTest::newRow("update, update") << QList<UndoItem>{oneChange(Numbers{1, 1}, Numbers{1, 2}), oneChange(Numbers{1, 2}, Numbers{1, 3})}
                                    << QList<UndoItem>{oneChange(Numbers{1, 1}, Numbers{1, 3})};
    QTest::newRow("there and back") << QList<UndoItem>{oneChange(Numbers{1, 1}, Numbers{1, 2}), oneChange(Numbers{1, 2}, Numbers{1, 1})} << QList<UndoItem>();
    QTest::newRow("insert, update") << QList<UndoItem>{oneChange(none, Numbers{1, 1}), oneChange(Numbers{1, 1}, Numbers{1, 2})}
                                    << QList<UndoItem>{oneChange(none, Numbers{1, 2})};
    QTest::newRow("insert, delete") << QList<UndoItem>{oneChange(none, Numbers{1, 1}), oneChange(Numbers{1, 1}, none)} << QList<UndoItem>();
    QTest::newRow("update, delete") << QList<UndoItem>{oneChange(Numbers{1, 1}, Numbers{1, 2}), oneChange(Numbers{1, 2}, none)}
                                    << QList<UndoItem>{oneChange(Numbers{1, 1}, none)};
    QTest::newRow("delete, insert") << QList<UndoItem>{oneChange(Numbers{1, 1}, none), oneChange(none, Numbers{1, 2})}
                                    << QList<UndoItem>{oneChange(Numbers{1, 1}, Numbers{1, 2})};
    QTest::newRow("delete, insert, delete") << QList<UndoItem>{oneChange(Numbers{1, 1}, none), oneChange(none, Numbers{1, 2}), oneChange(Numbers{1, 2}, none)}
                                            << QList<UndoItem>{oneChange(Numbers{1, 1}, none)};
    QTest::newRow("two rows") << QList<UndoItem>{oneChange(Numbers{1, 1}, Numbers{1, 2}), oneChange(none, Numbers{2, 1})}
                              << QList<UndoItem>{oneChange(Numbers{1, 1}, Numbers{1, 2}), oneChange(none, Numbers{2, 1})};
}

void UndoRecordTest::joinsChangesOfOneRow()
{
    QFETCH(QList<UndoItem>, items);
    QTEST(netChanges(items), "net");
}

void UndoRecordTest::joinsColumnsOfSeveralItems()
{
    const UndoItem a{.kind = ChangeKind::Update, .table = u"t"_s, .key = {u"id"_s}, .columns = {{u"id"_s, {}}, {u"a"_s, {}}},
                     .before = {{RowValue::integer(1), RowValue::integer(10)}}, .after = {{RowValue::integer(1), RowValue::integer(11)}}};
    const UndoItem b{.kind = ChangeKind::Update, .table = u"t"_s, .key = {u"id"_s}, .columns = {{u"id"_s, {}}, {u"b"_s, {}}},
                     .before = {{RowValue::integer(1), RowValue::integer(20)}}, .after = {{RowValue::integer(1), RowValue::integer(21)}}};
    const UndoItem gone{.kind = ChangeKind::Delete, .table = u"t"_s, .key = {u"id"_s}, .columns = {{u"id"_s, {}}, {u"a"_s, {}}, {u"b"_s, {}}, {u"c"_s, {}}},
                        .before = {{RowValue::integer(1), RowValue::integer(11), RowValue::integer(21), RowValue::integer(30)}}};
    const QList<UndoItem> net = netChanges({a, b, gone});
    QCOMPARE(net.size(), 1);
    QCOMPARE(net.first().kind, ChangeKind::Delete);
    QCOMPARE(net.first().before, (QList<Row>{{RowValue::integer(1), RowValue::integer(10), RowValue::integer(20), RowValue::integer(30)}}));
    const QList<UndoItem> both = netChanges({a, b});
    QCOMPARE(both.size(), 1);
    QCOMPARE(both.first().after, (QList<Row>{{RowValue::integer(1), RowValue::integer(11), RowValue::integer(21)}}));
    QCOMPARE(both.first().before, (QList<Row>{{RowValue::integer(1), RowValue::integer(10), RowValue::integer(20)}}));
}

TXDESK_TEST(UndoRecordTest);

} // namespace txdesk::test

#include "undo_record_test.moc"
