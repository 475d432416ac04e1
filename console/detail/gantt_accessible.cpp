// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/gantt_accessible.h"

#include "console/detail/gantt_view.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace txdesk::console {
namespace {

// A cell: one bar. Made when it is asked for, forgotten with the chart.
class BarCell final : public QAccessibleInterface
{
public:
    BarCell(GanttView *view, GanttPlace place) : m_view(view), m_place(place) {}

    bool isValid() const override { return m_view && m_view->chart().at(m_place); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? barText(m_view->scene(), m_place) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    QAccessible::Role role() const override { return QAccessible::Cell; }

    QRect rect() const override
    {
        return isValid() ? m_view->scene().barRect(m_place).toAlignedRect().translated(m_view->viewport()->mapToGlobal(QPoint())) : QRect();
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid())
            return state;
        state.selectable = true;
        state.selected = m_view->selected() == m_place;
        state.offscreen = !m_view->scene().body().intersects(m_view->scene().barRect(m_place));
        return state;
    }

private:
    QPointer<GanttView> m_view;
    GanttPlace m_place;
};

class TimelineInterface final : public QAccessibleWidget
{
public:
    explicit TimelineInterface(GanttView *view) : QAccessibleWidget(view, QAccessible::Table), m_view(view)
    {
        m_connection = QObject::connect(view, &GanttView::chartChanged, view, [this] { forget(); });
        list();
    }
    ~TimelineInterface() override
    {
        QObject::disconnect(m_connection);
        forget();
    }

    int childCount() const override { return static_cast<int>(places().size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (!m_view || index < 0 || index >= childCount())
            return nullptr;
        if (!m_cells.contains(index))
            m_cells.insert(index, QAccessible::registerAccessibleInterface(new BarCell(m_view, places()[index])));
        return QAccessible::accessibleInterface(m_cells.value(index));
    }

    int indexOfChild(const QAccessibleInterface *cell) const override
    {
        for (auto known = m_cells.cbegin(); known != m_cells.cend(); ++known)
            if (QAccessible::accessibleInterface(known.value()) == cell)
                return known.key();
        return -1;
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Description && m_view ? m_view->summary() : QAccessibleWidget::text(kind);
    }

private:
    const QList<GanttPlace> &places() const
    {
        if (m_places.isEmpty())
            list();
        return m_places;
    }

    void list() const
    {
        for (qsizetype row = 0; m_view && row < m_view->chart().rows.size(); ++row)
            for (qsizetype bar = 0; bar < m_view->chart().rows[row].bars.size(); ++bar)
                m_places.append({row, bar});
    }

    void forget() const
    {
        for (const QAccessible::Id id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
        m_cells.clear();
        m_places.clear();
    }

    QPointer<GanttView> m_view;
    QMetaObject::Connection m_connection;
    mutable QHash<int, QAccessible::Id> m_cells;
    mutable QList<GanttPlace> m_places; // row by row
};

QAccessibleInterface *makeTimelineInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<GanttView *>(object);
    return view ? new TimelineInterface(view) : nullptr;
}

} // namespace

void installGanttAccessibility() { QAccessible::installFactory(makeTimelineInterface); }

} // namespace txdesk::console
