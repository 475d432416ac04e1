// An act and its record are stored together or not at all, in one chain without holes, on every store.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/memory_store.h"
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

const AuditSettings sealing{QByteArray(32, 'k'), u"n1"_s};

AuditRecord act(const QString &action, const QString &gid = {}, qint64 ms = 10)
{
    AuditRecord record;
    record.at = at(ms);
    record.by = {u"ann"_s, u"t1"_s, Role::Admin, u"127.0.0.1"_s, u"r1"_s};
    record.action = action;
    record.gid = gid;
    record.reason = u"because"_s;
    return record;
}

PutToken token(const QString &id)
{
    PutToken put;
    put.token.token.id = id;
    put.token.token.name = u"bob"_s;
    put.token.token.role = Role::Viewer;
    put.token.token.createdAt = at(0);
    put.token.hash = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256);
    put.audit = act(u"token.create"_s);
    put.audit->target = id;
    return put;
}

AuditFilter ofGid(const QString &gid)
{
    AuditFilter filter;
    filter.gid = gid;
    return filter;
}

AuditFilter ofAction(const QString &action, const QString &actor = {})
{
    AuditFilter filter;
    filter.action = action;
    filter.actor = actor;
    return filter;
}

TransactionWrite stopped(TransactionStore &store, const QString &gid)
{
    TransactionWrite write = next(stored(store, gid), Status::Failed);
    write.audit = {act(u"force-stop"_s, gid)};
    return write;
}

} // namespace

class AuditStoreTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;

    void open()
    {
        QFETCH(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store, u"audit_store"_s);
        m_files->setAudit(sealing);
        m_store = m_files->store();
    }

    // Oldest first.
    QList<AuditRecord> records(const AuditFilter &filter = {}, int limit = 1000)
    {
        if (const auto *memory = dynamic_cast<MemoryStore *>(m_store.get()))
            return memory->audit();
        const auto reader = m_files->reader();
        QList<AuditRecord> all;
        QString position;
        do {
            const Result<AuditPage> page = reader->audit(filter, position, limit);
            if (!page)
                qFatal("%s", qPrintable(page.error().message));
            all += page->records;
            position = page->next;
        } while (!position.isEmpty());
        std::reverse(all.begin(), all.end());
        return all;
    }

    void verifyChain(const QList<AuditRecord> &all, AuditHead head = {})
    {
        for (const AuditRecord &record : all) {
            QCOMPARE(record.chain, u"n1"_s);
            QCOMPARE(record.seq, head.seq + 1);
            QVERIFY(fitsSeal(sealing.key, head.mac, record));
            head = {record.seq, record.mac};
        }
    }

    void breakAudit(bool broken)
    {
        if (auto *memory = dynamic_cast<MemoryStore *>(m_store.get()))
            memory->refuseAudit(broken);
        else
            m_files->run(broken ? u"alter table txdesk_audit rename to txdesk_away"_s : u"alter table txdesk_away rename to txdesk_audit"_s);
    }

    template<class Wanted>
    bool is(const StoreAnswer &answer) { return std::holds_alternative<Wanted>(answer); }
    bool isUnavailable(const StoreAnswer &answer)
    {
        const auto *error = std::get_if<Error>(&answer);
        return error && error->code == ErrorCode::AuditUnavailable && error->message == u"audit unavailable"_s;
    }

private slots:
    void cleanup()
    {
        m_store.reset();
        m_files.reset();
    }

    void recordIsReadBackAsItWasSealed_data() { addStoreRows(); }
    void recordIsReadBackAsItWasSealed()
    {
        open();
        std::ignore = ask(*m_store, saga(u"g1"_s));
        AuditRecord record = act(u"force-stop"_s, u"g1"_s, 1234);
        record.target = u"目标 🙂"_s;
        record.before = u"submitted epoch=1"_s;
        record.after = u"failed epoch=2"_s;
        record.result = AuditResult::Refused;
        QVERIFY(is<Kept>(ask(*m_store, AppendAudit{record})));
        record.chain = u"n1"_s;
        record.seq = 1;
        record.mac = macOf(sealing.key, QByteArray(32, '\0'), record);
        QCOMPARE(records(), QList{record});
    }

    void everyActLeavesItsRecord_data() { addStoreRows(); }
    void everyActLeavesItsRecord()
    {
        open();
        std::ignore = m_store->commit({saga(u"g1"_s), saga(u"g2"_s)});
        const QList<StoreAnswer> done = m_store->commit(
            {stopped(*m_store, u"g1"_s), saga(u"g3"_s), token(u"t9"_s), PutKv{u"topics"_s, u"a"_s, u"[]"_s, 0, at(5), act(u"topic.subscribe"_s)},
             HastenDue{at(100), at(20), 100, act(u"hasten"_s)}, RemoveKv{u"topics"_s, u"a"_s, act(u"topic.delete"_s)},
             AppendAudit{act(u"login"_s)}});
        QVERIFY(is<engine::WriteDone>(done[0]) && is<engine::WriteDone>(done[1]) && is<Kept>(done[2]) && is<KvStored>(done[3]));
        QVERIFY(is<Hastened>(done[4]) && is<Removed>(done[5]) && is<Kept>(done[6]));
        const QList<AuditRecord> all = records();
        QStringList actions;
        for (const AuditRecord &record : all)
            actions.append(record.action);
        QCOMPARE(actions, (QStringList{u"force-stop"_s, u"token.create"_s, u"topic.subscribe"_s, u"hasten"_s, u"topic.delete"_s, u"login"_s}));
        QCOMPARE(all[3].after, u"2 transactions due at once"_s);
        verifyChain(all);
    }

    void whatIsNotDoneLeavesNone_data() { addStoreRows(); }
    void whatIsNotDoneLeavesNone()
    {
        open();
        std::ignore = ask(*m_store, saga(u"g1"_s));
        TransactionWrite late = stopped(*m_store, u"g1"_s);
        late.expectedEpoch = 7;
        const QList<StoreAnswer> done = m_store->commit({late, PutKv{u"c"_s, u"k"_s, u"v"_s, 3, at(5), act(u"a"_s)}, RemoveKv{u"c"_s, u"k"_s, act(u"b"_s)}});
        QVERIFY(is<engine::WriteConflict>(done[0]) && is<Error>(done[1]));
        QCOMPARE(std::get<Removed>(done[2]).count, 0);
        QVERIFY(records().isEmpty());
        QVERIFY(is<engine::WriteDone>(ask(*m_store, stopped(*m_store, u"g1"_s))));
        verifyChain(records());
        QCOMPARE(records().size(), 1);
    }

    // One of the group is at fault: the group is rolled back, and each is done for itself.
    void rollbackDoesNotTearTheChain_data() { addStoreRows(false); }
    void rollbackDoesNotTearTheChain()
    {
        open();
        std::ignore = m_store->commit({saga(u"g1"_s), saga(u"g2"_s)});
        m_files->run(m_files->kind() == AnyStore::Kind::Mysql
                         ? u"create or replace trigger refusing before insert on kv for each row if new.k = 'bad' then set new.k = null; end if"_s
                         : u"create trigger refusing before insert on kv when new.k = 'bad' begin select raise(abort, 'no'); end"_s);
        const QList<StoreAnswer> done = m_store->commit({stopped(*m_store, u"g1"_s), PutKv{u"c"_s, u"bad"_s, u"v"_s, 0, at(5), act(u"bad"_s)},
                                                         stopped(*m_store, u"g2"_s)});
        if (m_files->kind() == AnyStore::Kind::Mysql)
            m_files->run(u"drop trigger refusing"_s);
        QVERIFY(is<engine::WriteDone>(done[0]) && is<Error>(done[1]) && is<engine::WriteDone>(done[2]));
        QCOMPARE(records().size(), 2);
        verifyChain(records());
    }

    void noActWithoutItsRecord_data() { addStoreRows(); }
    void noActWithoutItsRecord()
    {
        open();
        std::ignore = m_store->commit({saga(u"g1"_s), saga(u"g2"_s)});
        breakAudit(true);
        const QList<StoreAnswer> done = m_store->commit({saga(u"g3"_s), stopped(*m_store, u"g1"_s), token(u"t9"_s), next(stored(*m_store, u"g2"_s), Status::Aborting),
                                                         PutKv{u"c"_s, u"k"_s, u"v"_s, 0, at(5), act(u"topic.subscribe"_s)}, AppendAudit{act(u"login"_s)}});
        QVERIFY(is<engine::WriteDone>(done[0]) && is<engine::WriteDone>(done[3]));
        QVERIFY(isUnavailable(done[1]) && isUnavailable(done[2]) && isUnavailable(done[4]) && isUnavailable(done[5]));
        QCOMPARE(stored(*m_store, u"g1"_s).transaction.status, Status::Submitted);
        QCOMPARE(stored(*m_store, u"g1"_s).transaction.epoch, 1);
        QCOMPARE(stored(*m_store, u"g2"_s).transaction.status, Status::Aborting);
        QVERIFY(is<Removed>(ask(*m_store, TrimAudit{at(0), 10, at(1)})) || isUnavailable(ask(*m_store, TrimAudit{at(0), 10, at(1)})));
        breakAudit(false);
        QVERIFY(is<Kept>(ask(*m_store, token(u"t9"_s))));
        QVERIFY(is<engine::WriteDone>(ask(*m_store, stopped(*m_store, u"g1"_s))));
        QCOMPARE(records().size(), 2);
        verifyChain(records());
    }

    void chainGoesOnAfterARestart_data() { addStoreRows(false); }
    void chainGoesOnAfterARestart()
    {
        open();
        std::ignore = ask(*m_store, token(u"t1"_s));
        m_store.reset();
        m_store = m_files->store();
        std::ignore = ask(*m_store, token(u"t2"_s));
        QCOMPARE(records().size(), 2);
        verifyChain(records());
    }

    void textsAreCutAndSpelledOut_data() { addStoreRows(); }
    void textsAreCutAndSpelledOut()
    {
        open();
        AuditRecord record = act(u"force-stop"_s);
        record.by.requestId = u"a\nb"_s;
        record.reason = u"\u202e"_s + u"好"_s.repeated(2000);
        record.before = u"🙂"_s.repeated(300);
        record.target = QString(QChar(0xd800)) + u'x';
        QVERIFY(is<Kept>(ask(*m_store, AppendAudit{record})));
        const QList<AuditRecord> all = records();
        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0].by.requestId, u"a\\u000ab"_s);
        QCOMPARE(all[0].reason, u"\\u202e"_s + u"好"_s.repeated(1017) + u'…');
        QCOMPARE(all[0].before, u"🙂"_s.repeated(255) + u'…');
        QVERIFY(canonicalForm(all[0]).size() < 16 * 1024);
        verifyChain(all);
    }

    void listIsFiltered_data() { addStoreRows(false); }
    void listIsFiltered()
    {
        open();
        for (int i = 0; i < 12; ++i) {
            AuditRecord record = act(i % 2 == 0 ? u"retry"_s : u"abort"_s, u"g%1"_s.arg(i % 3), 100 * (i / 2));
            record.by.actor = i < 6 ? u"ann"_s : u"bob"_s;
            std::ignore = ask(*m_store, AppendAudit{record});
        }
        const auto seqs = [this](const AuditFilter &filter, int limit) {
            QList<qint64> list;
            for (const AuditRecord &record : records(filter, limit))
                list.append(record.seq);
            return list;
        };
        AuditFilter span;
        span.from = at(200);
        span.to = at(400);
        for (const int limit : {1, 3, 100}) {
            QCOMPARE(seqs({}, limit), (QList<qint64>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
            QCOMPARE(seqs(ofGid(u"g1"_s), limit), (QList<qint64>{2, 5, 8, 11}));
            QCOMPARE(seqs(ofAction(u"abort"_s, u"bob"_s), limit), (QList<qint64>{8, 10, 12}));
            QCOMPARE(seqs(span, limit), (QList<qint64>{5, 6, 7, 8}));
            QCOMPARE(seqs(ofGid(u"none"_s), limit), QList<qint64>());
        }
        const auto reader = m_files->reader();
        QCOMPARE(reader->audit({}, {}, 3)->records.constFirst().seq, 12);
        QCOMPARE(reader->audit({}, u"' or 1=1"_s, 3).error().code, ErrorCode::InvalidRequest);
    }

    void trimmedChainKeepsItsSeals_data() { addStoreRows(); }
    void trimmedChainKeepsItsSeals()
    {
        open();
        for (int i = 1; i <= 6; ++i)
            std::ignore = ask(*m_store, AppendAudit{act(u"retry"_s, u"g"_s, 100 * i)});
        const QList<AuditRecord> before = records();
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(550), 3, at(900)})).count, 3);
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(550), 3, at(901)})).count, 2);
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(550), 3, at(902)})).count, 0);
        QList<AuditRecord> after = records();
        QCOMPARE(after.size(), 3); // the sixth and the two that tell of the trims
        QCOMPARE(after[0], before[5]);
        QCOMPARE(after[2].action, u"audit.trim"_s);
        QCOMPARE(after[2].after, u"seq=5 mac="_s + QString::fromLatin1(before[4].mac.toHex()));
        verifyChain(after, {5, before[4].mac});
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(900), 10, at(950)})).count, 1);
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(9900), 10, at(9950)})).count, 0); // only what tells of trims
        after = records();
        QCOMPARE(after.size(), 3);
        verifyChain(after, {6, before[5].mac});
    }

    void oldChainOfACoordinatorThatIsGoneLeaves_data() { addStoreRows(false); }
    void oldChainOfACoordinatorThatIsGoneLeaves()
    {
        open();
        m_store.reset();
        for (const QString &chain : {u"gone"_s, u"young"_s, u"alive"_s}) {
            m_files->setAudit({sealing.key, chain});
            m_store = m_files->store();
            for (int i = 1; i <= 3; ++i)
                std::ignore = ask(*m_store, AppendAudit{act(u"retry"_s, chain, chain == u"young"_s ? 10'000 : i)});
            m_store.reset();
        }
        m_files->setAudit(sealing);
        m_store = m_files->store();
        std::ignore = ask(*m_store, Heartbeat{node(u"alive"_s), Milliseconds{1000}, at(0)});
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(500), 2, at(900)})).count, 2);
        QCOMPARE(records(ofGid(u"gone"_s)).size(), 1);
        QCOMPARE(records(ofGid(u"gone"_s))[0].seq, 1);
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(500), 2, at(901)})).count, 1);
        QCOMPARE(std::get<Removed>(ask(*m_store, TrimAudit{at(500), 2, at(902)})).count, 0);
        QCOMPARE(records(ofGid(u"young"_s)).size(), 3);
        QCOMPARE(records(ofGid(u"alive"_s)).size(), 3);
        const QList<AuditRecord> told = records(ofAction(u"audit.trim"_s));
        QCOMPARE(told.size(), 2);
        QCOMPARE(told[0].target, u"gone"_s);
        QCOMPARE(told[0].after, u"ends with seq 1"_s);
        verifyChain(told);
    }
};

TXDESK_TEST(AuditStoreTest);

} // namespace txdesk::store

#include "audit_store_test.moc"
