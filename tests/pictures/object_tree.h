// What every shown window must keep, read off its tree of widgets: no text is cut, nothing lies over its neighbour, what
// can be used has a name, Tab visits each once, every letter has a glyph.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QStringList>
#include <QWidget>

namespace txdesk::test {

// Each returns one line a fault.
[[nodiscard]] QStringList cutTexts(const QWidget &root);
[[nodiscard]] QStringList overlaps(const QWidget &root);
[[nodiscard]] QStringList nameless(const QWidget &root);
[[nodiscard]] QStringList keysTwice(const QWidget &window); // two commands of one window with the same key
[[nodiscard]] QStringList poorContrast(const QPalette &palette);
[[nodiscard]] QStringList lettersWithoutGlyph(const QString &text, const QFont &font);

// Presses Tab until the focus is back: faults are widgets that are never reached, reached twice, or keep the key.
[[nodiscard]] QStringList tabWalk(QWidget &window);

// Texts a person reads in the tree: labels, buttons, tabs, headers, place holders, tool tips, titles.
struct ShownText
{
    QString where;
    QString text;
};
[[nodiscard]] QList<ShownText> shownTexts(const QWidget &root);

// One line a visible widget: class, name, place, text, whether it is enabled. Says in a review what a picture cannot.
[[nodiscard]] QString layoutDump(const QWidget &root);

} // namespace txdesk::test
