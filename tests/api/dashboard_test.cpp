// The Grafana dashboard and the Prometheus rules ask only for what the server's metrics page has, labels included.
// SPDX-License-Identifier: Apache-2.0
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::sagaBody;

namespace {

QString sourceText(const QString &name)
{
    QFile file(QStringLiteral(TXDESK_SOURCE_DIR "/resources/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void collectExpressions(const QJsonValue &value, QStringList &all)
{
    for (const QJsonValue &item : value.toArray())
        collectExpressions(item, all);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == "expr"_L1)
            all.append(it->toString());
        else
            collectExpressions(*it, all);
    }
}

QStringList expressionsOfDashboard()
{
    QStringList all;
    collectExpressions(QJsonDocument::fromJson(sourceText(u"grafana/txdesk.json"_s).toUtf8()).object(), all);
    return all;
}

QStringList expressionsOfRules()
{
    QStringList all;
    static const QRegularExpression line(u"^ *expr: (.+)$"_s, QRegularExpression::MultilineOption);
    auto found = line.globalMatch(sourceText(u"prometheus/txdesk.rules.yml"_s));
    while (found.hasNext())
        all.append(found.next().captured(1));
    return all;
}

QStringList matchesOf(const QString &pattern, const QString &text)
{
    QStringList all;
    auto found = QRegularExpression(pattern).globalMatch(text);
    while (found.hasNext())
        all.append(found.next().captured(1));
    all.removeDuplicates();
    return all;
}

} // namespace

class DashboardTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void asksForWhatThereIs_data();
    void asksForWhatThereIs();
    void isWhole();

private:
    QString m_page;
};

// A server that has seen a little of everything.
void DashboardTest::initTestCase()
{
    ApiBench bench;
    QVERIFY(bench.start());
    QCOMPARE(bench.post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s, R"("wait_result":true)")).status, 200);
    bench.api.grpcDone("submit", true, 0.01);
    QTRY_VERIFY(bench.get(u"/api/metrics"_s).body.contains("txdesk_nodes{state=\"alive\"} 1\n"));
    m_page = QString::fromUtf8(bench.get(u"/api/metrics"_s).body);
}

void DashboardTest::asksForWhatThereIs_data()
{
    QTest::addColumn<QString>("expression");
    const QStringList all = expressionsOfDashboard() + expressionsOfRules();
    for (const QString &expression : all)
        QTest::newRow(qPrintable(expression)) << expression;
}

void DashboardTest::asksForWhatThereIs()
{
    QFETCH(QString, expression);
    const QStringList metrics = matchesOf(uR"(\b((?:dtm|txdesk|process)_\w+))"_s, expression);
    QVERIFY(!metrics.isEmpty());
    const QStringList given{u"instance"_s, u"job"_s, u"le"_s}; // by Prometheus, or on every bucket
    for (const QString &metric : metrics) {
        const QStringList labels = matchesOf(metric + uR"(\{([^}]*)\})"_s, m_page);
        QVERIFY2(!labels.isEmpty() || m_page.contains(u'\n' + metric + u' '), qPrintable(metric));
        const QStringList selectors = matchesOf(metric + uR"(\{([^}]*)\})"_s, expression);
        for (const QString &label : matchesOf(uR"((\w+) *(?:=~|!~|!=|=) *")"_s, selectors.join(u',')))
            QVERIFY2(given.contains(label) || labels.value(0).contains(label + u"=\""_s), qPrintable(metric + u" has no label "_s + label));
        for (const QString &group : matchesOf(uR"(by \(([^)]*)\))"_s, expression))
            for (const QString &label : group.split(u", "_s))
                QVERIFY2(given.contains(label) || labels.value(0).contains(label + u"=\""_s), qPrintable(metric + u" has no label "_s + label));
    }
}

void DashboardTest::isWhole()
{
    const QJsonObject dashboard = QJsonDocument::fromJson(sourceText(u"grafana/txdesk.json"_s).toUtf8()).object();
    QCOMPARE(dashboard.value("title"_L1).toString(), u"TxDesk"_s);
    QSet<int> ids;
    const QJsonArray panels = dashboard.value("panels"_L1).toArray();
    for (const QJsonValue &panel : panels)
        ids.insert(panel["id"_L1].toInt());
    QCOMPARE(ids.size(), panels.size());
    QVERIFY(expressionsOfDashboard().size() > 20);
    QVERIFY(expressionsOfRules().size() >= 5);
    // What must not go unnoticed: stuck ones, the oldest due, a dead node, a failing second phase, a full queue.
    const QString rules = expressionsOfRules().join(u'\n');
    for (const QString &what : {u"txdesk_transactions_stuck"_s, u"txdesk_oldest_due_seconds"_s, u"txdesk_nodes{state=\"dead\"}"_s,
                                u"confirm|cancel"_s, u"txdesk_busy_total"_s})
        QVERIFY2(rules.contains(what), qPrintable(what));
}

TXDESK_TEST(DashboardTest);
#include "dashboard_test.moc"
