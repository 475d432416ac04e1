// Accounts and ledger: what each movement does to an account, and what it refuses.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank_book.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::bank;

namespace txdesk::test {

class BankBookTest final : public QObject
{
    Q_OBJECT

private slots:
    void movesMoney_data();
    void movesMoney();
    void countsHowOftenAnOpTookEffect();
    void keepsItsAccounts();
    void beginsAnew();

private:
    QTemporaryDir m_dir;
    int m_books = 0;
    QString newFile() { return m_dir.filePath(u"%1.sqlite"_s.arg(++m_books)); }
};

void BankBookTest::movesMoney_data()
{
    QTest::addColumn<QString>("movement");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<qint64>("account");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<qint64>("balance"); // of account 1, which has 100 and 10 set aside
    QTest::addColumn<qint64>("frozen");
    const struct { const char *movement; qint64 amount; qint64 account; Outcome outcome; qint64 balance; qint64 frozen; } rows[] = {
        {"TransOut", 30, 1, Outcome::Succeeded, 70, 10},
        {"TransOut", 100, 1, Outcome::Succeeded, 0, 10},
        {"TransOut", 101, 1, Outcome::Rejected, 100, 10},
        {"TransOut", 30, 7, Outcome::Rejected, 100, 10},
        {"TransOutCompensate", 30, 1, Outcome::Succeeded, 130, 10},
        {"TransIn", 30, 1, Outcome::Succeeded, 130, 10},
        {"TransIn", 30, 7, Outcome::Rejected, 100, 10},
        {"TransInCompensate", 130, 1, Outcome::Succeeded, -30, 10},
        {"TransferOut", 101, 1, Outcome::Rejected, 100, 10},
        {"TransferOut_Compensate", 30, 1, Outcome::Succeeded, 130, 10},
        {"TransferIn", 30, 1, Outcome::Succeeded, 130, 10},
        {"TransferIn_Compensate", 30, 1, Outcome::Succeeded, 70, 10},
        {"Reserve", 30, 1, Outcome::Succeeded, 70, 40},
        {"Reserve", 101, 1, Outcome::Rejected, 100, 10},
        {"ReserveCompensate", 10, 1, Outcome::Succeeded, 110, 0},
        {"TransOutTry", 30, 1, Outcome::Succeeded, 70, 40},
        {"TransOutTry", 101, 1, Outcome::Rejected, 100, 10},
        {"TransOutConfirm", 10, 1, Outcome::Succeeded, 100, 0},
        {"TransOutConfirm", 11, 1, Outcome::Succeeded, 100, 10}, // the barrier was off: no money is made
        {"TransOutCancel", 10, 1, Outcome::Succeeded, 110, 0},
        {"TransInTry", 30, 1, Outcome::Succeeded, 100, 10},
        {"TransInTry", 30, 7, Outcome::Rejected, 100, 10},
        {"TransInConfirm", 30, 1, Outcome::Succeeded, 130, 10},
        {"TransInCancel", 30, 1, Outcome::Succeeded, 100, 10},
        {"ReserveCompensate", 11, 1, Outcome::Succeeded, 100, 10}, // nothing of that size is set aside: nothing to do
    };
    for (const auto &row : rows)
        QTest::addRow("%s %lld of account %lld", row.movement, row.amount, row.account)
            << QString::fromLatin1(row.movement) << row.amount << row.account << row.outcome << row.balance << row.frozen;
}

void BankBookTest::movesMoney()
{
    QFETCH(const QString, movement);
    QFETCH(const qint64, amount);
    QFETCH(const qint64, account);
    BankBook book = BankBook::open(newFile()).value();
    const client::TransactionContext context{Gid{u"g"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, {}};
    QVERIFY(book.openAccounts({{1, 110}}).has_value());
    QCOMPARE(book.move(*movementNamed(u"Reserve"), {1, 10}, context).outcome, Outcome::Succeeded);

    QTEST(book.move(*movementNamed(movement), {account, amount}, context).outcome, "outcome");

    const AccountState after = book.accounts().value().constFirst();
    QTEST(after.balance, "balance");
    QTEST(after.frozen, "frozen");
    qint64 ledger = 110;
    const QList<LedgerEntry> entries = book.ledger().value();
    for (const LedgerEntry &entry : entries)
        ledger += entry.amount;
    QCOMPARE(ledger, after.balance); // the ledger explains the balance
}

void BankBookTest::countsHowOftenAnOpTookEffect()
{
    BankBook book = BankBook::open(newFile()).value();
    const client::TransactionContext context{Gid{u"g"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, {}};
    QVERIFY(book.openAccounts({{1, 100}}).has_value());

    QCOMPARE(book.move(*movementNamed(u"TransIn"), {1, 1}, context).outcome, Outcome::Succeeded);
    QCOMPARE(book.move(*movementNamed(u"TransIn"), {1, 1}, context).outcome, Outcome::Succeeded);

    const QList<LedgerEntry> ledger = book.ledger().value();
    QCOMPARE(ledger.size(), 2);
    QCOMPARE(ledger[0].n, 1);
    QCOMPARE(ledger[1].n, 2);
}

void BankBookTest::keepsItsAccounts()
{
    const QString file = newFile();
    {
        BankBook book = BankBook::open(file).value();
        QVERIFY(book.openAccounts({{1, 100}, {2, 50}}).has_value());
    }
    BankBook again = BankBook::open(file).value();
    QVERIFY(again.openAccounts({{1, 7}, {3, 7}}).has_value()); // 1 is there already

    QCOMPARE(again.accounts().value(), (QList<AccountState>{{1, 100, 0}, {2, 50, 0}, {3, 7, 0}}));
}

void BankBookTest::beginsAnew()
{
    BankBook book = BankBook::open(newFile()).value();
    QVERIFY(book.openAccounts({{1, 100}}).has_value());
    const client::TransactionContext context{Gid{u"g"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, {}};
    QCOMPARE(book.move(*movementNamed(u"TransOut"), {1, 1}, context).outcome, Outcome::Succeeded);

    QVERIFY(book.beginAnew({{2, 9}}).has_value());

    QCOMPARE(book.accounts().value(), (QList<AccountState>{{2, 9, 0}}));
    QVERIFY(book.ledger().value().isEmpty());
}

TXDESK_TEST(BankBookTest);

} // namespace txdesk::test

#include "book_test.moc"
