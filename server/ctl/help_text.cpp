// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/help_text.h"

#include "server/ctl/exit_code.h"

#include <QStringList>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineWidth = 100;

QString wrapped(const QString &text, int indent)
{
    QString out;
    QString line(indent, u' ');
    for (const QString &word : text.split(u' ')) {
        if (line.size() > indent && line.size() + word.size() + 1 > lineWidth) {
            out += line + u'\n';
            line = QString(indent, u' ');
        }
        line += (line.size() > indent ? u" "_s : QString()) + word;
    }
    return out + line + u'\n';
}

QString flagText(const Flag &flag)
{
    return u"--"_s + QLatin1StringView(flag.name) + (*flag.value ? u' ' + QString::fromLatin1(flag.value) : QString());
}

QString flagLines(const QList<Flag> &flags)
{
    QString text;
    for (const Flag &flag : flags) {
        text += u"  "_s + flagText(flag) + u'\n' + wrapped(QLatin1StringView(flag.sentence), 6);
        if (*flag.choices)
            text += wrapped(u"One of: "_s + QString::fromLatin1(flag.choices).replace(u' ', u", "_s) + u'.', 6);
    }
    return text;
}

QString exitLines()
{
    QString text;
    for (const ExitMeaning &meaning : exitMeanings)
        text += u"  %1  %2\n"_s.arg(static_cast<int>(meaning.code)).arg(QLatin1StringView(meaning.sentence));
    return text;
}

} // namespace

QString usageOf(const Verb &verb)
{
    QString text = u"%1 %2"_s.arg(QLatin1StringView(verb.name), QLatin1StringView(verb.arguments)).trimmed();
    for (const Flag &flag : verb.flags)
        text += u" ["_s + flagText(flag) + u']';
    return text;
}

QString helpText()
{
    QString text = u"txdeskctl: operates a txdesk-server from the command line.\n\nUsage: txdeskctl VERB [ARGUMENTS] [OPTIONS]\n\nVerbs\n"_s;
    for (const Verb &verb : verbTable())
        text += u"  %1 %2\n"_s.arg(u"%1 %2"_s.arg(QLatin1StringView(verb.name), QLatin1StringView(verb.arguments)).leftJustified(29),
                                   QLatin1StringView(verb.sentence));
    text += u"\nOptions of every verb\n"_s + flagLines(commonFlags()) + u"  --version\n      Prints the version.\n"_s;
    text += u"\nOptions of the verbs that ask the server\n"_s + flagLines(serverFlags());
    text += wrapped(u"They are also read from the environment (TXDESK_URL, TXDESK_TOKEN_FILE and so on) and from "
                    "~/.config/txdesk/ctl.ini (url=, token-file= and so on), in this order. "
                    "A token or client certificate from a weaker place than the URL is not sent: say it again beside --url."_s, 2);
    return text + u"\nExit codes\n"_s + exitLines() + u"\ntxdeskctl VERB --help says what a verb takes.\n"_s;
}

QString helpText(const Verb &verb)
{
    QString text = wrapped(u"Usage: txdeskctl "_s + usageOf(verb), 0) + u'\n' + wrapped(QLatin1StringView(verb.sentence), 0);
    if (*verb.details)
        text += wrapped(QLatin1StringView(verb.details), 0);
    if (!verb.flags.isEmpty())
        text += u"\nOptions\n"_s + flagLines(verb.flags);
    text += u"\nOptions of every verb\n"_s + flagLines(commonFlags());
    if (verb.reach == Reach::Server)
        text += u"\nThe server\n"_s + flagLines(serverFlags());
    return text;
}

} // namespace txdesk::ctl
