// The filter line in both its views: terms, chips, what the back end knows of it, and where it is wrong.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/chip_row.h"
#include "console/list/filter_bar.h"
#include "console/list/filter_chip.h"
#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"
#include "console/models/filter_terms.h"
#include "shared/model/error_fingerprint.h"
#include "tests/console/samples.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

const Instant chipNow = fromMs(1'795'244'861'000);

struct BarUnderTest
{
    FakeTime time;
    FilterBar bar{time, time};
    QLineEdit *field = bar.findChild<QLineEdit *>("filterField"_L1);
    QLabel *fault = bar.findChild<QLabel *>("filterError"_L1);
    QSignalSpy changes{&bar, &FilterBar::lineChanged};

    BarUnderTest()
    {
        bar.resize(900, 120);
        bar.show();
    }
    [[nodiscard]] QList<FilterChip *> chips() const { return bar.findChild<ChipRow *>()->chips(); }
};

} // namespace

class ChipsTest final : public QObject
{
    Q_OBJECT

private slots:
    void quotedTermsComeBack_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << u"ORD-2209"_s;
        QTest::newRow("spaces") << u"lock wait #"_s;
        QTest::newRow("quotes") << u"{\"message\":\"#\"}"_s;
        QTest::newRow("backslashes") << u"C:\\dir \"x\""_s;
        QTest::newRow("empty") << QString();
    }
    void quotedTermsComeBack()
    {
        QFETCH(QString, value);
        const QList<FilterTermText> terms = termsIn(u"type:saga "_s + termText(u"fp"_s, value) + u" is:stuck"_s);
        QCOMPARE(terms.size(), 3);
        QCOMPARE(terms[1].key, u"fp"_s);
        QCOMPARE(terms[1].value, value);
        QVERIFY(!terms[1].quoteOpen);
    }

    void termsComeAndGo()
    {
        const QString line = u"type:saga err:\"lock wait\" is:stuck"_s;
        QCOMPARE(withoutTerm(line, termsIn(line)[1]), u"type:saga is:stuck"_s);
        QCOMPARE(withTerm(line, u"type:tcc"_s), u"err:\"lock wait\" is:stuck type:tcc"_s);
        QCOMPARE(withTerm({}, u"age>5m"_s), u"age>5m"_s);
    }

    void everyOfferMeansSomething()
    {
        for (const FilterOffer &offer : FilterGrammar::offers())
            for (const QString &value : offer.values) {
                const bool compared = !offer.key.back().isLetter();
                const QString term = offer.key + (compared ? QString() : u":"_s) + value;
                QVERIFY2(FilterGrammar::parse(term, chipNow), qPrintable(term));
            }
    }

    void newTermsMean()
    {
        const auto filter = FilterGrammar::parse(u"key:ORD-2209 fp:\"lock wait #\" created:[-2h..now]"_s, chipNow);
        QVERIFY(filter);
        QCOMPARE(filter->businessKey, u"ORD-2209"_s);
        QCOMPARE(filter->fingerprint, u"lock wait #"_s);
        QCOMPARE(filter->createdFrom, chipNow - Milliseconds{7'200'000});
        QVERIFY(!filter->createdTo); // what comes meanwhile belongs to it
        const auto dated = FilterGrammar::parse(u"created:[2026-11-21T03:00Z..2026-11-21T04:00Z]"_s, chipNow);
        QVERIFY(dated);
        QCOMPARE(*dated->createdTo - *dated->createdFrom, Milliseconds{3'600'000});
        for (const QString &wrong : {u"created:yesterday"_s, u"created:[..]"_s, u"created:[-2x..now]"_s})
            QVERIFY2(!FilterGrammar::parse(wrong, chipNow), qPrintable(wrong));
    }

    void fingerprintsMatchRows()
    {
        TransactionRow row = sampleRow(1);
        row.transaction.lastError = u"lock wait 4711"_s;
        row.transaction.businessKey = u"ORD-1"_s;
        const TransactionFilter wanted = *FilterGrammar::parse(termText(u"fp"_s, errorFingerprint(u"lock wait 12"_s)) + u" key:ORD-1"_s, chipNow);
        QVERIFY(matches(wanted, row, chipNow));
        row.transaction.businessKey = u"ORD-2"_s;
        QVERIFY(!matches(wanted, row, chipNow));
    }

    void onlyWhatTheBackEndKnowsIsAsked()
    {
        const TransactionFilter filter = *FilterGrammar::parse(u"status:running tries>=3 err:x key:K hqL8CUsXh7YaUzBYhTXCVk"_s, chipNow);
        const FilterTerms stockDtm = FilterTerm::Status | FilterTerm::Kind | FilterTerm::Gid | FilterTerm::Created;
        const FilterTerms left = clientSideTerms(filter, stockDtm);
        QCOMPARE(left, FilterTerms(FilterTerm::Failures | FilterTerm::Error | FilterTerm::BusinessKey));
        const TransactionFilter asked = withoutTerms(filter, left);
        QCOMPARE(asked.statuses, filter.statuses);
        QCOMPARE(asked.gidPrefix, filter.gidPrefix); // long enough to be a whole gid
        QVERIFY(!asked.failuresMin && asked.errorContains.isEmpty() && asked.businessKey.isEmpty());
        QCOMPARE(clientSideTerms(filter, everyFilterTerm), FilterTerms());
    }

    void chipsFollowTheLine()
    {
        BarUnderTest under;
        under.bar.setSupported(FilterTerm::Status);
        under.field->setText(u"status:running err:\"lock wait\""_s);
        QCOMPARE(under.changes.size(), 0);
        under.time.advance(Milliseconds{200});
        QCOMPARE(under.changes.size(), 1);
        QCOMPARE(under.chips().size(), 2);
        QCOMPARE(under.chips()[1]->text(), u"err:\"lock wait\""_s);
        QVERIFY(!under.chips()[0]->isClientSide());
        QVERIFY(under.chips()[1]->isClientSide());
        QVERIFY(under.chips()[1]->accessibleDescription().contains(u"only the rows already loaded"_s));
    }

    void chipsGoByMouseAndByKey()
    {
        BarUnderTest under;
        under.bar.setLine(u"type:saga is:stuck age>5m"_s);
        FilterChip *middle = under.chips()[1];
        QTest::mouseClick(middle, Qt::LeftButton, {}, QPoint(middle->width() - 6, middle->height() / 2));
        QCOMPARE(under.field->text(), u"type:saga age>5m"_s);
        QTest::keyClick(under.chips()[1], Qt::Key_Delete);
        QCOMPARE(under.bar.line(), u"type:saga"_s);
        under.chips()[0]->setFocus();
        QTest::keyClick(under.chips()[0], Qt::Key_Return);
        QCOMPARE(under.field->selectedText(), u"type:saga"_s);
    }

    // Type, go to the chips, take one away, edit one, take the last away, choose one from the menu: no mouse.
    void chipsByKeyboardAlone()
    {
        BarUnderTest under;
        under.bar.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&under.bar));
        const auto press = [](int key, Qt::KeyboardModifiers with = Qt::NoModifier) {
            QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), with);
        };
        const auto toChips = [&press] {
            for (int i = 0; i < 4 && !qobject_cast<FilterChip *>(QApplication::focusWidget()); ++i)
                press(Qt::Key_Tab);
        };
        under.bar.edit();
        QTest::keyClicks(QApplication::focusWidget(), u"type:saga is:stuck age>5m"_s);
        press(Qt::Key_Return);
        QCOMPARE(under.chips().size(), 3);
        toChips();
        QCOMPARE(QApplication::focusWidget(), under.chips().first());
        press(Qt::Key_Delete);
        QCOMPARE(under.bar.line(), u"is:stuck age>5m"_s);
        QCOMPARE(QApplication::focusWidget(), under.chips().first()); // the next one has come to its place
        press(Qt::Key_Tab);
        press(Qt::Key_Return);
        QCOMPARE(under.field->selectedText(), u"age>5m"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"age>10m"_s);
        press(Qt::Key_Return);
        QCOMPARE(under.bar.line(), u"is:stuck age>10m"_s);
        toChips();
        press(Qt::Key_Tab);
        press(Qt::Key_Backspace);
        QCOMPARE(QApplication::focusWidget(), under.chips().first()); // the one before: no chip is behind it
        press(Qt::Key_Delete);
        QVERIFY(under.chips().isEmpty() && under.bar.line().isEmpty());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"addTerm"_s);
        QTimer::singleShot(0, &under.bar, [] { // its menu has an event loop of its own
            for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Return})
                if (QWidget *menu = QApplication::activePopupWidget())
                    QTest::keyClick(menu, key);
            while (QWidget *menu = QApplication::activePopupWidget())
                menu->close();
        });
        press(Qt::Key_Space);
        QTRY_COMPARE(under.chips().size(), 1);
        QCOMPARE(under.chips().first()->text(), FilterGrammar::offers().first().key + u':' + FilterGrammar::offers().first().values.first());
    }

    void aFaultStandsUnderItsPlaceAndTheOldListStays()
    {
        BarUnderTest under;
        under.bar.setLine(u"is:stuck"_s);
        under.field->setText(u"is:stuck colour:red"_s);
        under.time.advance(Milliseconds{200});
        QVERIFY(under.fault->isVisible());
        QVERIFY(under.fault->text().contains(u"colour:red"_s));
        QVERIFY(under.fault->contentsMargins().left() > 40); // not at the line's beginning
        QCOMPARE(under.bar.line(), u"is:stuck"_s);
        QCOMPARE(under.chips().size(), 1);
        under.field->setText(u"is:paused"_s);
        under.time.advance(Milliseconds{200});
        QVERIFY(!under.fault->isVisible());
    }

    void manyChipsWrap()
    {
        BarUnderTest under;
        under.bar.resize(400, 300);
        under.bar.setLine(u"status:unfinished type:saga is:stuck age>5m tries>=3 part:127.0.0.1:8082 err:\"lock wait timeout exceeded\""_s);
        const QList<FilterChip *> chips = under.chips();
        QVERIFY(chips.last()->y() > chips.first()->y());
        for (const FilterChip *chip : chips)
            QVERIFY2(chip->geometry().right() <= 400, qPrintable(chip->text()));
    }

    void stuckSaysWhichClauseFired_data()
    {
        QTest::addColumn<TransactionRow>("row");
        QTest::addColumn<std::optional<StuckClause>>("clause");
        const auto make = [](auto set) {
            TransactionRow row = sampleRow(1);
            row.transaction.createdAt = chipNow - Milliseconds{60'000};
            set(row.transaction);
            return row;
        };
        using Clause = std::optional<StuckClause>;
        QTest::newRow("young") << make([](auto &) {}) << Clause();
        QTest::newRow("failures") << make([](auto &t) { t.failures = 3; }) << Clause(StuckClause::Failures);
        QTest::newRow("overdue") << make([](auto &t) { t.nextDueAt = chipNow - Milliseconds{31'000}; }) << Clause(StuckClause::Overdue);
        QTest::newRow("old") << make([](auto &t) { t.createdAt = chipNow - Milliseconds{300'001}; }) << Clause(StuckClause::Age);
        QTest::newRow("prepared") << make([](auto &t) {
            t.createdAt = chipNow - Milliseconds{300'001};
            t.status = TransactionStatus::Prepared;
        }) << Clause(StuckClause::PreparedTooLong);
        QTest::newRow("over") << make([](auto &t) {
            t.failures = 9;
            t.status = TransactionStatus::Succeeded;
        }) << Clause();
    }
    void stuckSaysWhichClauseFired()
    {
        QFETCH(TransactionRow, row);
        QFETCH(std::optional<StuckClause>, clause);
        QCOMPARE(stuckClause(row.transaction, chipNow), clause);
    }
};

TXDESK_TEST(ChipsTest);
#include "chips_test.moc"
