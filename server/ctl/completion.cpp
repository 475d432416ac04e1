// Both shells get the same words: verbs, then options, then what an option may be.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/completion.h"

#include "server/ctl/verb_table.h"

#include <QMap>
#include <QStringList>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

// "tokens" -> list, create, revoke; "" -> the first words.
QMap<QString, QStringList> verbWords()
{
    QMap<QString, QStringList> words;
    for (const Verb &verb : verbTable()) {
        const QStringList name = QString::fromLatin1(verb.name).split(u' ');
        if (!words[{}].contains(name.first()))
            words[{}].append(name.first());
        if (name.size() > 1)
            words[name.first()].append(name[1]);
    }
    return words;
}

QString optionWords(const Verb &verb)
{
    QStringList words;
    for (const Flag &flag : flagsOf(verb))
        words.append(u"--"_s + QLatin1StringView(flag.name));
    return words.join(u' ');
}

// The lines of a case statement: option -> its choices, or files.
QString choiceCases(const QString &fileWords)
{
    QMap<QString, QString> choices;
    for (const Verb &verb : verbTable())
        for (const Flag &flag : flagsOf(verb)) {
            const QString name = u"--"_s + QLatin1StringView(flag.name);
            if (*flag.choices)
                choices.insert(name, u"offer='%1'"_s.arg(QLatin1StringView(flag.choices)));
            else if (QLatin1StringView(flag.value) == "FILE"_L1)
                choices.insert(name, fileWords);
            else if (*flag.value)
                choices.insert(name, u"return"_s);
        }
    QString text;
    for (auto choice = choices.begin(); choice != choices.end(); ++choice)
        text += u"        %1) %2 ;;\n"_s.arg(choice.key(), choice.value());
    return text;
}

QString verbCases()
{
    QString text;
    const auto words = verbWords();
    for (auto group = words.begin(); group != words.end(); ++group)
        text += u"        '%1') offer='%2' ;;\n"_s.arg(group.key(), group.value().join(u' '));
    for (const Verb &verb : verbTable()) {
        const QString extra = verb.id == VerbId::Completion ? u" bash zsh"_s : QString();
        text += u"        '%1') offer='%2%3' ;;\n"_s.arg(QLatin1StringView(verb.name), optionWords(verb), extra);
    }
    return text;
}

} // namespace

QString bashCompletion()
{
    return u"# Completion of txdeskctl for bash; made by `txdeskctl completion bash`.\n"
           "_txdeskctl()\n{\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} offer= verb= i\n"
           "    COMPREPLY=()\n"
           "    case $before in\n%1"
           "        *)\n"
           "            for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "                case ${COMP_WORDS[i]} in -*) ;; *) [ \"${COMP_WORDS[i-1]#--}\" != \"${COMP_WORDS[i-1]}\" ] || verb=\"${verb:+$verb }${COMP_WORDS[i]}\" ;; esac\n"
           "            done\n"
           "            _txdeskctl_words \"$verb\"\n"
           "            ;;\n"
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$offer\" -- \"$word\"))\n"
           "    [ -n \"${COMPREPLY[*]}\" ] || [ -n \"$offer\" ] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
           "}\n"
           "_txdeskctl_words()\n{\n"
           "    case $1 in\n%2"
           "        *' '*' '*) _txdeskctl_words \"${1%% *} $(echo \"$1\" | cut -d' ' -f2)\" ;;\n"
           "        *' '*) _txdeskctl_words \"${1%% *}\" ;;\n"
           "    esac\n"
           "}\n"
           "complete -F _txdeskctl txdeskctl\n"_s.arg(choiceCases(u"COMPREPLY=($(compgen -f -- \"$word\")); return"_s), verbCases());
}

QString zshCompletion()
{
    return u"#compdef txdeskctl\n"
           "# Completion of txdeskctl for zsh; made by `txdeskctl completion zsh`.\n"
           "_txdeskctl()\n{\n"
           "    local before=${words[CURRENT-1]} offer= verb\n"
           "    local -a given; given=(\"${(@)words[2,CURRENT-1]}\"); given=(${given:#-*})\n"
           "    verb=\"${(j: :)given}\"\n"
           "    case $before in\n%1"
           "        *) _txdeskctl_words \"$verb\" ;;\n"
           "    esac\n"
           "    compadd -- ${=offer}\n"
           "}\n"
           "_txdeskctl_words()\n{\n"
           "    case $1 in\n%2"
           "        *' '*' '*) _txdeskctl_words \"${${=1}[1]} ${${=1}[2]}\" ;;\n"
           "        *' '*) _txdeskctl_words \"${1%% *}\" ;;\n"
           "    esac\n"
           "}\n"
           "_txdeskctl \"$@\"\n"_s.arg(choiceCases(u"_files; return"_s), verbCases());
}

} // namespace txdesk::ctl
