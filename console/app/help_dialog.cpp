// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/help_dialog.h"

#include "console/widgets/plain_label.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

HelpDialog::HelpDialog(const CommandRegistry &commands, LocalKey::Place viewPlace, const Place &place, QWidget *parent)
    : BandedDialog(place, parent), m_search(new QLineEdit(this)), m_keys(new QTableWidget(0, 3, this))
{
    setObjectName("helpDialog"_L1);
    setWindowTitle(tr("Keys and signs"));
    m_search->setObjectName("helpSearch"_L1);
    m_search->setAccessibleName(tr("Search the keys"));
    m_search->setPlaceholderText(tr("Search the keys"));
    m_search->setMinimumHeight(28);
    m_keys->setObjectName("helpKeys"_L1);
    m_keys->setAccessibleName(tr("Keys"));
    m_keys->setHorizontalHeaderLabels({tr("keys"), tr("what they do"), tr("where")});
    m_keys->verticalHeader()->hide();
    m_keys->setShowGrid(false);
    m_keys->setCornerButtonEnabled(false);
    m_keys->setTabKeyNavigation(false);
    m_keys->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_keys->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_keys->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_keys->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    addLocal(commands, viewPlace, true);
    for (const CommandRegistry::Entry &entry : commands.entries())
        if (!entry.keys.isEmpty())
            addKey(entry.keys.toString(QKeySequence::NativeText), entry.title, entry.group);
    addLocal(commands, viewPlace, false);
    m_keys->setColumnWidth(0, fontMetrics().horizontalAdvance(u'0') * 20);
    m_keys->resizeColumnToContents(2);
    body().addWidget(m_search);
    body().addWidget(m_keys, 1);
    body().addLayout(makeLegend());
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    body().addWidget(close, 0, Qt::AlignRight);
    connect(m_search, &QLineEdit::textChanged, this, &HelpDialog::search);
    m_search->setFocus();
    resize(760, 640);
}

void HelpDialog::addKey(const QString &keys, const QString &text, const QString &where)
{
    const int row = m_keys->rowCount();
    m_keys->insertRow(row);
    m_keys->setItem(row, 0, new QTableWidgetItem(keys));
    m_keys->setItem(row, 1, new QTableWidgetItem(text));
    m_keys->setItem(row, 2, new QTableWidgetItem(where));
}

void HelpDialog::addLocal(const CommandRegistry &commands, LocalKey::Place place, bool ofView)
{
    const QList<CommandRegistry::Entry> entries = commands.localEntries();
    for (qsizetype i = 0; i < entries.size(); ++i)
        if (((localKeys()[i].place & place) != 0) == ofView)
            addKey(entries[i].keys.toString(QKeySequence::NativeText), entries[i].title, entries[i].group);
}

QLayout *HelpDialog::makeLegend()
{
    const std::pair<Meaning, QString> signs[] = {
        {Meaning::Succeeded, tr("succeeded")},
        {Meaning::Running, tr("running")},
        {Meaning::Waiting, tr("waiting for its time or for another try")},
        {Meaning::Compensating, tr("rolling back; with ✔ rolled back, as it should be")},
        {Meaning::Failed, tr("failing, stuck, or ⚑ waiting for a person: look at it")},
        {Meaning::Stopped, tr("paused or force-stopped")}};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    int place = 0;
    for (const auto &[meaning, text] : signs) {
        auto *glyph = new PlainLabel(meaning == Meaning::Failed ? u"✖ ⚠ ⚑"_s : theme().ink(meaning).glyph, this);
        QPalette ink = glyph->palette();
        ink.setColor(QPalette::WindowText, theme().color(meaning));
        glyph->setPalette(ink);
        grid->addWidget(glyph, place / 2, place % 2 * 2);
        grid->addWidget(new PlainLabel(text, this), place / 2, place % 2 * 2 + 1);
        ++place;
    }
    auto *inks = new PlainLabel(tr("Solid lines were observed, dotted ones are inferred, pale ones are predicted."), this);
    grid->addWidget(inks, place / 2, 0, 1, 4);
    grid->setColumnStretch(3, 1);
    return grid;
}

void HelpDialog::search(const QString &text)
{
    for (int row = 0; row < m_keys->rowCount(); ++row) {
        const QString words = m_keys->item(row, 0)->text() + u' ' + m_keys->item(row, 1)->text() + u' ' + m_keys->item(row, 2)->text();
        m_keys->setRowHidden(row, !words.contains(text.trimmed(), Qt::CaseInsensitive));
    }
}

} // namespace txdesk::console
