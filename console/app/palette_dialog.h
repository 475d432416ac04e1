// Ctrl+K: one field that finds transactions, commands, participants, views, times and help; all by keyboard.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/palette_index.h"
#include "console/client/delayed_calls.h"
#include "console/widgets/banded_dialog.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace txdesk::console {

// Thread: GUI. Runs what is chosen after it has closed: a command may open a dialog of its own.
class PaletteDialog final : public BandedDialog
{
    Q_OBJECT

public:
    PaletteDialog(const Place &place, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~PaletteDialog() override;

    void setEntries(const QList<PaletteEntry> &entries); // known at once
    void addKnown(const QList<PaletteEntry> &entries);      // that the coordinator told meanwhile
    void setRecent(const QStringList &ids) { m_index.setRecent(ids); }
    // Entries that depend on what is typed: a moment in time, a whole gid. Asked with every keystroke.
    void setMaker(std::function<QList<PaletteEntry>(const QString &)> make) { m_make = std::move(make); }
    // What the coordinator found for the text that was asked last.
    void addFound(const QString &text, const QList<PaletteEntry> &entries);
    void showText(const QString &text); // as if typed
    [[nodiscard]] QLineEdit &field() { return *m_field; }
    [[nodiscard]] QListWidget &list() { return *m_list; }

signals:
    void lookUp(const QString &text);   // somebody stopped typing: the coordinator may know it
    void chosen(const QString &id);     // for the recent ones

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void fill();
    void choose();
    void showReason();

    DelayedCalls &m_delayed;
    DelayedCalls::Handle m_pause = 0;
    PaletteIndex m_index;
    QList<PaletteEntry> m_known;
    QList<PaletteEntry> m_found;
    std::function<QList<PaletteEntry>(const QString &)> m_make;
    QString m_askedFor;
    QLineEdit *m_field;
    QListWidget *m_list;
    QLabel *m_reason;
};

} // namespace txdesk::console
