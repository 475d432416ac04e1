// Whoever touches the audit in the database is found out, and the first bad record is named. On SQLite and MariaDB.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_verify.h"
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;

namespace {

const QByteArray sealingKey(32, 's');

AuditRecord deed(qint64 ms)
{
    AuditRecord record;
    record.at = at(ms);
    record.by = {u"ann"_s, u"t1"_s, Role::Admin, u"127.0.0.1"_s, u"r%1"_s.arg(ms)};
    record.action = u"force-stop"_s;
    record.gid = u"g%1"_s.arg(ms);
    record.reason = u"because"_s;
    return record;
}

} // namespace

class AuditVerifyTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;

    void open()
    {
        QFETCH(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store, u"audit_verify"_s);
    }

    void write(const QString &chain, int from, int to)
    {
        m_files->setAudit({sealingKey, chain});
        const auto store = m_files->store();
        for (int i = from; i <= to; ++i)
            std::ignore = ask(*store, AppendAudit{deed(i)});
    }

    AuditAnchor anchorOf(const QString &chain, Instant now)
    {
        const Result<AuditTail> tail = m_files->reader()->auditTail(chain);
        return {chain, tail->head, tail->count, now, auditKeyName(sealingKey)};
    }

    AuditVerdict verdict(const QList<AuditAnchor> &anchors = {}, const AuditKeys &keys = {sealingKey})
    {
        const auto reader = m_files->reader();
        const Result<AuditVerdict> found = verifyAudit(*reader, keys, anchors);
        if (!found)
            qFatal("%s", qPrintable(found.error().message));
        return *found;
    }

    static QString told(const AuditVerdict &verdict)
    {
        QStringList words;
        for (const AuditFault &fault : verdict.faults)
            words.append(u"%1 %2 %3"_s.arg(fault.chain).arg(fault.seq).arg(nameIn(auditDamageNames, fault.damage)));
        return words.join(u", "_s);
    }

private slots:
    void cleanup() { m_files.reset(); }

    void untouchedIsFine_data() { addStoreRows(false); }
    void untouchedIsFine()
    {
        open();
        write(u"n1"_s, 1, 0);
        QCOMPARE(told(verdict()), QString());
        write(u"n1"_s, 1, 7);
        write(u"n2"_s, 1, 3);
        const AuditVerdict found = verdict({anchorOf(u"n1"_s, at(9))});
        QCOMPARE(told(found), QString());
        QCOMPARE(found.records, 10);
        QCOMPARE(found.chains.size(), 2);
        QCOMPARE(found.chains[0].head.seq, 7);
        write(u"n1"_s, 8, 9); // the anchor is older than the store: as it should be
        QCOMPARE(told(verdict({anchorOf(u"n2"_s, at(9))})), QString());
    }

    void tamperingIsFound_data()
    {
        QTest::addColumn<AnyStore::Kind>("store");
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QString>("found");
        const QString n1 = u" where chain = 'n1' and "_s;
        const auto update = [&](const QString &set, const QString &which) { return u"update txdesk_audit set "_s + set + n1 + which; };
        const QString copied = u"insert into txdesk_audit (chain, seq, at, actor, token_id, role, address, request_id, action, gid, target, reason, "
                               "before_state, after_state, result, mac) select chain, %1, at, actor, token_id, role, address, request_id, action, gid, "
                               "target, 'forged', before_state, after_state, result, mac from txdesk_audit where chain = 'n1' and seq = %2"_s;
        const struct { const char *name; QStringList statements; const char *found; } rows[]{
            {"changed: the reason", {update(u"reason = 'x'"_s, u"seq = 4"_s)}, "n1 4 changed"},
            {"changed: who", {update(u"actor = 'bob'"_s, u"seq = 1"_s)}, "n1 1 changed"},
            {"changed: when", {update(u"at = at + 1"_s, u"seq = 7"_s)}, "n1 7 changed"},
            {"changed: the seal", {update(u"mac = zeroblob32"_s, u"seq = 3"_s)}, "n1 3 changed"},
            {"changed: a role that nobody knows", {update(u"role = 'root'"_s, u"seq = 3"_s)}, "n1 3 changed"},
            {"changed: text moved to another column", {update(u"target = reason, reason = ''"_s, u"seq = 5"_s)}, "n1 5 changed"},
            {"deleted: in the middle", {u"delete from txdesk_audit"_s + n1 + u"seq = 4"_s}, "n1 4 deleted"},
            {"deleted: several", {u"delete from txdesk_audit"_s + n1 + u"seq in (3, 4)"_s}, "n1 3 deleted"},
            {"deleted: the beginning", {u"delete from txdesk_audit"_s + n1 + u"seq <= 2"_s}, "n1 1 deleted"},
            {"deleted and numbered anew", {u"delete from txdesk_audit"_s + n1 + u"seq = 4"_s, update(u"seq = 4"_s, u"seq = 5"_s),
                                           update(u"seq = 5"_s, u"seq = 6"_s), update(u"seq = 6"_s, u"seq = 7"_s)}, "n1 4 deleted"},
            {"inserted: in the middle", {update(u"seq = 8"_s, u"seq = 7"_s), update(u"seq = 7"_s, u"seq = 6"_s), update(u"seq = 6"_s, u"seq = 5"_s),
                                         copied.arg(5).arg(4)}, "n1 5 inserted"},
            {"inserted: at the end", {copied.arg(8).arg(7)}, "n1 8 changed"},
            {"inserted: before the beginning", {copied.arg(0).arg(1)}, "n1 0 inserted"},
            {"swapped: neighbours", {update(u"seq = 99"_s, u"seq = 3"_s), update(u"seq = 3"_s, u"seq = 4"_s), update(u"seq = 4"_s, u"seq = 99"_s)}, "n1 3 swapped"},
            {"swapped: far apart", {update(u"seq = 99"_s, u"seq = 2"_s), update(u"seq = 2"_s, u"seq = 6"_s), update(u"seq = 6"_s, u"seq = 99"_s)}, "n1 2 swapped"},
            {"truncated", {u"delete from txdesk_audit"_s + n1 + u"seq >= 6"_s}, "n1 6 truncated"},
            {"truncated: all of it", {u"delete from txdesk_audit where chain = 'n1'"_s}, "n1 1 truncated"},
            {"moved to another chain", {u"update txdesk_audit set chain = 'n0' where chain = 'n1'"_s}, "n0 1 wrong-key, n1 1 truncated"},
            {"two chains", {update(u"gid = 'x'"_s, u"seq = 2"_s), u"update txdesk_audit set gid = 'x' where chain = 'n2' and seq = 3"_s}, "n1 2 changed, n2 3 changed"},
        };
        for (const auto &row : rows)
            for (const auto &[name, store] : {std::pair{"sqlite", AnyStore::Kind::Sqlite}, {"mysql", AnyStore::Kind::Mysql}}) {
                QStringList statements = row.statements;
                statements.replaceInStrings(u"zeroblob32"_s, store == AnyStore::Kind::Sqlite ? u"zeroblob(32)"_s : u"repeat('0', 32)"_s);
                QTest::addRow("%s %s", name, row.name) << store << statements << QString::fromLatin1(row.found);
            }
    }
    void tamperingIsFound()
    {
        open();
        QFETCH(QStringList, statements);
        QFETCH(QString, found);
        write(u"n1"_s, 1, 7);
        write(u"n2"_s, 1, 3);
        const QList<AuditAnchor> anchors{anchorOf(u"n1"_s, at(9)), anchorOf(u"n2"_s, at(9))};
        QCOMPARE(told(verdict(anchors)), QString());

        for (const QString &statement : statements)
            m_files->run(statement);

        QCOMPARE(told(verdict(anchors)), found);
    }

    // The file of yesterday is put back, and perhaps the coordinator went on with it.
    void restoredDatabaseIsFound()
    {
        m_files = std::make_unique<AnyStore>(AnyStore::Kind::Sqlite);
        m_files->setAudit({sealingKey, u"n1"_s});
        {
            const auto store = m_files->store();
            std::ignore = ask(*store, Heartbeat{node(u"n1"_s), Milliseconds{15'000}, at(0)});
        }
        write(u"n1"_s, 1, 4);
        const QString file = m_files->sqliteOptions().file;
        QVERIFY(QFile::copy(file, file + u".old"_s));
        write(u"n1"_s, 5, 7);
        const AuditAnchor anchor = anchorOf(u"n1"_s, at(3'600'000));
        QVERIFY(QFile::remove(file));
        QVERIFY(QFile::rename(file + u".old"_s, file));

        QCOMPARE(told(verdict({anchor})), u"n1 5 restored"_s);
        QCOMPARE((*verifySince(*m_files->reader(), sealingKey, anchor))->damage, AuditDamage::Restored);
        QCOMPARE((*verifySince(*m_files->reader(), sealingKey, anchor))->seq, 5);

        write(u"n1"_s, 11, 15);
        QCOMPARE(told(verdict({anchor})), u"n1 7 restored"_s);
        QCOMPARE((*verifySince(*m_files->reader(), sealingKey, anchor))->damage, AuditDamage::Restored);
    }

    void wrongKeyIsTold_data() { addStoreRows(false); }
    void wrongKeyIsTold()
    {
        open();
        write(u"n1"_s, 1, 5);
        const QByteArray other(32, 'o');
        QCOMPARE(told(verdict({}, {other})), u"n1 1 wrong-key"_s);
        QCOMPARE(told(verdict({anchorOf(u"n1"_s, at(9))}, {other})), u"n1 1 wrong-key"_s);
        QCOMPARE(told(verdict({}, {other, {{u"n1"_s, sealingKey}}})), QString());
        QCOMPARE((*verifySince(*m_files->reader(), other, anchorOf(u"n1"_s, at(9))))->damage, AuditDamage::WrongKey);
    }

    void trimmedChainVerifies_data() { addStoreRows(false); }
    void trimmedChainVerifies()
    {
        open();
        write(u"n1"_s, 1, 7);
        {
            const auto store = m_files->store();
            QCOMPARE(std::get<Removed>(ask(*store, TrimAudit{at(4), 2, at(100)})).count, 2);
            QCOMPARE(std::get<Removed>(ask(*store, TrimAudit{at(4), 2, at(100)})).count, 1);
        }
        QCOMPARE(told(verdict()), QString());
        QCOMPARE(verdict().chains[0].first, 4);
        m_files->run(u"delete from txdesk_audit where seq = 4"_s); // more than the trim
        QCOMPARE(told(verdict()), u"n1 4 deleted"_s);
        m_files->run(u"update txdesk_audit set after_state = 'seq=4 mac=%1' where action = 'audit.trim'"_s
                         .arg(QString::fromLatin1(m_files->reader()->auditAfter({}, 0, 1)->constFirst().mac.toHex())));
        QVERIFY(!verdict().faults.isEmpty()); // a trim that was never recorded
    }

    void startLooksAtWhatFollowsTheAnchor_data() { addStoreRows(false); }
    void startLooksAtWhatFollowsTheAnchor()
    {
        open();
        write(u"n1"_s, 1, 0);
        const AuditAnchor none{u"n1"_s, {}, 0, at(0), auditKeyName(sealingKey)};
        QVERIFY(!verifySince(*m_files->reader(), sealingKey, none)->has_value());
        write(u"n1"_s, 1, 5);
        const AuditAnchor anchor = anchorOf(u"n1"_s, at(9));
        write(u"n1"_s, 6, 8);
        QVERIFY(!verifySince(*m_files->reader(), sealingKey, anchor)->has_value());
        QVERIFY(!verifySince(*m_files->reader(), sealingKey, none)->has_value());
        m_files->run(u"update txdesk_audit set reason = 'x' where seq = 7"_s);
        QCOMPARE((*verifySince(*m_files->reader(), sealingKey, anchor))->seq, 7);
        m_files->run(u"delete from txdesk_audit where seq >= 4"_s);
        QCOMPARE((*verifySince(*m_files->reader(), sealingKey, anchor))->seq, 4);
    }

    void anchorFileKeepsWhatItIsTold()
    {
        const QTemporaryDir directory;
        const QString file = directory.filePath(u"anchor"_s);
        const AuditAnchor anchor{u"n 1"_s, {12, QByteArray(32, '\x7f')}, 10, at(123), auditKeyName(sealingKey)};
        QCOMPARE(readAnchor(file).error().code, ErrorCode::NotFound);
        QVERIFY(writeAnchor(file, anchor));
        QVERIFY(writeAnchor(file, anchor));
        QCOMPARE(*readAnchor(file), anchor);
        QCOMPARE(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
        for (const char *bad : {"", "x", "txdesk-audit-anchor 2\nchain a\nseq 1\n", "txdesk-audit-anchor 1\nchain a\nseq x\nmac 00\ncount 1\nat now\n"})
            QVERIFY(!anchorFromText(bad));
    }
};

TXDESK_TEST(AuditVerifyTest);

} // namespace txdesk::store

#include "audit_verify_test.moc"
