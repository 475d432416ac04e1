// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/filter_bar.h"

#include "console/list/chip_row.h"
#include "console/models/filter_grammar.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds typingPause{150};
constexpr int fieldMargin = 18; // of the bar and of the field
} // namespace

FilterBar::FilterBar(const Clock &serverClock, DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_clock(serverClock), m_delayed(delayed), m_bar(new QHBoxLayout), m_field(new QLineEdit(this)),
      m_fault(new PlainLabel(this)), m_chips(new ChipRow(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar->setContentsMargins(10, 8, 10, 6);
    m_bar->setSpacing(8);
    m_field->setObjectName("filterField"_L1);
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumHeight(28);
    m_field->setMaxLength(1000);
    m_bar->addWidget(m_field, 1);
    m_bar->addWidget(m_chips->addButton());
    setTabOrder(m_field, m_chips->addButton());
    column->addLayout(m_bar);
    m_fault->setObjectName("filterError"_L1);
    m_fault->setWordWrap(true);
    m_fault->hide();
    column->addWidget(m_fault);
    column->addWidget(m_chips);
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::edited);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        apply();
        emit finished();
    });
    connect(m_chips, &ChipRow::lineWanted, this, &FilterBar::setLine);
    connect(m_chips, &ChipRow::countsWanted, this, &FilterBar::countsWanted);
    connect(m_chips, &ChipRow::editWanted, this, [this](qsizetype position, qsizetype length) {
        m_field->setFocus(Qt::OtherFocusReason);
        m_field->setSelection(static_cast<int>(position), static_cast<int>(length));
    });
    retranslate();
    m_chips->show({}, m_supported);
}

FilterBar::~FilterBar() { m_delayed.stop(m_pause); }

// Tab goes as one reads: the line, what stands right of it, then the chips below.
void FilterBar::addTool(QWidget *tool)
{
    setTabOrder(m_bar->itemAt(m_bar->count() - 1)->widget(), tool);
    m_bar->addWidget(tool);
    m_chips->setTabAfter(tool);
}

void FilterBar::retranslate()
{
    m_field->setPlaceholderText(tr("Filter, for example: status:rolling-back age>5m err:\"timeout\"   ( / )"));
    m_field->setToolTip(asToolTip(FilterGrammar::help()));
    m_field->setAccessibleName(tr("Filter"));
    m_field->setAccessibleDescription(FilterGrammar::help());
    m_chips->retranslate();
}

void FilterBar::setLine(const QString &line)
{
    {
        const QSignalBlocker quiet(m_field);
        m_field->setText(line);
    }
    m_applied = false; // also when it is the one in force: somebody wants to see it anew
    apply();
}

void FilterBar::setSupported(FilterTerms supported)
{
    m_supported = supported;
    m_chips->show(m_line, m_supported);
}

void FilterBar::edited()
{
    m_delayed.stop(m_pause);
    m_pause = m_delayed.start(typingPause, [this] {
        m_pause = 0;
        apply();
    });
}

void FilterBar::apply()
{
    m_delayed.stop(m_pause);
    m_pause = 0;
    const QString line = m_field->text().trimmed();
    const auto filter = FilterGrammar::parse(line, m_clock.now());
    m_fault->setVisible(!filter);
    if (!filter) {
        // The old list stays; the fault is shown where it stands.
        m_faultAt = filter.error().position;
        m_fault->setText(tr("▲ “%1”: %2").arg(line.mid(m_faultAt, filter.error().length), filter.error().message));
        placeFault();
        return;
    }
    if (m_applied && line == m_line)
        return;
    m_applied = true;
    m_line = line;
    m_chips->show(m_line, m_supported);
    emit lineChanged(line);
}

// Below the place where it is wrong, as far as there is room for the words.
void FilterBar::placeFault()
{
    const int caret = fieldMargin + m_field->fontMetrics().horizontalAdvance(m_field->text().trimmed().left(m_faultAt));
    m_fault->setContentsMargins(std::clamp(caret, fieldMargin, std::max(fieldMargin, width() / 2)), 0, 10, 6);
}

void FilterBar::showCount(const QString &line, const QString &count) { m_chips->showCount(line, count); }

void FilterBar::setChipsShown(bool shown) { m_chips->setVisible(shown); }

void FilterBar::edit()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::setAppearance(const Appearance &appearance)
{
    QPalette fault = m_fault->palette();
    fault.setColor(QPalette::WindowText, appearance.theme.dark ? appearance.theme.text : appearance.theme.color(Meaning::Failed));
    m_fault->setPalette(fault);
    m_chips->setTheme(appearance.theme);
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeFault();
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
