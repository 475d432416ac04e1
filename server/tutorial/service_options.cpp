// Reads the options that only services have and leaves the rest to the bank's.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/service_options.h"

#include <algorithm>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> bad(const QString &option, QLatin1StringView expected)
{
    return fail(ErrorCode::InvalidRequest, u"%1: expected %2"_s.arg(option, expected), option);
}

Result<> setSeconds(Seconds &seconds, const QString &option, const QString &value)
{
    bool isNumber = false;
    seconds = Seconds{value.toUInt(&isNumber)};
    return isNumber ? Result<>() : bad(option, "a number of seconds"_L1);
}

Result<> setLadder(QList<Seconds> &ladder, const QString &option, const QString &value)
{
    for (const QString &step : value.split(u',')) {
        Seconds wait{0};
        if (!setSeconds(wait, option, step) || wait <= Seconds{0})
            return bad(option, "seconds with commas between them, as 10,30,60"_L1);
        ladder.append(wait);
    }
    return {};
}

Result<> setAbsent(client::WhenAbsent &absent, const QString &option, const QString &value)
{
    if (value != "rollback"_L1 && value != "unknown"_L1)
        return bad(option, "rollback or unknown"_L1);
    absent = value == "unknown"_L1 ? client::WhenAbsent::Unknown : client::WhenAbsent::RollBack;
    return {};
}

Result<> setOne(ServiceOptions &options, const QString &option, const QString &value)
{
    if (option == "--service"_L1) {
        options.row = serviceNamed(value);
        return options.row ? Result<>() : bad(option, "a name that --help lists"_L1);
    }
    if (option == "--peer"_L1)
        options.peer = value;
    else if (option == "--ladder"_L1)
        return setLadder(options.ladder, option, value);
    else if (option == "--check-after"_L1)
        return setSeconds(options.checkAfter, option, value);
    else if (option == "--check-every"_L1)
        return setSeconds(options.checkEvery, option, value);
    else if (option == "--check-absent"_L1)
        return setAbsent(options.absent, option, value);
    else {
        bool isNumber = false;
        options.checkMax = value.toInt(&isNumber);
        return isNumber && options.checkMax >= 0 ? Result<>() : bad(option, "a number"_L1);
    }
    return {};
}

bool isOurs(const QString &option)
{
    static const QStringList ours{u"--service"_s,     u"--peer"_s,      u"--ladder"_s,      u"--check-after"_s,
                                  u"--check-every"_s, u"--check-max"_s, u"--check-absent"_s};
    return ours.contains(option);
}

QString padded(QLatin1StringView text, int width)
{
    return QString(text).leftJustified(width);
}

} // namespace

QString serviceHelp()
{
    QString help = u"txdesk-bank --service NAME: one service of the tutorials' scenarios and of the case studies\n\n"
                   "  --service NAME       port   database        what it shows\n"_s;
    for (const ServiceRow &row : serviceTable())
        help += u"    %1 %2  %3%4\n"_s.arg(padded(row.name, 21)).arg(row.port).arg(padded(row.database, 16), row.shows);
    return help
         + u"\n  --db FILE, --mysql ADDRESS, --mysql-password-file, --coordinator, --token-file, --ca, --pin, --tls-cert, --tls-key: as a\n"
           "                       bank's; the database's name is the one above unless the address names another\n"
           "  --port N             instead of the port above; 0: any free port\n"
           "  --peer URL           where the service is that it calls (http://127.0.0.1 and that one's port)\n"
           "  --ladder 10,30,60    seconds to wait after a failed delivery (the coordinator's ladder)\n"
           "  --check-after N      seconds until a message's producer is asked back (6)\n"
           "  --check-every N      seconds between two such calls (30)\n"
           "  --check-max N        so many without an answer, and a person must decide (15)\n"
           "  --check-absent WORD  what is told of a number that is not there: rollback, or unknown (rollback)\n"
           "  A subscriber of a topic needs a --token-file with an admin's token, or an admin who subscribes it.\n"_s;
}

bool namesAService(const QStringList &arguments)
{
    return std::ranges::any_of(arguments, [](const QString &argument) {
        return argument == "--service"_L1 || argument.startsWith("--service="_L1);
    });
}

Result<ServiceOptions> serviceOptionsFrom(const QStringList &arguments)
{
    ServiceOptions options;
    QStringList rest;
    bool hasPort = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString option = arguments[i].section(u'=', 0, 0);
        hasPort = hasPort || option == "--port"_L1;
        if (!isOurs(option)) {
            rest.append(arguments[i]);
            continue;
        }
        const bool joined = arguments[i].contains(u'=');
        if (!joined && i + 1 >= arguments.size())
            return bad(option, "a value after it"_L1);
        if (const Result<> read = setOne(options, option, joined ? arguments[i].section(u'=', 1) : arguments[++i]); !read)
            return tl::unexpected(read.error());
    }
    const Result<bank::BankOptions> base = bank::bankOptionsFrom(rest);
    if (!base)
        return tl::unexpected(base.error());
    options.base = *base;
    options.help = base->help;
    if (options.help)
        return options;
    options.base.name = options.row->name;
    if (!hasPort)
        options.base.port = options.row->port;
    if (const ServiceRow *peer = serviceNamed(options.row->peer); peer && options.peer.isEmpty())
        options.peer = u"http://127.0.0.1:%1"_s.arg(peer->port);
    return options;
}

} // namespace txdesk::tutorial
