// Plays dialogues/*.txt through a real socket, on both stores: what DTM's protocol says, one dialogue a statement.
// SPDX-License-Identifier: Apache-2.0
#include "tests/api/api_bench.h"
#include "tests/api/dialogue.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Dialogue;
using test::DialogueLine;
using test::Heard;

namespace {

bool fitsPattern(const QString &pattern, const QString &text)
{
    const QString escaped = QRegularExpression::escape(pattern).replace(QRegularExpression::escape(u"{*}"_s), u".*"_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(escaped), QRegularExpression::DotMatchesEverythingOption).match(text).hasMatch();
}

engine::CallAnswered answerOf(const QString &outcome, const QString &text)
{
    const Outcome what = valueIn(outcomeNames, outcome).value_or(Outcome::Unknown);
    const int statuses[] = {200, 409, 425, 500};
    return {.outcome = what, .statusCode = statuses[static_cast<int>(what)], .text = text};
}

QString spokenOf(const engine::Call &call)
{
    if (call.opText.isEmpty())
        return call.branch.value + u' ' + nameIn(opKindNames, call.op);
    return call.branch.value + u' ' + call.opText + u' ' + QString::fromUtf8(call.payload);
}

QString rowsOf(const QJsonObject &query)
{
    QStringList rows;
    for (const QJsonValue &branch : query.value("branches"_L1).toArray())
        rows.append(u"%1 %2 %3"_s.arg(branch["branch_id"_L1].toString(), branch["op"_L1].toString(), branch["status"_L1].toString()));
    return rows.join(u", "_s);
}

// One server for the whole test, started when first asked for.
const test::MariaDb &mariaDb()
{
    static test::MariaDb server;
    static const QString error = server.start({u"--innodb-flush-log-at-trx-commit=0"_s});
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    return server;
}

} // namespace

Q_DECLARE_METATYPE(Dialogue)

class DialogueTest : public QObject
{
    Q_OBJECT

private slots:
    void plays_data();
    void plays();

private:
    // Each gives what is wrong, or nothing.
    QString play(const DialogueLine &line);
    QString send(const DialogueLine &line);
    QString compare(const DialogueLine &line) const;
    QString waitForRows(const DialogueLine &line);
    static QString waitForWords(QStringList &said, const QString &wanted);
    QString setAnswer(const DialogueLine &line);

    std::unique_ptr<ApiBench> m_bench;
    QHash<QString, engine::CallAnswered> m_answers; // by URL
    QStringList m_calls;
    QStringList m_alerts;
    Heard m_heard;
};

void DialogueTest::plays_data()
{
    QTest::addColumn<Dialogue>("dialogue");
    QTest::addColumn<bool>("onMysql");
    const QDir dir(QStringLiteral(TXDESK_SOURCE_DIR "/tests/api/dialogues"));
    for (const QString &name : dir.entryList({u"*.txt"_s}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const Dialogue &dialogue : test::dialoguesIn(QString::fromUtf8(file.readAll())))
            for (const bool onMysql : {false, true})
                QTest::addRow("%s: %s", onMysql ? "mysql" : "sqlite", qPrintable(dialogue.title)) << dialogue << onMysql;
    }
}

void DialogueTest::plays()
{
    QFETCH(Dialogue, dialogue);
    QFETCH(bool, onMysql);
    m_answers.clear();
    m_calls.clear();
    m_alerts.clear();
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.testHooks = true, .mysql = onMysql ? &mariaDb() : nullptr});
    m_bench->answer = [this](const engine::Call &call) {
        m_calls.append(spokenOf(call));
        return m_answers.value(call.url, {.outcome = Outcome::Succeeded, .statusCode = 200});
    };
    connect(&m_bench->coordinator, &coordinator::Coordinator::alerted, this, [this](const engine::Alert &alert) {
        m_alerts.append(u"%1 %2 %3 %4"_s.arg(alert.gid.value, nameIn(transactionStatusNames, alert.status), alert.branchUrl).arg(alert.retryCount));
    });
    QVERIFY(m_bench->start());
    QString wrong;
    for (const DialogueLine &line : dialogue.lines) {
        wrong = play(line);
        if (!wrong.isEmpty())
            QFAIL(qPrintable(u"line %1: %2"_s.arg(line.number).arg(wrong)));
    }
    m_bench.reset();
}

QString DialogueTest::play(const DialogueLine &line)
{
    switch (line.mark.unicode()) {
    case '>': return send(line);
    case '<': return compare(line);
    case '?': return waitForRows(line);
    case '@': return waitForWords(m_calls, line.text);
    case '!': return waitForWords(m_alerts, line.text);
    case '*': return setAnswer(line);
    default: return u"no such mark"_s;
    }
}

QString DialogueTest::send(const DialogueLine &line)
{
    QList<http::Header> headers;
    for (const QString &header : line.headers.split(u'\n', Qt::SkipEmptyParts))
        headers.append({header.section(u": "_s, 0, 0).toUtf8(), header.section(u": "_s, 1).toUtf8()});
    m_heard = m_bench->ask(line.text.section(u' ', 0, 0).toLatin1(), line.text.section(u' ', 1), line.body.toUtf8(), headers);
    return {};
}

QString DialogueTest::compare(const DialogueLine &line) const
{
    const QString type = line.text.contains(u' ') ? line.text.section(u' ', 1) : u"application/json; charset=utf-8"_s;
    const QString answer = QString::fromUtf8(m_heard.body);
    if (line.text.section(u' ', 0, 0).toInt() != m_heard.status)
        return u"status %1: %2"_s.arg(m_heard.status).arg(answer);
    if (const QByteArray heard = http::headerValue(m_heard.headers, "content-type"); QString::fromLatin1(heard) != type)
        return u"type "_s + QString::fromLatin1(heard);
    return fitsPattern(line.body, answer) ? QString() : u"%1\nwanted %2"_s.arg(answer, line.body);
}

QString DialogueTest::waitForRows(const DialogueLine &line)
{
    const QString gid = line.text.section(u' ', 0, 0);
    const QString wanted = line.text.section(u' ', 1).trimmed();
    QString seen;
    const bool came = QTest::qWaitFor([&] {
        const QJsonObject query = m_bench->get(u"/api/dtmsvr/query?gid="_s + gid).json();
        seen = (query.value("transaction"_L1)["status"_L1].toString() + u" | "_s + rowsOf(query)).trimmed();
        return seen == wanted;
    });
    return came ? QString() : u"rows "_s + seen;
}

QString DialogueTest::waitForWords(QStringList &said, const QString &wanted)
{
    if (!QTest::qWaitFor([&] { return said.join(u", "_s) == wanted; }))
        return u"heard "_s + said.join(u", "_s);
    said.clear();
    return {};
}

QString DialogueTest::setAnswer(const DialogueLine &line)
{
    m_answers.insert(line.text.section(u' ', 0, 0), answerOf(line.text.section(u' ', 1, 1), line.text.section(u' ', 2)));
    return {};
}

TXDESK_TEST(DialogueTest);
#include "dialogue_test.moc"
