// Prints the option table for people, and a configuration as YAML.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config_text.h"

#include "server/config/option_value.h"

#include <algorithm>

namespace txdesk::config {

using namespace Qt::StringLiterals;

namespace {

// In single quotes YAML takes a line break for a blank: what cannot be seen is escaped in double ones.
QString quoted(QString text)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; };
    if (std::ranges::any_of(text, isControl)) {
        QString escaped;
        for (const QChar c : text)
            escaped += isControl(c) || c == u'"' || c == u'\\' ? u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0')) : QString(c);
        return u'"' + escaped + u'"';
    }
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

QString optionColumn(const Option &option)
{
    if (!*option.longName)
        return u"(conf.yml only)"_s;
    const QString name = u"--"_s + QLatin1StringView(option.longName);
    if (isFlag(option))
        return name;
    if (name == "--store"_L1)
        return u"--store sqlite:FILE | --store mysql://USER@HOST:PORT/DATABASE"_s;
    return name + (*option.unit ? u" "_s + QString::fromLatin1(option.unit).toUpper() : u" VALUE"_s);
}

bool isText(const Option &option)
{
    Config any;
    const Place place = option.place(any);
    return std::holds_alternative<QString *>(place) || std::holds_alternative<QStringList *>(place);
}

} // namespace

QString helpText()
{
    const Config defaults;
    QString out = u"txdesk-server: a coordinator for distributed transactions.\n\n"
                  "  -c, --config FILE       read a conf.yml with DTM's keys\n"
                  "  -h, --help              print this text\n"
                  "  -v, --version           print the version\n"
                  "      --print-config      print the effective configuration as conf.yml\n"
                  "      --check-config      read everything a start would read, say what is wrong with it, and exit with 0 or 2\n"
                  "      --list-failpoints   print the named crash points of test builds\n"
                  "  -d                      log level debug\n\n"
                  "An option beats conf.yml, conf.yml beats the environment, the environment beats the default.\n"_s;
    for (const Option &option : optionTable()) {
        const QString key = QLatin1StringView(option.key);
        const QString value = valueText(option, defaults);
        const QString shown = value.isEmpty() ? u"empty"_s : value;
        const QString unit = *option.unit ? u" "_s + QLatin1StringView(option.unit) : QString();
        const QString name = environmentName(key);
        const QString variables = (option.origin == Origin::Dtm ? name + u" or "_s : QString()) + u"TXDESK_"_s + name;
        out += u"\n  %1\n      %2\n      conf.yml %3, environment %4; default %5%6\n"_s
                   .arg(optionColumn(option), QLatin1StringView(option.sentence), key, variables, shown, unit);
    }
    return out;
}

// Rows of one map stand together in the table, or the map would be printed twice; a test reads the text back.
QString effectiveText(const Config &config)
{
    QString out;
    QString openMap;
    for (const Option &option : optionTable()) {
        const QStringList path = QString::fromLatin1(option.key).split(u'.');
        const QString map = path.size() > 1 ? path.first() : QString();
        if (!map.isEmpty() && map != openMap)
            out += map + u":\n"_s;
        openMap = map;
        if (option.care == Care::Secret) {
            out += u"  # "_s + path.last() + u": not shown\n"_s;
            continue;
        }
        const QString value = valueText(option, config);
        out += (map.isEmpty() ? QString() : u"  "_s) + path.last() + u": "_s + (isText(option) ? quoted(value) : value) + u'\n';
    }
    return out;
}

QStringList changedKeys(const Config &before, const Config &after, const QStringList &but)
{
    QStringList keys;
    for (const Option &option : optionTable())
        if (const QString key = QLatin1StringView(option.key); !but.contains(key) && valueText(option, before) != valueText(option, after))
            keys.append(key);
    return keys;
}

} // namespace txdesk::config
