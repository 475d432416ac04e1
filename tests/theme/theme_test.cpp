// Colours can be read and told apart, also by people who see fewer of them; looks are not only colours.
// SPDX-License-Identifier: Apache-2.0
#include "console/theme/status_look.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
constexpr Matrix sight[] = {
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
};

Triple times(const Matrix &matrix, const Triple &v)
{
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
    return result;
}

Triple lab(const QColor &color, const Matrix &eyes)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    Triple rgb = times(eyes, {linear(color.redF()), linear(color.greenF()), linear(color.blueF())});
    for (double &channel : rgb)
        channel = std::clamp(channel, 0.0, 1.0);
    const Triple xyz = times({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, rgb);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const QColor &a, const QColor &b, const Matrix &eyes)
{
    const Triple p = lab(a, eyes);
    const Triple q = lab(b, eyes);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

} // namespace

namespace {

Theme themeNumber(int which) { return which == 0 ? lightTheme() : which == 1 ? darkTheme() : highContrastTheme(); }

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private slots:
    void textCanBeRead_data();
    void textCanBeRead();
    void meaningsCanBeToldApart_data() { textCanBeRead_data(); }
    void meaningsCanBeToldApart();
    void meaningsHaveGlyphsOfTheirOwn();
    void looksFollowTheStatus_data();
    void looksFollowTheStatus();
    void productionIsStriped();
};

void ThemeTest::textCanBeRead_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("light") << 0;
    QTest::newRow("dark") << 1;
    QTest::newRow("high contrast") << 2;
}

void ThemeTest::textCanBeRead()
{
    QFETCH(int, which);
    const Theme theme = themeNumber(which);
    for (const QColor &background : {theme.canvas, theme.panel, theme.raised}) {
        QVERIFY(contrast(theme.text, background) >= 7);
        QVERIFY(contrast(theme.mutedText, background) >= 4.5);
    }
    QVERIFY(contrast(theme.selectionText, theme.selection) >= 7);
    QVERIFY(contrast(theme.focus, theme.canvas) >= 3);
    for (const Ink &ink : theme.inks)
        QVERIFY2(contrast(ink.color, theme.canvas) >= 3, qPrintable(ink.glyph));
    QCOMPARE(isDark(theme.palette()), theme.dark);
}

void ThemeTest::meaningsCanBeToldApart()
{
    QFETCH(int, which);
    const Theme theme = themeNumber(which);
    for (const Matrix &eyes : sight)
        for (std::size_t i = 0; i < theme.inks.size(); ++i)
            for (std::size_t j = i + 1; j < theme.inks.size(); ++j) {
                const double apart = difference(theme.inks[i].color, theme.inks[j].color, eyes);
                QVERIFY2(apart > 20, qPrintable(theme.inks[i].glyph + theme.inks[j].glyph + QString::number(apart)));
            }
}

void ThemeTest::meaningsHaveGlyphsOfTheirOwn()
{
    QStringList glyphs;
    for (const Ink &ink : lightTheme().inks)
        glyphs.append(ink.glyph);
    QCOMPARE(glyphs.removeDuplicates(), 0);
}

void ThemeTest::looksFollowTheStatus_data()
{
    using enum TransactionStatus;
    QTest::addColumn<TransactionStatus>("status");
    QTest::addColumn<QString>("flags");
    QTest::addColumn<Meaning>("meaning");
    QTest::addColumn<QString>("glyph");
    QTest::newRow("prepared") << Prepared << QString() << Meaning::Waiting << u"◔"_s;
    QTest::newRow("submitted") << Submitted << QString() << Meaning::Running << u"▶"_s;
    QTest::newRow("retrying") << Submitted << u"failures"_s << Meaning::Waiting << u"◔"_s;
    QTest::newRow("stuck") << Submitted << u"stuck"_s << Meaning::Failed << u"⚠"_s;
    QTest::newRow("paused wins") << Aborting << u"paused stuck"_s << Meaning::Stopped << u"‖"_s;
    QTest::newRow("rolling back") << Aborting << QString() << Meaning::Compensating << u"↺"_s;
    QTest::newRow("succeeded") << Succeeded << u"paused"_s << Meaning::Succeeded << u"✔"_s;
    QTest::newRow("rolled back is no error") << Failed << QString() << Meaning::Compensating << u"✔"_s;
    QTest::newRow("force-stopped") << Failed << u"forced"_s << Meaning::Stopped << u"▣"_s;
}

void ThemeTest::looksFollowTheStatus()
{
    QFETCH(TransactionStatus, status);
    QFETCH(QString, flags);
    const Look look = statusLook(StatusFacts{.status = status,
                                             .paused = flags.contains(u"paused"_s),
                                             .forced = flags.contains(u"forced"_s),
                                             .stuck = flags.contains(u"stuck"_s),
                                             .failures = flags.contains(u"failures"_s) ? 2 : 0});
    QTEST(look.meaning, "meaning");
    QTEST(look.glyph, "glyph");
}

void ThemeTest::productionIsStriped()
{
    const Theme theme = lightTheme();
    QVERIFY(theme.band(Environment::Production).stripe.isValid());
    QVERIFY(!theme.band(Environment::Test).stripe.isValid());
    for (const Environment environment : {Environment::Development, Environment::Test, Environment::Production})
        QVERIFY(contrast(theme.band(environment).text, theme.band(environment).color) >= 4.5);
}

TXDESK_TEST(ThemeTest);
#include "theme_test.moc"
