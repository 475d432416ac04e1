// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/attempts_tab.h"

#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/widgets/detail_table.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

AttemptsTab::AttemptsTab(SelectionHub &selection, QWidget *parent)
    : DetailTab(selection, parent), m_fold(new QToolButton(this)), m_answer(new QPlainTextEdit(this))
{
    setObjectName("attemptsTab"_L1);
    setMinimumSize(300, 150); // in a low window it gives way, the verdict above does not
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *cells = new CellDelegate({.meaning = AttemptModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({AttemptModel::Result});
    m_table = new DetailTable(m_model, cells, this);
    m_table->setObjectName("attemptTable"_L1);
    m_table->setWidths({5, 13, 7, 12, 5, 19, 6, 10, 0});
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    column->addWidget(m_table, 1);
    m_fold->setObjectName("foldAnswer"_L1);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setMinimumHeight(24);
    column->addWidget(m_fold);
    m_answer->setObjectName("answerText"_L1);
    m_answer->setReadOnly(true);
    m_answer->setFrameShape(QFrame::NoFrame);
    m_answer->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_answer->setMaximumHeight(m_answer->fontMetrics().lineSpacing() * 5);
    column->addWidget(m_answer);
    setFocusProxy(m_table);
    setTabOrder(m_table, m_fold); // made before it: Tab would never come to them
    setTabOrder(m_fold, m_answer);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        showAnswer();
        if (!row.isValid())
            return;
        const JournalEvent &call = m_model.attempts()[row.row()].called;
        hub().select({call.branch, call.op, call.attempt});
    });
    connect(m_table, &QTableView::activated, this, [this] { hub().openPayload(hub().current()); });
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint &at) {
        if (const QModelIndex cell = m_table->indexAt(at); cell.isValid()) {
            m_table->setCurrentIndex(cell);
            emit hub().menuWanted(m_table->viewport()->mapToGlobal(at));
        }
    });
    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!m_answer->isHidden()); });
    connect(&selection, &SelectionHub::changed, this, &AttemptsTab::follow);
    setFolded(false);
    retranslate();
}

// The newest attempt that fits: of the op, else of the branch.
void AttemptsTab::follow(const CallSelection &selection)
{
    if (selection.isEmpty())
        return;
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        const JournalEvent &call = m_model.attempts()[row].called;
        if (call.branch != selection.branch || (selection.op && call.op != selection.op) ||
            (selection.attempt > 0 && call.attempt != selection.attempt))
            continue;
        m_table->setCurrentIndex(m_model.index(row, 0));
        return;
    }
}

void AttemptsTab::showAnswer()
{
    const int row = m_table->currentIndex().row();
    QString text;
    if (row >= 0 && row < m_model.rowCount()) {
        const Attempt &attempt = m_model.attempts()[row];
        text = redactUrl(attempt.called.text);
        if (attempt.answered && attempt.answered != attempt.called)
            text += u'\n' + (attempt.answered->text.isEmpty() ? tr("The answer has no text.") : redactText(attempt.answered->text));
    }
    text = text.isEmpty() ? tr("Select an attempt to read its whole answer.") : visibleText(text);
    if (m_answer->toPlainText() != text)
        m_answer->setPlainText(text);
}

void AttemptsTab::setFolded(bool folded)
{
    m_answer->setVisible(!folded);
    m_fold->setArrowType(folded ? Qt::RightArrow : Qt::DownArrow);
}

void AttemptsTab::showDetail(const TransactionDetail &detail, Instant)
{
    m_model.setDetail(detail);
    showAnswer();
}

QString AttemptsTab::whyEmpty() const
{
    return m_model.rowCount() > 0 ? QString() : tr("Nobody has been called yet.");
}

void AttemptsTab::setAppearance(const Appearance &appearance)
{
    m_table->setTheme(appearance.theme);
    m_model.setTimes(appearance.times, appearance.zone());
}

void AttemptsTab::retranslate()
{
    m_table->setAccessibleName(tr("Attempts"));
    m_fold->setText(tr("Whole answer"));
    m_fold->setAccessibleName(m_fold->text());
    m_answer->setAccessibleName(tr("Answer of the selected attempt"));
    m_model.retranslate();
    showAnswer();
}

void AttemptsTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
