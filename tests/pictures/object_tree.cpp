// SPDX-License-Identifier: Apache-2.0
#include "tests/pictures/object_tree.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QButtonGroup>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QTabBar>
#include <QTest>
#include <QTextDocument>

#include <cmath>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const QWidget &widget)
{
    const QRect place(widget.mapTo(widget.window(), QPoint()), widget.size());
    return u"%1 '%2' at %3,%4 %5x%6"_s.arg(QLatin1StringView(widget.metaObject()->className()), widget.objectName())
        .arg(place.x())
        .arg(place.y())
        .arg(place.width())
        .arg(place.height());
}

// Parts of Qt's own widgets, which look after themselves.
bool isInternal(const QWidget &widget)
{
    static constexpr const char *classes[] = {"QTableCornerButton", "QHeaderView", "QLineEditIconButton", "QDockWidgetTitleButton",
                                              "QMenuBarExtension",  "QComboBoxListView", "QScrollBar", "QSplitterHandle", "QRubberBand",
                                              "QAbstractScrollAreaScrollBarContainer", "QSizeGrip", "QComboBoxPrivateContainer",
                                              "QToolBarExtension", "QFocusFrame"};
    for (const char *name : classes)
        if (widget.inherits(name))
            return true;
    const QString name = widget.objectName();
    return name.startsWith("qt_"_L1) || name == "ScrollLeftButton"_L1 || name == "ScrollRightButton"_L1;
}

bool isInside(const QWidget *widget, const char *outer)
{
    for (const QWidget *at = widget->parentWidget(); at; at = at->parentWidget())
        if (at->inherits(outer))
            return true;
    return false;
}

QString plain(const QString &text)
{
    QString result = text;
    return result.remove(u'&');
}

QString textOf(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return plain(button->text());
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget))
        return line->text();
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        return box->currentText();
    if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        return group->title();
    return {};
}

double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QImage glyphOf(char32_t letter, const QFont &font)
{
    QImage image(48, 48, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font);
    painter.drawText(image.rect(), Qt::AlignCenter, QString::fromUcs4(&letter, 1));
    return image;
}

QList<const QWidget *> withRoot(const QWidget &root)
{
    QList<const QWidget *> all{&root};
    for (const QWidget *widget : root.findChildren<QWidget *>())
        all.append(widget);
    return all;
}

// Of buttons of which one is chosen Tab visits the chosen one; arrows go to the others.
bool isOtherChoice(const QWidget &widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const bool isChoice = button && button->isCheckable() && (button->autoExclusive() || (button->group() && button->group()->exclusive()));
    return isChoice && !button->isChecked();
}

bool takesTab(const QWidget &widget)
{
    if (isOtherChoice(widget))
        return false;
    return (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget.isEnabled() && widget.isVisible() && !isInternal(widget) && !widget.focusProxy();
}

} // namespace

QStringList cutTexts(const QWidget &root)
{
    QCoreApplication::sendPostedEvents(); // layouts settle by posted events
    QStringList faults;
    for (const QLabel *label : root.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const bool fits = label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                            : label->contentsRect().width() >= label->sizeHint().width() - 1;
        if (!fits)
            faults.append(u"cut: %1: %2"_s.arg(nameOf(*label), label->text()));
    }
    for (const QAbstractButton *button : root.findChildren<QAbstractButton *>())
        if (button->isVisible() && !button->text().isEmpty() && !isInternal(*button) && button->width() < button->sizeHint().width())
            faults.append(u"cut: %1: %2"_s.arg(nameOf(*button), button->text()));
    for (const QComboBox *box : root.findChildren<QComboBox *>())
        if (box->isVisible() && !box->isEditable() && box->fontMetrics().horizontalAdvance(box->currentText()) > box->width() - 20)
            faults.append(u"cut: %1: %2"_s.arg(nameOf(*box), box->currentText()));
    return faults;
}

QStringList overlaps(const QWidget &root)
{
    QCoreApplication::sendPostedEvents();
    QStringList faults;
    for (const QWidget *parent : withRoot(root)) {
        if (!parent->isVisible() || isInternal(*parent) || parent->property("overlays").toBool())
            continue;
        QList<const QWidget *> children;
        for (const QObject *child : parent->children())
            if (const auto *widget = qobject_cast<const QWidget *>(child); widget && widget->isVisible() && !widget->isWindow() && !isInternal(*widget)
                                                                           && !widget->property("overlay").toBool())
                children.append(widget);
        for (qsizetype i = 0; i < children.size(); ++i)
            for (qsizetype k = i + 1; k < children.size(); ++k) {
                const QRect both = children[i]->geometry() & children[k]->geometry();
                if (both.width() > 2 && both.height() > 2 && !parent->inherits("QTabWidget"))
                    faults.append(u"overlap: %1 and %2"_s.arg(nameOf(*children[i]), nameOf(*children[k])));
            }
    }
    return faults;
}

QStringList nameless(const QWidget &root)
{
    QStringList faults;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        const bool matters = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
                             qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget) || takesTab(*widget);
        const bool internal = isInternal(*widget) || qobject_cast<const QComboBox *>(widget->parentWidget()) || isInside(widget, "QAbstractSpinBox");
        if (!matters || internal || !widget->isVisible() || !widget->accessibleName().isEmpty())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (button ? button->text().isEmpty() : !qobject_cast<const QTabBar *>(widget) && !qobject_cast<const QGroupBox *>(widget))
            faults.append(u"no name: "_s + nameOf(*widget));
    }
    return faults;
}

QStringList keysTwice(const QWidget &window)
{
    QStringList faults;
    QHash<QKeySequence, QString> known;
    for (const QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcutContext() == Qt::WidgetShortcut || action->shortcutContext() == Qt::WidgetWithChildrenShortcut)
            continue;
        for (const QKeySequence &keys : action->shortcuts()) {
            if (keys.isEmpty())
                continue;
            if (action->text().isEmpty())
                faults.append(u"a command without a text has the key "_s + keys.toString());
            if (known.contains(keys) && known.value(keys) != action->text())
                faults.append(u"%1: '%2' and '%3'"_s.arg(keys.toString(), known.value(keys), action->text()));
            known.insert(keys, action->text());
        }
    }
    return faults;
}

QStringList poorContrast(const QPalette &palette)
{
    struct Pair
    {
        QPalette::ColorRole front;
        QPalette::ColorRole back;
        double least;
    };
    static constexpr Pair pairs[] = {{QPalette::WindowText, QPalette::Window, 7},  {QPalette::Text, QPalette::Base, 7},
                                     {QPalette::Text, QPalette::AlternateBase, 7}, {QPalette::ButtonText, QPalette::Button, 7},
                                     {QPalette::HighlightedText, QPalette::Highlight, 4.5}, {QPalette::ToolTipText, QPalette::ToolTipBase, 7},
                                     {QPalette::PlaceholderText, QPalette::Base, 3}, {QPalette::Link, QPalette::Base, 4.5}};
    QStringList faults;
    for (const Pair &pair : pairs) {
        const double found = contrast(palette.color(pair.front), palette.color(pair.back));
        if (found < pair.least)
            faults.append(u"contrast of role %1 on %2: %3, wanted %4"_s.arg(pair.front).arg(pair.back).arg(found, 0, 'f', 1).arg(pair.least));
    }
    return faults;
}

QStringList lettersWithoutGlyph(const QString &text, const QFont &font)
{
    static const QImage missing = glyphOf(U'\uE0FF', font); // of a private letter nobody has drawn
    QStringList faults;
    QSet<char32_t> seen;
    for (const char32_t letter : text.toUcs4()) {
        if (seen.contains(letter) || QChar::isSpace(letter) || letter < 0x80 || QChar::category(letter) == QChar::Other_Format)
            continue;
        seen.insert(letter);
        const QImage glyph = glyphOf(letter, font);
        if (glyph == missing)
            faults.append(u"no glyph for U+%1 %2"_s.arg(static_cast<uint>(letter), 4, 16, QLatin1Char('0')).arg(QString::fromUcs4(&letter, 1)));
    }
    return faults;
}

QStringList tabWalk(QWidget &window)
{
    QStringList faults;
    if (!QTest::qWaitForWindowActive(&window))
        faults.append(u"the window does not become active"_s);
    QList<QWidget *> wanted;
    for (QWidget *widget : window.findChildren<QWidget *>())
        if (takesTab(*widget) && widget->window() == &window && !widget->visibleRegion().isEmpty())
            wanted.append(widget);
    if (wanted.size() < 2)
        return faults;
    wanted.first()->setFocus(Qt::TabFocusReason);
    QList<QWidget *> visited;
    for (qsizetype i = 0; i <= wanted.size() + 20; ++i) {
        QWidget *at = window.focusWidget();
        if (!at || visited.contains(at))
            break;
        visited.append(at);
        QTest::keyClick(at, Qt::Key_Tab);
        if (window.focusWidget() == at) {
            faults.append(u"keeps Tab: "_s + nameOf(*at));
            break;
        }
    }
    // Of radio buttons that belong together one is visited, of an editable box its field.
    for (QWidget *widget : wanted)
        if (!visited.contains(widget) && !widget->inherits("QRadioButton") && !isInside(widget, "QComboBox") && !isInside(widget, "QAbstractSpinBox"))
            faults.append(u"never reached by Tab: "_s + nameOf(*widget));
    return faults;
}

QList<ShownText> shownTexts(const QWidget &root)
{
    QList<ShownText> texts;
    const auto add = [&texts](const QWidget &widget, const char *what, const QString &text) {
        static const QRegularExpression tags(u"<[^>]*>"_s);
        QString plainText = text;
        if (Qt::mightBeRichText(text))
            plainText.remove(tags);
        if (!plainText.trimmed().isEmpty())
            texts.append({nameOf(widget) + u' ' + QLatin1StringView(what), plainText});
    };
    for (const QWidget *widget : withRoot(root)) {
        if (!widget->isVisible())
            continue;
        if (!qobject_cast<const QLineEdit *>(widget) && !qobject_cast<const QComboBox *>(widget))
            add(*widget, "text", textOf(*widget));
        add(*widget, "tool tip", widget->toolTip());
        if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            add(*widget, "place holder", line->placeholderText());
        if (const auto *bar = qobject_cast<const QTabBar *>(widget))
            for (int tab = 0; tab < bar->count(); ++tab)
                add(*widget, "tab", bar->tabText(tab));
        if (const auto *header = qobject_cast<const QHeaderView *>(widget); header && header->model() && header->orientation() == Qt::Horizontal)
            for (int section = 0; section < header->count(); ++section)
                add(*widget, "header", header->model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
        if (const auto *dock = qobject_cast<const QDockWidget *>(widget))
            add(*widget, "title", dock->windowTitle());
    }
    for (const QAction *action : root.findChildren<QAction *>())
        if (action->isVisible() && !action->isSeparator() && !action->text().isEmpty())
            texts.append({u"command "_s + action->objectName(), plain(action->text())});
    return texts;
}

QString layoutDump(const QWidget &root)
{
    QString dump;
    const auto tell = [&dump](auto &self, const QWidget &widget, int depth) -> void {
        if (!widget.isVisible() || isInternal(widget))
            return;
        const QRect place = widget.geometry();
        QString line = u"%1%2 %3 %4,%5 %6x%7"_s.arg(QString(depth * 2, u' '), QLatin1StringView(widget.metaObject()->className()), widget.objectName())
                           .arg(place.x())
                           .arg(place.y())
                           .arg(place.width())
                           .arg(place.height());
        if (const QString text = textOf(widget); !text.isEmpty())
            line += u" \"%1\""_s.arg(text);
        dump += line + (widget.isEnabled() ? u"\n"_s : u" disabled\n"_s);
        for (const QObject *child : widget.children())
            if (const auto *inner = qobject_cast<const QWidget *>(child); inner && !inner->isWindow())
                self(self, *inner, depth + 1);
    };
    tell(tell, root, 0);
    return dump;
}

} // namespace txdesk::test
