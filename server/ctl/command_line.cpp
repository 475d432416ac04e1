// First the options are taken out, wherever they stand; what is left is a verb and its words.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/command_line.h"

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> misused(const QString &message)
{
    return fail(ErrorCode::InvalidRequest, message);
}

// The verb with the most words at the beginning of `words`.
const Verb *verbIn(const QStringList &words)
{
    const Verb *found = nullptr;
    for (const Verb &verb : verbTable()) {
        const QStringList name = QString::fromLatin1(verb.name).split(u' ');
        if (words.first(std::min(words.size(), name.size())) == name)
            found = &verb;
    }
    return found;
}

QStringList verbsBeginning(const QString &word)
{
    QStringList names;
    for (const Verb &verb : verbTable())
        if (QString::fromLatin1(verb.name).startsWith(word + u' '))
            names.append(QLatin1StringView(verb.name));
    return names;
}

tl::unexpected<Error> noVerb(const QStringList &words)
{
    if (words.isEmpty())
        return misused(u"a verb is missing; txdeskctl --help lists them"_s);
    if (const QStringList names = verbsBeginning(words.first()); !names.isEmpty())
        return misused(u"%1 is not a verb by itself; there are: %2"_s.arg(words.first().left(64), names.join(u", "_s)));
    return misused(u"unknown verb %1; txdeskctl --help lists them"_s.arg(words.first().left(64)));
}

const Flag *flagNamed(const QList<Flag> &flags, const QString &name)
{
    for (const Flag &flag : flags)
        if (name == QLatin1StringView(flag.name))
            return &flag;
    return nullptr;
}

// Of any verb: options may stand before the verb is known.
const Flag *flagOfAnyVerb(const QString &name)
{
    static const QList<Flag> everyFlag = [] {
        QList<Flag> flags = commonFlags() + serverFlags();
        for (const Verb &verb : verbTable())
            flags += verb.flags;
        return flags;
    }();
    return flagNamed(everyFlag, name);
}

Result<> checkChoice(const Flag &flag, const QString &value)
{
    const QString choices = QString::fromLatin1(flag.choices);
    if (choices.isEmpty())
        return {};
    const QStringList allowed = choices.split(u' ');
    const QStringList given = QLatin1StringView(flag.value) == "LIST"_L1 ? value.split(u',') : QStringList{value};
    for (const QString &word : given)
        if (!allowed.contains(word))
            return misused(u"--%1: %2 is none of %3"_s.arg(QLatin1StringView(flag.name), word.left(64), allowed.join(u", "_s)));
    return {};
}

Result<> checkWords(const Verb &verb, const QStringList &words)
{
    const QStringList wanted = QString::fromLatin1(verb.arguments).split(u' ', Qt::SkipEmptyParts);
    const QString usage = u"txdeskctl %1 %2"_s.arg(QLatin1StringView(verb.name), wanted.join(u' ')).trimmed();
    if (words.size() < wanted.size())
        return misused(u"%1 is missing: %2"_s.arg(wanted[words.size()], usage));
    if (words.size() > wanted.size())
        return misused(u"%1 is one word too many: %2"_s.arg(words[wanted.size()].left(64), usage));
    return {};
}

class LineReader
{
public:
    explicit LineReader(const QStringList &arguments) : m_left(arguments) {}

    Result<CommandLine> read()
    {
        while (!m_left.isEmpty())
            if (const Result<> done = readOne(m_left.takeFirst()); !done)
                return tl::unexpected<Error>(done.error());
        m_line.verb = verbIn(m_words);
        if (m_line.has(u"help"_s))
            m_line.wish = CommandLine::Wish::Help;
        if (m_line.wish != CommandLine::Wish::Run)
            return m_line;
        if (!m_line.verb)
            return noVerb(m_words);
        m_line.words = m_words.sliced(QString::fromLatin1(m_line.verb->name).split(u' ').size());
        if (const Result<> good = check(); !good)
            return tl::unexpected<Error>(good.error());
        return m_line;
    }

private:
    Result<> readOne(const QString &argument)
    {
        if (argument == "-h"_L1)
            m_line.options.insert(u"help"_s, {});
        else if (argument == "--version"_L1)
            m_line.wish = CommandLine::Wish::Version;
        else if (argument == "--"_L1)
            m_words += std::exchange(m_left, {});
        else if (argument.startsWith("--"_L1))
            return readOption(argument.sliced(2));
        else
            m_words.append(argument);
        return {};
    }

    Result<> readOption(const QString &text)
    {
        const qsizetype equals = text.indexOf(u'=');
        const QString name = equals < 0 ? text : text.first(equals);
        const Flag *flag = flagOfAnyVerb(name);
        if (!flag && (name == "token"_L1 || name == "password"_L1))
            return misused(u"--%1: everybody on this machine can read a command line; write the token into a file of mode 0600 and use --token-file"_s.arg(name));
        if (!flag)
            return misused(u"unknown option --%1"_s.arg(name.left(64)));
        if (m_line.options.contains(name))
            return misused(u"--%1 is given twice"_s.arg(name));
        if (!*flag->value && equals >= 0)
            return misused(u"--%1 takes no value"_s.arg(name));
        if (*flag->value && equals < 0 && m_left.isEmpty())
            return misused(u"--%1 needs a value: %2"_s.arg(name, QLatin1StringView(flag->value)));
        m_line.options.insert(name, !*flag->value ? QString() : equals >= 0 ? text.sliced(equals + 1) : m_left.takeFirst());
        return {};
    }

    Result<> check() const
    {
        const QString verb = QString::fromLatin1(m_line.verb->name);
        for (auto option = m_line.options.begin(); option != m_line.options.end(); ++option) {
            const QList<Flag> flags = flagsOf(*m_line.verb);
            const Flag *flag = flagNamed(flags, option.key());
            if (!flag)
                return misused(u"%1 knows no --%2; txdeskctl %1 --help says what it takes"_s.arg(verb, option.key()));
            if (const Result<> good = checkChoice(*flag, option.value()); !good)
                return good;
        }
        return checkWords(*m_line.verb, m_line.words);
    }

    QStringList m_left;
    QStringList m_words;
    CommandLine m_line;
};

} // namespace

bool CommandLine::wantsJson() const
{
    return value(u"output"_s) == "json"_L1;
}

Result<CommandLine> commandLineFrom(const QStringList &arguments)
{
    return LineReader(arguments).read();
}

} // namespace txdesk::ctl
