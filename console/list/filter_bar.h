// The filter of the list: one line of text and its terms as chips, two views of the same thing, with its fault in place.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/capabilities.h"
#include "console/client/delayed_calls.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace txdesk::console {

class ChipRow;

// Thread: GUI. Only a line that has a meaning is told; until then the old one stays in force.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    FilterBar(const Clock &serverClock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~FilterBar() override;

    void setLine(const QString &line); // as if it had been typed, without the pause
    [[nodiscard]] QString line() const { return m_line; } // in force
    void setSupported(FilterTerms supported);
    void addTool(QWidget *tool); // right of the field
    void edit();
    void showCount(const QString &line, const QString &count); // in the menu of conditions, if it is still open
    void setChipsShown(bool shown); // the line says the same where there is no room for both
    void setAppearance(const Appearance &appearance);

signals:
    void lineChanged(const QString &line);
    void finished(); // Return in the field
    void countsWanted(const QStringList &lines);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate();
    void edited();
    void apply();
    void placeFault();

    const Clock &m_clock;
    DelayedCalls &m_delayed;
    QHBoxLayout *m_bar;
    QLineEdit *m_field;
    QLabel *m_fault;
    ChipRow *m_chips;
    QString m_line;
    bool m_applied = false; // once
    FilterTerms m_supported = everyFilterTerm;
    qsizetype m_faultAt = 0;
    DelayedCalls::Handle m_pause = 0;
};

} // namespace txdesk::console
