// The views an operator starts from, with their counts, and the views people saved; each is a filter with a name.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/list_layout.h"
#include "console/widgets/appearance.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QListWidget;
class QMenu;
class QToolButton;

namespace txdesk::console {

class ListPane;
class ViewCounts;

// Thread: GUI.
class ViewsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ViewsPanel(QWidget *parent = nullptr);
    ~ViewsPanel() override;

    // Whose saved views and counts are shown; null: none.
    void setList(ListPane *list);
    void setStuckCount(qint64 stuck);   // while the server does not count
    void setParkedCount(qint64 parked);
    void showFilter(const QString &filterText); // marks the view with this filter, or none
    void setAppearance(const Appearance &appearance);

    void saveAs(const QString &name); // what the list shows now; another view of that name makes room
    void rename(const QString &from, const QString &to);
    void remove(const QString &name);
    // Empty: done. Otherwise what went wrong, translated.
    [[nodiscard]] QString exportTo(const QString &path) const;
    [[nodiscard]] QString importFrom(const QString &path);

signals:
    void filterWanted(); // "/"
    void viewChosen(const QString &filterText);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void fill();
    void retranslate();
    void fillMenu();
    void choose(int row);
    void askName(const QString &title, const QString &name, std::function<void(const QString &)> take);
    void askFile(bool toWrite);
    void say(const QString &problem);
    [[nodiscard]] QList<SavedView> saved() const;
    void setSaved(const QList<SavedView> &views);
    [[nodiscard]] QString savedName(int row) const; // empty: a built-in one
    [[nodiscard]] QString countOf(const QString &filterText) const;

    QListWidget *m_list;
    QLabel *m_problem; // of the last export or import
    QToolButton *m_save;
    QToolButton *m_more;
    QPointer<ListPane> m_pane;
    ViewCounts *m_counts = nullptr;
    Appearance m_appearance;
    QString m_shownFilter;
    qint64 m_stuck = 0;
    qint64 m_parked = 0;
};

} // namespace txdesk::console
