// What the console remembers between runs: profiles, theme, language, time zone, layout. One INI file.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/connection/profile.h"
#include "console/widgets/appearance.h"

#include <QByteArray>
#include <QSettings>

#include <optional>

namespace txdesk::console {

enum class ThemeChoice { System, Light, Dark, HighContrast };
enum class LanguageChoice { System, English, Chinese };

// Thread: GUI.
class ConsoleSettings
{
public:
    // A layout of another version is ignored, and kept: an older console can still use it.
    static constexpr int layoutVersion = 2;

    explicit ConsoleSettings(const QString &iniFile = {}); // empty: the user's own configuration file

    [[nodiscard]] QList<Profile> profiles() { return loadProfiles(m_file); }
    void setProfiles(const QList<Profile> &profiles) { saveProfiles(m_file, profiles); }
    [[nodiscard]] QString lastProfile() const;
    void setLastProfile(const QString &name);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    [[nodiscard]] LanguageChoice language() const;
    void setLanguage(LanguageChoice language);
    [[nodiscard]] TimeStyle times() const;
    void setTimes(TimeStyle style);
    [[nodiscard]] Density density() const;
    void setDensity(Density density);
    [[nodiscard]] int fontPercent() const; // 100 to 200
    void setFontPercent(int percent);
    [[nodiscard]] bool calm() const;
    void setCalm(bool calm);
    // Focus mode is remembered by profile: who was woken for this one is woken for it again.
    [[nodiscard]] bool focusMode(const QString &profile) const;
    void setFocusMode(const QString &profile, bool on);
    [[nodiscard]] QStringList recentCommands() const; // newest first
    void setRecentCommands(const QStringList &ids);

    struct Layout
    {
        QByteArray geometry;
        QByteArray docks;
        QByteArray splitter;
        QStringList openDocks{};

        friend bool operator==(const Layout &, const Layout &) = default;
    };
    // name: a layout that a person keeps beside the one in force.
    [[nodiscard]] std::optional<Layout> layout(const QString &name = {}) const;
    void setLayout(const Layout &layout, const QString &name = {});
    [[nodiscard]] QStringList layoutNames() const; // of those that a person keeps, sorted
    void removeLayout(const QString &name);

    // Look, words, times and keys; never a profile, a place or a secret. False: the file cannot be written.
    bool exportPreferences(const QString &iniFile);
    void importPreferences(const QString &iniFile);

    // Where records of acts and jobs are kept: in the application's data, or beside settings of one's own.
    [[nodiscard]] QString dataFolder() const;
    [[nodiscard]] QSettings &file() { return m_file; }

private:
    QSettings m_file;
};

} // namespace txdesk::console
