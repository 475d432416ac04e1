// One button a story.
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

signals:
    void storyWanted(int number);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate();
    void arrange();

    QGridLayout *m_grid;
    QHash<int, QPushButton *> m_buttons;
    QList<int> m_numbers;
    int m_columns = 0;
};

} // namespace txdesk::console
