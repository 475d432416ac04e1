// The rules see what they are for: each fault, planted, is found; a sound window has none.
// SPDX-License-Identifier: Apache-2.0
#include "tests/pictures/object_tree.h"
#include "tests/support/test_main.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace txdesk::test {

class ObjectTreeTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsCutText();
    void findsOverlaps();
    void findsTheNameless();
    void findsKeysTwice();
    void findsPoorContrast();
    void findsMissingGlyphs();
    void walksByTab();
};

void ObjectTreeTest::findsCutText()
{
    QWidget window;
    auto *label = new QLabel(u"a rather long sentence"_s, &window);
    label->setFixedWidth(40);
    window.show();
    QCOMPARE(cutTexts(window).size(), 1);
    label->setFixedWidth(label->sizeHint().width());
    QVERIFY(cutTexts(window).isEmpty());
}

void ObjectTreeTest::findsOverlaps()
{
    QWidget window;
    auto *first = new QPushButton(u"first"_s, &window);
    auto *second = new QPushButton(u"second"_s, &window);
    first->setGeometry(0, 0, 80, 30);
    second->setGeometry(60, 10, 80, 30);
    window.show();
    QCOMPARE(overlaps(window).size(), 1);
    second->move(90, 0);
    QVERIFY(overlaps(window).isEmpty());
}

void ObjectTreeTest::findsTheNameless()
{
    QWidget window;
    auto *line = new QLineEdit(&window);
    window.show();
    QCOMPARE(nameless(window).size(), 1);
    line->setAccessibleName(u"filter"_s);
    QVERIFY(nameless(window).isEmpty());
}

void ObjectTreeTest::findsKeysTwice()
{
    QWidget window;
    for (const QString &text : {u"one"_s, u"two"_s}) {
        auto *action = new QAction(text, &window);
        action->setShortcut(Qt::Key_F5);
    }
    QCOMPARE(keysTwice(window).size(), 1);
}

void ObjectTreeTest::findsPoorContrast()
{
    QPalette palette(Qt::white);
    palette.setColor(QPalette::Text, QColor(0xaaaaaa));
    palette.setColor(QPalette::Base, Qt::white);
    QVERIFY(!poorContrast(palette).isEmpty());
}

void ObjectTreeTest::findsMissingGlyphs()
{
    QVERIFY(lettersWithoutGlyph(u"补偿 ✔ é"_s, QFont()).isEmpty());
    QCOMPARE(lettersWithoutGlyph(QString(QChar(0xE123)), QFont()).size(), 1);
}

void ObjectTreeTest::walksByTab()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    for (const QString &text : {u"one"_s, u"two"_s})
        row->addWidget(new QPushButton(text, &window));
    window.show();
    window.activateWindow();
    QVERIFY2(tabWalk(window).isEmpty(), qPrintable(tabWalk(window).join(u'\n')));
    auto *editor = new QPlainTextEdit(&window);
    row->insertWidget(1, editor);
    editor->show();
    QWidget::setTabOrder(row->itemAt(0)->widget(), editor);
    QWidget::setTabOrder(editor, row->itemAt(2)->widget());
    QVERIFY(tabWalk(window).join(u'\n').contains(u"keeps Tab"_s));
    editor->setTabChangesFocus(true);
    QVERIFY2(tabWalk(window).isEmpty(), qPrintable(tabWalk(window).join(u'\n')));
}

TXDESK_TEST(ObjectTreeTest);

} // namespace txdesk::test
#include "object_tree_test.moc"
