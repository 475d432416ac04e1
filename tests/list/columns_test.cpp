// Columns and saved views: how they are written down, what a person changes, what comes back.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/list_header.h"
#include "console/list/list_memory.h"
#include "console/list/view_file.h"
#include "console/list/views_panel.h"
#include "tests/list/list_under_test.h"
#include "tests/support/test_main.h"

#include <QListWidget>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

using Model = TransactionListModel;

namespace {

QAction *actionNamed(QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

class ColumnsTest final : public QObject
{
    Q_OBJECT

private slots:
    void layoutsComeBack()
    {
        const QList<ListColumn> columns = layoutFrom(u"gid:220 -type:80 status:120 nonsense:5 gid:1"_s);
        QCOMPARE(columns.size(), int(Model::ColumnCount));
        QCOMPARE(columns[0], (ListColumn{Model::GidColumn, 220, true}));
        QCOMPARE(columns[1], (ListColumn{Model::Kind, 80, false}));
        QVERIFY(!columns.last().visible);
        QCOMPARE(layoutFrom(layoutText(columns)), columns);
        QVERIFY(layoutFrom(u"-gid:220"_s).isEmpty()); // nothing to see, nothing to bring it back by
        QVERIFY(layoutFrom(u"\x01 ::: -"_s).isEmpty());
    }

    void sortableHeadersAskTheServer()
    {
        PaneUnderTest under(5);
        under.link.pagesAsked.clear();
        ListHeader &header = under.table().header();
        emit header.sectionClicked(Model::Failures);
        under.settle();
        QCOMPARE(under.link.pagesAsked.last().sort, TransactionSort::MostFailures);
        emit header.sectionClicked(Model::Age);
        under.settle();
        QCOMPARE(under.link.pagesAsked.last().sort, TransactionSort::NewestFirst);
        emit header.sectionClicked(Model::Age);
        under.settle();
        QCOMPARE(under.link.pagesAsked.last().sort, TransactionSort::OldestFirst);
    }

    void othersSayWhyNot()
    {
        Capabilities stockDtm;
        stockDtm.sorts.clear();
        PaneUnderTest under(5, stockDtm);
        QSignalSpy refused(&under.table().header(), &ListHeader::sortRefused);
        emit under.table().header().sectionClicked(Model::Failures);
        emit under.table().header().sectionClicked(Model::LastError);
        QCOMPARE(refused.size(), 2);
        QVERIFY(refused.first().first().toString().contains(u"does not sort"_s));
        const QString tip = under.model().headerData(Model::Failures, Qt::Horizontal, Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"does not sort"_s), qPrintable(tip));
    }

    void aColumnIsChosenAndKept()
    {
        QTemporaryDir folder;
        QSettings file(folder.filePath(u"x.ini"_s), QSettings::IniFormat);
        {
            PaneUnderTest under(3);
            under.pane.setMemory(std::make_unique<SettingsListMemory>(file, u"shop/eu 1"_s));
            QVERIFY(under.table().isColumnHidden(Model::Result));
            QMenu menu;
            under.table().header().fillMenu(menu, -1);
            actionNamed(menu, u"result"_s)->setChecked(true);
            QVERIFY(!under.table().isColumnHidden(Model::Result));
            under.pane.showList(u"is:stuck"_s);
        }
        PaneUnderTest again(3);
        again.pane.setMemory(std::make_unique<SettingsListMemory>(file, u"shop/eu 1"_s));
        again.pane.showLast();
        QVERIFY(!again.table().isColumnHidden(Model::Result));
        QCOMPARE(again.pane.filterText(), u"is:stuck"_s);
        PaneUnderTest other(3);
        other.pane.setMemory(std::make_unique<SettingsListMemory>(file, u"shop-us"_s));
        other.pane.showLast();
        QVERIFY(other.table().isColumnHidden(Model::Result));
        QCOMPARE(other.pane.filterText(), QString());
    }

    void viewsAreSavedRenamedSharedAndDeleted()
    {
        QTemporaryDir folder;
        QSettings file(folder.filePath(u"x.ini"_s), QSettings::IniFormat);
        PaneUnderTest under(5);
        under.pane.setMemory(std::make_unique<SettingsListMemory>(file, u"p"_s));
        ViewsPanel panel;
        panel.setList(&under.pane);
        auto *list = panel.findChild<QListWidget *>("viewsList"_L1);
        const int before = list->count();
        under.pane.showView({{}, u"type:saga tries>=3"_s, TransactionSort::MostFailures, {}});
        panel.saveAs(u"  Refunds  "_s);
        QCOMPARE(list->count(), before + 1);
        panel.rename(u"Refunds"_s, u"Refunds today"_s);
        QVERIFY(list->item(before)->text().startsWith(u"Refunds today"_s));

        const QString path = folder.filePath(u"shared.txviews"_s);
        QCOMPARE(panel.exportTo(path), QString());
        panel.remove(u"Refunds today"_s);
        QCOMPARE(list->count(), before);
        QCOMPARE(panel.importFrom(path), QString());
        QCOMPARE(list->count(), before + 1);

        under.pane.showList({});
        QSignalSpy chosen(&panel, &ViewsPanel::viewChosen);
        emit list->itemActivated(list->item(before));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(under.pane.filterText(), u"type:saga tries>=3"_s);
        QCOMPARE(under.pane.sort(), TransactionSort::MostFailures);
        QVERIFY(!panel.importFrom(folder.filePath(u"missing"_s)).isEmpty());
    }

    void viewFilesOfOthersAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("not ours") << QByteArray("{\"views\":[]}") << false;
        QTest::newRow("no name") << QByteArray("{\"txdeskViews\":1,\"views\":[{\"filter\":\"is:stuck\"}]}") << false;
        QTest::newRow("a filter that means nothing") << QByteArray("{\"txdeskViews\":1,\"views\":[{\"name\":\"x\",\"filter\":\"colour:red\"}]}") << false;
        QTest::newRow("a sort of the future") << QByteArray("{\"txdeskViews\":1,\"views\":[{\"name\":\"x\",\"sort\":\"-moon\"}]}") << true;
    }
    void viewFilesOfOthersAreRead()
    {
        QFETCH(QByteArray, text);
        QTEST(viewsFromText(text).has_value(), "good");
    }

    // Each value of an open menu says how many it would leave of what the line asks for now.
    void valuesOfAConditionAreCounted()
    {
        PaneUnderTest under(5);
        under.link.rows[0].transaction.status = TransactionStatus::Aborting;
        under.link.rows[1].transaction.paused = true;
        const auto counts = [&under](int offer) {
            const QMenu *values = under.pane.findChild<QToolButton *>("addTerm"_L1)->menu()->actions().at(offer)->menu();
            emit const_cast<QMenu *>(values)->aboutToShow();
            under.settle();
            QStringList texts;
            for (const QAction *value : values->actions())
                texts.append(value->text());
            return texts;
        };
        QVERIFY2(counts(0).contains(u"status:running\t4"_s), qPrintable(counts(0).join(u' ')));
        QVERIFY(counts(0).contains(u"status:rolling-back\t1"_s) && counts(0).contains(u"status:succeeded\t0"_s));
        under.pane.showList(u"status:rolling-back is:paused"_s);
        under.settle();
        QVERIFY(counts(0).contains(u"status:running\t1"_s)); // of the paused ones: the status would be replaced
        QVERIFY(counts(0).contains(u"status:rolling-back\t0"_s));
        under.link.can.features &= ~Features(Feature::Counts);
        for (const QString &text : counts(0))
            QVERIFY2(!text.contains(u'\t'), qPrintable(text)); // nothing is known: no number
    }

    void viewsAreCounted()
    {
        PaneUnderTest under(5);
        under.link.rows[0].transaction.failures = 4;
        ViewsPanel panel;
        panel.setList(&under.pane);
        panel.show();
        under.time.advance(Milliseconds{1000});
        under.settle();
        auto *list = panel.findChild<QListWidget *>("viewsList"_L1);
        QVERIFY2(list->item(2)->text().endsWith(u'5'), qPrintable(list->item(2)->text())); // ongoing
        QVERIFY2(list->item(3)->text().endsWith(u'1'), qPrintable(list->item(3)->text())); // failing
    }
};

TXDESK_TEST(ColumnsTest);
#include "columns_test.moc"
