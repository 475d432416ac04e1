// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/palette_dialog.h"

#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds typingPause{150};
constexpr int wholeText = 512; // a gid is shorter
}

PaletteDialog::PaletteDialog(const Place &place, DelayedCalls &delayed, QWidget *parent)
    : BandedDialog(place, parent), m_delayed(delayed), m_field(new QLineEdit(this)), m_list(new QListWidget(this)),
      m_reason(new PlainLabel(this))
{
    setObjectName("paletteDialog"_L1);
    setWindowTitle(tr("Find or command"));
    m_field->setObjectName("paletteField"_L1);
    m_field->setMaxLength(wholeText);
    m_field->setAccessibleName(tr("Find or command"));
    m_field->setPlaceholderText(tr("a gid or key   > command   @ participant   # view   : time   ? help"));
    m_field->setMinimumHeight(34);
    m_list->setObjectName("paletteList"_L1);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFocusPolicy(Qt::NoFocus); // the field keeps it: typing goes on while one chooses
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_reason->setObjectName("paletteReason"_L1);
    m_reason->setWordWrap(true);
    QPalette muted = m_reason->palette();
    muted.setColor(QPalette::WindowText, theme().mutedText);
    m_reason->setPalette(muted);
    body().addWidget(m_field);
    body().addWidget(m_list, 1);
    body().addWidget(m_reason);
    resize(720, 460);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &PaletteDialog::search);
    connect(m_list, &QListWidget::itemClicked, this, &PaletteDialog::choose);
    connect(m_list, &QListWidget::currentRowChanged, this, &PaletteDialog::showReason);
    m_field->setFocus();
}

PaletteDialog::~PaletteDialog() { m_delayed.stop(m_pause); }

void PaletteDialog::setEntries(const QList<PaletteEntry> &entries)
{
    m_known = entries;
    fill();
}

void PaletteDialog::addKnown(const QList<PaletteEntry> &entries)
{
    m_known += entries;
    fill();
}

void PaletteDialog::showText(const QString &text) { m_field->setText(text); }

void PaletteDialog::search()
{
    m_found.clear();
    fill();
    m_delayed.stop(m_pause);
    const QString text = m_field->text().trimmed();
    if (text.size() < 2 || !PaletteIndex::prefixOf(text).isNull())
        return;
    m_pause = m_delayed.start(typingPause, [this, text] {
        m_askedFor = text;
        emit lookUp(text);
    });
}

void PaletteDialog::addFound(const QString &text, const QList<PaletteEntry> &entries)
{
    if (text != m_askedFor || text != m_field->text().trimmed())
        return; // of a text that is no longer there
    m_found.append(entries);
    fill();
}

void PaletteDialog::fill()
{
    const QString text = m_field->text();
    QList<PaletteEntry> all = m_found;
    if (m_make)
        all += m_make(text);
    all += m_known;
    m_index.setEntries(std::move(all));
    m_list->clear();
    for (const int place : m_index.find(text)) {
        const PaletteEntry &entry = m_index.entries()[place];
        QString line = entry.title;
        if (!entry.detail.isEmpty())
            line += u"  ·  "_s + entry.detail;
        if (!entry.keys.isEmpty())
            line += u"   ["_s + entry.keys + u']';
        if (!entry.whyNot.isEmpty())
            line += u"   – "_s + entry.whyNot;
        auto *item = new QListWidgetItem(oneLine(line, 200), m_list);
        item->setData(Qt::UserRole, place);
        item->setToolTip(asToolTip(entry.whyNot.isEmpty() ? entry.title : entry.whyNot));
        if (!entry.whyNot.isEmpty())
            item->setForeground(theme().mutedText);
    }
    m_list->setCurrentRow(0);
    showReason();
}

void PaletteDialog::showReason()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item) {
        m_reason->setText(tr("Nothing fits. > commands, @ participants, # views, : times, ? help"));
        return;
    }
    const PaletteEntry &entry = m_index.entries()[item->data(Qt::UserRole).toInt()];
    m_reason->setText(entry.whyNot.isEmpty() ? tr("Enter: %1").arg(entry.title) : tr("Not now: %1").arg(entry.whyNot));
    m_field->setAccessibleDescription(m_reason->text()); // spoken: the list never has the focus
}

void PaletteDialog::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const PaletteEntry entry = m_index.entries()[item->data(Qt::UserRole).toInt()];
    if (!entry.whyNot.isEmpty() || !entry.run)
        return;
    emit chosen(entry.id);
    connect(this, &QObject::destroyed, parent(), [run = entry.run] { run(); }, Qt::QueuedConnection);
    accept();
}

bool PaletteDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || watched != m_field)
        return BandedDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int last = m_list->count() - 1;
    switch (key->key()) {
    case Qt::Key_Down: m_list->setCurrentRow(std::min(m_list->currentRow() + 1, last)); return true;
    case Qt::Key_Up: m_list->setCurrentRow(std::max(m_list->currentRow() - 1, 0)); return true;
    case Qt::Key_PageDown: m_list->setCurrentRow(std::min(m_list->currentRow() + 10, last)); return true;
    case Qt::Key_PageUp: m_list->setCurrentRow(std::max(m_list->currentRow() - 10, 0)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!key->isAutoRepeat())
            choose();
        return true;
    default: return BandedDialog::eventFilter(watched, event);
    }
}

} // namespace txdesk::console
