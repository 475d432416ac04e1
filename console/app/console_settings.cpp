// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/console_settings.h"

#include "shared/base/names.h"

#include <QFileInfo>
#include <QSet>
#include <QStandardPaths>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<Name<ThemeChoice>, 4> themeNames{{
    {ThemeChoice::System, QLatin1StringView("system")},
    {ThemeChoice::Light, QLatin1StringView("light")},
    {ThemeChoice::Dark, QLatin1StringView("dark")},
    {ThemeChoice::HighContrast, QLatin1StringView("high-contrast")},
}};
constexpr std::array<Name<LanguageChoice>, 3> languageNames{{
    {LanguageChoice::System, QLatin1StringView("system")},
    {LanguageChoice::English, QLatin1StringView("en")},
    {LanguageChoice::Chinese, QLatin1StringView("zh_CN")},
}};

constexpr std::array<Name<TimeStyle>, 4> timeNames{{
    {TimeStyle::Utc, QLatin1StringView("utc")},
    {TimeStyle::Local, QLatin1StringView("local")},
    {TimeStyle::Server, QLatin1StringView("server")},
    {TimeStyle::Relative, QLatin1StringView("relative")},
}};
constexpr std::array<Name<Density>, 2> densityNames{{
    {Density::Compact, QLatin1StringView("compact")},
    {Density::Cosy, QLatin1StringView("cosy")},
}};

QString defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/txdesk/console.ini"_s;
}

bool isPreference(const QString &key)
{
    static const QStringList alone{u"theme"_s, u"language"_s, u"times"_s, u"density"_s, u"fontPercent"_s, u"calm"_s};
    return alone.contains(key) || key.startsWith("keys/"_L1);
}

QString layoutKey(const char *part, const QString &name)
{
    // A name may hold a slash, which would be a group of its own.
    const QString group = name.isEmpty() ? QString() : u"named/"_s + QString::fromLatin1(QUrl::toPercentEncoding(name)) + u'/';
    return u"layout%1/"_s.arg(ConsoleSettings::layoutVersion) + group + QLatin1StringView(part);
}

} // namespace

QString ConsoleSettings::dataFolder() const
{
    if (m_file.fileName() == defaultFile())
        return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/txdesk"_s;
    return QFileInfo(m_file.fileName()).absolutePath();
}

ConsoleSettings::ConsoleSettings(const QString &iniFile)
    : m_file(iniFile.isEmpty() ? defaultFile() : iniFile, QSettings::IniFormat)
{
}

QString ConsoleSettings::lastProfile() const { return m_file.value("lastProfile"_L1).toString(); }
void ConsoleSettings::setLastProfile(const QString &name) { m_file.setValue("lastProfile"_L1, name); }

ThemeChoice ConsoleSettings::theme() const
{
    return valueIn(themeNames, m_file.value("theme"_L1).toString()).value_or(ThemeChoice::System);
}

void ConsoleSettings::setTheme(ThemeChoice theme) { m_file.setValue("theme"_L1, QString(nameIn(themeNames, theme))); }

LanguageChoice ConsoleSettings::language() const
{
    return valueIn(languageNames, m_file.value("language"_L1).toString()).value_or(LanguageChoice::System);
}

void ConsoleSettings::setLanguage(LanguageChoice language)
{
    m_file.setValue("language"_L1, QString(nameIn(languageNames, language)));
}

TimeStyle ConsoleSettings::times() const
{
    return valueIn(timeNames, m_file.value("times"_L1).toString()).value_or(TimeStyle::Local);
}

void ConsoleSettings::setTimes(TimeStyle style) { m_file.setValue("times"_L1, QString(nameIn(timeNames, style))); }

Density ConsoleSettings::density() const
{
    return valueIn(densityNames, m_file.value("density"_L1).toString()).value_or(Density::Compact);
}

void ConsoleSettings::setDensity(Density density) { m_file.setValue("density"_L1, QString(nameIn(densityNames, density))); }

int ConsoleSettings::fontPercent() const { return std::clamp(m_file.value("fontPercent"_L1, 100).toInt(), 100, 200); }
void ConsoleSettings::setFontPercent(int percent) { m_file.setValue("fontPercent"_L1, percent); }

bool ConsoleSettings::calm() const { return m_file.value("calm"_L1, false).toBool(); }
void ConsoleSettings::setCalm(bool calm) { m_file.setValue("calm"_L1, calm); }

bool ConsoleSettings::focusMode(const QString &profile) const
{
    return m_file.value("focusMode"_L1).toStringList().contains(profile);
}

void ConsoleSettings::setFocusMode(const QString &profile, bool on)
{
    QStringList profiles = m_file.value("focusMode"_L1).toStringList();
    profiles.removeAll(profile);
    if (on)
        profiles.append(profile);
    m_file.setValue("focusMode"_L1, profiles);
}

QStringList ConsoleSettings::recentCommands() const { return m_file.value("recentCommands"_L1).toStringList(); }
void ConsoleSettings::setRecentCommands(const QStringList &ids) { m_file.setValue("recentCommands"_L1, ids); }

std::optional<ConsoleSettings::Layout> ConsoleSettings::layout(const QString &name) const
{
    const auto part = [this, &name](const char *which) { return m_file.value(layoutKey(which, name)); };
    if (!m_file.contains(layoutKey("docks", name)))
        return std::nullopt;
    return Layout{part("geometry").toByteArray(), part("docks").toByteArray(), part("splitter").toByteArray(),
                  part("open").toStringList()};
}

void ConsoleSettings::setLayout(const Layout &layout, const QString &name)
{
    m_file.setValue(layoutKey("geometry", name), layout.geometry);
    m_file.setValue(layoutKey("docks", name), layout.docks);
    m_file.setValue(layoutKey("splitter", name), layout.splitter);
    m_file.setValue(layoutKey("open", name), layout.openDocks);
}

QStringList ConsoleSettings::layoutNames() const
{
    QSet<QString> names;
    const QString start = u"layout%1/named/"_s.arg(layoutVersion);
    for (const QString &key : m_file.allKeys())
        if (key.startsWith(start))
            names.insert(QUrl::fromPercentEncoding(key.mid(start.size()).section(u'/', 0, 0).toLatin1()));
    QStringList all(names.cbegin(), names.cend());
    all.sort(Qt::CaseInsensitive);
    return all;
}

void ConsoleSettings::removeLayout(const QString &name)
{
    if (!name.isEmpty())
        m_file.remove(layoutKey("", name).chopped(1));
}

bool ConsoleSettings::exportPreferences(const QString &iniFile)
{
    QSettings file(iniFile, QSettings::IniFormat);
    for (const QString &key : m_file.allKeys())
        if (isPreference(key))
            file.setValue(key, m_file.value(key));
    file.sync();
    return file.status() == QSettings::NoError;
}

void ConsoleSettings::importPreferences(const QString &iniFile)
{
    const QSettings file(iniFile, QSettings::IniFormat);
    for (const QString &key : file.allKeys())
        if (isPreference(key))
            m_file.setValue(key, file.value(key));
}

} // namespace txdesk::console
