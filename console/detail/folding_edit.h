// A text that can be read, also a very long one, and while it is told to, neither copied nor dragged away; of indented JSON, objects and lists fold.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QBasicTimer>
#include <QPlainTextEdit>
#include <QTextBlock>

namespace txdesk::console {

// Thread: GUI. [ folds what the cursor stands in, ] unfolds it, { and } do that to everything; the triangles beside the text
// do it by pointer. Folding hides lines and changes no text: copying copies what is hidden, too.
// Of a long text the first lines are there at once and the others follow in slices, so that nobody waits for what is not in
// sight; whatever needs all of it (finding, folding, selecting all, going to the end) takes the rest in first.
class FoldingEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr QStringView lineBreak = u"↩\n"; // where a long line was broken for showing it; copies leave it out

    explicit FoldingEdit(QWidget *parent = nullptr);

    void setWholeText(const QString &text);
    [[nodiscard]] const QString &wholeText() const { return m_whole; }
    [[nodiscard]] bool isWhole() const { return m_taken == m_whole.size(); } // every line is in the document
    void takeSlice(); // the next lines, as the event loop does when it has nothing else to do
    void takeRest();

    void setQuiet(bool quiet) { m_quiet = quiet; }
    void setFoldable(bool foldable); // the text is indented JSON; after it was set
    void setTheme(const Theme &theme);

    void fold(const QTextBlock &head, bool folded); // head: a line that opens an object or a list
    void foldAll(bool folded); // what is deeper than the first level
    void reveal(const QTextBlock &line); // unfolds whatever hides it
    [[nodiscard]] bool isFolded(const QTextBlock &head) const;
    [[nodiscard]] int hiddenLines() const;

protected:
    QMimeData *createMimeDataFromSelection() const override;
    bool eventFilter(QObject *watched, QEvent *event) override; // of the margin
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void takeLines(int lines);
    [[nodiscard]] bool folds(const QTextBlock &head) const;       // it opens something that has lines of its own
    [[nodiscard]] QTextBlock endOf(const QTextBlock &head) const; // the line that closes it; invalid: it opens nothing
    [[nodiscard]] QTextBlock headOf(QTextBlock line) const;       // what the line stands in, or itself if it opens something
    void setShown(const QTextBlock &line, bool visible);
    void linesMoved();
    void paintMargin();
    template <class Paint>
    void eachVisible(const Paint &paint) const;

    QString m_whole;
    qsizetype m_taken = 0; // characters of it that are in the document; the next one is a line end
    QBasicTimer m_slices;
    QWidget *m_margin;
    Theme m_theme = lightTheme();
    bool m_foldable = false;
    bool m_quiet = false;
};

} // namespace txdesk::console
