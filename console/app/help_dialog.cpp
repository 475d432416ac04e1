// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/help_dialog.h"

#include "console/widgets/plain_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QLabel *labelIn(QWidget *parent, const QString &text, bool bold = false)
{
    auto *label = new PlainLabel(text, parent);
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    return label;
}

} // namespace

HelpDialog::HelpDialog(const Theme &theme, QWidget *parent) : QDialog(parent)
{
    setObjectName("helpDialog"_L1);
    setWindowTitle(tr("Keys and signs"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(20, 16, 20, 16);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(5);
    const std::pair<QString, QString> keys[] = {{u"j  k"_s, tr("next, previous row or arrow")},
                                                {u"J  K"_s, tr("next, previous failed one")},
                                                {u"Home  End"_s, tr("newest, oldest loaded")},
                                                {u"Space"_s, tr("hold the list still")},
                                                {u"/"_s, tr("filter")},
                                                {u"y"_s, tr("copy the gid")},
                                                {u"Alt+1…7"_s, tr("tabs of the detail")},
                                                {u"Ctrl+1…6"_s, tr("transactions, overview, audit, tokens, locks, for a person")},
                                                {u"F5"_s, tr("refresh, and only that")},
                                                {u"F6"_s, tr("next pane")},
                                                {u"Ctrl+Enter"_s, tr("retry now")},
                                                {u"Ctrl+Shift+P"_s, tr("pause; Ctrl+Shift+R resumes")},
                                                {u"Ctrl+Shift+A"_s, tr("roll back…")},
                                                {u"Ctrl+Shift+Del"_s, tr("force-stop…")},
                                                {u"Esc"_s, tr("stop what is about to be sent")},
                                                {u"+  −  0  t  [  ]"_s, tr("diagram: zoom, axis, folds")},
                                                {u"Ctrl+E"_s, tr("export the diagram")}};
    const std::pair<Meaning, QString> signs[] = {
        {Meaning::Succeeded, tr("succeeded")},
        {Meaning::Running, tr("running")},
        {Meaning::Waiting, tr("waiting for its time or for another try")},
        {Meaning::Compensating, tr("rolling back; with ✔ rolled back, as it should be")},
        {Meaning::Failed, tr("failing, stuck, or ⚑ waiting for a person: look at it")},
        {Meaning::Stopped, tr("paused or force-stopped")}};
    int row = 0;
    grid->addWidget(labelIn(this, tr("Keys"), true), row++, 0, 1, 2);
    for (const auto &[key, meaning] : keys) {
        grid->addWidget(labelIn(this, key), row, 0);
        grid->addWidget(labelIn(this, meaning), row++, 1);
    }
    int signRow = 0;
    grid->addWidget(labelIn(this, tr("Signs"), true), signRow++, 2, 1, 2);
    for (const auto &[meaning, text] : signs) {
        QLabel *glyph = labelIn(this, meaning == Meaning::Failed ? u"✖ ⚠ ⚑"_s : theme.ink(meaning).glyph);
        QPalette ink = glyph->palette();
        ink.setColor(QPalette::WindowText, theme.color(meaning));
        glyph->setPalette(ink);
        grid->addWidget(glyph, signRow, 2);
        grid->addWidget(labelIn(this, text), signRow++, 3);
    }
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    grid->addWidget(close, row, 3, Qt::AlignRight);
}

} // namespace txdesk::console
