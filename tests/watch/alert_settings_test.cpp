// Rules are kept by profile, exported and imported; what somebody else wrote into the file does no harm.
// SPDX-License-Identifier: Apache-2.0
#include "console/alerts/alert_settings.h"
#include "shared/codec/alert_note.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class AlertSettingsTest final : public QObject
{
    Q_OBJECT

private slots:
    void keepsEachProfilesOwn()
    {
        const QTemporaryDir folder;
        AlertPolicy policy = defaultAlertPolicy();
        policy.rules[0].name = u"卡住, \"really\""_s;
        policy.rules[0].filter = u"part:stock err:\"lock wait\""_s;
        policy.rules[1].enabled = false;
        policy.quiet = {.enabled = true, .fromMinute = 1380, .toMinute = 300, .criticalBreaks = false};
        policy.outputs = {.popup = false, .sound = false, .attention = false, .webHook = u"https://h/x"_s, .mayRun = true, .program = {u"/bin/say"_s, u"a b"_s}};
        {
            QSettings file(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
            saveAlertPolicy(file, u"shop/eu"_s, policy);
        }
        QSettings file(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
        QCOMPARE(loadAlertPolicy(file, u"shop/eu"_s), policy);
        QCOMPARE(loadAlertPolicy(file, u"shop"_s), defaultAlertPolicy());
        policy.rules.clear();
        saveAlertPolicy(file, u"shop/eu"_s, policy);
        QVERIFY(loadAlertPolicy(file, u"shop/eu"_s).rules.isEmpty()); // none is not the defaults
    }

    void rulesTravelInAFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"rules.ini"_s);
        QVERIFY(exportAlertRules(path, defaultAlertPolicy().rules));
        const Result<QList<AlertRule>> back = importAlertRules(path);
        QVERIFY(back);
        QCOMPARE(*back, defaultAlertPolicy().rules);
        QVERIFY(!importAlertRules(folder.filePath(u"none.ini"_s)));
    }

    void strangeFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("rules");
        const QByteArray good = "1\\id=a\n1\\metric=stuck-count\n1\\comparison=>\n1\\severity=warning\n1\\value=5\n";
        QTest::newRow("good") << "[rules]\nsize=1\n" + good << 1;
        QTest::newRow("size lies") << "[rules]\nsize=2000000000\n" + good << 1;
        QTest::newRow("unknown metric") << "[rules]\nsize=1\n" + QByteArray(good).replace("stuck-count", "moon") << -1;
        QTest::newRow("no number") << "[rules]\nsize=1\n" + QByteArray(good).replace("value=5", "value=nan") << -1;
        QTest::newRow("no id") << "[rules]\nsize=1\n" + QByteArray(good).replace("id=a", "id=") << -1;
        QTest::newRow("twice the same") << "[rules]\nsize=2\n" + good + QByteArray(good).replace("1\\", "2\\") << 1;
        QTest::newRow("not a file of ours") << QByteArray("\0\1\2 hello", 9) << -1;
    }
    void strangeFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, rules);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"r.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const Result<QList<AlertRule>> read = importAlertRules(file.fileName());
        QCOMPARE(read ? static_cast<int>(read->size()) : -1, rules);
    }

    void theWebHookIsToldInJson()
    {
        const codec::AlertNote note{.server = u"shop"_s, .environment = u"PROD"_s, .rule = u"r"_s, .kind = u"fired"_s, .severity = u"critical"_s,
                                    .metric = u"stuck-count"_s, .subject = {}, .text = u"312 \"stuck\""_s, .filter = u"is:stuck"_s, .value = 312,
                                    .since = fromMs(5), .at = fromMs(7)};
        const QJsonObject json = QJsonDocument::fromJson(codec::alertNoteJson(note)).object();
        QCOMPARE(json["text"_L1].toString(), note.text);
        QCOMPARE(json["at"_L1].toInt(), 7);
        QCOMPARE(json.size(), 12);
    }
};

TXDESK_TEST(AlertSettingsTest);
#include "alert_settings_test.moc"
