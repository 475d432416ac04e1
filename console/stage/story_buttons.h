// One button a story. Tab comes to one of them; arrows go to the others.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QWidget>

class QGridLayout;
class QPushButton;

namespace txdesk::console {

class StoryButtons final : public QWidget
{
    Q_OBJECT

public:
    explicit StoryButtons(QWidget *parent = nullptr);

    void setPlaying(int number); // 0: none
    [[nodiscard]] QPushButton *button(int number) const { return m_buttons.value(number); }
    [[nodiscard]] QPushButton *current() const; // the one that Tab comes to

signals:
    void storyWanted(int number);
    void currentMoved(QPushButton *button); // by an arrow key

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void arrange();
    void setCurrent(qsizetype index);
    [[nodiscard]] qsizetype placeAfter(int key) const; // -1: not a key that moves

    QGridLayout *m_grid;
    QHash<int, QPushButton *> m_buttons;
    QList<int> m_numbers;
    int m_columns = 0;
    qsizetype m_current = 0; // in m_numbers
};

} // namespace txdesk::console
