// Every act that changes something at a coordinator is sent from the gate's files and nowhere else: read from the sources.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Gate
{
    QString file;
    QString call;
    const char *reason;
};

const QList<Gate> &gates()
{
    static const QList<Gate> all{
        {u"console/actions/action_desk.cpp"_s, u"act"_s, "the gate of one transaction: state(), gestures, record, verdict"},
        {u"console/actions/action_resubmit.cpp"_s, u"resubmit"_s, "the gate of copies: whyNoResubmit(), record, verdict"},
        {u"console/jobs/job_runner.cpp"_s, u"act"_s, "a job that JobBook let in; each transaction judged and recorded"},
        {u"console/jobs/server_jobs.cpp"_s, u"startJob"_s, "asked only by JobBook, which judges and records"},
        {u"console/jobs/server_jobs.cpp"_s, u"steerJob"_s, "asked only by JobBook, which judges and records"},
        {u"console/actions/action_resubmit.cpp"_s, u"wakeAll"_s, "stock DTM's only way to make anything due, fleet-wide: whyNoWakeAll(), record, verdict"},
        {u"console/pages/tokens_view.cpp"_s, u"makeToken"_s, "not about a transaction: its own dialog with a reason, admins only"},
        {u"console/pages/tokens_view.cpp"_s, u"revokeToken"_s, "not about a transaction: its own dialog with a reason, admins only"},
        {u"console/pages/topics_page.cpp"_s, u"subscribe"_s, "not about a transaction: its own dialog with a reason, admins only"},
        {u"console/pages/topics_page.cpp"_s, u"unsubscribe"_s, "not about a transaction: its own dialog with a reason, admins only"},
    };
    return all;
}

struct Call
{
    QString file;
    QString name;
};

// Calls of those methods on something that is called a link; the links themselves (console/client, dtm, casefile,
// synthetic) are where the methods live.
QList<Call> callsInSources()
{
    static const QRegularExpression pattern(u"\\b(?:m_)?link(?:\\(\\))?(?:\\.|->)(act|startJob|steerJob|resubmit|subscribe|unsubscribe|makeToken|revokeToken|wakeAll)\\("_s);
    const QString root = QStringLiteral(TXDESK_SOURCE_DIR);
    QList<Call> calls;
    QDirIterator files(root + u"/console"_s, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next().sliced(root.size() + 1);
        QFile file(root + u'/' + path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            calls.append({path, matches.next().captured(1)});
    }
    return calls;
}

} // namespace

class GateProofTest final : public QObject
{
    Q_OBJECT

private slots:
    void nothingGoesAroundIt()
    {
        for (const Call &call : callsInSources()) {
            const bool isGate = std::ranges::any_of(gates(), [&call](const Gate &gate) { return gate.file == call.file && gate.call == call.name; });
            QVERIFY2(isGate, qPrintable(u"%1 calls %2: only the gate's files may"_s.arg(call.file, call.name)));
        }
    }

    // A row that nothing uses any more would let somebody in later.
    void everyGateIsUsed()
    {
        const QList<Call> calls = callsInSources();
        for (const Gate &gate : gates())
            QVERIFY2(std::ranges::any_of(calls, [&gate](const Call &call) { return gate.file == call.file && gate.call == call.name; }), qPrintable(gate.file));
    }

    // Each of them asks first and records first.
    void gatesJudgeAndRecord()
    {
        for (const QString &path : {u"console/actions/action_desk.cpp"_s, u"console/actions/action_resubmit.cpp"_s, u"console/jobs/job_book.cpp"_s, u"console/jobs/job_runner.cpp"_s}) {
            QFile file(QStringLiteral(TXDESK_SOURCE_DIR) + u'/' + path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QVERIFY2(text.contains(u"m_witness.about("_s), qPrintable(path));
            QVERIFY2(text.contains(u"state("_s) || text.contains(u"whyNot("_s) || text.contains(u"whyNoWakeAll("_s) || text.contains(u"judgeListed("_s), qPrintable(path));
        }
    }
};

TXDESK_TEST(GateProofTest);
#include "gate_proof_test.moc"
