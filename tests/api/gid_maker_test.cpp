// Gids look like DTM's, never repeat and grow with time.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/gid_maker.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;

class GidMakerTest : public QObject
{
    Q_OBJECT

private slots:
    void looksLikeDtm();
    void grows();
    void growsWhenTheClockGoesBack();
};

void GidMakerTest::looksLikeDtm()
{
    static const QRegularExpression form(u"^[23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{22}$"_s);
    api::GidMaker maker;
    for (const qint64 ms : {qint64{0}, qint64{1'700'000'000'000}, (qint64{1} << 48) - 1})
        QVERIFY(form.match(maker.next(fromMs(ms))).hasMatch());
}

void GidMakerTest::grows()
{
    api::GidMaker maker;
    QString before;
    for (qint64 i = 0; i < 100'000; ++i) {
        const QString gid = maker.next(fromMs(1'700'000'000'000 + i / 1000));
        QVERIFY(before < gid);
        before = gid;
    }
}

void GidMakerTest::growsWhenTheClockGoesBack()
{
    api::GidMaker maker;
    const QString first = maker.next(fromMs(1'700'000'000'000));
    const QString second = maker.next(fromMs(1'600'000'000'000));
    QVERIFY(first < second);
    QVERIFY(maker.next(fromMs(1'700'000'000'001)) > second);
}

TXDESK_TEST(GidMakerTest);
#include "gid_maker_test.moc"
