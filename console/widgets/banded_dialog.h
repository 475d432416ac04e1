// A dialog with the environment band on top, as every window of the console has it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"

#include <QDialog>

#include <functional>

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

// What the band of the window says that this widget stands in: for dialogs of panels, which do not know where they are.
[[nodiscard]] Place placeAround(const QWidget *widget);

// Thread: GUI. Its content goes into body(). A test refuses any other dialog that has no band.
class BandedDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BandedDialog(const Place &place, QWidget *parent = nullptr);

    [[nodiscard]] const Place &place() const { return m_place; }

protected:
    [[nodiscard]] QVBoxLayout &body() { return *m_body; }
    [[nodiscard]] const Theme &theme() const { return m_place.appearance.theme; }
    // Sets texts: now, and again whenever the language changes while the dialog is open, in the order they were given.
    void addTexts(std::function<void()> set);
    void changeEvent(QEvent *event) override;

private:
    void describe();

    Place m_place;
    EnvironmentStrip *m_strip;
    QVBoxLayout *m_body;
    QList<std::function<void()>> m_texts;
};

} // namespace txdesk::console
