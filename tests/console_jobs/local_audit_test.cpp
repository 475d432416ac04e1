// This machine's own record: a chain that shows what was changed, and what cannot be written is not done.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/local_audit.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
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
