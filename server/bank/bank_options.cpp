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

Result<> setCoordinator(client::CoordinatorAccess &access, const QString &option, const QString &value)
{
    const client::CoordinatorAccess told = client::CoordinatorAccess::from(value);
    if (told.baseUrl != value && !told.token.isEmpty()) // everybody on this machine can read command lines
        return bad(option, "no token in it; put the token into a file and name it by --token-file"_L1);
    access.baseUrl = told.baseUrl;
    return {};
}

Result<> setPin(QByteArray &pin, const QString &option, const QString &value)
{
    pin = http::normalPin(value.toLatin1());
    return pin.isEmpty() ? bad(option, "the SHA-256 of a certificate, 64 hexadecimal digits"_L1) : Result<>();
}

// A file as a token's: one line that only its owner may read.
Result<> readPassword(BankOptions &options, const QString &file)
{
    client::CoordinatorAccess access;
    const Result<> read = access.readToken(file);
    options.mysqlPassword = access.token;
    return read;
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
        return setCoordinator(options.coordinator, option, value);
    else if (option == "--mysql-password-file"_L1)
        return readPassword(options, value);
    else if (option == "--token-file"_L1)
        return options.coordinator.readToken(value);
    else if (option == "--ca"_L1)
        options.coordinator.tls.caFile = value;
    else if (option == "--pin"_L1)
        return setPin(options.coordinator.tls.pin, option, value);
    else if (option == "--tls-cert"_L1)
        options.tls.certificateFile = value;
    else if (option == "--tls-key"_L1)
        options.tls.keyFile = value;
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
           "  --mysql ADDRESS      instead: a MySQL or MariaDB server, by its socket's path or mysql://user@host:port/database\n"
           "                       (database: the bank's name with _ for -); XA needs it\n"
           "  --mysql-password-file FILE\n"
           "                       one line with the password, readable by its owner only\n"
           "  --account N=BALANCE  an account; again for more (1=10000)\n"
           "  --coordinator URL    for transfers it starts itself (http://127.0.0.1:36789/api/dtmsvr)\n"
           "  --token-file FILE    one line with the token the coordinator asks for, readable by its owner only\n"
           "  --ca FILE            authorities of certificates besides the system's, PEM\n"
           "  --pin SHA256         the only certificate a server may show, the coordinator and other banks\n"
           "  --tls-cert FILE      with it the bank is called by https: its certificate and those above it, PEM\n"
           "  --tls-key FILE       its key, readable by its owner only\n"_s;
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
    if (options.tls.certificateFile.isEmpty() != options.tls.keyFile.isEmpty())
        return bad(options.tls.keyFile.isEmpty() ? u"--tls-key"_s : u"--tls-cert"_s, "the other of --tls-cert and --tls-key as well"_L1);
    if (!accounts.isEmpty())
        options.accounts = accounts;
    return options;
}

} // namespace txdesk::bank
