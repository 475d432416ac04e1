// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/command_line.h"

#include "console/app/deep_link.h"

#include <QCommandLineParser>

#include <string_view>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"The desk that watches and steers distributed transactions."_s);
    parser.addOptions({
        {u"url"_s, u"Connect to this coordinator."_s, u"URL"_s},
        {u"token-file"_s, u"With --url: the token is the first line of this file; nobody else may be able to read it."_s, u"FILE"_s},
        {u"ca-file"_s, u"With --url: only certificates of the authorities in this PEM file are believed."_s, u"FILE"_s},
        {u"pin"_s, u"With --url: only the certificate with this SHA-256 fingerprint is believed."_s, u"HEX"_s},
        {u"gid"_s, u"Show this transaction."_s, u"GID"_s},
        {u"catch-webhook"_s, u"Without a window: take stock DTM's alerts at ADDRESS (127.0.0.1:36799) and keep their error texts."_s},
        {u"demo"_s, u"Start a coordinator and banks on this machine and watch them."_s},
        {u"headless"_s, u"With --demo: play the stories without a window, print and check them."_s},
        {u"story"_s, u"With --demo: the story to play, 1 by default; with --headless all, or names like 1,2,10,S3."_s, u"STORIES"_s},
        {u"barrier"_s, u"With --headless: with, without or both."_s, u"CHOICE"_s, u"both"_s},
        {u"database"_s, u"With --demo: what services keep their data in: sqlite, mariadb or, with --headless, both."_s, u"CHOICE"_s, u"both"_s},
        {u"speed"_s, u"With --demo: times faster than life."_s, u"FACTOR"_s},
        {u"seed"_s, u"With --demo: the seed of its chances."_s, u"NUMBER"_s, u"42"_s},
        {u"programs"_s, u"With --demo: the folder of txdesk-server and txdesk-bank."_s, u"DIR"_s},
        {u"grab"_s, u"Render every view of the current state to PNG and exit."_s, u"DIR"_s},
        {u"theme"_s, u"light, dark or system."_s, u"THEME"_s},
        {u"language"_s, u"en, zh_CN or system."_s, u"LANGUAGE"_s},
        {u"scale"_s, u"Size of everything, 1 or 2 for example."_s, u"N"_s},
        {u"settings"_s, u"Use this INI file instead of your own."_s, u"FILE"_s},
    });
    parser.addPositionalArgument(u"file.txcase"_s, u"Open this case file; with --catch-webhook: the address to listen on."_s, u"[file.txcase | ADDRESS]"_s);
    parser.addPositionalArgument(u"open"_s, u"Show what a link names: open txc://profile/tx/gid"_s, u"[open LINK]"_s);
    parser.addHelpOption();
    parser.addVersionOption();
}

bool readTheme(const QString &text, std::optional<ThemeChoice> &theme)
{
    if (text == "light"_L1)
        theme = ThemeChoice::Light;
    else if (text == "dark"_L1)
        theme = ThemeChoice::Dark;
    else if (text == "system"_L1)
        theme = ThemeChoice::System;
    return theme.has_value() || text.isEmpty();
}

bool readLanguage(const QString &text, std::optional<LanguageChoice> &language)
{
    if (text == "en"_L1)
        language = LanguageChoice::English;
    else if (text == "zh_CN"_L1)
        language = LanguageChoice::Chinese;
    else if (text == "system"_L1)
        language = LanguageChoice::System;
    return language.has_value() || text.isEmpty();
}

CommandLine refusal(const QString &message)
{
    CommandLine line;
    line.message = message + u"\nTry --help.\n"_s;
    line.exitCode = 2;
    return line;
}

} // namespace

CommandLine readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    CommandLine line;
    if (!parser.parse(arguments))
        return refusal(parser.errorText());
    if (parser.isSet(u"help"_s)) {
        line.message = parser.helpText();
        return line;
    }
    if (parser.isSet(u"version"_s)) {
        line.message = u"txdesk-console %1\n"_s.arg(QStringLiteral(TXDESK_VERSION));
        return line;
    }
    line.catchesHooks = parser.isSet(u"catch-webhook"_s);
    QStringList given = parser.positionalArguments();
    if (line.catchesHooks && !given.isEmpty())
        line.hookAddress = given.takeFirst();
    else if (!given.isEmpty() && given.first().endsWith(u".txcase"_s, Qt::CaseInsensitive))
        line.caseFile = given.takeFirst();
    else if (given.size() == 2 && given.first() == "open"_L1)
        line.link = std::exchange(given, {}).last();
    else if (given == QStringList{u"open"_s}) // without a link, as a menu starts it
        given.clear();
    if (!line.link.isEmpty() && !parseLink(line.link))
        return refusal(u"open: %1."_s.arg(parseLink(line.link).error().message));
    if (!given.isEmpty())
        return refusal(u"What is %1?"_s.arg(given.first()));
    line.url = parser.value(u"url"_s);
    line.tokenFile = parser.value(u"token-file"_s);
    line.caFile = parser.value(u"ca-file"_s);
    line.pin = parser.value(u"pin"_s);
    line.gid = parser.value(u"gid"_s);
    line.demo = parser.isSet(u"demo"_s);
    line.headless = parser.isSet(u"headless"_s);
    line.stories = parser.value(u"story"_s);
    line.barrier = parser.value(u"barrier"_s);
    line.database = parser.value(u"database"_s);
    line.speed = parser.value(u"speed"_s).toDouble();
    line.seed = parser.value(u"seed"_s).toUInt();
    line.programs = parser.value(u"programs"_s);
    line.grabFolder = parser.value(u"grab"_s);
    line.settingsFile = parser.value(u"settings"_s);
    if (line.headless && !line.demo)
        return refusal(u"--headless goes with --demo."_s);
    if (line.url.isEmpty() && !(line.tokenFile + line.caFile + line.pin).isEmpty())
        return refusal(u"--token-file, --ca-file and --pin go with --url."_s);
    if (line.barrier != "with"_L1 && line.barrier != "without"_L1 && line.barrier != "both"_L1)
        return refusal(u"--barrier is with, without or both."_s);
    if (line.database != "sqlite"_L1 && line.database != "mariadb"_L1 && line.database != "both"_L1)
        return refusal(u"--database is sqlite, mariadb or both."_s);
    if (!readTheme(parser.value(u"theme"_s), line.theme))
        return refusal(u"--theme is light, dark or system."_s);
    if (!readLanguage(parser.value(u"language"_s), line.language))
        return refusal(u"--language is en, zh_CN or system."_s);
    return line;
}

EarlyOptions prepareEnvironment(int argc, char *argv[])
{
    EarlyOptions options;
    bool grabs = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument(argv[i]);
        const bool isHeadless = argument == "--headless" || argument == "-headless";
        const bool catches = argument == "--catch-webhook" || argument == "-catch-webhook";
        const bool isText = argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v";
        options.wantsWindow = options.wantsWindow && !isHeadless && !catches && !isText;
        grabs = grabs || argument.starts_with("--grab");
        if (argument == "--scale" && i + 1 < argc)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
        else if (argument.starts_with("--scale="))
            qputenv("QT_SCALE_FACTOR", argv[i] + sizeof("--scale=") - 1);
    }
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (grabs && !hasDisplay && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return options;
}

} // namespace txdesk::console
