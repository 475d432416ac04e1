// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/message_dialog.h"

#include "console/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int wordsWidth = 420;
}

MessageDialog::MessageDialog(Meaning meaning, const QString &title, const QString &text, const QString &closes, QWidget *parent)
    : BandedDialog(placeAround(parent), parent), m_row(new QHBoxLayout)
{
    setObjectName("messageDialog"_L1);
    setWindowTitle(title);
    auto *line = new QHBoxLayout;
    line->setSpacing(14);
    auto *glyph = new PlainLabel(theme().ink(meaning).glyph, this);
    QFont large = glyph->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    glyph->setFont(large);
    QPalette ink = glyph->palette();
    ink.setColor(QPalette::WindowText, theme().color(meaning));
    glyph->setPalette(ink);
    line->addWidget(glyph, 0, Qt::AlignTop);
    auto *words = new PlainLabel(text, this);
    words->setObjectName("messageText"_L1);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setMinimumWidth(wordsWidth);
    line->addWidget(words, 1);
    body().addLayout(line, 1);
    m_row->addStretch();
    auto *close = new QPushButton(closes, this);
    close->setObjectName("messageClose"_L1);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_row->addWidget(close);
    body().addLayout(m_row);
    setAccessibleDescription(text); // read out when it opens
    close->setFocus();
}

QPushButton *MessageDialog::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setAutoDefault(false);
    m_row->insertWidget(m_row->count() - 1, button);
    connect(button, &QPushButton::clicked, this, &QDialog::accept);
    return button;
}

} // namespace txdesk::console
