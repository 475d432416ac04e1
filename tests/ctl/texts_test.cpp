// Text that is safe for a terminal, columns that stand in line, times that people write.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/safe_text.h"
#include "server/ctl/table_text.h"
#include "server/ctl/time_text.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::ctl;

class TextsTest : public QObject
{
    Q_OBJECT

private slots:
    void isSafe_data();
    void isSafe();
    void jsonMeansTheSame();
    void knowsWidths_data();
    void knowsWidths();
    void tablesStandInLine();
    void tellsSpans_data();
    void tellsSpans();
    void readsTimes_data();
    void readsTimes();
    void refusesTimes();
};

void TextsTest::isSafe_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << u"caf\u00e9 转账"_s << u"caf\u00e9 转账"_s;
    QTest::newRow("escape sequence") << u"\u001b[2Jgone"_s << u"\\u{1b}[2Jgone"_s;
    QTest::newRow("a line of its own") << u"a\n2026 INFO admin login"_s << u"a\\u{a}2026 INFO admin login"_s;
    QTest::newRow("tab and return") << u"a\tb\rc"_s << u"a\\u{9}b\\u{d}c"_s;
    QTest::newRow("C1 control") << u"\u009b31m"_s << u"\\u{9b}31m"_s;
    QTest::newRow("right to left") << u"\u202ecod.exe"_s << u"\\u{202e}cod.exe"_s;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"\\u{2066}x\\u{2069}"_s;
    QTest::newRow("no width") << u"a\u200bb"_s << u"a\\u{200b}b"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\u{2028}b"_s;
    QTest::newRow("half a pair") << QString(QChar(0xd800)) << u"\\u{fffd}"_s;
    QTest::newRow("emoji") << u"🙂"_s << u"🙂"_s;
    QTest::newRow("invisible tag") << QString::fromUcs4(U"\U000e0041") << u"\\u{e0041}"_s;
}

void TextsTest::isSafe()
{
    QFETCH(QString, text);
    QFETCH(QString, safe);
    QCOMPARE(safeText(text), safe);
}

void TextsTest::jsonMeansTheSame()
{
    const QJsonObject json{{u"a"_s, u"x\u202ey\u001bz\u2028"_s}, {u"b"_s, 3}};
    const QString text = safeJson(json);
    QVERIFY(!text.contains(QChar(0x202e)) && !text.contains(QChar(0x1b)) && !text.contains(QChar(0x2028)));
    QCOMPARE(QJsonDocument::fromJson(text.toUtf8()).object(), json);
}

void TextsTest::knowsWidths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("none") << QString() << 0;
    QTest::newRow("latin") << u"abc"_s << 3;
    QTest::newRow("chinese") << u"转账"_s << 4;
    QTest::newRow("full width") << u"ａ"_s << 2;
    QTest::newRow("combining") << u"e\u0301"_s << 1;
    QTest::newRow("emoji") << u"🙂"_s << 2;
}

void TextsTest::knowsWidths()
{
    QFETCH(QString, text);
    QFETCH(int, width);
    QCOMPARE(displayWidth(text), width);
    QVERIFY(displayWidth(fitted(text, 2)) <= 2);
    QCOMPARE(fitted(text, width), text);
}

void TextsTest::tablesStandInLine()
{
    const QString table = tableText({{u"NAME"_s, 6}, {u"N"_s, 5, true}, {u"LAST"_s}}, {{u"转账"_s, u"7"_s, u"x\ny"_s}, {u"abcdefgh"_s, u"12345"_s, {}}});
    QCOMPARE(table, u"NAME        N  LAST\n"
                    "转账        7  x\\u{a}y\n"
                    "abcde…  12345\n"_s);
}

void TextsTest::tellsSpans_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64{0} << u"0 ms"_s;
    QTest::newRow("milliseconds") << qint64{999} << u"999 ms"_s;
    QTest::newRow("seconds") << qint64{3'400} << u"3.4 s"_s;
    QTest::newRow("many seconds") << qint64{59'900} << u"59.9 s"_s;
    QTest::newRow("minutes") << qint64{483'000} << u"8 m 3 s"_s;
    QTest::newRow("hours") << qint64{7'500'000} << u"2 h 5 m"_s;
    QTest::newRow("days") << qint64{273'600'000} << u"3 d 4 h"_s;
    QTest::newRow("whole days") << qint64{86'400'000} << u"1 d"_s;
    QTest::newRow("a clock that went back") << qint64{-5} << u"0 ms"_s;
}

void TextsTest::tellsSpans()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(spanText(Milliseconds{ms}), text);
}

void TextsTest::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("at");
    QTest::newRow("age") << u"2h"_s << u"2026-11-21 13:00:00Z"_s;
    QTest::newRow("day") << u"2026-11-20"_s << u"2026-11-20 00:00:00Z"_s;
    QTest::newRow("time") << u"2026-11-20T08:30:00Z"_s << u"2026-11-20 08:30:00Z"_s;
    QTest::newRow("time without a zone") << u"2026-11-20T08:30:00"_s << u"2026-11-20 08:30:00Z"_s;
    QTest::newRow("time of a zone") << u"2026-11-20T08:30:00+08:00"_s << u"2026-11-20 00:30:00Z"_s;
}

void TextsTest::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(QString, at);
    const Instant now = fromMs(1'795'273'200'000); // 2026-11-21 15:00:00Z
    QCOMPARE(timeText(now), u"2026-11-21 15:00:00Z"_s);
    const auto read = instantFrom(text, now);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
    QCOMPARE(timeText(*read), at);
}

void TextsTest::refusesTimes()
{
    for (const QString &text : {u"yesterday"_s, u"2h30m"_s, u"-2h"_s, u""_s, u"99999999999d"_s})
        QVERIFY2(!instantFrom(text, fromMs(0)), qPrintable(text));
}

TXDESK_TEST(TextsTest);
#include "texts_test.moc"
