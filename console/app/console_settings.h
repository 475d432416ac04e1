// What the console remembers between runs: profiles, theme, language, time zone, layout. One INI file.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/connection/profile.h"

#include <QByteArray>
#include <QSettings>

#include <optional>

namespace txdesk::console {

enum class ThemeChoice { System, Light, Dark };
enum class LanguageChoice { System, English, Chinese };

// Thread: GUI.
class ConsoleSettings
{
public:
    // A layout of another version is ignored, and kept: an older console can still use it.
    static constexpr int layoutVersion = 1;

    explicit ConsoleSettings(const QString &iniFile = {}); // empty: the user's own configuration file

    [[nodiscard]] QList<Profile> profiles() { return loadProfiles(m_file); }
    void setProfiles(const QList<Profile> &profiles) { saveProfiles(m_file, profiles); }
    [[nodiscard]] QString lastProfile() const;
    void setLastProfile(const QString &name);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    [[nodiscard]] LanguageChoice language() const;
    void setLanguage(LanguageChoice language);
    [[nodiscard]] bool utc() const;
    void setUtc(bool utc);

    struct Layout
    {
        QByteArray geometry;
        QByteArray docks;
        QByteArray splitter;
    };
    [[nodiscard]] std::optional<Layout> layout() const;
    void setLayout(const Layout &layout);

private:
    QSettings m_file;
};

} // namespace txdesk::console
