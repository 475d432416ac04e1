// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/console_settings.h"

#include "shared/base/names.h"

#include <QStandardPaths>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<Name<ThemeChoice>, 3> themeNames{{
    {ThemeChoice::System, QLatin1StringView("system")},
    {ThemeChoice::Light, QLatin1StringView("light")},
    {ThemeChoice::Dark, QLatin1StringView("dark")},
}};
constexpr std::array<Name<LanguageChoice>, 3> languageNames{{
    {LanguageChoice::System, QLatin1StringView("system")},
    {LanguageChoice::English, QLatin1StringView("en")},
    {LanguageChoice::Chinese, QLatin1StringView("zh_CN")},
}};

QString defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/txdesk/console.ini"_s;
}

QString layoutKey(const char *part)
{
    return u"layout%1/%2"_s.arg(ConsoleSettings::layoutVersion).arg(QLatin1StringView(part));
}

} // namespace

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

bool ConsoleSettings::utc() const { return m_file.value("utc"_L1, false).toBool(); }
void ConsoleSettings::setUtc(bool utc) { m_file.setValue("utc"_L1, utc); }

std::optional<ConsoleSettings::Layout> ConsoleSettings::layout() const
{
    if (!m_file.contains(layoutKey("docks")))
        return std::nullopt;
    return Layout{m_file.value(layoutKey("geometry")).toByteArray(), m_file.value(layoutKey("docks")).toByteArray(),
                  m_file.value(layoutKey("splitter")).toByteArray()};
}

void ConsoleSettings::setLayout(const Layout &layout)
{
    m_file.setValue(layoutKey("geometry"), layout.geometry);
    m_file.setValue(layoutKey("docks"), layout.docks);
    m_file.setValue(layoutKey("splitter"), layout.splitter);
}

} // namespace txdesk::console
