// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/banded_dialog.h"

#include "console/actions/environment_strip.h"

#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

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
    m_strip->setEnvironment(place.environment, place.label.isEmpty() ? tr("no connection") : place.label);
}

} // namespace txdesk::console
