// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/chart_card.h"

#include "console/models/plain_table_model.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QFileDialog>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

ChartCard::ChartCard(const QString &name, MarkedChart *chart, QWidget *parent)
    : QWidget(parent), m_chart(chart), m_title(new PlainLabel(this)), m_said(new PlainLabel(this)), m_header(new QHBoxLayout),
      m_more(new QToolButton(this)), m_menu(new QMenu(this)), m_stack(new QStackedWidget(this)), m_model(new PlainTableModel(this))
{
    setObjectName(name + "Card"_L1);
    chart->setObjectName(name + "Chart"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    m_header->addWidget(m_title, 1);
    m_header->addWidget(m_more);
    column->addLayout(m_header);
    auto *cells = new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1});
    m_table = new DetailTable(*m_model, cells, m_stack);
    m_table->setObjectName(name + "Table"_L1);
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    column->addWidget(m_said);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_said->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_more->setText(u"⋯"_s);
    m_more->setAutoRaise(true);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setStyleSheet(u"QToolButton::menu-indicator { image: none; }"_s);
    setTabOrder(m_more, m_chart);
    m_chart->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_chart, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) { openMenu(m_chart->mapToGlobal(at)); });
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) { openMenu(m_table->mapToGlobal(at)); });
    connect(m_chart, &MarkedChart::currentChanged, this, [this](const QString &said) {
        m_said->setText(oneLine(said.isEmpty() ? m_hint : said, 300));
        m_said->setToolTip(asToolTip(m_said->text()));
    });
    retranslate();
}

void ChartCard::openMenu(const QPoint &at) { m_menu->popup(at); }

void ChartCard::addToHeader(QWidget *widget) { m_header->insertWidget(1, widget); }

void ChartCard::setTitle(const QString &title, const QString &hint)
{
    m_hint = hint;
    m_title->setText(title);
    m_chart->setAccessibleName(title);
    m_table->setAccessibleName(title);
    m_more->setAccessibleName(tr("%1: table, save").arg(title));
    m_more->setToolTip(asToolTip(tr("Show as a table, save")));
    if (m_chart->current() < 0)
        m_said->setText(hint);
    m_said->setToolTip(asToolTip(m_said->text()));
}

void ChartCard::setAppearance(const Appearance &appearance)
{
    m_chart->setTheme(appearance.theme);
    m_table->setTheme(appearance.theme);
    QPalette muted = m_said->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_said->setPalette(muted);
}

void ChartCard::refresh()
{
    if (showsTable())
        fillTable();
}

bool ChartCard::showsTable() const { return m_stack->currentWidget() == m_table; }

void ChartCard::showTable(bool table)
{
    if (table)
        fillTable();
    m_stack->setCurrentWidget(table ? static_cast<QWidget *>(m_table) : m_chart);
    retranslate();
}

void ChartCard::fillTable()
{
    const ChartTable table = m_chart->table();
    m_model->setHeaders(table.columns);
    m_table->setWidths(QList<int>(table.columns.size(), 0));
    QList<PlainRow> rows;
    for (auto row = table.rows.crbegin(); row != table.rows.crend(); ++row) { // the newest on top
        PlainRow one{.key = row->value(0), .cells = {}};
        for (qsizetype i = 0; i < row->size(); ++i)
            one.cells.append(PlainCell{.text = (*row)[i], .right = i > 0});
        rows.append(one);
    }
    m_model->setRows(rows);
}

void ChartCard::askWhereToSave(const QString &ending)
{
    auto *dialog = new QFileDialog(this, tr("Save the chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(m_chart->objectName() + u'.' + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<> saved = m_chart->saveAs(path);
        m_said->setText(saved ? tr("Saved: %1").arg(path) : tr("Not saved: %1 cannot be written.").arg(path));
    });
    dialog->open();
}

void ChartCard::retranslate()
{
    m_menu->clear();
    QAction *table = m_menu->addAction(tr("Show as a table"), this, [this] { showTable(!showsTable()); });
    table->setCheckable(true);
    table->setChecked(showsTable());
    m_menu->addSeparator();
    m_menu->addAction(tr("Save as PNG…"), this, [this] { askWhereToSave(u"png"_s); });
    m_menu->addAction(tr("Save as SVG…"), this, [this] { askWhereToSave(u"svg"_s); });
    m_menu->addAction(tr("Save as CSV…"), this, [this] { askWhereToSave(u"csv"_s); });
}

void ChartCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
