// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/diff_view.h"

#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype signWidth = 2; // before each line: what it is, without colour

QString signOf(DiffKind kind, bool left)
{
    switch (kind) {
    case DiffKind::Same: return u"  "_s;
    case DiffKind::Removed: return left ? u"− "_s : u"  "_s;
    case DiffKind::Added: return left ? u"  "_s : u"+ "_s;
    case DiffKind::Changed: return left ? u"− "_s : u"+ "_s;
    }
    return {};
}

} // namespace

DiffView::DiffView(QWidget *parent) : QWidget(parent)
{
    build();
    retranslate();
}

void DiffView::build()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    const auto pane = [this](QLatin1StringView name) {
        auto *text = new QPlainTextEdit(this);
        text->setObjectName(name);
        text->setReadOnly(true);
        text->setLineWrapMode(QPlainTextEdit::NoWrap);
        text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        return text;
    };
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_summary = new PlainLabel(this), 1);
    for (QToolButton **button : {&m_back, &m_next, &m_copy}) {
        bar->addWidget(*button = new QToolButton(this));
        (*button)->setMinimumHeight(26);
        (*button)->setAutoRaise(true);
    }
    m_summary->setObjectName("diffSummary"_L1);
    grid->addLayout(bar, 0, 0, 1, 2);
    grid->addWidget(m_leftLabel = new PlainLabel(this), 1, 0);
    grid->addWidget(m_rightLabel = new PlainLabel(this), 1, 1);
    grid->addWidget(m_left = pane("diffLeft"_L1), 2, 0);
    grid->addWidget(m_right = pane("diffRight"_L1), 2, 1);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    for (QLabel *label : {m_leftLabel, m_rightLabel}) {
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setWordWrap(true);
    }
    for (const auto &[a, b] : {std::pair(m_left, m_right), std::pair(m_right, m_left)}) {
        connect(a->verticalScrollBar(), &QScrollBar::valueChanged, b->verticalScrollBar(), &QScrollBar::setValue);
        connect(a->horizontalScrollBar(), &QScrollBar::valueChanged, b->horizontalScrollBar(), &QScrollBar::setValue);
    }
    connect(m_next, &QToolButton::clicked, this, &DiffView::nextDifference);
    connect(m_back, &QToolButton::clicked, this, &DiffView::previousDifference);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    setFocusProxy(m_left);
}

void DiffView::setTexts(const QString &leftTitle, const QString &left, const QString &rightTitle, const QString &right)
{
    m_leftTitle = leftTitle;
    m_rightTitle = rightTitle;
    m_diff = lineDiff(visibleText(left), visibleText(right));
    m_row = -1;
    fill();
}

void DiffView::fill()
{
    QStringList left, right;
    for (const DiffRow &row : std::as_const(m_diff.rows)) {
        left.append(signOf(row.kind, true) + (row.left < 0 ? QString() : m_diff.left[row.left]));
        right.append(signOf(row.kind, false) + (row.right < 0 ? QString() : m_diff.right[row.right]));
    }
    m_left->setPlainText(left.join(u'\n'));
    m_right->setPlainText(right.join(u'\n'));
    m_leftLabel->setText(m_leftTitle);
    m_rightLabel->setText(m_rightTitle);
    m_summary->setText(summary());
    m_next->setEnabled(m_diff.differences() > 0);
    m_back->setEnabled(m_diff.differences() > 0);
    mark();
}

void DiffView::mark()
{
    const auto selectionsOf = [this](QPlainTextEdit &text, bool left) {
        QList<QTextEdit::ExtraSelection> marks;
        for (qsizetype i = 0; i < m_diff.rows.size(); ++i) {
            const DiffRow &row = m_diff.rows[i];
            if (row.kind == DiffKind::Same)
                continue;
            const QTextBlock block = text.document()->findBlockByNumber(static_cast<int>(i));
            QTextEdit::ExtraSelection mark;
            mark.cursor = QTextCursor(block);
            mark.format.setProperty(QTextFormat::FullWidthSelection, true);
            const bool absent = (left ? row.left : row.right) < 0;
            mark.format.setBackground(absent ? QBrush(m_theme.hairline, Qt::BDiagPattern)
                                             : QBrush(m_theme.tint(left ? Meaning::Failed : Meaning::Succeeded)));
            marks.append(mark);
            for (const DiffSpan &span : left ? row.leftSpans : row.rightSpans) {
                QTextEdit::ExtraSelection part;
                part.cursor = QTextCursor(block);
                part.cursor.setPosition(block.position() + static_cast<int>(signWidth + span.from));
                part.cursor.setPosition(block.position() + static_cast<int>(signWidth + span.from + span.length), QTextCursor::KeepAnchor);
                part.format.setFontUnderline(true);
                part.format.setFontWeight(QFont::Bold);
                marks.append(part);
            }
        }
        return marks;
    };
    m_left->setExtraSelections(selectionsOf(*m_left, true));
    m_right->setExtraSelections(selectionsOf(*m_right, false));
}

QString DiffView::summary() const
{
    if (m_diff.rows.isEmpty())
        return tr("Nothing to compare.");
    const auto count = static_cast<int>(m_diff.differences());
    const QString words = count == 0 ? tr("No difference.") : tr("%n differences (F7: next, Shift+F7: previous)", nullptr, count);
    return m_diff.coarse ? words + u' ' + tr("Too large to compare line by line: told as one block.") : words;
}

QString DiffView::text() const
{
    QStringList lines{u"--- "_s + m_leftTitle, u"+++ "_s + m_rightTitle};
    for (const DiffRow &row : m_diff.rows) {
        if (row.kind == DiffKind::Same)
            lines.append(u"  "_s + m_diff.left[row.left]);
        else {
            if (row.left >= 0)
                lines.append(u"- "_s + m_diff.left[row.left]);
            if (row.right >= 0)
                lines.append(u"+ "_s + m_diff.right[row.right]);
        }
    }
    return lines.join(u'\n');
}

void DiffView::forbidCopies()
{
    m_copy->hide();
    m_left->setTextInteractionFlags(Qt::NoTextInteraction);
    m_right->setTextInteractionFlags(Qt::NoTextInteraction);
}

void DiffView::nextDifference() { jump(1); }

void DiffView::previousDifference() { jump(-1); }

void DiffView::jump(int by)
{
    const qsizetype rows = m_diff.rows.size();
    const auto begins = [this](qsizetype row) {
        return m_diff.rows[row].kind != DiffKind::Same && (row == 0 || m_diff.rows[row - 1].kind == DiffKind::Same);
    };
    for (qsizetype tries = 0, row = m_row; tries < rows; ++tries) {
        row = (row + by + rows + (m_row < 0 && by < 0 && tries == 0 ? 1 : 0)) % rows;
        if (!begins(row))
            continue;
        m_row = row;
        const QTextCursor cursor(m_left->document()->findBlockByNumber(static_cast<int>(row)));
        m_left->setTextCursor(cursor);
        m_left->centerCursor();
        m_right->setTextCursor(QTextCursor(m_right->document()->findBlockByNumber(static_cast<int>(row))));
        m_right->verticalScrollBar()->setValue(m_left->verticalScrollBar()->value());
        return;
    }
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_F7)
        return QWidget::keyPressEvent(event);
    jump(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
}

void DiffView::setTheme(const Theme &theme)
{
    m_theme = theme;
    mark();
    QPalette muted = m_summary->palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    m_summary->setPalette(muted);
}

void DiffView::retranslate()
{
    m_next->setText(tr("Next"));
    m_next->setAccessibleName(tr("Next difference"));
    m_next->setToolTip(asToolTip(u"F7"_s));
    m_back->setText(tr("Previous"));
    m_back->setAccessibleName(tr("Previous difference"));
    m_back->setToolTip(asToolTip(u"Shift+F7"_s));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the differences"));
    m_left->setAccessibleName(tr("Left text"));
    m_right->setAccessibleName(tr("Right text"));
    m_summary->setText(summary());
}

void DiffView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
