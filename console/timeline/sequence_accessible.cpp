// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_accessible.h"

#include "console/timeline/sequence_view.h"

#include <QAccessibleWidget>
#include <QHash>

#include <algorithm>

namespace txdesk::console {
namespace {

constexpr qsizetype keptMax = 400; // interfaces of rows at a time

class RowItem final : public QAccessibleInterface
{
public:
    RowItem(SequenceView *view, qsizetype row) : m_view(view), m_row(row) {}

    bool isValid() const override { return m_view && m_row < m_view->sequenceLayout().rows.size(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override { return kind == QAccessible::Name && isValid() ? m_view->rowText(m_row) : QString(); }
    void setText(QAccessible::Text, const QString &) override {}
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QRect rect() const override
    {
        const QRect row = isValid() ? m_view->rowRect(m_row) : QRect();
        return row.translated(m_view ? m_view->viewport()->mapToGlobal(QPoint()) : QPoint());
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid())
            return state;
        const qsizetype message = m_view->sequenceLayout().rows[m_row].message;
        state.selectable = message >= 0;
        state.selected = message >= 0 && message == m_view->selectedMessage();
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->rowRect(m_row));
        return state;
    }

private:
    QPointer<SequenceView> m_view;
    qsizetype m_row;
};

class ViewInterface final : public QAccessibleWidget
{
public:
    explicit ViewInterface(SequenceView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view)
    {
        m_connection = QObject::connect(view, &SequenceView::laidOut, view, [this] { forget(); });
    }
    ~ViewInterface() override
    {
        QObject::disconnect(m_connection);
        forget();
    }

    int childCount() const override { return m_view ? int(m_view->sequenceLayout().rows.size()) : 0; }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (!m_items.contains(index) && m_items.size() >= keptMax)
            forget(); // only what is looked at is kept
        if (!m_items.contains(index))
            m_items.insert(index, QAccessible::registerAccessibleInterface(new RowItem(m_view, index)));
        return QAccessible::accessibleInterface(m_items.value(index));
    }

    int indexOfChild(const QAccessibleInterface *item) const override
    {
        for (auto known = m_items.cbegin(); known != m_items.cend(); ++known)
            if (QAccessible::accessibleInterface(known.value()) == item)
                return known.key();
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = m_view->viewport()->mapFromGlobal(QPoint(x, y));
        const QList<SequenceRow> &rows = m_view->sequenceLayout().rows;
        const auto below = std::partition_point(rows.cbegin(), rows.cend(), [&](const SequenceRow &row) { return m_view->rowRect(&row - rows.constData()).bottom() < at.y(); });
        const qsizetype row = below - rows.cbegin();
        return row < rows.size() && m_view->rowRect(row).contains(at) ? child(int(row)) : nullptr;
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Description && m_view ? m_view->summary() : QAccessibleWidget::text(kind);
    }

private:
    void forget() const
    {
        for (const QAccessible::Id id : std::as_const(m_items))
            QAccessible::deleteAccessibleInterface(id);
        m_items.clear();
    }

    QPointer<SequenceView> m_view;
    QMetaObject::Connection m_connection;
    mutable QHash<int, QAccessible::Id> m_items;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<SequenceView *>(object);
    return view ? new ViewInterface(view) : nullptr;
}

} // namespace

void installSequenceAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace txdesk::console
