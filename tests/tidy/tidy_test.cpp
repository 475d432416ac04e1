// The style guide as a failing test: layers, licences, words we do not use, and documents that must stay true.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"
#include "tests/tidy/source_tree.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace txdesk::test {
namespace {

using Layers = QHash<QString, QSet<QString>>;

Layers readLayers()
{
    Layers layers;
    for (const QString &line : textOf(u"tests/tidy/allowed_includes.txt"_s).split(u'\n')) {
        if (line.startsWith(u'#') || !line.contains(u':'))
            continue;
        const QStringList allowed = line.section(u':', 1).split(u' ', Qt::SkipEmptyParts);
        layers.insert(line.section(u':', 0, 0), QSet<QString>(allowed.begin(), allowed.end()));
    }
    return layers;
}

// The quoted includes of a file, with their line numbers.
QList<std::pair<qsizetype, QString>> includesOf(const SourceFile &file)
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s+\"([^\"]+)\""_s);
    QList<std::pair<qsizetype, QString>> found;
    for (qsizetype i = 0; i < file.lines.size(); ++i)
        if (const auto match = include.match(file.lines[i]); match.hasMatch())
            found.append({i + 1, match.captured(1)});
    return found;
}

// Empty when `file` may include `included`; else a sentence that names the way out.
QString layerFault(const Layers &layers, const QString &from, const QString &included)
{
    if (included.endsWith(".moc"_L1) || included.startsWith("ui_"_L1) || included.startsWith("moc_"_L1))
        return {};
    if (!exists(included))
        return u"no such file: spell includes from the repository root"_s;
    const QString to = included.section(u'/', 0, 1);
    if (from.startsWith("tests/"_L1) || from == to)
        return {};
    if (!layers.contains(from))
        return u"%1 has no row in tests/tidy/allowed_includes.txt: add one that says what it may include"_s.arg(from);
    if (layers[from].contains(to))
        return {};
    if (from.startsWith("console/"_L1) && to.startsWith("server/"_L1))
        return u"%1 may not include %2: the programs share values and JSON, move that part to shared/"_s.arg(from, to);
    return u"%1 may not include %2: move the common part down, to shared/model or shared/base"_s.arg(from, to);
}

struct Ban
{
    QString word;        // a regular expression
    QString instead;
    QStringList allowedIn{};
};

const QList<Ban> &bans()
{
    static const QList<Ban> all{
        {u"\\bprocessEvents\\b"_s, u"let the event loop run: react to the signal, in tests QTRY_VERIFY"_s,
         {u"shared/http/epoll_dispatcher.h"_s, u"shared/http/epoll_dispatcher.cpp"_s}}, // the override of Qt's function itself
        {u"\\bqWait\\b"_s, u"wait for the fact itself: QTRY_VERIFY, QTRY_COMPARE or QSignalSpy"_s},
        {u"\\bBlockingQueuedConnection\\b"_s, u"send a value and answer with a value: Inbox"_s},
        {u"\\bQThread::terminate\\b|->terminate\\(\\)"_s, u"ask the thread to end and join it"_s},
        {u"\\b(sleep_for|sleep_until|msleep|usleep|nanosleep|QTest::qSleep)\\b"_s, u"use a fake clock or wait for a signal"_s,
         {u"shared/base/failpoint.cpp"_s, u"shared/at/pause.h"_s}},
        {u"\\busing namespace std;"_s, u"write std::"_s},
        {u"new Q(MessageBox|InputDialog|ProgressDialog)\\b|#include <Q(MessageBox|InputDialog|ProgressDialog|ErrorMessage)>"_s,
         u"MessageDialog and NameDialog of console/widgets have the environment band"_s},
    };
    return all;
}

// Prints each fault, "path:line: what: what to do", and counts them: QTest would cut a long message.
QByteArray told(const QStringList &faults)
{
    for (const QString &fault : faults)
        qWarning("%s", qPrintable(fault));
    return QByteArray::number(faults.size()) + " faults, see above";
}

} // namespace

class TidyTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_files = sourceFiles();
        QVERIFY2(m_files.size() > 20, "the tests must see the source tree");
    }

    void includesFollowTheLayers()
    {
        const Layers layers = readLayers();
        QStringList faults;
        for (const SourceFile &file : m_files)
            for (const auto &[line, included] : includesOf(file))
                if (const QString fault = layerFault(layers, file.folder(), included); !fault.isEmpty())
                    faults.append(u"%1:%2: \"%3\": %4"_s.arg(file.path).arg(line).arg(included, fault));
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void layerRuleRefuses_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("included");
        QTest::newRow("the engine includes the store") << u"shared/engine"_s << u"server/store/commit_writer.h"_s;
        QTest::newRow("the console includes the server") << u"console/models"_s << u"server/coordinator/coordinator.h"_s;
        QTest::newRow("HTTP knows a transaction") << u"shared/http"_s << u"shared/model/vocabulary.h"_s;
        QTest::newRow("a folder nobody described") << u"server/elsewhere"_s << u"shared/base/result.h"_s;
        QTest::newRow("not from the root") << u"server/store"_s << u"commit_writer.h"_s;
    }

    void layerRuleRefuses()
    {
        QFETCH(QString, from);
        QFETCH(QString, included);
        QVERIFY(!layerFault(readLayers(), from, included).isEmpty());
    }

    void layersAreAcyclic()
    {
        const Layers layers = readLayers();
        QStringList faults;
        for (auto it = layers.begin(); it != layers.end(); ++it)
            for (const QString &below : it.value())
                if (layers.value(below).contains(it.key()) || !layers.contains(below))
                    faults.append(u"%1 and %2 need each other, or %2 is unknown: a third folder is missing"_s.arg(it.key(), below));
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void everyFileNamesItsLicence()
    {
        QStringList faults;
        for (const SourceFile &file : m_files) {
            const bool isConsole = file.path.startsWith("console/"_L1);
            const QString licence = isConsole ? u"GPL-3.0-or-later"_s : u"Apache-2.0"_s;
            const QString top = file.lines.first(std::min<qsizetype>(30, file.lines.size())).join(u'\n');
            const bool testsTheConsole = file.path.startsWith("tests/"_L1) && top.contains("SPDX-License-Identifier: GPL-3.0-or-later"_L1);
            const bool pairOfHeader = file.path.endsWith(".cpp"_L1) && exists(file.path.chopped(3) + u'h');
            if (!top.contains(u"SPDX-License-Identifier: "_s + licence) && !pairOfHeader && !testsTheConsole)
                faults.append(u"%1: add \"SPDX-License-Identifier: %2\" below the first sentence"_s.arg(file.path, licence));
        }
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void headersAreIncludedOnce()
    {
        QStringList faults;
        for (const SourceFile &file : m_files)
            if (file.path.endsWith(".h"_L1) && !file.lines.contains(u"#pragma once"_s))
                faults.append(file.path + u": add #pragma once"_s);
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void bannedWordsAreNotUsed()
    {
        QStringList faults;
        for (const Ban &ban : bans()) {
            const QRegularExpression word(ban.word);
            for (const SourceFile &file : m_files) {
                if (!file.isCpp() || file.folder() == "tests/tidy"_L1 || ban.allowedIn.contains(file.path))
                    continue;
                for (qsizetype i = 0; i < file.lines.size(); ++i)
                    if (const auto match = word.match(file.lines[i]); match.hasMatch())
                        faults.append(u"%1:%2: %3: %4"_s.arg(file.path).arg(i + 1).arg(match.captured(0), ban.instead));
            }
        }
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    // console.md 1.3, lesson 8: the colour of the environment is on every window, dialogs too.
    void everyDialogHasABand()
    {
        static const QRegularExpression dialog(u"class (\\w+)[^;{]*: public (Q\\w*Dialog|QMessageBox)\\b"_s);
        QStringList faults;
        int seen = 0;
        for (const SourceFile &file : m_files) {
            if (!file.path.startsWith("console/"_L1) || !file.isCpp())
                continue;
            const QString code = file.lines.join(u'\n');
            const QString twin = textOf(file.path.chopped(file.path.endsWith(".h"_L1) ? 1 : 3) + (file.path.endsWith(".h"_L1) ? u"cpp"_s : u"h"_s));
            for (auto it = dialog.globalMatch(code); it.hasNext(); ++seen) {
                const QString name = it.next().captured(1);
                if (!code.contains("EnvironmentStrip"_L1) && !twin.contains("EnvironmentStrip"_L1))
                    faults.append(u"%1: %2 has no environment band: derive it from BandedDialog"_s.arg(file.path, name));
            }
        }
        QVERIFY(seen > 0);
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void openEndsHaveANumber()
    {
        const QRegularExpression bare(u"\\b(TODO|FIXME|XXX|HACK)\\b(?!\\(#\\d+\\))"_s);
        QStringList faults;
        for (const SourceFile &file : m_files) {
            if (file.folder() == "tests/tidy"_L1)
                continue;
            for (qsizetype i = 0; i < file.lines.size(); ++i)
                if (const auto match = bare.match(file.lines[i]); match.hasMatch())
                    faults.append(u"%1:%2: %3 without an issue: finish it or write %3(#number)"_s.arg(file.path).arg(i + 1).arg(match.captured(1)));
        }
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void noMachinePathsInProductCode()
    {
        const QRegularExpression path(u"[\"' (](/(tmp|root|home|usr/local)/[a-z])"_s);
        QStringList faults;
        for (const SourceFile &file : m_files) {
            if (file.path.startsWith("tests/"_L1))
                continue;
            for (qsizetype i = 0; i < file.lines.size(); ++i)
                if (const auto match = path.match(file.lines[i]); match.hasMatch())
                    faults.append(u"%1:%2: %3: take it from an option or QStandardPaths"_s.arg(file.path).arg(i + 1).arg(match.captured(1)));
        }
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void filesStayReadable()
    {
        QStringList faults;
        const QString exceptions = textOf(u"tests/tidy/budgets.txt"_s);
        for (const SourceFile &file : m_files) {
            const qsizetype most = file.path.startsWith("tests/"_L1) ? 600 : 400;
            if (file.isCpp() && file.lines.size() > most + 1 && !exceptions.contains(file.path + u' '))
                faults.append(u"%1 has %2 lines, more than %3: is there a second idea inside? Split it, or give the reason in tests/tidy/budgets.txt"_s
                                  .arg(file.path).arg(file.lines.size()).arg(most));
        }
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void documentsNameRealPaths_data()
    {
        QTest::addColumn<QString>("document");
        for (const char *document : {"ARCHITECTURE.md", "README.md", "README.zh-CN.md", "CONTRIBUTING.md"})
            QTest::newRow(document) << QString::fromLatin1(document);
    }

    void documentsNameRealPaths()
    {
        QFETCH(QString, document);
        const QString text = textOf(document);
        QVERIFY2(!text.isEmpty(), "the document is missing");

        static const QRegularExpression path(u"[`(]((shared|server|console|sql|tests|resources|docs|cmake|\\.ci)/[A-Za-z0-9_./-]*)[`)]"_s);
        QStringList faults;
        for (auto it = path.globalMatch(text); it.hasNext();)
            if (const QString named = it.next().captured(1); !exists(named))
                faults.append(u"%1 names %2, which does not exist"_s.arg(document, named));
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void commentsNameRealDocuments()
    {
        static const QRegularExpression document(u"\\b(docs/[a-z0-9/-]+\\.md)\\b"_s);
        QStringList faults;
        for (const SourceFile &file : m_files)
            for (auto it = document.globalMatch(file.lines.join(u'\n')); it.hasNext();)
                if (const QString named = it.next().captured(1); !exists(named))
                    faults.append(u"%1 names %2, which does not exist"_s.arg(file.path, named));
        QVERIFY2(faults.isEmpty(), told(faults).constData());
    }

    void architectureFitsOnePage() { QVERIFY(textOf(u"ARCHITECTURE.md"_s).count(u'\n') <= 200); }

    void readmeExampleIsTheOneThatCompiles_data()
    {
        QTest::addColumn<QString>("document");
        QTest::newRow("English") << u"README.md"_s;
        QTest::newRow("Chinese") << u"README.zh-CN.md"_s;
    }

    // What stands between the two marks in the compiled file is what the README shows.
    void readmeExampleIsTheOneThatCompiles()
    {
        QFETCH(QString, document);
        const QString source = textOf(u"tests/client/readme_example.cpp"_s);
        QVERIFY2(!source.isEmpty(), "tests/client/readme_example.cpp is missing");
        const QString shown = textOf(document).section(u"```cpp\n"_s, 1, 1).section(u"```"_s, 0, 0);
        QVERIFY2(!shown.isEmpty(), "the document shows no C++ example");

        QVERIFY2(source.contains(shown), "change the README or the example: they must be the same text");
    }

private:
    QList<SourceFile> m_files;
};

TXDESK_TEST(TidyTest);

} // namespace txdesk::test

#include "tidy_test.moc"
