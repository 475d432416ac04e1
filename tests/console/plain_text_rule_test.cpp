// The rule that keeps text of others plain, checked in the sources: what could take it for HTML is not used.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Rule
{
    const char *name;
    const char *pattern;   // a line that matches breaks it
    const char *exceptIn;  // end of the path of the one file that may
    const char *unless;    // a line that matches this, too, is fine
};

constexpr Rule rules[] = {
    {"labels are PlainLabel", R"(new QLabel\(|QLabel\s+\w+[;({])", "widgets/plain_label.h", nullptr},
    {"no message boxes that guess", R"(QMessageBox::(warning|information|question|critical|about)\(|QErrorMessage|QInputDialog::get)", nullptr, nullptr},
    {"no documents of HTML", R"(\bQTextEdit\b(?!::ExtraSelection)|setHtml\(|insertHtml\(|appendHtml\()", nullptr, nullptr},
    {"the narrator escapes what it is told", R"(m_narrator->append\()", nullptr, "stage_panel"},
    {"only the narrator is a browser", R"(QTextBrowser)", "stage/stage_panel.cpp", "class QTextBrowser;|QTextBrowser \\*m_narrator"},
    {"tool tips are escaped", R"(setToolTip\(|QToolTip::showText\()", "alerts/desktop_ways.cpp", R"(asToolTip\()"},
    {"rich text is asked for nowhere", R"(Qt::(RichText|AutoText|MarkdownText))", nullptr, nullptr},
    {"text is given to labels as text", R"(setTextFormat\()", "widgets/plain_label.cpp", R"(Qt::PlainText)"},
};

QStringList faultsOf(const QString &path, const QStringList &lines)
{
    QStringList faults;
    for (const Rule &rule : rules) {
        const QRegularExpression pattern(QLatin1StringView(rule.pattern));
        const QRegularExpression unless(QLatin1StringView(rule.unless ? rule.unless : "$^"));
        if (rule.exceptIn && path.endsWith(QLatin1StringView(rule.exceptIn)))
            continue;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const bool hit = pattern.match(lines[i]).hasMatch() && !lines[i].trimmed().startsWith("//"_L1);
            if (hit && !unless.match(lines[i]).hasMatch() && !(rule.unless && path.contains(QLatin1StringView(rule.unless))))
                faults.append(u"%1:%2 %3"_s.arg(path).arg(i + 1).arg(QLatin1StringView(rule.name)));
        }
    }
    return faults;
}

} // namespace

class PlainTextRuleTest final : public QObject
{
    Q_OBJECT

private slots:
    void theConsoleKeepsIt()
    {
        QDirIterator files(QStringLiteral(TXDESK_SOURCE_DIR "/console"), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        int seen = 0;
        QStringList faults;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            faults += faultsOf(file.fileName(), QString::fromUtf8(file.readAll()).split(u'\n'));
            ++seen;
        }
        QVERIFY(seen > 100);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void itCatches_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("a label") << u"auto *l = new QLabel(this);"_s;
        QTest::newRow("a message box") << u"QMessageBox::warning(this, a, serverText);"_s;
        QTest::newRow("a raw tool tip") << u"w->setToolTip(row.lastError);"_s;
        QTest::newRow("HTML") << u"edit->setHtml(text);"_s;
        QTest::newRow("rich text") << u"label->setTextFormat(Qt::RichText);"_s;
    }
    void itCatches()
    {
        QFETCH(QString, line);
        QVERIFY(!faultsOf(u"console/pages/x.cpp"_s, {line}).isEmpty());
    }
};

TXDESK_TEST(PlainTextRuleTest);
#include "plain_text_rule_test.moc"
