// Every story in the whole window, started by its command: the verdict line, the rows of the diagram as they are kept, the
// row of the list, nothing cut. TXDESK_STORY_PICTURES=FOLDER saves what is on screen (./dev stories).
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/stories.h"
#include "console/list/transaction_table.h"
#include "console/timeline/sequence_view.h"
#include "tests/pictures/object_tree.h"
#include "tests/support/test_main.h"
#include "tests/tour/keyboard.h"
#include "tests/tour/story_picture.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int storyPatienceMs = 120'000;
constexpr int lastOfTheSpecification = 24;
constexpr QSize screenSize(1500, 940); // offscreen has a small one

// A wait that a person ends has a row if it was longer than a second: nothing that a story is about.
QStringList withoutEndedWaits(QStringList lines)
{
    for (qsizetype line = lines.size() - 2; line >= 0; --line)
        if (lines[line].startsWith(u"waits to "_s) && lines[line + 1].startsWith(u"admin"_s))
            lines.removeAt(line);
    return lines;
}

// Branches side by side come in any order.
bool tells(const demo::Story &story, QStringList shown, QStringList kept)
{
    static const QList<int> sideBySide{17, 19};
    shown = withoutEndedWaits(shown);
    kept = withoutEndedWaits(kept);
    if (sideBySide.contains(story.number)) {
        shown.sort();
        kept.sort();
    }
    return shown == kept;
}

} // namespace

class StoriesOnScreenTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tellsItsStory_data();
    void tellsItsStory();
    void cleanupTestCase() { m_demo.reset(); }

private:
    void play(const demo::Story &story);
    void isOnScreen(const demo::Story &story);
    [[nodiscard]] QString seen();
    [[nodiscard]] bool isSettled(); // list and detail tell the same, and it is over or told by nobody any more

    std::unique_ptr<DemoWindow> m_demo;
};

#define EVENTUALLY(condition) QTRY_VERIFY2_WITH_TIMEOUT(condition, qPrintable(seen()), patience(storyPatienceMs))

QString StoriesOnScreenTest::seen()
{
    // QTest cuts long texts: what was told last comes first.
    return m_demo->problems().join(u'\n') + m_demo->narration().right(400) + u"\n--\n"_s + pictureOf(*m_demo).join(u'\n');
}

bool StoriesOnScreenTest::isSettled()
{
    const auto &detail = m_demo->workspace().detail().detail();
    if (!detail || m_demo->verdict().isEmpty() || m_demo->rows().isEmpty())
        return false;
    const GlobalTransaction &shown = detail->snapshot.transaction;
    const TransactionListModel &model = m_demo->workspace().list().feed().model();
    const TransactionRow *row = model.rowAt(model.rowOf(shown.gid));
    return row && isFinal(shown.status) && row->transaction.status == shown.status && m_demo->diagram().sequenceLayout().rows.size() > 2;
}

void StoriesOnScreenTest::initTestCase()
{
    m_demo = std::make_unique<DemoWindow>();
    m_demo->window().commands().run(u"file.demo"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_demo->window().workspace(), patience(storyPatienceMs));
    EVENTUALLY(!m_demo->isPlaying());
    m_demo->window().resize(screenSize);
}

void StoriesOnScreenTest::tellsItsStory_data()
{
    QTest::addColumn<int>("number");
    for (const demo::Story &story : demo::allStories())
        if (story.number <= lastOfTheSpecification && demo::whyNotPlayed(story).isEmpty())
            QTest::addRow("%s %s", qPrintable(story.name()), story.title) << story.number;
}

void StoriesOnScreenTest::play(const demo::Story &story)
{
    m_demo->window().raiseWorkspace(m_demo->window().workspaces().first()); // behind a tab that was made up
    QVERIFY(m_demo->window().commands().run(u"demo.story"_s + story.name()));
    EVENTUALLY(m_demo->isPlaying());
    EVENTUALLY(!m_demo->isPlaying());
    QVERIFY2(m_demo->narration().contains(u"The story is over"_s) && !m_demo->narration().contains(u"Not as it must be"_s), qPrintable(seen()));
}

void StoriesOnScreenTest::isOnScreen(const demo::Story &story)
{
    if (story.scene == demo::Scene::TenMillion || story.scene == demo::Scene::Storm) { // a list, in a tab that says what it is
        EVENTUALLY(m_demo->workspace().list().feed().model().transactionCount() >= 200);
        QVERIFY(m_demo->workspace().profile().name.contains(u"made up"_s));
        return;
    }
    m_demo->workspace().detail().raiseTab(DetailPane::Sequence);
    if (story.scene == demo::Scene::Night) { // five thousand tries in a few rows; it is in no list
        EVENTUALLY(m_demo->workspace().detail().detail() && m_demo->workspace().detail().detail()->snapshot.transaction.attempts >= demo::nightAttempts);
        EVENTUALLY(m_demo->diagram().sequenceLayout().rows.size() > 5 && m_demo->diagram().sequenceLayout().rows.size() < 40);
        EVENTUALLY(!m_demo->verdict().isEmpty());
        return;
    }
    EVENTUALLY(isSettled());
    if (m_demo->narration().contains(u"Everything is undone"_s)) // the narrator claims no more than the verdict
        QVERIFY2(m_demo->verdict().contains(u"all parties are as before"_s) && !m_demo->verdict().contains(u"Nothing had to be undone"_s), qPrintable(seen()));
    if (m_demo->verdict().contains(u"kept the current data"_s))
        QVERIFY2(m_demo->narration().contains(u"its rows stay as they are now"_s), qPrintable(seen()));
    const QStringList kept = keptPicture(story.name(), pictureOf(*m_demo));
    QTRY_VERIFY2_WITH_TIMEOUT(tells(story, pictureOf(*m_demo), kept), qPrintable(pictureOf(*m_demo).join(u'\n')), patience(storyPatienceMs));
    EVENTUALLY(m_demo->workspace().list().table().currentGid() == m_demo->workspace().detail().gid());
}

void StoriesOnScreenTest::tellsItsStory()
{
    QFETCH(const int, number);
    const demo::Story &story = *demo::storyNumbered(number);
    play(story);
    isOnScreen(story);
    const QString folder = qEnvironmentVariable("TXDESK_STORY_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(m_demo->window().grab().save(u"%1/story-%2.png"_s.arg(folder).arg(number, 2, 10, QLatin1Char('0'))));
    const QStringList faults = cutTexts(m_demo->window()) + overlaps(m_demo->window()) + nameless(m_demo->window());
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

TXDESK_TEST(StoriesOnScreenTest);

} // namespace txdesk::test

#undef EVENTUALLY
#include "stories_on_screen_test.moc"
