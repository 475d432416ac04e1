// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/sequence_find_bar.h"

#include "console/text/plain_text.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace txdesk::console {
using namespace Qt::StringLiterals;

SequenceFindBar::SequenceFindBar(SequenceView &view, QWidget *parent) : QWidget(parent), m_view(view)
{
    setObjectName("sequenceFindBar"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(4);
    row->addWidget(m_text = new QLineEdit(this), 1);
    m_text->setObjectName("sequenceSearch"_L1);
    m_text->setMaximumWidth(360);
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    m_previous = addButton("searchPrevious"_L1);
    m_next = addButton("searchNext"_L1);
    row->addWidget(m_count = new PlainLabel(this));
    m_count->setObjectName("searchCount"_L1);
    m_hide = addButton("searchHides"_L1);
    m_failures = addButton("failuresOnly"_L1);
    m_close = addButton("searchClose"_L1);
    m_previous->setArrowType(Qt::UpArrow);
    m_next->setArrowType(Qt::DownArrow);
    m_close->setText(u"✕"_s);
    m_hide->setCheckable(true);
    m_failures->setCheckable(true);
    row->addStretch();
    connect(m_text, &QLineEdit::textChanged, &m_view, &SequenceView::setSearch);
    connect(m_previous, &QToolButton::clicked, &m_view, &SequenceView::selectPreviousMatch);
    connect(m_next, &QToolButton::clicked, &m_view, &SequenceView::selectNextMatch);
    connect(m_hide, &QToolButton::toggled, &m_view, &SequenceView::setHidesOthers);
    connect(m_failures, &QToolButton::toggled, &m_view, &SequenceView::setFailuresOnly);
    connect(m_close, &QToolButton::clicked, this, &SequenceFindBar::close);
    connect(&m_view, &SequenceView::laidOut, this, &SequenceFindBar::refresh);
    retranslate();
    hide();
}

QToolButton *SequenceFindBar::addButton(QLatin1StringView name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setMinimumSize(28, 28);
    layout()->addWidget(button);
    return button;
}

void SequenceFindBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void SequenceFindBar::close()
{
    m_text->clear();
    m_hide->setChecked(false);
    m_failures->setChecked(false);
    hide();
    m_view.setFocus(Qt::OtherFocusReason);
}

void SequenceFindBar::refresh()
{
    const QString text = m_view.filter().search;
    if (m_text->text() != text) // cleared by a key in the diagram, or another transaction
        m_text->setText(text);
    const QSignalBlocker quietHide(m_hide);
    const QSignalBlocker quietFailures(m_failures);
    m_hide->setChecked(m_view.hidesOthers());
    m_failures->setChecked(m_view.filter().failures);
    const int count = m_view.matchCount();
    m_count->setText(text.isEmpty() ? QString() : count == 0 ? tr("no match") : tr("matches: %1").arg(count));
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    const QString why = count > 0 ? QString() : tr("Nothing to go to: no arrow says that.");
    m_previous->setAccessibleDescription(why);
    m_next->setAccessibleDescription(why);
}

void SequenceFindBar::retranslate()
{
    m_text->setPlaceholderText(tr("Search: label, answer, participant, branch, #number"));
    m_text->setAccessibleName(tr("Search in the diagram"));
    m_hide->setText(tr("Hide the rest"));
    m_failures->setText(tr("Failures only"));
    const std::pair<QToolButton *, QString> names[] = {{m_previous, tr("Previous match (N)")},
                                                       {m_next, tr("Next match (n)")},
                                                       {m_hide, tr("Hide what does not match instead of marking what does (f)")},
                                                       {m_failures, tr("Only failures, and five rows before and after each")},
                                                       {m_close, tr("End the search and show everything (Esc)")}};
    for (const auto &[button, name] : names) {
        button->setToolTip(asToolTip(name));
        button->setAccessibleName(name);
    }
    refresh();
}

bool SequenceFindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape)
        return close(), true;
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    key->modifiers().testFlag(Qt::ShiftModifier) ? m_view.selectPreviousMatch() : m_view.selectNextMatch();
    return true;
}

void SequenceFindBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
