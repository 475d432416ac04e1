// Reads "--name bank-a --port 0 --db FILE --account 1=10000".
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank_options.h"

namespace txdesk::bank {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> bad(const QString &option, QLatin1StringView expected)
{
    return fail(ErrorCode::InvalidRequest, u"%1: expected %2"_s.arg(option, expected), option);
}

Result<> setPort(quint16 &port, const QString &option, const QString &value)
{
    bool isNumber = false;
    port = value.toUShort(&isNumber);
    return isNumber ? Result<>() : bad(option, "a port number"_L1);
}

Result<> addAccount(Accounts &accounts, const QString &option, const QString &value)
{
    bool isAccount = false;
    bool isBalance = false;
    const qint64 account = value.section(u'=', 0, 0).toLongLong(&isAccount);
    const qint64 balance = value.section(u'=', 1).toLongLong(&isBalance);
    if (!isAccount || !isBalance)
        return bad(option, "number=balance, as 1=10000"_L1);
    accounts[account] = balance;
    return {};
}

Result<> set(BankOptions &options, Accounts &accounts, const QString &option, const QString &value)
{
    if (option == "--name"_L1)
        options.name = value;
    else if (option == "--db"_L1)
        options.file = value;
    else if (option == "--mysql"_L1)
        options.mysql = value;
    else if (option == "--coordinator"_L1)
        options.coordinator = value;
    else if (option == "--port"_L1)
        return setPort(options.port, option, value);
    else if (option == "--control-port"_L1)
        return setPort(options.controlPort, option, value);
    else if (option == "--account"_L1)
        return addAccount(accounts, option, value);
    else
        return bad(option, "an option that --help lists"_L1);
    return {};
}

} // namespace

QString bankHelp()
{
    return u"txdesk-bank: a participant with real accounts, for demos and tests\n\n"
           "  --name NAME          what it is called (bank)\n"
           "  --port N             where it is called; 0: any free port (0)\n"
           "  --control-port N     where its switches always work; 0: any free port (0)\n"
           "  --db FILE            its SQLite database, made when it is not there\n"
           "  --mysql ADDRESS      instead: a MySQL or MariaDB server, by its socket's path or mysql://user:password@host:port/database\n"
           "                       (database: the bank's name with _ for -); XA needs it\n"
           "  --account N=BALANCE  an account; again for more (1=10000)\n"
           "  --coordinator URL    for transfers it starts itself (http://127.0.0.1:36789/api/dtmsvr)\n"_s;
}

Result<BankOptions> bankOptionsFrom(const QStringList &arguments)
{
    BankOptions options;
    Accounts accounts;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--help"_L1) {
            options.help = true;
            return options;
        }
        const bool joined = arguments[i].startsWith("--"_L1) && arguments[i].contains(u'=');
        const QString option = joined ? arguments[i].section(u'=', 0, 0) : arguments[i];
        if (!joined && i + 1 >= arguments.size())
            return bad(option, "a value after it"_L1);
        const QString value = joined ? arguments[i].section(u'=', 1) : arguments[++i];
        if (const Result<> read = set(options, accounts, option, value); !read)
            return tl::unexpected(read.error());
    }
    if (options.file.isEmpty() && options.mysql.isEmpty())
        return bad(u"--db"_s, "a file name, or --mysql"_L1);
    if (!accounts.isEmpty())
        options.accounts = accounts;
    return options;
}

} // namespace txdesk::bank
