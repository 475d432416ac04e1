// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_memory.h"

#include "console/list/view_file.h"

#include <QSettings>
#include <QUrl>

namespace txdesk::console {

using namespace Qt::StringLiterals;

// A profile's name may hold what an INI group may not.
SettingsListMemory::SettingsListMemory(QSettings &file, const QString &profile)
    : m_file(file), m_group(u"list/"_s + QString::fromLatin1(QUrl::toPercentEncoding(profile.isEmpty() ? u"-"_s : profile)))
{
}

QString SettingsListMemory::key(const char *part) const { return m_group + u'/' + QLatin1StringView(part); }

QList<SavedView> SettingsListMemory::views() const
{
    return viewsFromText(m_file.value(key("views")).toByteArray()).value_or(QList<SavedView>());
}

void SettingsListMemory::setViews(const QList<SavedView> &views) { m_file.setValue(key("views"), viewsToText(views)); }

std::optional<SavedView> SettingsListMemory::lastUsed() const
{
    const auto views = viewsFromText(m_file.value(key("last")).toByteArray());
    return views && !views->isEmpty() ? std::optional(views->first()) : std::nullopt;
}

void SettingsListMemory::setLastUsed(const SavedView &view)
{
    SavedView named = view;
    if (named.name.isEmpty())
        named.name = u"-"_s;
    m_file.setValue(key("last"), viewsToText({named}));
}

} // namespace txdesk::console
