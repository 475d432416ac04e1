// Every story, played with a real coordinator and real banks as child processes: with and without the barrier.
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/headless.h"
#include "console/demo/maria_server.h"
#include "console/demo/stories.h"
#include "tests/support/test_main.h"

#include <QTcpServer>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace txdesk::demo;

namespace txdesk::test {

namespace {

// QTest shows a thousand characters: which stories failed, and what each missed.
QString failures(const QString &text)
{
    QStringList lines;
    for (const QString &part : text.split(u"Story "_s))
        if (part.contains(u"FAILED"_s)) {
            lines.append(part.section(u'\n', 0, 0));
            lines.append(part.split(u'\n').filter(u"MISSED"_s));
        }
    return lines.join(u'\n');
}

} // namespace

class PlayTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void playsAStory_data();
    void playsAStory();
    void playsAllOnOneStage();
    void knowsItsStories();

private:
    QTcpServer m_usualGrpcPort;
};

// The demo plays also on a machine where a coordinator is at work: the ports it would take by itself are taken.
void PlayTest::initTestCase()
{
    m_usualGrpcPort.listen(QHostAddress::LocalHost, 36'790); // if not by us, then by somebody else
    QVERIFY(m_usualGrpcPort.isListening() || m_usualGrpcPort.serverError() == QAbstractSocket::AddressInUseError);
}

void PlayTest::playsAStory_data()
{
    QTest::addColumn<int>("number");
    for (const Story &story : allStories())
        if (whyNotPlayed(story).isEmpty())
            QTest::addRow("%s %s", qPrintable(story.name()), story.title) << story.number;
}

void PlayTest::playsAStory()
{
    QFETCH(const int, number);
    QString text;
    QTextStream out(&text);

    const int code = runHeadless({.stories = QString::number(number), .database = DatabaseChoice::Sqlite}, out); // on MariaDB all on one stage, below

    if (qEnvironmentVariableIsSet("TXDESK_SHOW"))
        qInfo("%s", qPrintable(text));
    QVERIFY2(code == 0, qPrintable(text));
}

void PlayTest::playsAllOnOneStage()
{
    QString text;
    QTextStream out(&text);
    HeadlessOptions options;
    options.barrier = BarrierChoice::With;
    options.database = DatabaseChoice::MariaDb;

    const int code = runHeadless(options, out);

    QVERIFY2(code == 0, qPrintable(failures(text)));
    const auto offered = std::ranges::count_if(allStories(), [](const Story &story) { return whyNotPlayed(story).isEmpty(); });
    QVERIFY(text.contains(u"%1 of %1 stories passed"_s.arg(offered)));
    QCOMPARE(text.count("(on MariaDB)"_L1), MariaServer::isInstalled() ? 21 : 0);
    QCOMPARE(text.contains("skip story 14"_L1), offered < qsizetype(allStories().size()));
}

void PlayTest::knowsItsStories()
{
    QString text;
    QTextStream out(&text);
    QCOMPARE(runHeadless({.stories = u"77"_s}, out), 2);
}

TXDESK_TEST(PlayTest);

} // namespace txdesk::test

#include "play_test.moc"
