// Search in the sequence diagram: mark what matches or hide the rest, failures only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace txdesk::console {

class SequenceView;

// Thread: GUI. Hidden until somebody searches; closing it shows everything again.
class SequenceFindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SequenceFindBar(SequenceView &view, QWidget *parent = nullptr);

    void open(); // with the focus in its field
    void close();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(QLatin1StringView name);
    void retranslate();
    void refresh(); // the count and what the buttons say

    SequenceView &m_view;
    QLineEdit *m_text;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_hide;
    QToolButton *m_failures;
    QToolButton *m_close;
};

} // namespace txdesk::console
