// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/views_panel.h"

#include "console/widgets/icon_set.h"

#include <QEvent>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

struct View
{
    QLatin1StringView icon;
    QLatin1StringView filter;
    Meaning meaning;
};

constexpr std::array<View, 8> views{{
    {"stuck"_L1, "is:stuck"_L1, Meaning::Failed},
    {"flag"_L1, "is:parked"_L1, Meaning::Failed},
    {"running"_L1, "status:unfinished"_L1, Meaning::Running},
    {"undo"_L1, "status:rolling-back"_L1, Meaning::Compensating},
    {"pause"_L1, "is:paused"_L1, Meaning::Stopped},
    {"done"_L1, "status:succeeded"_L1, Meaning::Succeeded},
    {"undone"_L1, "status:rolled-back"_L1, Meaning::Compensating},
    {"list"_L1, ""_L1, Meaning::Stopped},
}};

} // namespace

ViewsPanel::ViewsPanel(QWidget *parent) : QListWidget(parent)
{
    setObjectName("viewsPanel"_L1);
    setFrameShape(QFrame::NoFrame);
    setIconSize(QSize(16, 16));
    setMinimumWidth(150);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const View &view : views) {
        auto *item = new QListWidgetItem(this);
        item->setData(Qt::UserRole, QString(view.filter));
        item->setSizeHint(QSize(120, fontMetrics().height() + 14));
    }
    connect(this, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { emit viewChosen(item->data(Qt::UserRole).toString()); });
    connect(this, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { emit viewChosen(item->data(Qt::UserRole).toString()); });
    retranslate();
}

void ViewsPanel::retranslate()
{
    setAccessibleName(tr("Views"));
    item(0)->setText(m_stuck > 0 ? tr("Stuck  %1").arg(locale().toString(m_stuck)) : tr("Stuck"));
    item(1)->setText(m_parked > 0 ? tr("For a person  %1").arg(locale().toString(m_parked)) : tr("For a person"));
    item(2)->setText(tr("Unfinished"));
    item(3)->setText(tr("Rolling back"));
    item(4)->setText(tr("Paused"));
    item(5)->setText(tr("Succeeded"));
    item(6)->setText(tr("Rolled back"));
    item(7)->setText(tr("All"));
}

void ViewsPanel::setStuckCount(qint64 stuck)
{
    m_stuck = stuck;
    retranslate();
}

void ViewsPanel::setParkedCount(qint64 parked)
{
    m_parked = parked;
    retranslate();
}

void ViewsPanel::showFilter(const QString &filterText)
{
    const QSignalBlocker quiet(this);
    clearSelection();
    setCurrentRow(-1);
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(Qt::UserRole).toString() == filterText)
            setCurrentRow(row);
}

void ViewsPanel::setAppearance(const Appearance &appearance)
{
    for (int row = 0; row < count(); ++row) {
        const View &view = views.at(static_cast<std::size_t>(row));
        item(row)->setIcon(themedIcon(view.icon, appearance.theme.color(view.meaning)));
    }
}

void ViewsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QListWidget::changeEvent(event);
}

} // namespace txdesk::console
