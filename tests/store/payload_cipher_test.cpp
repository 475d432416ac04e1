// Payloads at rest: what is in the file, who can read it back, and what happens without the right key.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/payload_cipher.h"
#include "server/store/sealing_store.h"
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

#include <QDir>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

const QByteArray canary = "canary-4711-payload";

PayloadCipherPtr cipherOf(const QByteArray &text)
{
    Result<PayloadCipherPtr> cipher = PayloadCipher::fromText(text);
    if (!cipher)
        qFatal("%s", qPrintable(cipher.error().message));
    return *cipher;
}

const QByteArray keyA = "a " + QByteArray(64, '1') + '\n';
const QByteArray keyB = "b-2 " + QByteArray(64, '2') + '\n';
const QByteArray otherA = "a " + QByteArray(64, '3') + '\n';

// Everything secret that a workflow has.
TransactionWrite secretWorkflow(const QString &gid)
{
    TransactionWrite write = saga(gid);
    GlobalTransaction &t = write.transaction;
    t.kind = TransactionKind::Workflow;
    t.customData = u"{\"name\":\"order\",\"data\":\"%1\"}"_s.arg(QString::fromLatin1(canary.toBase64()));
    t.custom = {};
    t.custom.workflowName = u"order"_s;
    t.custom.workflowData = canary;
    t.result = QString::fromLatin1(canary);
    t.options.branchHeaders = {{u"X-Api-Key"_s, QString::fromLatin1(canary)}, {u"trace"_s, u"t1"_s}};
    write.newOps[1].payload = canary;
    write.newOps[3].payload = {};
    return write;
}

} // namespace

class PayloadCipherTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;

    void open()
    {
        QFETCH(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store, u"payloads"_s);
    }
    TransactionStore &storeWith(const PayloadCipherPtr &cipher) // in place of the one before
    {
        m_store.reset();
        m_files->setCipher(cipher);
        m_store = m_files->store();
        return *m_store;
    }

private slots:
    void cleanup()
    {
        m_store.reset();
        m_files.reset();
    }

    void opensWhatItSealed()
    {
        const PayloadCipherPtr cipher = cipherOf(keyA);
        const PayloadCipher::Place place{"g", "01", "action"};
        for (const QByteArray &plain : {QByteArray(), QByteArray("x"), QByteArray("TXDE\x01 looks sealed"), QByteArray(70'000, '\0')}) {
            const QByteArray sealed = cipher->seal(plain, place);
            QVERIFY(PayloadCipher::isSealed(sealed));
            QCOMPARE(*PayloadCipher::open(cipher.get(), sealed, place), plain);
            QVERIFY(sealed != cipher->seal(plain, place)); // another nonce
        }
        QCOMPARE(*PayloadCipher::open(cipher.get(), "plain", place), QByteArray("plain"));
        QCOMPARE(*PayloadCipher::openText(cipher.get(), cipher->sealText(u"é🙂"_s, place), place), u"é🙂"_s);
    }

    void nothingElseOpens()
    {
        const PayloadCipherPtr cipher = cipherOf(keyA);
        const PayloadCipher::Place place{"g", "01", "action"};
        const QByteArray sealed = cipher->seal(canary, place);
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray bent = sealed;
            bent[i] = static_cast<char>(bent[i] ^ 1);
            const Result<QByteArray> opened = PayloadCipher::open(cipher.get(), bent, place);
            QVERIFY(!opened || (i < 5 && *opened == bent)); // without its mark it is plain
            if (!opened)
                QVERIFY(!opened.error().message.contains(u"canary"_s));
        }
        for (qsizetype size = 5; size < sealed.size(); ++size)
            QVERIFY(!PayloadCipher::open(cipher.get(), sealed.first(size), place));
        for (const PayloadCipher::Place &elsewhere : {PayloadCipher::Place{"h", "01", "action"}, {"g", "02", "action"}, {"g", "01", "compensate"}, {"g0", "1", "action"}})
            QVERIFY(!PayloadCipher::open(cipher.get(), sealed, elsewhere));
        QVERIFY(!PayloadCipher::open(cipherOf(otherA).get(), sealed, place));
        QCOMPARE(PayloadCipher::open(cipherOf(keyB).get(), sealed, place).error().message,
                 u"a stored payload cannot be decrypted: the key a is missing in the key file"_s);
        QVERIFY(PayloadCipher::open(nullptr, sealed, place).error().message.contains(u"no key file is configured"_s));
    }

    void keyFilesAreStrict()
    {
        QCOMPARE(cipherOf("# mine\n\n" + keyB + keyA)->newestKey(), u"b-2"_s);
        for (const QByteArray &bad : {QByteArray(), QByteArray("# nothing\n"), QByteArray("a 1234\n"), QByteArray(64, '1'), keyA + keyA,
                                      "a " + QByteArray(64, 'x'), "a b " + QByteArray(64, '1'), "a/b " + QByteArray(64, '1'), QByteArray(33, 'a') + ' ' + QByteArray(64, '1')}) {
            const Result<PayloadCipherPtr> cipher = PayloadCipher::fromText(bad);
            QVERIFY2(!cipher, bad.constData());
            QVERIFY(!cipher.error().message.contains(u"1111"_s));
        }
        const QTemporaryDir directory;
        QFile file(directory.filePath(u"keys"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(keyA) > 0);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ReadOther));
        QVERIFY(PayloadCipher::fromFile(file.fileName()).error().message.contains(u"chmod"_s));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(PayloadCipher::fromFile(file.fileName()));
    }

    void isReadBackAsItWasGiven_data() { addStoreRows(false); }
    void isReadBackAsItWasGiven()
    {
        open();
        TransactionStore &store = storeWith(cipherOf(keyA));
        const TransactionWrite write = secretWorkflow(u"g1"_s);
        const auto done = std::get<engine::WriteDone>(ask(store, write));
        TransactionSnapshot expected{write.transaction, write.newOps};
        expected.transaction.id = done.id;
        expected.transaction.epoch = 1;
        QVERIFY(stored(store, u"g1"_s) == expected);
        QVERIFY(*m_files->reader()->load({u"g1"_s}) == expected);
        QCOMPARE((*m_files->reader()->list({}, {}, at(0))).rows.constFirst().transaction.custom.workflowData, canary);
        TransactionWrite end = next(stored(store, u"g1"_s), Status::Succeeded);
        end.transaction.result = u"result "_s + QString::fromLatin1(canary);
        QVERIFY(std::holds_alternative<engine::WriteDone>(ask(store, end)));
        QCOMPARE(stored(store, u"g1"_s).transaction.result, end.transaction.result);
    }

    void noSecretIsInTheFile()
    {
        m_files = std::make_unique<AnyStore>(AnyStore::Kind::Sqlite);
        for (const bool encrypted : {true, false}) { // without encryption the search finds it: it can
            TransactionStore &store = storeWith(encrypted ? cipherOf(keyA) : nullptr);
            std::ignore = ask(store, secretWorkflow(encrypted ? u"g1"_s : u"g2"_s));
            int found = 0;
            const QDir folder = QFileInfo(m_files->sqliteOptions().file).dir();
            for (const QString &name : folder.entryList(QDir::Files)) {
                QFile file(folder.filePath(name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray content = file.readAll();
                found += content.contains(canary) || content.contains(canary.toBase64()) ? 1 : 0;
            }
            QCOMPARE(found > 0, !encrypted);
            QVERIFY(folder.entryList(QDir::Files).size() >= 2); // the WAL, too
        }
    }

    void keysAreRotatedAndPlainRowsStay_data() { addStoreRows(false); }
    void keysAreRotatedAndPlainRowsStay()
    {
        open();
        std::ignore = ask(storeWith(nullptr), secretWorkflow(u"plain"_s));
        std::ignore = ask(storeWith(cipherOf(keyA)), secretWorkflow(u"old"_s));
        TransactionStore &store = storeWith(cipherOf(keyB + keyA));
        std::ignore = ask(store, secretWorkflow(u"new"_s));
        for (const QString &gid : {u"plain"_s, u"old"_s, u"new"_s})
            QCOMPARE(stored(store, gid).ops[1].payload, canary);
        TransactionStore &onlyNew = storeWith(nullptr); // what is stored: the newest key's name
        QVERIFY(std::get<Error>(ask(onlyNew, LoadTransaction{{u"new"_s}, false, false, {}, {}})).message.contains(u"by the key b-2"_s));
        QVERIFY(std::get<Error>(ask(onlyNew, LoadTransaction{{u"old"_s}, false, false, {}, {}})).message.contains(u"by the key a"_s));
    }

    void wrongKeyPutsAsideAndOthersGoOn_data() { addStoreRows(false); }
    void wrongKeyPutsAsideAndOthersGoOn()
    {
        open();
        std::ignore = ask(storeWith(cipherOf(keyA)), secretWorkflow(u"sealed"_s));
        TransactionStore &store = storeWith(cipherOf(otherA));
        std::ignore = ask(store, saga(u"mine"_s));
        const auto claimed = std::get<ClaimedList>(ask(store, ClaimDue{u"n1"_s, at(10'000), 100}));
        QCOMPARE(claimed.snapshots.size(), 1);
        QCOMPARE(claimed.snapshots[0].transaction.gid.value, u"mine"_s);
        const auto shown = *m_files->reader()->load({u"sealed"_s});
        QVERIFY(shown->transaction.lastError.startsWith(u"a stored payload cannot be decrypted"_s));
        QCOMPARE(shown->transaction.nextDueAt, at(10'000) + std::chrono::hours{1});
        QCOMPARE(shown->transaction.owner, QString());
        QCOMPARE(shown->ops[1].payload, QByteArray("(encrypted; its key is not at hand)"));
        QCOMPARE(shown->transaction.result, u"(encrypted; its key is not at hand)"_s);
        QCOMPARE(m_files->reader()->events({u"sealed"_s}, 0, 100)->events.constLast().text, shown->transaction.lastError);
        QVERIFY(std::get<ClaimedList>(ask(store, ClaimDue{u"n1"_s, at(20'000), 100})).snapshots.size() <= 1); // not each time

        TransactionStore &right = storeWith(cipherOf(keyA)); // the key came back: nothing is lost
        std::ignore = ask(right, Recover{u"n1"_s, at(30'000)});
        bool driven = false;
        const auto again = std::get<ClaimedList>(ask(right, ClaimDue{u"n1"_s, at(4'000'000), 100}));
        for (const TransactionSnapshot &snapshot : again.snapshots)
            driven = driven || (snapshot.transaction.gid.value == u"sealed"_s && snapshot.ops[1].payload == canary);
        QVERIFY(driven);
    }

    void largePayloadsFit_data() { addStoreRows(false); }
    void largePayloadsFit()
    {
        open();
        TransactionStore &store = storeWith(cipherOf(keyA));
        TransactionWrite write = saga(u"g1"_s);
        write.newOps[0].payload = QByteArray(65'536, '\xff');
        write.newOps[1].payload = QByteArray(1024 * 1024, '\'');
        QVERIFY(std::holds_alternative<engine::WriteDone>(ask(store, write)));
        QCOMPARE(stored(store, u"g1"_s).ops[0].payload, write.newOps[0].payload);
        QCOMPARE(stored(store, u"g1"_s).ops[1].payload, write.newOps[1].payload);
    }

    void movedPayloadDoesNotOpen_data() { addStoreRows(false); }
    void movedPayloadDoesNotOpen()
    {
        open();
        TransactionStore &store = storeWith(cipherOf(keyA));
        std::ignore = store.commit({saga(u"g1"_s), saga(u"g2"_s)});
        const bool mysql = m_files->kind() == AnyStore::Kind::Mysql;
        m_files->run(mysql ? u"update trans_branch_op a join trans_branch_op b on b.gid = 'g2' and b.branch_id = a.branch_id and b.op = a.op set a.bin_data = b.bin_data where a.gid = 'g1'"_s
                           : u"update trans_branch_op set bin_data = (select b.bin_data from trans_branch_op b where b.gid = 'g2' and b.branch_id = trans_branch_op.branch_id and b.op = trans_branch_op.op) where gid = 'g1'"_s);
        QVERIFY(std::get<Error>(ask(store, LoadTransaction{{u"g1"_s}, false, false, {}, {}})).message.contains(u"cannot be decrypted"_s));
        QVERIFY(!stored(store, u"g2"_s).ops.isEmpty());
    }
};

TXDESK_TEST(PayloadCipherTest);

} // namespace txdesk::store

#include "payload_cipher_test.moc"
