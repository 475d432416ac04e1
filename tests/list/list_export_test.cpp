// A list as a file: whole, page by page, harmless to spreadsheets, without secrets; and rows as copies.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/list_export.h"
#include "console/list/row_copies.h"
#include "console/models/filter_grammar.h"
#include "tests/list/list_under_test.h"
#include "tests/support/test_main.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

} // namespace

class ListExportTest final : public QObject
{
    Q_OBJECT

private slots:
    void cellsAreHarmless_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << u"saga"_s << u"saga"_s;
        QTest::newRow("formula") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("plus") << u"+1"_s << u"'+1"_s;
        QTest::newRow("minus") << u"-1"_s << u"'-1"_s;
        QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("behind a tab") << u"\t=cmd"_s << u"'\t=cmd"_s;
        QTest::newRow("comma and quote") << u"a,\"b\""_s << u"\"a,\"\"b\"\"\""_s;
        QTest::newRow("formula with comma") << u"=A1,B1"_s << u"\"'=A1,B1\""_s;
        QTest::newRow("two lines") << u"a\nb"_s << u"\"a\nb\""_s;
    }
    void cellsAreHarmless()
    {
        QFETCH(QString, text);
        QTEST(csvCell(text), "cell");
    }

    void everyPageIsWritten()
    {
        PaneUnderTest under(950);
        QTemporaryDir folder;
        ListExport job(under.link, under.clock);
        QSignalSpy ended(&job, &ListExport::ended);
        QSignalSpy progressed(&job, &ListExport::progressed);
        job.start(folder.filePath(u"x.csv"_s), ExportFormat::Csv, {}, TransactionSort::NewestFirst);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(ended.first().first().toString(), QString());
        QVERIFY(progressed.size() >= 5);
        const QList<QByteArray> lines = contentOf(folder.filePath(u"x.csv"_s)).split('\n');
        QCOMPARE(lines.size(), 952); // header, rows, the end
        QVERIFY(lines[0].startsWith("gid,business_key,type,status,created"));
        QVERIFY(lines[950].startsWith("gid00001,"));
    }

    void jsonLinesHaveOneObjectEach()
    {
        PaneUnderTest under(3);
        under.link.rows[1].transaction.lastError = u"token=abcdef0123456789 refused"_s;
        QTemporaryDir folder;
        ListExport job(under.link, under.clock);
        QSignalSpy ended(&job, &ListExport::ended);
        job.start(folder.filePath(u"x.jsonl"_s), ExportFormat::JsonLines, {}, TransactionSort::NewestFirst);
        QTRY_COMPARE(ended.size(), 1);
        const QByteArray text = contentOf(folder.filePath(u"x.jsonl"_s));
        const QList<QByteArray> lines = text.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        for (const QByteArray &line : lines)
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    }

    void secretsStayHere()
    {
        TransactionRow row = sampleRow(1);
        row.transaction.lastError = u"password=hunter2hunter2"_s;
        QVERIFY(!csvLine(row).contains("hunter2"));
    }

    void stoppedNothingIsLeft()
    {
        PaneUnderTest under(950);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"x.csv"_s);
        ListExport job(under.link, under.clock);
        QSignalSpy ended(&job, &ListExport::ended);
        job.start(path, ExportFormat::Csv, {}, TransactionSort::NewestFirst);
        job.cancel();
        QCOMPARE(ended.size(), 1);
        under.settle();
        QCOMPARE(ended.size(), 1);
        QVERIFY(!QFile::exists(path));

        job.start(path, ExportFormat::Csv, {}, TransactionSort::NewestFirst);
        under.link.refusal = Error{ErrorCode::Overloaded, u"the coordinator is busy"_s, {}};
        QTRY_COMPARE(ended.size(), 2);
        QCOMPARE(ended.last().first().toString(), u"the coordinator is busy"_s);
        QVERIFY(!QFile::exists(path));
    }

    void conditionsOfTheConsoleHoldInTheFileToo()
    {
        Capabilities stockDtm;
        stockDtm.filters = FilterTerm::Status;
        PaneUnderTest under(400, stockDtm);
        for (int i = 0; i < 400; i += 4)
            under.link.rows[i].transaction.failures = 5;
        QTemporaryDir folder;
        ListExport job(under.link, under.clock);
        QSignalSpy ended(&job, &ListExport::ended);
        job.start(folder.filePath(u"x.csv"_s), ExportFormat::Csv, u"tries>=3"_s, TransactionSort::NewestFirst);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(job.written(), 100);
        QVERIFY(!under.link.filtersAsked.last().failuresMin);
    }

    void rowsAreCopied()
    {
        PaneUnderTest under(5);
        under.table().setFocus();
        under.table().selectGid(sampleRow(4).transaction.gid);
        QTest::keyClick(&under.table(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(under.table().selectedGids(), (QList<Gid>{sampleRow(4).transaction.gid, sampleRow(3).transaction.gid}));
        QTest::keyClick(&under.table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().trimmed().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[1].contains(u"gid00004"_s) && lines[2].contains(u"gid00003"_s));
        QTest::keyClick(&under.table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QJsonArray rows = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).array();
        QCOMPARE(rows.size(), 2);
        QTest::keyClick(&under.table(), Qt::Key_Y);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"gid00003"_s);
    }
};

TXDESK_TEST(ListExportTest);
#include "list_export_test.moc"
