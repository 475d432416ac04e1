// Each story's diagram as text is as it was kept: a change of what is drawn is seen in review.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_text.h"
#include "tests/support/test_main.h"
#include "tests/timeline/mode_fixture.h"

#include <QFile>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class StoryTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void tellsEachStoryAsKept_data();
    void tellsEachStoryAsKept();
    void undoesInReverse();
};

void StoryTextTest::tellsEachStoryAsKept_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    for (const test::NamedStory &story : test::allStories() + test::modeStories())
        QTest::newRow(story.name) << story.detail;
}

// TXDESK_REWRITE=1 writes what is told now.
void StoryTextTest::tellsEachStoryAsKept()
{
    QFETCH(TransactionDetail, detail);
    const QString name = QString::fromUtf8(QTest::currentDataTag()).replace(u' ', u'-');
    QFile file(QStringLiteral(TXDESK_STORY_TEXTS) + u'/' + name + u".txt"_s);
    const QByteArray told = sequenceText(sequenceOf(detail)).join(u'\n').toUtf8() + '\n';
    if (qEnvironmentVariableIsSet("TXDESK_REWRITE")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(told), told.size());
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QCOMPARE(QString::fromUtf8(told).split(u'\n'), QString::fromUtf8(file.readAll()).split(u'\n'));
}

// One after the other, a saga undoes what it did last first; each undo names what it undoes.
void StoryTextTest::undoesInReverse()
{
    const Sequence sequence = sequenceOf(test::sagaFailure());
    int last = 1000;
    int undone = 0;
    for (const SequenceMessage &message : sequence.messages) {
        if (message.undoes == 0)
            continue;
        QVERIFY(message.undoes < message.number);
        QVERIFY(message.undoes < last);
        last = message.undoes;
        ++undone;
    }
    QCOMPARE(undone, 2);
}

TXDESK_TEST(StoryTextTest);
#include "story_text_test.moc"
