// Everything a story has seen so far: the transaction as the coordinator tells it, the banks as they tell it, and the
// answers to what was done. A value; the questions the stories ask of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/bank_report.h"
#include "console/demo/conservation_meter.h"
#include "shared/model/row_lock.h"
#include "shared/model/transaction_detail.h"

#include <QMap>
#include <QSet>

namespace txdesk::demo {

// The answer to something that was done. status 0: there was none.
struct ActAnswer
{
    QString act; // "submit", "transfer", "retry", "commit-late"
    int status = 0;
    QByteArray body{};
};

// What something of the made-up show took, and how much came.
struct Measure
{
    double ms = 0;
    qint64 count = 0;
};

// The many transactions of one play, those that are not over.
struct Crowd
{
    QSet<QString> unfinished; // gids
    int failing = 0;          // of them
};

struct StoryFacts
{
    Gid gid;
    bool byHand = false; // a person acted, or could have
    std::optional<TransactionDetail> detail{};
    QList<TransactionDetail> earlier{}; // transactions of the same play, as they were last seen
    QMap<QString, BankReport> banks{};
    QSet<QString> listening{}; // processes
    QList<ActAnswer> answers{};
    MeterReading meter{};
    QList<LockHolder> locks{}; // now
    QList<LockWait> waits{};   // every one that was ever seen
    std::optional<Crowd> crowd{}; // empty: not asked for, or nobody could be asked
    QMap<QString, Measure> measures{}; // of the made-up show, by name

    [[nodiscard]] bool isFinished() const; // the transaction has a final status
    [[nodiscard]] bool hasStatus(TransactionStatus status) const;
    [[nodiscard]] bool earlierEnded(qsizetype index, TransactionStatus status) const;
    [[nodiscard]] int failures() const;
    [[nodiscard]] qint64 balanceOf(const QString &bank) const;
    [[nodiscard]] qint64 frozenOf(const QString &bank) const;
    [[nodiscard]] int heldBy(const QString &bank) const;
    // A bank worked a call of this transaction and its barrier said so.
    [[nodiscard]] bool visited(const QString &bank, QStringView op, BarrierNote note) const;
    [[nodiscard]] bool hasAnswer(QStringView act) const;
    [[nodiscard]] bool answerContains(QStringView act, QByteArrayView words) const;

    // Of the tutorials' services.
    [[nodiscard]] QList<QJsonObject> rows(const QString &service, const QString &table) const;
    [[nodiscard]] bool areEmpty(const QString &table) const; // at every service
    [[nodiscard]] QStringList numbers(const QString &service, const QString &table) const; // tx_no of what has happened
    [[nodiscard]] QStringList markers(const QString &service, const QString &table) const; // of what never will
    [[nodiscard]] bool isSubscribed() const; // every service to its topics
    [[nodiscard]] bool isParked(Parked parked) const;
    [[nodiscard]] bool holdsLock(const Gid &holder) const;
    [[nodiscard]] bool sawWait(const Gid &waiter, const Gid &holder) const;
    [[nodiscard]] int answersOf(QStringView act, int status) const;

    [[nodiscard]] qint64 counted(const QString &name) const { return measures.value(name).count; }

    // Of the journal.
    [[nodiscard]] int calls(QStringView branch, OpKind op) const;
    [[nodiscard]] bool answered(QStringView branch, OpKind op, Outcome outcome, BarrierNote note = BarrierNote::None) const;
    [[nodiscard]] bool happened(EventKind kind) const;
    [[nodiscard]] QStringList callOrder() const; // "01 action", "02 action", "02 compensate", first attempts only
};

} // namespace txdesk::demo
