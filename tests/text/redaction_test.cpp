// Secrets are hidden; everything else stays as it is.
// SPDX-License-Identifier: Apache-2.0
#include "console/text/redaction.h"
#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

const QString jwt = u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"_s;

// Says the mask as the Chinese console does.
class ChineseMask final : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *, const char *, int) const override
    {
        return qstrcmp(context, "Redaction") == 0 ? u"••••(%n 个字符)"_s : QString();
    }
};

} // namespace

class RedactionTest final : public QObject
{
    Q_OBJECT

private slots:
    void hidesInText_data();
    void hidesInText();
    void hidesInUrls_data();
    void hidesInUrls();
    void masksAreInTheReadersLanguage();
};

void RedactionTest::hidesInText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing secret") << uR"#({ "amount": 30 })#"_s << uR"#({ "amount": 30 })#"_s;
    QTest::newRow("by key") << uR"#({"password": "hunter2", "a":1})#"_s << uR"#({"password": "••••(7 chars)", "a":1})#"_s;
    QTest::newRow("any case, part of a key") << uR"#({"X-Auth-Token":"abc"})#"_s << uR"#({"X-Auth-Token":"••••(3 chars)"})#"_s;
    QTest::newRow("a number") << uR"#({"cardNo":4111111111111111})#"_s << uR"#({"cardNo":"••••(16 chars)"})#"_s;
    QTest::newRow("a whole object") << uR"#({"secret":{"a":"b,c"},"d":2})#"_s << uR"#({"secret":"••••(11 chars)","d":2})#"_s;
    QTest::newRow("in a list") << uR"#([{"id_no":"110101"}])#"_s << uR"#([{"id_no":"••••(6 chars)"}])#"_s;
    QTest::newRow("quotes inside") << uR"#({"token":"a\"b","k":1})#"_s << uR"#({"token":"••••(4 chars)","k":1})#"_s;
    QTest::newRow("cut in the middle") << uR"#({"token":"abcd)#"_s << uR"#({"token":"••••(4 chars)")#"_s;
    QTest::newRow("a JWT under a harmless key") << uR"#({"note":"%1"})#"_s.arg(jwt) << uR"#({"note":"••••(%1 chars)"})#"_s.arg(jwt.size());
    QTest::newRow("a value that looks like a key") << uR"#({"kind":"token"})#"_s << uR"#({"kind":"token"})#"_s;
    QTest::newRow("a header line") << u"Authorization: Bearer abc\nHost: a"_s << u"Authorization: ••••(10 chars)\nHost: a"_s;
}

void RedactionTest::hidesInText()
{
    QFETCH(QString, text);
    QTEST(redactText(text), "shown");
}

void RedactionTest::hidesInUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"http://a:1/api/x?gid=1"_s << u"http://a:1/api/x?gid=1"_s;
    QTest::newRow("query") << u"http://a/x?token=abc&gid=1"_s << u"http://a/x?token=••••(3 chars)&gid=1"_s;
    QTest::newRow("second parameter") << u"http://a/x?gid=1&password=p"_s << u"http://a/x?gid=1&password=••••(1 chars)"_s;
    QTest::newRow("user info") << u"http://lin:secret@a/x"_s << u"http://lin:••••(6 chars)@a/x"_s;
}

void RedactionTest::hidesInUrls()
{
    QFETCH(QString, url);
    QTEST(redactUrl(url), "shown");
}

void RedactionTest::masksAreInTheReadersLanguage()
{
    const QString english = redactText(uR"#({"password":"hunter2"})#"_s);
    ChineseMask chinese;
    QVERIFY(QCoreApplication::installTranslator(&chinese));
    const QString shown = redactText(uR"#({"password":"hunter2"})#"_s);
    QCOMPARE(shown, uR"#({"password":"••••(7 个字符)"})#"_s);
    QCOMPARE(redactText(shown), shown); // hiding twice is hiding once
    QCOMPARE(redactText(english), english);
    QCOMPARE(redactText(uR"#({"password":"••••(3 hunter2)"})#"_s), uR"#({"password":"••••(15 个字符)"})#"_s);
}

TXDESK_TEST(RedactionTest);
#include "redaction_test.moc"
