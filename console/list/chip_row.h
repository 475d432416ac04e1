// The terms of the filter line as chips, and a [+] that offers more; wraps into further lines when there are many.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/capabilities.h"
#include "console/theme/theme.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace txdesk::console {

class FilterChip;

// Thread: GUI. It shows a line and wants changes; it changes nothing itself.
class ChipRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ChipRow(QWidget *parent = nullptr);

    // A line that FilterGrammar took.
    void show(const QString &line, FilterTerms supported);
    void setTheme(const Theme &theme);
    void retranslate();
    [[nodiscard]] QList<FilterChip *> chips() const { return m_chips; }
    [[nodiscard]] QToolButton *addButton() const { return m_more; } // whoever places it beside the line
    void setTabAfter(QWidget *widget) { m_tabAfter = widget; } // the chips follow it
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return {200, heightForWidth(width())}; }

    // Of a line that was asked about; once its menu is closed it is shown no more.
    void showCount(const QString &line, const QString &count);

signals:
    void countsWanted(const QStringList &lines); // what each value of an open menu would leave
    void lineWanted(const QString &line);
    void editWanted(qsizetype position, qsizetype length); // of the line

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillMenu();
    void askCounts(const QMenu &values);
    void place();
    int layOut(int width, bool move) const;

    QString m_line;
    QHash<QString, QAction *> m_offers; // of the menu that is open, by the line each would make
    FilterTerms m_supported;
    Theme m_theme = lightTheme();
    QList<FilterChip *> m_chips;
    QToolButton *m_more;
    QWidget *m_tabAfter;
    QMenu *m_menu;
};

} // namespace txdesk::console
