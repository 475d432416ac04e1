// Two texts side by side: equal lines level with each other, what differs marked in sign and colour, F7 to the next.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/line_diff.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace txdesk::console {

// Thread: GUI. The texts it is given are ready to be seen: secrets hidden.
class DiffView final : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setTexts(const QString &leftTitle, const QString &left, const QString &rightTitle, const QString &right);
    void forbidCopies(); // it shows secrets
    void setTheme(const Theme &theme);
    [[nodiscard]] const LineDiff &diff() const { return m_diff; }
    [[nodiscard]] QString summary() const; // "3 differences", "no difference"
    [[nodiscard]] QString text() const;    // as "- old", "+ new", "  same" lines, for copies
    [[nodiscard]] qsizetype currentRow() const { return m_row; }

public slots:
    void nextDifference();
    void previousDifference();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; // F7, Shift+F7

private:
    void build();
    void retranslate();
    void fill();
    void mark();
    void jump(int by);

    LineDiff m_diff;
    QString m_leftTitle;
    QString m_rightTitle;
    Theme m_theme = lightTheme();
    qsizetype m_row = -1; // of the difference that is looked at
    QLabel *m_leftLabel = nullptr;
    QLabel *m_rightLabel = nullptr;
    QLabel *m_summary = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_copy = nullptr;
    QPlainTextEdit *m_left = nullptr;
    QPlainTextEdit *m_right = nullptr;
};

} // namespace txdesk::console
