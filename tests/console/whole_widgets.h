// What every shown widget must keep: its text is not cut, and what can be used has a name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>

namespace txdesk::test {

using namespace Qt::StringLiterals;

[[nodiscard]] inline QString describe(const QWidget &widget)
{
    return u"%1 '%2' (%3x%4)"_s.arg(QLatin1StringView(widget.metaObject()->className()), widget.objectName())
        .arg(widget.width())
        .arg(widget.height());
}

// Text that is not wrapped must fit; wrapped text must have the height it needs.
[[nodiscard]] inline QString clippedText(const QWidget &root)
{
    QCoreApplication::sendPostedEvents(); // layouts settle by posted events
    for (const QLabel *label : root.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty() || label->pixmap().isNull() == false)
            continue;
        const bool fits = label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                            : label->contentsRect().width() >= label->sizeHint().width() - 1;
        if (!fits)
            return describe(*label) + u": "_s + label->text();
    }
    for (const QAbstractButton *button : root.findChildren<QAbstractButton *>())
        if (button->isVisible() && !button->text().isEmpty() && button->width() < button->sizeHint().width())
            return describe(*button) + u": "_s + button->text();
    return {};
}

[[nodiscard]] inline QString namelessWidget(const QWidget &root)
{
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        const bool matters = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
                             qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget);
        const bool internal =
            widget->objectName().startsWith("qt_"_L1) || widget->objectName() == "ScrollLeftButton"_L1 ||
            widget->objectName() == "ScrollRightButton"_L1 || qobject_cast<const QComboBox *>(widget->parentWidget()) ||
            widget->inherits("QTableCornerButton") || widget->inherits("QHeaderView") ||
            widget->inherits("QLineEditIconButton") || widget->inherits("QDockWidgetTitleButton") ||
            widget->inherits("QMenuBarExtension") || widget->inherits("QComboBoxListView");
        if (matters && !internal && widget->isVisible() && widget->accessibleName().isEmpty()) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            if (!button || button->text().isEmpty())
                return describe(*widget);
        }
    }
    return {};
}

} // namespace txdesk::test
