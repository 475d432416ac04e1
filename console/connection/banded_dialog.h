// A dialog with the environment band on top, as every window of the console has it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"

#include <QDialog>

class QVBoxLayout;

namespace txdesk::console {

class EnvironmentStrip;

// Which world a dialog is about; without a connection the band is plain.
struct Place
{
    Environment environment = Environment::Development;
    QString label; // "shop-eu · https://dtm.eu:36789"; empty: no connection
    Appearance appearance{};
};

// Thread: GUI. Its content goes into body().
class BandedDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BandedDialog(const Place &place, QWidget *parent = nullptr);

    [[nodiscard]] const Place &place() const { return m_place; }

protected:
    [[nodiscard]] QVBoxLayout &body() { return *m_body; }
    [[nodiscard]] const Theme &theme() const { return m_place.appearance.theme; }

private:
    Place m_place;
    EnvironmentStrip *m_strip;
    QVBoxLayout *m_body;
};

} // namespace txdesk::console
