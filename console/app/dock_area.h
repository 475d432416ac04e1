// The docks of the window: each shows the panel that the current workspace has for it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

class QDockWidget;
class QMainWindow;
class QStackedWidget;
class QWidget;

namespace txdesk::console {

// Thread: GUI. A dock without a panel is hidden; none can be dragged to nothing.
class DockArea final : public QObject
{
    Q_OBJECT

public:
    explicit DockArea(QMainWindow &window);

    [[nodiscard]] QDockWidget *dock(const QString &name) const { return m_docks.value(name).dock; }
    [[nodiscard]] static QStringList names(); // "groupsDock", "inspectorDock", "jobsDock", "alertsDock"
    // By dock name; those that are missing show nothing. The docks do not own what they show.
    void showPanels(const QHash<QString, QWidget *> &panels);
    void raise(const QString &name);
    [[nodiscard]] QStringList open() const; // what the person wants to see
    void setOpen(const QStringList &names);
    [[nodiscard]] bool hasPanel(const QString &name) const;
    void retranslate();
    void reset(); // as delivered: places, and only the groups are open

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Place
    {
        QDockWidget *dock = nullptr;
        QStackedWidget *stack = nullptr;
        bool wanted = false; // by the person; it is hidden all the same while it has no panel
    };
    void place();

    QMainWindow &m_window;
    QHash<QString, Place> m_docks;
};

} // namespace txdesk::console
