// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/notice_band.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

NoticeBand::NoticeBand(QWidget *parent)
    : QFrame(parent), m_glyph(new QLabel(this)), m_text(new QLabel(this)), m_button(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 8, 5);
    row->addWidget(m_glyph);
    m_text->setObjectName("noticeText"_L1);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_text, 1);
    m_button->setObjectName("noticeButton"_L1);
    m_button->setMinimumHeight(24);
    row->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, this, &NoticeBand::clicked);
    setAutoFillBackground(true);
    hide();
}

QString NoticeBand::text() const { return m_text->text(); }

void NoticeBand::say(const QString &text, Meaning meaning, const QString &button)
{
    m_meaning = meaning;
    setTheme(m_theme);
    m_text->setText(text);
    m_text->setAccessibleName(text);
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    show();
}

void NoticeBand::silence() { hide(); }

void NoticeBand::setTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme.tint(m_meaning));
    colors.setColor(QPalette::WindowText, theme.text);
    setPalette(colors);
    QPalette ink = m_glyph->palette();
    ink.setColor(QPalette::WindowText, theme.color(m_meaning));
    m_glyph->setPalette(ink);
    m_glyph->setText(m_meaning == Meaning::Failed ? u"⚠"_s : theme.ink(m_meaning).glyph);
}

} // namespace txdesk::console
