// Every view in every state keeps the rules of a sound window, in both themes and languages, and in one that is longer than
// any. With TXDESK_PICTURES=FOLDER each is saved there: ./dev pictures makes the contact sheet of them.
// SPDX-License-Identifier: Apache-2.0
#include "tests/pictures/object_tree.h"
#include "tests/pictures/picture_views.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace txdesk::test {

namespace {

void save(const PictureSettings &settings, const QString &view, QWidget &shown)
{
    const QString folder = qEnvironmentVariable("TXDESK_PICTURES");
    if (folder.isEmpty())
        return;
    const qreal scale = shown.devicePixelRatioF();
    const QString file = u"%1/%2@%3x.%4.png"_s.arg(folder, settings.name()).arg(scale, 0, 'f', 0).arg(QString(view).replace(u'/', u'-'));
    QVERIFY2(shown.grab().save(file), qPrintable(file));
}

} // namespace

class LookOverTest final : public QObject
{
    Q_OBJECT

private slots:
    void viewsAreSound_data() { settingsData(); }
    void viewsAreSound();
    void statesAreSound_data() { settingsData(); }
    void statesAreSound();
    void everyTextCanBeTranslated();
    void everyLetterHasAGlyph();
    void everyKeyHasOneMeaning();
    void themesCanBeRead_data();
    void themesCanBeRead();
    void tabReachesEverything();

private:
    static void settingsData();
    static PictureSettings settings();
    void look(const QString &view, QWidget &shown);

    QStringList m_faults;
};

void LookOverTest::settingsData()
{
    QTest::addColumn<LanguageChoice>("language");
    QTest::addColumn<ThemeChoice>("theme");
    QTest::addColumn<bool>("pseudo");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light, English") << LanguageChoice::English << ThemeChoice::Light << false << QSize(1440, 900);
    QTest::newRow("dark, Chinese") << LanguageChoice::Chinese << ThemeChoice::Dark << false << QSize(1440, 900);
    QTest::newRow("dark, English, small") << LanguageChoice::English << ThemeChoice::Dark << false << QSize(1024, 700);
    QTest::newRow("light, Chinese, small") << LanguageChoice::Chinese << ThemeChoice::Light << false << QSize(1024, 700);
    QTest::newRow("longer than any") << LanguageChoice::English << ThemeChoice::Light << true << QSize(1920, 1080);
}

PictureSettings LookOverTest::settings()
{
    QFETCH(const LanguageChoice, language);
    QFETCH(const ThemeChoice, theme);
    QFETCH(const bool, pseudo);
    QFETCH(const QSize, size);
    return {language, theme, pseudo, size};
}

void LookOverTest::look(const QString &view, QWidget &shown)
{
    for (const QString &fault : cutTexts(shown) + overlaps(shown) + nameless(shown))
        m_faults.append(view + u": "_s + fault);
}

void LookOverTest::viewsAreSound()
{
    m_faults.clear();
    const PictureSettings now = settings();
    QStringList seen;
    goThroughViews(now, [&](const QString &view, QWidget &shown) {
        look(view, shown);
        save(now, view, shown);
        seen.append(view);
    });
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    QVERIFY2(seen.size() >= 20, qPrintable(seen.join(u' ')));
}

void LookOverTest::statesAreSound()
{
    m_faults.clear();
    const PictureSettings now = settings();
    goThroughStates(now, [&](const QString &view, QWidget &shown) {
        look(view, shown);
        save(now, view, shown);
    });
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

// In the language of brackets a word without brackets was never offered to a translator. What is data has no such words.
void LookOverTest::everyTextCanBeTranslated()
{
    static const QRegularExpression words(u"[A-Za-z]{3,} [a-z]{2,}"_s);
    QStringList faults;
    goThroughViews({.pseudo = true}, [&faults](const QString &view, QWidget &shown) {
        for (const ShownText &shownText : shownTexts(shown))
            if (!shownText.text.contains(u'[') && shownText.text.contains(words))
                faults.append(u"%1: %2: %3"_s.arg(view, shownText.where, shownText.text));
    });
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void LookOverTest::everyLetterHasAGlyph()
{
    QString letters;
    const QDir folder(QStringLiteral(TXDESK_SOURCE_DIR "/resources/i18n"));
    for (const QString &name : folder.entryList({u"*_zh_CN.ts"_s})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::Characters)
                letters += xml.text();
    }
    QVERIFY(letters.contains(u"补偿"_s));
    const QStringList faults = lettersWithoutGlyph(letters, QApplication::font());
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void LookOverTest::everyKeyHasOneMeaning()
{
    WindowUnderTest under;
    under.fill();
    const QStringList faults = keysTwice(*under.window);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void LookOverTest::themesCanBeRead_data()
{
    QTest::addColumn<ThemeChoice>("theme");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
}

void LookOverTest::themesCanBeRead()
{
    QFETCH(const ThemeChoice, theme);
    WindowUnderTest under(LanguageChoice::English, theme);
    const QStringList faults = poorContrast(QApplication::palette());
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void LookOverTest::tabReachesEverything()
{
    QStringList faults;
    goThroughViews({}, [&faults](const QString &view, QWidget &shown) {
        shown.activateWindow();
        for (const QString &fault : tabWalk(shown))
            faults.append(view + u": "_s + fault);
    });
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

TXDESK_TEST(LookOverTest);

} // namespace txdesk::test
#include "look_over_test.moc"
