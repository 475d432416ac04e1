// The translations are complete: nothing unfinished, the same places to fill, the same access keys once.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct TranslatedText
{
    QString context;
    QString source;
    QStringList texts; // one, or one for each plural form
    bool unfinished = false;
};

TranslatedText readMessage(QXmlStreamReader &xml, const QString &context)
{
    TranslatedText text{context, {}, {}, false};
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            text.source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            text.unfinished = xml.attributes().value("type"_L1) == "unfinished"_L1;
            const QString whole = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            text.texts.append(whole);
        } else {
            xml.skipCurrentElement();
        }
    }
    return text;
}

QList<TranslatedText> readTexts(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<TranslatedText> texts;
    QXmlStreamReader xml(&file);
    xml.readNextStartElement();
    while (xml.readNextStartElement()) {
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == "name"_L1)
                context = xml.readElementText();
            else if (xml.name() == "message"_L1)
                texts.append(readMessage(xml, context));
            else
                xml.skipCurrentElement();
        }
    }
    return xml.hasError() ? QList<TranslatedText>() : texts;
}

QStringList placesOf(const QString &text)
{
    static const QRegularExpression place(u"%[0-9n]"_s);
    QStringList places;
    for (auto it = place.globalMatch(text); it.hasNext();)
        places.append(it.next().captured());
    places.removeDuplicates();
    places.sort();
    return places;
}

} // namespace

class TranslationsTest final : public QObject
{
    Q_OBJECT

private slots:
    void chineseIsComplete_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(TXDESK_SOURCE_DIR "/resources/i18n"));
        for (const QString &name : folder.entryList({u"*_zh_CN.ts"_s}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void chineseIsComplete()
    {
        QFETCH(QString, path);
        const QList<TranslatedText> texts = readTexts(path);
        QVERIFY(!texts.isEmpty());
        for (const TranslatedText &text : texts) {
            const QString where = text.context + u": "_s + text.source;
            QVERIFY2(!text.unfinished, qPrintable(where + u" is not translated"_s));
            for (const QString &chinese : text.texts) {
                QVERIFY2(!chinese.trimmed().isEmpty(), qPrintable(where + u" is empty"_s));
                // What was read in the wrong encoding looks like this.
                QVERIFY2(std::none_of(chinese.begin(), chinese.end(), [](QChar c) { return c == QChar::ReplacementCharacter || (c >= QChar(0x80) && c < QChar(0xA0)); }),
                         qPrintable(where + u" has characters that nobody writes"_s));
                QVERIFY2(placesOf(chinese) == placesOf(text.source), qPrintable(where + u" fills other places"_s));
            }
        }
    }
};

TXDESK_TEST(TranslationsTest);
#include "translations_test.moc"
