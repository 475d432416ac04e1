// Prints docs/state-machines.md from the transition tables and fails when the committed page differs.
// TXDESK_REWRITE=1 writes the page instead.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/action_gate.h"
#include "shared/engine/transition_table.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class StateMachinesPageTest : public QObject
{
    Q_OBJECT
private slots:
    void pageIsTrue();
};

namespace {

QString statusWord(std::optional<TransactionStatus> status)
{
    return status ? QString(nameIn(transactionStatusNames, *status)) : u"(none)"_s;
}

QString sectionOf(TransactionKind kind, const QString &title)
{
    QString text = u"## %1\n\n```mermaid\nstateDiagram-v2\n"_s.arg(title);
    for (const Transition &row : transitionsOf(kind))
        text += u"    %1 --> %2: %3\n"_s.arg(row.from ? statusWord(row.from) : u"[*]"_s, statusWord(row.to),
                                             QString(nameIn(transactionEventNames, row.event)));
    text += u"    succeed --> [*]\n    failed --> [*]\n```\n\n| from | event | to | source |\n|---|---|---|---|\n"_s;
    for (const Transition &row : transitionsOf(kind))
        text += u"| %1 | %2 | %3 | %4 |\n"_s.arg(statusWord(row.from), QString(nameIn(transactionEventNames, row.event)),
                                                statusWord(row.to), QString(row.source));
    return text;
}

QString actionsOf(TransactionKind kind, TransactionStatus status, Parked parked)
{
    GlobalTransaction transaction;
    transaction.kind = kind;
    transaction.status = status;
    transaction.parked = parked;
    QStringList words;
    for (const ActionState &state : gateAll(transaction, fromMs(0)))
        if (state.allowed)
            words.append(nameIn(actionNames, state.action));
    return words.join(u", "_s);
}

QString parkedRow(TransactionKind kind, TransactionStatus status, Parked parked, const char *why, const char *clients)
{
    return u"| %1 | %2 | %3 | %4 | %5 | %6 |\n"_s.arg(QString(nameIn(parkedNames, parked)), QString(nameIn(transactionKindNames, kind)),
        QString(nameIn(transactionStatusNames, status)), QString::fromLatin1(why), QString::fromLatin1(clients), actionsOf(kind, status, parked));
}

QString parkedSection()
{
    using enum TransactionKind;
    using enum TransactionStatus;
    const char *unanswered = "its sender was asked check_max times and did not say whether it committed";
    const char *dead = "every delivery is done or given up, and some are given up";
    return u"## What waits for a person\n\nA parked transaction keeps its status and does nothing by itself, except that a notification "
           u"ends as failed when it was given up long ago.\nAny change of the status ends it.\n\n"
           u"| parked | kind | status | why | its client may still | an operator may |\n|---|---|---|---|---|---|\n"_s
        + parkedRow(At, Aborting, Parked::Dirty, "a branch's rows were changed by somebody else: rolling it back would overwrite that", "")
        + parkedRow(Message, Prepared, Parked::Unanswered, unanswered, "submit, abort")
        + parkedRow(Notify, Prepared, Parked::Unanswered, unanswered, "submit, abort")
        + parkedRow(Message, Submitted, Parked::DeadLetter, dead, "") + parkedRow(Notify, Submitted, Parked::DeadLetter, dead, "");
}

QString pageText()
{
    return u"# State machines\n\n"
           u"Printed from `shared/engine/transition_table.h` by `tests/engine/state_machines_page_test.cpp`; do not edit.\n"
           u"The tables are checked at compile time: deterministic, final statuses have no exit, everything is reachable.\n"
           u"Nothing but the engine's machine assigns a status, and only along these rows.\n\n"_s
        + sectionOf(TransactionKind::Saga, u"Saga"_s) + u'\n' + sectionOf(TransactionKind::Message, u"Message"_s)
        + u'\n' + sectionOf(TransactionKind::Tcc, u"TCC and XA"_s) + u'\n' + sectionOf(TransactionKind::At, u"AT"_s)
        + u'\n' + sectionOf(TransactionKind::Workflow, u"Workflow"_s) + u'\n' + sectionOf(TransactionKind::Notify, u"Notification"_s)
        + u'\n' + parkedSection();
}

} // namespace

void StateMachinesPageTest::pageIsTrue()
{
    QFile page(QStringLiteral(TXDESK_SOURCE_DIR) + u"/docs/state-machines.md"_s);
    if (qEnvironmentVariableIsSet("TXDESK_REWRITE")) {
        QVERIFY(page.open(QIODevice::WriteOnly));
        page.write(pageText().toUtf8());
        return;
    }
    QVERIFY2(page.open(QIODevice::ReadOnly), "docs/state-machines.md is missing: run with TXDESK_REWRITE=1");

    QCOMPARE(QString::fromUtf8(page.readAll()), pageText());
}

TXDESK_TEST(StateMachinesPageTest);

} // namespace txdesk::test

#include "state_machines_page_test.moc"
