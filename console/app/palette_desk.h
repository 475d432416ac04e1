// Fills the command palette of a window: its commands, the coordinator's transactions and participants, views, times, help.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/palette_dialog.h"

#include <QCoreApplication>

namespace txdesk::console {

class ConsoleSettings;
class MainWindow;

// Thread: GUI. The window must outlive it.
class PaletteDesk final
{
    Q_DECLARE_TR_FUNCTIONS(PaletteDesk)

public:
    PaletteDesk(MainWindow &window, ConsoleSettings &settings, DelayedCalls &delayed, const Clock &clock);

    [[nodiscard]] PaletteDialog *open(const QString &text); // made, not yet shown

private:
    [[nodiscard]] QList<PaletteEntry> commands() const;
    [[nodiscard]] QList<PaletteEntry> views() const;
    [[nodiscard]] QList<PaletteEntry> help() const;
    [[nodiscard]] QList<PaletteEntry> made(const QString &text) const;
    [[nodiscard]] PaletteEntry listEntry(PaletteKind kind, const QString &title, const QString &detail, const QString &filter) const;
    void askParticipants(PaletteDialog *dialog);
    void lookUp(PaletteDialog *dialog, const QString &text) const;
    void remember(const QString &id);

    MainWindow &m_window;
    ConsoleSettings &m_settings;
    DelayedCalls &m_delayed;
    const Clock &m_clock;
};

} // namespace txdesk::console
