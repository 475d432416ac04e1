// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/banded_dialog.h"

#include "console/widgets/environment_strip.h"

#include <QEvent>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

// The band of a dialog that hangs under this widget is not meant: only that of a window around it.
Place placeAround(const QWidget *widget)
{
    for (const QWidget *at = widget; at; at = at->parentWidget()) {
        if (!at->isWindow())
            continue;
        for (const EnvironmentStrip *strip : at->findChildren<EnvironmentStrip *>())
            if (strip->window() == at)
                return {strip->environment(), strip->detail(), {.theme = strip->theme()}};
    }
    return {};
}

BandedDialog::BandedDialog(const Place &place, QWidget *parent) : QDialog(parent), m_place(place), m_strip(new EnvironmentStrip(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    m_body = new QVBoxLayout;
    m_body->setContentsMargins(18, 12, 18, 16);
    m_body->setSpacing(8);
    column->addLayout(m_body, 1);
    m_strip->setTheme(place.appearance.theme);
    describe();
}

void BandedDialog::describe() { m_strip->setEnvironment(m_place.environment, m_place.label.isEmpty() ? tr("no connection") : m_place.label); }

void BandedDialog::addTexts(std::function<void()> set)
{
    set();
    m_texts.append(std::move(set));
}

void BandedDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        for (const std::function<void()> &set : std::as_const(m_texts))
            set();
    }
    QDialog::changeEvent(event);
}

} // namespace txdesk::console
