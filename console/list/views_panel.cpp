// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/views_panel.h"

#include "console/list/list_pane.h"
#include "console/list/view_counts.h"
#include "console/list/view_file.h"
#include "console/text/plain_text.h"
#include "console/widgets/icon_set.h"
#include "console/widgets/name_dialog.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>
#include <QSaveFile>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

struct View
{
    QLatin1StringView icon;
    QLatin1StringView filter;
    Meaning meaning;
    bool counted;
    const char *name;
};

constexpr std::array<View, 9> views{{
    {"stuck"_L1, "is:stuck"_L1, Meaning::Failed, true, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "Stuck")},
    {"flag"_L1, "is:parked"_L1, Meaning::Failed, true, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "For a person")},
    {"running"_L1, "status:unfinished"_L1, Meaning::Running, true, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "Ongoing")},
    {"stuck"_L1, "status:unfinished tries>=1"_L1, Meaning::Waiting, true, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "Failing")},
    {"undo"_L1, "status:rolling-back"_L1, Meaning::Compensating, true, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "Rolling back")},
    {"pause"_L1, "is:paused"_L1, Meaning::Stopped, true, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "Paused")},
    {"done"_L1, "status:succeeded"_L1, Meaning::Succeeded, false, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "Succeeded")},
    {"undone"_L1, "status:rolled-back"_L1, Meaning::Compensating, false, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "Rolled back")},
    {"list"_L1, ""_L1, Meaning::Stopped, false, QT_TRANSLATE_NOOP("txdesk::console::ViewsPanel", "All")},
}};
constexpr int builtIn = static_cast<int>(views.size());
constexpr qsizetype countedSavedMax = 8;

} // namespace

ViewsPanel::ViewsPanel(QWidget *parent) : QWidget(parent), m_list(new QListWidget(this)), m_problem(new PlainLabel(this)),
      m_save(new QToolButton(this)), m_more(new QToolButton(this))
{
    setObjectName("viewsPanel"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_list->setObjectName("viewsList"_L1);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(QSize(16, 16));
    m_list->setMinimumWidth(150);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    m_problem->setObjectName("viewsProblem"_L1);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(10, 4, 10, 4);
    m_problem->hide();
    column->addWidget(m_problem);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 4, 6, 4);
    m_save->setObjectName("saveView"_L1);
    m_more->setObjectName("moreViews"_L1);
    m_more->setText(u"⋯"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    bar->addWidget(m_save, 1);
    bar->addWidget(m_more);
    for (QToolButton *button : {m_save, m_more}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(26);
    }
    column->addLayout(bar);
    m_list->installEventFilter(this); // "/" would search among the few views
    connect(m_list, &QListWidget::itemClicked, this, [this](const QListWidgetItem *item) { choose(m_list->row(item)); });
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) { choose(m_list->row(item)); });
    connect(m_save, &QToolButton::clicked, this, [this] {
        askName(tr("Save this view"), {}, [this](const QString &name) { saveAs(name); });
    });
    connect(m_more->menu(), &QMenu::aboutToShow, this, &ViewsPanel::fillMenu);
    fill();
}

ViewsPanel::~ViewsPanel() = default;

void ViewsPanel::setList(ListPane *list)
{
    if (m_pane == list)
        return;
    if (m_pane)
        m_pane->disconnect(this);
    delete std::exchange(m_counts, nullptr);
    m_pane = list;
    if (list) {
        m_counts = new ViewCounts(list->link(), list->serverClock(), list->delayedCalls(), list); // it dies before the link
        connect(m_counts, &ViewCounts::changed, this, &ViewsPanel::retranslate);
        connect(m_counts, &QObject::destroyed, this, [this, counts = m_counts] {
            if (m_counts == counts)
                m_counts = nullptr;
        });
        connect(list, &ListPane::viewsChanged, this, &ViewsPanel::fill);
        m_counts->setActive(isVisible());
    }
    fill();
}

QList<SavedView> ViewsPanel::saved() const
{
    return m_pane && m_pane->memory() ? m_pane->memory()->views() : QList<SavedView>();
}

void ViewsPanel::setSaved(const QList<SavedView> &saved)
{
    if (m_pane && m_pane->memory())
        m_pane->memory()->setViews(saved.first(std::min(viewsMax, saved.size())));
    fill();
}

void ViewsPanel::fill()
{
    const QList<SavedView> own = saved();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    QStringList counted;
    const auto add = [this](const QString &filter) {
        auto *item = new QListWidgetItem(m_list);
        item->setData(Qt::UserRole, filter);
        item->setSizeHint(QSize(120, m_list->fontMetrics().height() + 14));
    };
    for (const View &view : views) {
        add(view.filter);
        if (view.counted)
            counted.append(view.filter);
    }
    for (const SavedView &view : own) {
        add(view.filter);
        if (!view.filter.isEmpty() && counted.size() < builtIn + countedSavedMax)
            counted.append(view.filter);
    }
    if (m_counts)
        m_counts->setFilters(counted);
    setAppearance(m_appearance);
    retranslate();
    showFilter(m_shownFilter);
}

QString ViewsPanel::countOf(const QString &filterText) const
{
    const QString counted = m_counts ? m_counts->text(filterText) : QString();
    if (!counted.isEmpty())
        return counted;
    const qint64 known = filterText == views[0].filter ? m_stuck : filterText == views[1].filter ? m_parked : 0;
    return known > 0 ? locale().toString(known) : QString();
}

void ViewsPanel::retranslate()
{
    m_list->setAccessibleName(tr("Views"));
    m_save->setText(tr("Save…"));
    m_save->setToolTip(asToolTip(tr("Keep this filter, order and columns under a name")));
    m_more->setAccessibleName(tr("Saved views: rename, delete, share"));
    m_more->setToolTip(asToolTip(tr("Saved views: rename, delete, share")));
    const QList<SavedView> own = saved();
    for (int row = 0; row < m_list->count(); ++row) {
        const QString name = row < builtIn ? tr(views.at(static_cast<std::size_t>(row)).name) : own.value(row - builtIn).name;
        const QString filter = m_list->item(row)->data(Qt::UserRole).toString();
        const QString count = countOf(filter);
        m_list->item(row)->setText(count.isEmpty() ? name : name + u"  "_s + count);
        m_list->item(row)->setToolTip(asToolTip(filter.isEmpty() ? name : filter));
    }
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
    m_shownFilter = filterText;
    const QSignalBlocker quiet(m_list);
    m_list->clearSelection();
    m_list->setCurrentRow(-1);
    for (int row = m_list->count() - 1; row >= 0; --row)
        if (m_list->item(row)->data(Qt::UserRole).toString() == filterText)
            m_list->setCurrentRow(row);
}

bool ViewsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Slash)
        return QWidget::eventFilter(watched, event);
    emit filterWanted();
    return true;
}

QString ViewsPanel::savedName(int row) const { return saved().value(row - builtIn).name; }

void ViewsPanel::choose(int row)
{
    const QString filter = m_list->item(row)->data(Qt::UserRole).toString();
    const QList<SavedView> own = saved();
    emit viewChosen(filter);
    if (m_pane && row >= builtIn && row - builtIn < own.size())
        m_pane->showView(own[row - builtIn]); // with its order and columns
}

void ViewsPanel::saveAs(const QString &name)
{
    const QString clean = name.simplified().left(64);
    if (!m_pane || clean.isEmpty())
        return;
    SavedView view = m_pane->currentView();
    view.name = clean;
    QList<SavedView> own = saved();
    own.removeIf([&clean](const SavedView &known) { return known.name == clean; });
    own.append(view);
    setSaved(own);
}

void ViewsPanel::rename(const QString &from, const QString &to)
{
    const QString clean = to.simplified().left(64);
    QList<SavedView> own = saved();
    if (clean.isEmpty() || clean == from)
        return;
    own.removeIf([&clean](const SavedView &known) { return known.name == clean; });
    for (SavedView &view : own)
        if (view.name == from)
            view.name = clean;
    setSaved(own);
}

void ViewsPanel::remove(const QString &name)
{
    QList<SavedView> own = saved();
    own.removeIf([&name](const SavedView &known) { return known.name == name; });
    setSaved(own);
}

QString ViewsPanel::exportTo(const QString &path) const
{
    QSaveFile file(path);
    const QByteArray text = viewsToText(saved());
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return tr("The views could not be written: %1").arg(file.errorString());
    return {};
}

QString ViewsPanel::importFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tr("The views could not be read: %1").arg(file.errorString());
    const auto read = viewsFromText(file.read(2'000'000));
    if (!read)
        return tr("The views could not be read: %1").arg(read.error().message);
    QList<SavedView> own = saved();
    for (const SavedView &view : *read) {
        own.removeIf([&view](const SavedView &known) { return known.name == view.name; });
        own.append(view);
    }
    setSaved(own);
    return {};
}

void ViewsPanel::fillMenu()
{
    QMenu &menu = *m_more->menu();
    menu.clear();
    const QString chosen = savedName(m_list->currentRow());
    const bool has = !chosen.isEmpty();
    menu.addAction(has ? tr("Rename “%1”…").arg(chosen) : tr("Rename… (choose a saved view first)"), this, [this, chosen] {
            askName(tr("Rename the view"), chosen, [this, chosen](const QString &name) { rename(chosen, name); });
        })->setEnabled(has);
    menu.addAction(has ? tr("Delete “%1”").arg(chosen) : tr("Delete (choose a saved view first)"), this, [this, chosen] { remove(chosen); })->setEnabled(has);
    menu.addSeparator();
    menu.addAction(tr("Export the saved views…"), this, [this] { askFile(true); })->setEnabled(!saved().isEmpty());
    menu.addAction(tr("Import views…"), this, [this] { askFile(false); })->setEnabled(m_pane && m_pane->memory());
}

void ViewsPanel::askName(const QString &title, const QString &name, std::function<void(const QString &)> take)
{
    auto *dialog = new NameDialog(title, tr("Name of the view"), name, this);
    connect(dialog, &NameDialog::chosen, this, take);
    dialog->open();
}

void ViewsPanel::askFile(bool toWrite)
{
    auto *dialog = new QFileDialog(this, toWrite ? tr("Export the saved views") : tr("Import views"), {}, tr("Views (*.txviews)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(toWrite ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toWrite ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(u"txviews"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, toWrite](const QString &path) { say(toWrite ? exportTo(path) : importFrom(path)); });
    dialog->open();
}

void ViewsPanel::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void ViewsPanel::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool own = row >= builtIn;
        const View &view = views.at(own ? views.size() - 1 : static_cast<std::size_t>(row));
        m_list->item(row)->setIcon(themedIcon(own ? "link"_L1 : view.icon, appearance.theme.color(view.meaning)));
    }
}

void ViewsPanel::showEvent(QShowEvent *event)
{
    if (m_counts)
        m_counts->setActive(true);
    QWidget::showEvent(event);
}

void ViewsPanel::hideEvent(QHideEvent *event)
{
    if (m_counts)
        m_counts->setActive(false);
    QWidget::hideEvent(event);
}

void ViewsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
