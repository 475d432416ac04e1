// What the list remembers for one profile between runs: its columns, saved views, what was shown last.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/list_layout.h"

class QSettings;

namespace txdesk::console {

// Thread: GUI.
class ListMemory
{
public:
    virtual ~ListMemory() = default;
    [[nodiscard]] virtual QList<SavedView> views() const = 0;
    virtual void setViews(const QList<SavedView> &views) = 0;
    [[nodiscard]] virtual std::optional<SavedView> lastUsed() const = 0;
    virtual void setLastUsed(const SavedView &view) = 0;
};

// In the group "list" of an INI file, a group a profile; `file` must outlive it.
class SettingsListMemory final : public ListMemory
{
public:
    SettingsListMemory(QSettings &file, const QString &profile);

    [[nodiscard]] QList<SavedView> views() const override;
    void setViews(const QList<SavedView> &views) override;
    [[nodiscard]] std::optional<SavedView> lastUsed() const override;
    void setLastUsed(const SavedView &view) override;

private:
    [[nodiscard]] QString key(const char *part) const;

    QSettings &m_file;
    QString m_group;
};

} // namespace txdesk::console
