// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/preferences_dialog.h"

#include "console/app/main_window.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

PreferencesDialog::PreferencesDialog(MainWindow &window, ConsoleSettings &settings, QWidget *parent)
    : BandedDialog(window.placeHere(), parent), m_window(window), m_settings(settings)
{
    setObjectName("preferencesDialog"_L1);
    build();
    addTexts([this] { setWindowTitle(tr("Preferences")); });
    resize(820, 560);
}

void PreferencesDialog::build()
{
    m_search = new QLineEdit(this);
    m_search->setObjectName("preferencesSearch"_L1);
    m_search->setMinimumHeight(28);
    body().addWidget(m_search);
    auto *row = new QHBoxLayout;
    m_pages = new QListWidget(this);
    m_pages->setObjectName("preferencesPages"_L1);
    m_pages->setFixedWidth(190);
    m_stack = new QStackedWidget(this);
    row->addWidget(m_pages);
    row->addWidget(m_stack, 1);
    body().addLayout(row, 1);
    buildLook();
    buildWords();
    buildKeys();
    buildFoot();
    connect(m_pages, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_search, &QLineEdit::textChanged, this, &PreferencesDialog::search);
    addTexts([this] {
        m_search->setAccessibleName(tr("Search the preferences"));
        m_search->setPlaceholderText(tr("Search the preferences"));
        m_pages->setAccessibleName(tr("Pages of preferences"));
        search(m_search->text());
    });
    m_pages->setCurrentRow(Look);
    m_search->setFocus();
}

QWidget *PreferencesDialog::addPage(const std::function<QString()> &title)
{
    auto *page = new QWidget(m_stack);
    m_stack->addWidget(page);
    auto *item = new QListWidgetItem(m_pages);
    addTexts([item, title] { item->setText(title()); });
    return page;
}

void PreferencesDialog::addRow(int page, const std::function<QString()> &text, QWidget *control, const char *name)
{
    auto *form = static_cast<QFormLayout *>(m_stack->widget(page)->layout());
    auto *label = new PlainLabel(m_stack->widget(page));
    label->setBuddy(control);
    control->setObjectName(QLatin1StringView(name));
    form->addRow(label, control);
    m_rows.append({page, label, control});
    addTexts([label, control, text] {
        label->setText(text());
        control->setAccessibleName(text().remove(u'&'));
    });
}

template <class Choice>
QComboBox *PreferencesDialog::addChoices(int page, const QList<std::pair<std::function<QString()>, Choice>> &all, Choice now,
                                         std::function<void(Choice)> take)
{
    auto *box = new QComboBox(m_stack->widget(page));
    for (const auto &[text, value] : all)
        box->addItem(text(), static_cast<int>(value));
    box->setCurrentIndex(box->findData(static_cast<int>(now)));
    box->setMinimumHeight(28);
    connect(box, &QComboBox::currentIndexChanged, box, [box, take = std::move(take)] { take(static_cast<Choice>(box->currentData().toInt())); });
    addTexts([box, all] {
        for (int i = 0; i < box->count(); ++i)
            box->setItemText(i, all[i].first());
    });
    return box;
}

void PreferencesDialog::buildLook()
{
    QWidget *page = addPage([] { return tr("Look"); });
    new QFormLayout(page);
    const Appearance now = m_window.appearance();
    addRow(Look, [] { return tr("T&heme"); },
           addChoices<ThemeChoice>(Look, {{[] { return tr("As the system"); }, ThemeChoice::System}, {[] { return tr("Light"); }, ThemeChoice::Light},
                                          {[] { return tr("Dark"); }, ThemeChoice::Dark}, {[] { return tr("High contrast"); }, ThemeChoice::HighContrast}},
                                   m_settings.theme(), [this](ThemeChoice choice) { m_window.setThemeChoice(choice); }),
           "prefTheme");
    addRow(Look, [] { return tr("&Rows"); },
           addChoices<Density>(Look, {{[] { return tr("Compact: more of them"); }, Density::Compact}, {[] { return tr("Cosy: more room"); }, Density::Cosy}},
                               now.density, [this](Density density) { m_window.setDensity(density); }),
           "prefDensity");
    auto *font = new QSpinBox(page);
    font->setRange(100, 200);
    font->setSingleStep(10);
    font->setSuffix(u" %"_s);
    font->setValue(m_settings.fontPercent());
    font->setMinimumHeight(28);
    connect(font, &QSpinBox::valueChanged, this, [this](int percent) { m_window.setFontPercent(percent); });
    addRow(Look, [] { return tr("&Size of text"); }, font, "prefFont");
    auto *calm = new QCheckBox(page);
    calm->setChecked(now.calm);
    connect(calm, &QCheckBox::toggled, this, [this](bool on) { m_window.setCalm(on); });
    addRow(Look, [] { return tr("Reduced &motion"); }, calm, "prefCalm");
    addTexts([calm] { calm->setText(tr("nothing flashes or slides")); });
}

void PreferencesDialog::buildWords()
{
    new QFormLayout(addPage([] { return tr("Language and times"); }));
    addRow(Words, [] { return tr("&Language / 语言"); },
           addChoices<LanguageChoice>(Words, {{[] { return tr("As the system"); }, LanguageChoice::System},
                                              {[] { return u"English"_s; }, LanguageChoice::English}, {[] { return u"简体中文"_s; }, LanguageChoice::Chinese}},
                                      m_settings.language(), [this](LanguageChoice choice) { m_window.setLanguageChoice(choice); }),
           "prefLanguage");
    addRow(Words, [] { return tr("T&imes"); },
           addChoices<TimeStyle>(Words, {{[] { return tr("Of this machine"); }, TimeStyle::Local}, {[] { return tr("UTC"); }, TimeStyle::Utc},
                                         {[] { return tr("Of the server (its profile)"); }, TimeStyle::Server},
                                         {[] { return tr("How long ago"); }, TimeStyle::Relative}},
                                 m_window.appearance().times, [this](TimeStyle style) { m_window.setTimes(style); }),
           "prefTimes");
}

void PreferencesDialog::buildKeys()
{
    QWidget *page = addPage([] { return tr("Keys"); });
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    m_keys = new QTableWidget(0, 3, page);
    m_keys->setObjectName("prefKeys"_L1);
    m_keys->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_keys->setSelectionMode(QAbstractItemView::SingleSelection);
    m_keys->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_keys->setTabKeyNavigation(false);
    m_keys->setShowGrid(false);
    m_keys->verticalHeader()->hide();
    m_keys->setCornerButtonEnabled(false);
    m_keys->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_keys->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    column->addWidget(m_keys, 1);
    addKeyFields(*column);
    connect(m_keys, &QTableWidget::currentCellChanged, this, &PreferencesDialog::showKey);
    addTexts([this] {
        m_keys->setAccessibleName(tr("Commands and their keys"));
        m_keys->setHorizontalHeaderLabels({tr("command"), tr("menu"), tr("keys")});
        fillKeys();
    });
    m_keys->setCurrentCell(0, 0);
}

void PreferencesDialog::addKeyFields(QVBoxLayout &column)
{
    QWidget *page = column.parentWidget();
    auto *row = new QHBoxLayout;
    row->addWidget(m_keyEdit = new QKeySequenceEdit(page), 1);
    row->addWidget(m_setKey = new QPushButton(page));
    row->addWidget(m_delivered = new QPushButton(page));
    m_keyEdit->setObjectName("prefKeyEdit"_L1);
    m_keyEdit->setMinimumHeight(28);
    m_setKey->setAutoDefault(false);
    m_delivered->setAutoDefault(false);
    column.addLayout(row);
    column.addWidget(m_conflict = new PlainLabel(page));
    m_conflict->setObjectName("prefConflict"_L1);
    m_conflict->setWordWrap(true);
    connect(m_keyEdit, &QKeySequenceEdit::keySequenceChanged, this, &PreferencesDialog::sayConflict);
    connect(m_setKey, &QPushButton::clicked, this, &PreferencesDialog::setKey);
    connect(m_delivered, &QPushButton::clicked, this, [this] {
        if (!currentCommand().isEmpty())
            bindKeys(currentCommand(), m_window.commands().entry(currentCommand()).delivered);
    });
    addTexts([this] {
        m_keyEdit->setAccessibleName(tr("New keys"));
        if (auto *field = m_keyEdit->findChild<QLineEdit *>())
            field->setAccessibleName(tr("New keys"));
        m_setKey->setText(tr("Set"));
        m_delivered->setText(tr("As delivered"));
    });
}

void PreferencesDialog::fillKeys()
{
    m_filling = true;
    const QString kept = currentCommand();
    m_keys->setRowCount(0);
    for (const CommandRegistry::Entry &entry : m_window.commands().entries() + m_window.commands().localEntries()) {
        if (entry.id.startsWith("local."_L1) && !LocalKeys::find(entry.id))
            continue; // never changed
        const int row = m_keys->rowCount();
        m_keys->insertRow(row);
        auto *first = new QTableWidgetItem(entry.title);
        first->setData(Qt::UserRole, entry.id);
        m_keys->setItem(row, 0, first);
        m_keys->setItem(row, 1, new QTableWidgetItem(entry.group));
        const bool changed = entry.keys != entry.delivered;
        m_keys->setItem(row, 2, new QTableWidgetItem(entry.keys.toString(QKeySequence::NativeText) + (changed ? u" *"_s : QString())));
        if (entry.id == kept)
            m_keys->setCurrentCell(row, 0);
    }
    m_keys->resizeColumnToContents(1);
    m_keys->setColumnWidth(2, fontMetrics().horizontalAdvance(u'0') * 24);
    m_filling = false;
    showKey();
}

QString PreferencesDialog::currentCommand() const
{
    const QTableWidgetItem *item = m_keys->currentRow() < 0 ? nullptr : m_keys->item(m_keys->currentRow(), 0);
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void PreferencesDialog::showKey()
{
    if (m_filling)
        return;
    m_keyEdit->setKeySequence(m_window.commands().entry(currentCommand()).keys);
    sayConflict();
}

void PreferencesDialog::sayConflict()
{
    const QString why = m_window.commands().whyNotKeys(currentCommand(), m_keyEdit->keySequence());
    m_conflict->setText(why.isEmpty() ? tr("Single letters are of lists and diagrams only; everything else has Ctrl, Alt or a function key.") : why);
    m_setKey->setEnabled(why.isEmpty() && !currentCommand().isEmpty());
    m_setKey->setToolTip(asToolTip(why));
    m_setKey->setAccessibleDescription(why);
}

void PreferencesDialog::setKey()
{
    if (m_setKey->isEnabled())
        bindKeys(currentCommand(), m_keyEdit->keySequence());
}

void PreferencesDialog::bindKeys(const QString &command, const QKeySequence &keys)
{
    if (!m_window.commands().whyNotKeys(command, keys).isEmpty())
        return;
    m_window.commands().setKeys(command, keys);
    m_window.commands().saveKeys(m_settings.file());
    fillKeys();
}

void PreferencesDialog::buildFoot()
{
    auto *row = new QHBoxLayout;
    const auto add = [this, row](const char *name, auto act) {
        auto *button = new QPushButton(this);
        button->setObjectName(QLatin1StringView(name));
        button->setAutoDefault(false);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, act);
        return button;
    };
    QPushButton *reset = add("prefReset", [this] { resetPage(); });
    QPushButton *take = add("prefImport", [this] { importFrom(); });
    QPushButton *save = add("prefExport", [this] { exportTo(); });
    row->addStretch();
    QPushButton *close = add("prefClose", [this] { accept(); });
    close->setDefault(true);
    addTexts([reset, take, save, close] {
        reset->setText(tr("Reset this page"));
        take->setText(tr("Import…"));
        save->setText(tr("Export…"));
        close->setText(tr("Close"));
    });
    body().addLayout(row);
}

void PreferencesDialog::search(const QString &text)
{
    const QString wanted = text.trimmed();
    QList<bool> hasHit(PageCount, wanted.isEmpty());
    for (const Row &row : std::as_const(m_rows)) {
        QString words = row.label->text();
        if (const auto *box = qobject_cast<QComboBox *>(row.control))
            for (int i = 0; i < box->count(); ++i)
                words += u' ' + box->itemText(i);
        const bool hit = words.remove(u'&').contains(wanted, Qt::CaseInsensitive);
        row.label->setVisible(hit);
        row.control->setVisible(hit);
        hasHit[row.page] = hasHit[row.page] || hit;
    }
    for (int row = 0; row < m_keys->rowCount(); ++row) {
        const QString words = m_keys->item(row, 0)->text() + u' ' + m_keys->item(row, 1)->text() + u' ' + m_keys->item(row, 2)->text();
        const bool hit = words.contains(wanted, Qt::CaseInsensitive);
        m_keys->setRowHidden(row, !hit);
        hasHit[Keys] = hasHit[Keys] || hit;
    }
    for (int page = PageCount - 1; page >= 0; --page) {
        m_pages->item(page)->setHidden(!hasHit[page]);
        if (hasHit[page] && !hasHit.value(m_pages->currentRow()))
            m_pages->setCurrentRow(page);
    }
}

int PreferencesDialog::shownRows() const
{
    int shown = 0;
    for (const Row &row : m_rows)
        shown += row.control->isHidden() ? 0 : 1;
    for (int row = 0; row < m_keys->rowCount(); ++row)
        shown += m_keys->isRowHidden(row) ? 0 : 1;
    return shown;
}

void PreferencesDialog::resetPage()
{
    const int page = m_pages->currentRow();
    if (page == Keys) {
        m_window.commands().resetKeys();
        m_window.commands().saveKeys(m_settings.file());
        return fillKeys();
    }
    for (const Row &row : std::as_const(m_rows)) {
        if (row.page != page)
            continue;
        if (auto *box = qobject_cast<QComboBox *>(row.control))
            box->setCurrentIndex(0);
        else if (auto *number = qobject_cast<QSpinBox *>(row.control))
            number->setValue(number->minimum());
        else if (auto *check = qobject_cast<QCheckBox *>(row.control))
            check->setChecked(false);
    }
}

void PreferencesDialog::exportTo()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the preferences"), u"txdesk-preferences.ini"_s, tr("INI files (*.ini)"));
    if (!file.isEmpty() && !m_settings.exportPreferences(file))
        m_conflict->setText(tr("✖ %1 cannot be written.").arg(file));
}

void PreferencesDialog::importFrom()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Import preferences"), {}, tr("INI files (*.ini)"));
    if (file.isEmpty())
        return;
    m_settings.importPreferences(file);
    m_window.takeSettings();
    accept();
}

} // namespace txdesk::console
