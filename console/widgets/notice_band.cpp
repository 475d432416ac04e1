// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/notice_band.h"

#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype textMax = 600; // a band is a line or three, whatever a server says
}

NoticeBand::NoticeBand(QWidget *parent)
    : QFrame(parent), m_glyph(new PlainLabel(this)), m_text(new PlainLabel(this)), m_button(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 8, 5);
    row->addWidget(m_glyph);
    m_text->setObjectName("noticeText"_L1);
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
    const QString shown = visibleText(text.size() > textMax ? text.left(textMax) + u'…' : text);
    m_text->setText(shown);
    m_text->setAccessibleName(shown);
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
