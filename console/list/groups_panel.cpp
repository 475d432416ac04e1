// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/groups_panel.h"

#include "console/list/group_delegate.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QKeyEvent>
#include <QListView>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds askEvery{4000};
}

GroupsPanel::GroupsPanel(CoordinatorLink &link, TransactionFeed &feed, const Clock &serverClock, DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_link(link), m_feed(feed), m_delayed(delayed), m_model(serverClock), m_note(new PlainLabel(this)),
      m_list(new QListView(this)), m_delegate(new GroupDelegate(m_list))
{
    setObjectName("groupsPanel"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_note->setObjectName("groupsNote"_L1);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(10, 6, 10, 6);
    m_list->setObjectName("groupsList"_L1);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    column->addWidget(m_note);
    column->addWidget(m_list, 1);
    setMinimumWidth(140);
    m_list->setMinimumWidth(120);
    connect(m_list, &QListView::clicked, this, &GroupsPanel::choose);
    retranslate();
    beat();
}

GroupsPanel::~GroupsPanel() { m_delayed.stop(m_beat); }

void GroupsPanel::beat()
{
    if (isVisible())
        ask();
    m_beat = m_delayed.start(askEvery, [this] { beat(); });
}

void GroupsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void GroupsPanel::ask()
{
    if (m_asking || m_link.status().state != LinkState::Live)
        return;
    m_fromRows = !m_link.capabilities().has(Feature::ErrorGroups);
    if (m_fromRows)
        return askLoadedRows();
    m_asking = true;
    m_link.errorGroups({}, this, [this](const Result<ErrorGroups> &groups) {
        m_asking = false;
        m_asked = true;
        m_problem = groups ? QString() : groups.error().message;
        if (groups) {
            m_looked = groups->looked;
            m_model.show(*groups);
        }
        say();
    });
}

void GroupsPanel::askLoadedRows()
{
    QList<TransactionRow> rows;
    const TransactionListModel &list = m_feed.model();
    rows.reserve(list.transactionCount());
    for (int row = 0; row < list.transactionCount(); ++row)
        rows.append(*list.rowAt(row));
    const ErrorGroups groups = groupsOf(rows);
    m_asked = true;
    m_looked = groups.looked;
    m_model.show(groups);
    say();
}

void GroupsPanel::say()
{
    QString note;
    const qint64 others = m_model.others();
    if (!m_problem.isEmpty())
        note = tr("Not up to date: %1").arg(m_problem);
    else if (!m_asked)
        note = tr("Not asked yet");
    else if (m_fromRows)
        note = tr("This server has no groups: made from the %1 loaded rows").arg(locale().toString(m_looked));
    else if (m_model.rowCount() == 0)
        note = tr("No unfinished transaction has an error");
    else if (!m_model.isComplete())
        note = tr("From the %1 newest failing ones; there are more").arg(locale().toString(m_looked));
    if (others > 0 && m_problem.isEmpty())
        note = (note + u'\n' + tr("%1 more in %n smaller group(s), not shown", nullptr, static_cast<int>(m_model.otherGroups())).arg(locale().toString(others))).trimmed();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void GroupsPanel::choose(const QModelIndex &index)
{
    if (const ErrorGroup *group = m_model.groupAt(index.row()))
        emit listWanted(filterOf(*group));
}

bool GroupsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_list->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void GroupsPanel::setAppearance(const Appearance &appearance)
{
    m_delegate->setTheme(appearance.theme);
    QPalette muted = m_note->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_note->setPalette(muted);
    m_list->viewport()->update();
}

void GroupsPanel::retranslate()
{
    m_list->setAccessibleName(tr("Groups of equal errors"));
    m_list->setAccessibleDescription(tr("Enter lists the transactions of a group"));
    m_model.retranslate();
    say();
}

void GroupsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
