// The documents that say where something is tested are true: every row of the list of bad inputs, of docs/asvs.csv and of AT's failure groups names
// a test that is there.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"
#include "tests/tidy/source_tree.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace txdesk::test {
namespace {

constexpr int badInputRows = 99; // spec/reliability 4.4
constexpr int consoleRows = 78;

// "Class::function" of every test class.
QSet<QString> testFunctions()
{
    static const QRegularExpression classLine(u"^class (\\w+Test)\\b"_s);
    static const QRegularExpression function(u"\\bvoid (?:\\w+::)?(\\w+)\\(\\)"_s);
    QSet<QString> all;
    for (const SourceFile &file : sourceFiles()) {
        if (!file.isCpp() || !file.path.startsWith("tests/"_L1))
            continue;
        QString owner;
        for (const QString &line : file.lines) {
            if (const auto match = classLine.match(line); match.hasMatch())
                owner = match.captured(1);
            if (const auto match = function.match(line); match.hasMatch() && !owner.isEmpty())
                all.insert(owner + u"::"_s + match.captured(1));
        }
    }
    return all;
}

// The numbers of the rows in tests/badinput.
QSet<int> badInputNumbers()
{
    static const QRegularExpression row(u"^\\s*\\*?\\[?\\((\\d+), f?\""_s, QRegularExpression::MultilineOption);
    QSet<int> numbers;
    for (const QString &path : {u"tests/badinput/rows.py"_s, u"tests/badinput/badinput.py"_s}) {
        const QString text = textOf(path);
        for (auto it = row.globalMatch(text); it.hasNext();)
            numbers.insert(it.next().captured(1).toInt());
        static const QRegularExpression listed(u"\\[\\((\\d+), "_s);
        for (auto it = listed.globalMatch(text); it.hasNext();)
            numbers.insert(it.next().captured(1).toInt());
        static const QRegularExpression variable(u"\\((\\d+), (?:what|f\")"_s);
        for (auto it = variable.globalMatch(text); it.hasNext();)
            numbers.insert(it.next().captured(1).toInt());
    }
    return numbers;
}

// What is said to be tested later: few, and none at a release.
constexpr int openMost = 8;
const QString notYet = u"not yet"_s;

// What is wrong with the references in `cell`; each is a test function, a file under tests/ or a row of badinput.
QStringList faultsIn(const QString &cell)
{
    static const QSet<QString> functions = testFunctions();
    static const QSet<int> numbers = badInputNumbers();
    static const QRegularExpression reference(u"(\\w+Test::\\w+)|(tests/[\\w./-]+)|badinput (\\d+)"_s);
    QStringList faults;
    bool any = false;
    for (auto it = reference.globalMatch(cell); it.hasNext(); any = true) {
        const auto match = it.next();
        if (!match.captured(1).isEmpty() && !functions.contains(match.captured(1)))
            faults.append(u"no test %1"_s.arg(match.captured(1)));
        if (!match.captured(2).isEmpty() && !exists(match.captured(2)))
            faults.append(u"no file %1"_s.arg(match.captured(2)));
        if (!match.captured(3).isEmpty() && !numbers.contains(match.captured(3).toInt()))
            faults.append(u"no row %1 in tests/badinput"_s.arg(match.captured(3)));
    }
    if (!any)
        faults.append(u"names no test"_s);
    return faults;
}

// What is wrong with the tests in `cell`: "`ATest::group1_x`, `group1_y`", "`ATest::group1_*`", or a class alone.
QStringList faultsInGroup(const QString &cell)
{
    static const QSet<QString> functions = testFunctions();
    static const QRegularExpression quoted(u"`(?:(\\w+Test))?(?:::)?([a-z]\\w*)?(\\*?)`"_s);
    QStringList faults;
    QString owner;
    for (auto it = quoted.globalMatch(cell); it.hasNext();) {
        const auto match = it.next();
        if (!match.captured(1).isEmpty())
            owner = match.captured(1);
        const QString wanted = owner + u"::"_s + match.captured(2);
        const bool isPrefix = match.captured(2).isEmpty() || !match.captured(3).isEmpty();
        if (!std::any_of(functions.begin(), functions.end(), [&](const QString &one) { return isPrefix ? one.startsWith(wanted) : one == wanted; }))
            faults.append(u"no test %1"_s.arg(match.captured(0)));
    }
    return faults;
}

// RFC 4180, one line.
QStringList csvCells(const QString &line)
{
    QStringList cells{QString()};
    bool quoted = false;
    for (const QChar c : line) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            cells.append(QString());
        else
            cells.last().append(c);
    }
    return cells;
}

} // namespace

class ReferencesTest : public QObject
{
    Q_OBJECT

private slots:
    void noticesWhatIsMissing();
    void badInputIsTested();
    void asvsIsTested();
    void failureGroupsOfAtAreTested();
    void featuresOfTheConsoleAreTested();
    void theDesktopKnowsTheConsole();
};

void ReferencesTest::noticesWhatIsMissing()
{
    QVERIFY(faultsIn(u"`ReferencesTest::noticesWhatIsMissing`, `tests/badinput/rows.py`, badinput 6"_s).isEmpty());
    QCOMPARE(faultsIn(u"`ReferencesTest::dreamsOfIt`"_s).size(), 1);
    QCOMPARE(faultsIn(u"`tests/none.py`"_s).size(), 1);
    QCOMPARE(faultsIn(u"badinput 4711"_s).size(), 1);
    QCOMPARE(faultsIn(u"somewhere"_s), QStringList{u"names no test"_s});
}

void ReferencesTest::badInputIsTested()
{
    static const QRegularExpression row(u"^\\| (\\d+) \\|(.*)\\|([^|]*)\\|$"_s);
    QSet<int> rows;
    QStringList faults;
    int open = 0;
    for (const QString &line : textOf(u"docs/bad-input.md"_s).split(u'\n')) {
        const auto match = row.match(line);
        if (!match.hasMatch())
            continue;
        rows.insert(match.captured(1).toInt());
        if (match.captured(3).trimmed() == "issue of AT mode"_L1)
            continue;
        if (match.captured(3).trimmed() == notYet) {
            ++open;
            continue;
        }
        for (const QString &fault : faultsIn(match.captured(3)))
            faults.append(u"row %1: %2"_s.arg(match.captured(1), fault));
    }
    for (int i = 1; i <= badInputRows; ++i)
        if (!rows.contains(i))
            faults.append(u"row %1 is missing"_s.arg(i));
    QVERIFY2(open <= openMost, "too many rows are to be tested later");
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

void ReferencesTest::failureGroupsOfAtAreTested()
{
    static const QRegularExpression row(u"^\\| (\\d+) [^|]*\\|([^|]*)\\|([^|]*)\\|$"_s);
    constexpr int groups = 25;
    QSet<int> found;
    QStringList faults;
    for (const QString &line : textOf(u"docs/at-failure-groups.md"_s).split(u'\n')) {
        const auto match = row.match(line);
        if (!match.hasMatch())
            continue;
        found.insert(match.captured(1).toInt());
        if (!match.captured(2).contains("Test"_L1) || match.captured(3).trimmed().isEmpty())
            faults.append(u"group %1 has no test on SQLite, or says nothing of MariaDB"_s.arg(match.captured(1)));
        for (const QString &fault : faultsInGroup(match.captured(2)) + faultsInGroup(match.captured(3)))
            faults.append(u"group %1: %2"_s.arg(match.captured(1), fault));
    }
    QCOMPARE(faultsInGroup(u"`DreamTest::group1_x`"_s).size(), 1);
    QCOMPARE(found.size(), groups);
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

// item, applies, control, test: an item that applies has a control and a test.
void ReferencesTest::asvsIsTested()
{
    const QStringList lines = textOf(u"docs/asvs.csv"_s).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.value(0), u"item,applies,control,test"_s);
    QStringList faults;
    for (const QString &line : lines.sliced(1)) {
        const QStringList cells = csvCells(line);
        if (cells.size() != 4 || cells[2].isEmpty()) {
            faults.append(u"%1: expected item, applies, control, test"_s.arg(line.left(60)));
            continue;
        }
        if (cells[1] == "yes"_L1 && cells[3] != notYet)
            for (const QString &fault : faultsIn(cells[3]))
                faults.append(cells[0] + u": "_s + fault);
        else if (cells[1] != "no"_L1 && cells[1] != "yes"_L1)
            faults.append(cells[0] + u": applies is yes or no"_s);
    }
    QVERIFY(lines.size() > 50);
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

// What the console has names its test; what it has not says so.
// The menu entry, its icon and the handler of txc:// are in the package and in what cmake installs.
void ReferencesTest::theDesktopKnowsTheConsole()
{
    const QString entry = textOf(u"resources/desktop/txdesk-console.desktop"_s);
    QVERIFY(entry.contains(u"\nExec=txdesk-console open %u\n"_s) && entry.contains(u"\nIcon=txdesk\n"_s));
    QVERIFY(entry.contains(u"\nMimeType=x-scheme-handler/txc;\n"_s));
    QVERIFY(exists(u"resources/desktop/txdesk.svg"_s));
    for (const QString &file : {u"resources/desktop/txdesk-console.desktop"_s, u"resources/desktop/txdesk.svg"_s})
        QVERIFY2(textOf(u"cmake/install.cmake"_s).contains(file), qPrintable(file));
    QVERIFY(textOf(u"dev"_s).contains(u"run cmake --install build/demo"_s));
    QVERIFY(textOf(u"CMakeLists.txt"_s).contains(u"\ninclude(install)\n"_s));
}

void ReferencesTest::featuresOfTheConsoleAreTested()
{
    static const QRegularExpression row(u"^\\| (\\d+) \\|.*\\| ([●◐○])([^|]*)\\|([^|]*)\\|$"_s);
    QSet<int> rows;
    QStringList faults;
    for (const QString &line : textOf(u"docs/console.md"_s).split(u'\n')) {
        const auto match = row.match(line);
        if (!match.hasMatch())
            continue;
        rows.insert(match.captured(1).toInt());
        if (match.captured(3).trimmed().isEmpty())
            faults.append(u"row %1 does not say what there is"_s.arg(match.captured(1)));
        if (match.captured(2) == u"○"_s)
            continue;
        for (const QString &fault : faultsIn(match.captured(4)))
            faults.append(u"row %1: %2"_s.arg(match.captured(1), fault));
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QCOMPARE(rows.size(), consoleRows);
}

TXDESK_TEST(ReferencesTest);

} // namespace txdesk::test
#include "references_test.moc"
