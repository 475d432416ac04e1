// man(7) macros; every text from a table is escaped for roff.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/man_page.h"

#include "server/config/option_value.h"
#include "server/ctl/exit_code.h"
#include "server/ctl/verb_table.h"

#include <QStringList>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QString roff(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    const bool isRequest = text.startsWith(u'.') || text.startsWith(u'\'');
    return isRequest ? u"\\&"_s + text : text;
}

QString roff(const char *text)
{
    return roff(QString::fromLatin1(text));
}

QString head(const QString &name, int section, const QString &sentence)
{
    return u".\\\" Made from the tables of the program; a test compares. SPDX-License-Identifier: Apache-2.0\n"
           ".TH %1 %2 \"\" \"TxDesk %3\" \"TxDesk\"\n.SH NAME\n%4 \\- %5\n"_s
               .arg(name.toUpper(), QString::number(section), QStringLiteral(TXDESK_VERSION), roff(name), roff(sentence));
}

QString flagItems(const QList<Flag> &flags)
{
    QString text;
    for (const Flag &flag : flags) {
        const QString value = *flag.value ? u" \\fI%1\\fR"_s.arg(roff(flag.value)) : QString();
        text += u".TP\n\\fB\\-\\-%1\\fR%2\n%3\n"_s.arg(roff(flag.name), value, roff(flag.sentence));
        if (*flag.choices)
            text += roff(u"One of: "_s + QString::fromLatin1(flag.choices).replace(u' ', u", "_s) + u'.') + u'\n';
    }
    return text;
}

QString verbSections()
{
    QString text;
    for (const Verb &verb : verbTable()) {
        const QString arguments = *verb.arguments ? u" \\fI%1\\fR"_s.arg(roff(verb.arguments)) : QString();
        text += u".SS \"%1%2\"\n%3\n"_s.arg(roff(verb.name), arguments, roff(verb.sentence));
        if (*verb.details)
            text += roff(verb.details) + u'\n';
        text += flagItems(verb.flags);
    }
    return text;
}

QString exitItems()
{
    QString text;
    for (const ExitMeaning &meaning : exitMeanings)
        text += u".TP\n\\fB%1\\fR\n%2\n"_s.arg(static_cast<int>(meaning.code)).arg(roff(meaning.sentence));
    return text;
}

QString optionItem(const config::Option &option, const config::Config &defaults)
{
    const QString key = QLatin1StringView(option.key);
    const QString value = config::valueText(option, defaults);
    const QString unit = *option.unit ? u" "_s + QLatin1StringView(option.unit) : QString();
    const QString name = config::environmentName(key);
    const QString variables = (option.origin == config::Origin::Dtm ? name + u" or "_s : QString()) + u"TXDESK_"_s + name;
    QString text = u".TP\n\\fB%1\\fR\n%2\n"_s.arg(*option.longName ? u"\\-\\-"_s + roff(option.longName) : roff(key), roff(option.sentence));
    text += roff(u"conf.yml %1, environment %2; default %3."_s.arg(key, variables, value.isEmpty() ? u"empty"_s : value + unit)) + u'\n';
    if (option.care == config::Care::SecretFile)
        text += roff(u"A file that others than its owner may use is refused."_s) + u'\n';
    return text;
}

QString optionItems()
{
    const config::Config defaults;
    QString text;
    for (const config::Option &option : config::optionTable())
        text += optionItem(option, defaults);
    return text;
}

} // namespace

QString ctlManual()
{
    QString text = head(u"txdeskctl"_s, 1, u"operates a txdesk-server from the command line"_s);
    text += u".SH SYNOPSIS\n\\fBtxdeskctl\\fR \\fIVERB\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]\n"
            ".SH DESCRIPTION\nLists and shows transactions, acts on them, and looks after topics, tokens, the audit, configuration and backups.\n"
            "What may not be shown to a terminal, such as control characters in a participant's text, is spelled out.\n"
            "Times are UTC.\n.SH VERBS\n"_s;
    text += verbSections();
    text += u".SH OPTIONS OF EVERY VERB\n"_s + flagItems(commonFlags());
    text += u".SH OPTIONS OF VERBS THAT ASK THE SERVER\n"_s + flagItems(serverFlags());
    text += u".SH EXIT STATUS\n"_s + exitItems();
    text += u".SH ENVIRONMENT\n\\fBTXDESK_URL\\fR, \\fBTXDESK_TOKEN_FILE\\fR, \\fBTXDESK_CA\\fR, \\fBTXDESK_PIN\\fR, \\fBTXDESK_CERTIFICATE\\fR, \\fBTXDESK_KEY\\fR, \\fBTXDESK_TIMEOUT\\fR\n"
            "stand for the options of these names; an option is stronger.\n"
            ".SH FILES\n.TP\n\\fI~/.config/txdesk/ctl.ini\\fR\nThe same again, weaker than the environment: lines url=, token\\-file=, ca=, pin=, certificate=, key=, timeout=.\n"
            "A token or client certificate from a weaker place than the URL is not sent: say it again beside \\-\\-url.\n"
            ".TP\n\\fItxdesk\\-admin.token\\fR\nWritten beside the store by the first start of a server; mode 0600.\n"
            ".SH EXAMPLES\n.nf\ntxdeskctl list \\-\\-stuck\ntxdeskctl show 8RZpYk3QfHsT0aV2LwXc1d\n"
            "txdeskctl abort 8RZpYk3QfHsT0aV2LwXc1d \\-\\-reason \"customer called\"\n"
            "txdeskctl tokens create billing \\-\\-role client \\-\\-gid\\-prefix billing\\- \\-\\-expires 90d \\-\\-out billing.token\n"
            "txdeskctl audit verify \\-\\-store txdesk.db\n.fi\n"
            ".SH SEE ALSO\n\\fBtxdesk\\-server\\fR(8)\n"_s;
    return text;
}

QString serverManual()
{
    QString text = head(u"txdesk-server"_s, 8, u"a coordinator for distributed transactions"_s);
    text += u".SH SYNOPSIS\n\\fBtxdesk\\-server\\fR [\\fB\\-c\\fR \\fIFILE\\fR] [\\fIOPTIONS\\fR]\n"
            ".SH DESCRIPTION\nSpeaks DTM's protocol (HTTP, JSON\\-RPC, gRPC) and its own API below /api/v1.\n"
            "An option beats conf.yml, conf.yml beats the environment, the environment beats the default.\n"
            "As installed it listens on loopback only; another address needs TLS, and every caller from there a token.\n"
            "The first start writes an admin's token into a file of mode 0600 beside the store.\n"
            ".SH OPTIONS\n"
            ".TP\n\\fB\\-c\\fR, \\fB\\-\\-config\\fR \\fIFILE\\fR\nRead a conf.yml with DTM's keys.\n"
            ".TP\n\\fB\\-\\-check\\-config\\fR\nRead everything a start would read, say what is wrong with it, and exit with 0 or 2.\n"
            ".TP\n\\fB\\-\\-print\\-config\\fR\nPrint the effective configuration as conf.yml, without secrets.\n"
            ".TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR; \\fB\\-v\\fR, \\fB\\-\\-version\\fR\nPrint that.\n"_s;
    text += optionItems();
    text += u".SH SIGNALS\n.TP\nSIGTERM, SIGINT\nTake no new work, finish what is in flight within DrainTime, exit with 0. A second one ends it at once.\n"
            ".TP\nSIGHUP\nRead certificates, allow list and log level again. What cannot be used is logged, and the old stays.\n"
            ".SH EXIT STATUS\n.TP\n\\fB0\\fR\nIt was asked to stop.\n.TP\n\\fB1\\fR\nIt could not go on: the log says why.\n"
            ".TP\n\\fB2\\fR\nThe configuration cannot be used; one line says where and what would be right.\n"
            ".SH SEE ALSO\n\\fBtxdeskctl\\fR(1)\n"_s;
    return text;
}

} // namespace txdesk::ctl
