// The diagnostics: every file can be read before it is saved, no secret is in one, and the archive is one that tar reads.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/diagnostics_dialog.h"
#include "console/app/print_desk.h"
#include "console/app/watchdog.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QListWidget>
#include <QPdfWriter>
#include <QProcess>

namespace txdesk::test {

class DiagnosticsTest final : public QObject
{
    Q_OBJECT

private slots:
    void tarReadsTheArchive()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"a.tar.gz"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray long600(600, 'x');
        file.write(tarGz({{u"one.txt"_s, "first"}, {u"two.txt"_s, long600}, {u"empty.txt"_s, {}}}, QDateTime::fromSecsSinceEpoch(1'795'000'000)));
        file.close();
        QProcess tar;
        tar.start(u"tar"_s, {u"-xzf"_s, file.fileName(), u"-C"_s, folder.path()});
        QVERIFY(tar.waitForFinished());
        QCOMPARE(tar.exitCode(), 0);
        QFile two(folder.filePath(u"two.txt"_s));
        QVERIFY(two.open(QIODevice::ReadOnly));
        QCOMPARE(two.readAll(), long600);
        QVERIFY(QFile::exists(folder.filePath(u"empty.txt"_s)));
    }

    void noSecretIsInAnyFile()
    {
        WindowUnderTest under;
        under.fill();
        under.settings.file().setValue(u"webhook/secret"_s, u"s3cr3t-value"_s);
        under.settings.file().setValue(u"something/password"_s, u"pa55word-value"_s);
        AppLog log;
        log.add(u"Authorization: Bearer t0ken-value"_s);
        RequestLog requests;
        requests.add({1'795'000'000'000, u"GET"_s, u"127.0.0.1:1/api/v1/transactions?gid=…"_s, 200, Milliseconds{12}});
        const QList<ArchiveFile> files = diagnosticFiles({&log, &requests, nullptr}, under.settings.file(), {});
        QCOMPARE(files.size(), 6);
        for (const ArchiveFile &file : files) {
            QVERIFY2(!file.content.isEmpty(), qPrintable(file.name));
            for (const char *secret : {"s3cr3t-value", "pa55word-value", "t0ken-value"})
                QVERIFY2(!file.content.contains(secret), qPrintable(file.name));
        }
        QVERIFY(files[2].content.contains("GET 127.0.0.1:1/api/v1/transactions?gid=… 200 12 ms"));
    }

    void whatIsUntickedStaysHere()
    {
        WindowUnderTest under;
        DiagnosticsDialog dialog({{u"a.txt"_s, "aaa"}, {u"b.txt"_s, "bbb"}}, {});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.list().item(1)->setCheckState(Qt::Unchecked);
        const QString file = under.folder.filePath(u"d.tar.gz"_s);
        QVERIFY(dialog.saveTo(file));
        QProcess tar;
        tar.start(u"tar"_s, {u"-tzf"_s, file});
        QVERIFY(tar.waitForFinished());
        QCOMPARE(tar.readAllStandardOutput().trimmed(), QByteArray("a.txt"));
    }

    void theWatchdogNoticesAStall()
    {
        Watchdog watchdog;
        QElapsedTimer busy; // as a window is that computes too long
        busy.start();
        while (busy.elapsed() < 350) {
        }
        QTRY_VERIFY(!watchdog.stalls().isEmpty());
        QVERIFY(watchdog.stalls().first().ms >= Watchdog::limitMs);
        QVERIFY(!watchdog.stalls().first().stack.isEmpty());
    }

    void everyPrintedPageHasItsHead()
    {
        PrintJob job{u"PROD shop-eu"_s, u"<b>gid</b>"_s, u"2026-11-21 03:07:41 +08:00"_s, {u"<script>alert(1)</script>"_s}, {}};
        PrintTable table{u"rows"_s, {u"gid"_s, u"status"_s}, {}};
        for (int i = 0; i < 300; ++i)
            table.rows.append({u"gid-%1"_s.arg(i), u"rolling back"_s});
        job.tables.append(table);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QPdfWriter paper(&buffer);
        const int pages = paintPages(paper, job);
        QVERIFY(pages > 2 && pages < 20);
        QVERIFY(buffer.data().startsWith("%PDF"));
    }

    // Payload, raw data and timeline are no tables: paper shows their text, secrets hidden.
    void everyTabCanBePrinted_data()
    {
        QTest::addColumn<int>("tab");
        QTest::addColumn<QString>("says");
        QTest::newRow("timeline") << int(DetailPane::Timeline) << u"compensate"_s;
        QTest::newRow("payload") << int(DetailPane::Payload) << u"\"amount\": 30"_s;
        QTest::newRow("raw") << int(DetailPane::Raw) << u"\"gid\": \"hqL8CUsXh7YaUzBYhTXCVk\""_s;
    }

    void everyTabCanBePrinted()
    {
        QFETCH(int, tab);
        QFETCH(QString, says);
        WindowUnderTest under;
        under.fill();
        DetailPane &detail = under.window->workspace()->detail();
        detail.showTab(static_cast<DetailPane::Tab>(tab));
        const QString text = under.window->printJob().paragraphs.join(u'\n');
        QVERIFY2(text.contains(says), qPrintable(text.left(2000)));
        QVERIFY(!text.contains(u"sk_live_4242424242"_s) && !text.contains(u"abcdef0123456789"_s));
        QCOMPARE(printedLines(QString(5000, u'\n')).size(), printedRows + 1);
    }

    void theListCanBePrinted()
    {
        WindowUnderTest under;
        under.fill();
        under.window->workspace()->list().table().setFocus();
        PrintJob job = under.window->printJob();
        QVERIFY(job.environment.contains(u"PROD"_s));
        QCOMPARE(job.tables.size(), 1);
        QVERIFY(job.tables.first().rows.size() >= 21);
        under.window->workspace()->detail().showTab(DetailPane::Branches);
        job = under.window->printJob();
        QCOMPARE(job.title, under.link->rows.first().transaction.gid.value);
        QVERIFY(!job.tables.isEmpty());
    }
};

TXDESK_TEST(DiagnosticsTest);

} // namespace txdesk::test

#include "diagnostics_test.moc"
