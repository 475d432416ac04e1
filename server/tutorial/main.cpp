// txdesk-bank: one participant process, a bank or, with --service, one of the tutorials' services.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank.h"
#include "server/tutorial/service_host.h"
#include "shared/http/epoll_dispatcher.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

static int refused(const txdesk::Error &error, int code)
{
    std::fprintf(stderr, "txdesk-bank: %s\n", qPrintable(error.message));
    return code;
}

static int helped(const QString &text)
{
    std::fputs(qPrintable(text), stdout);
    return 0;
}

static void die()
{
    std::raise(SIGKILL);
}

static txdesk::Result<txdesk::bank::BankBook> opened(const txdesk::bank::BankOptions &options)
{
    if (options.mysql.isEmpty())
        return txdesk::bank::BankBook::open(options.file);
    auto address = txdesk::bank::MysqlAddress::from(options.mysql, options.name);
    if (!address)
        return tl::unexpected(address.error());
    address->password = QString::fromUtf8(options.mysqlPassword);
    return txdesk::bank::BankBook::open(*address);
}

static int runBank(const QStringList &arguments)
{
    const txdesk::Result<txdesk::bank::BankOptions> options = txdesk::bank::bankOptionsFrom(arguments);
    if (!options)
        return refused(options.error(), 2);
    if (options->help)
        return helped(txdesk::bank::bankHelp() + u'\n' + txdesk::tutorial::serviceHelp());
    txdesk::Result<txdesk::bank::BankBook> book = opened(*options);
    if (!book)
        return refused(book.error(), 1);
    txdesk::bank::Bank bank(*options, *book, die);
    if (const txdesk::Result<> started = bank.start(); !started)
        return refused(started.error(), 1);
    std::printf("control on 127.0.0.1:%d\nlistening on 127.0.0.1:%d\n", bank.controlPort(), bank.port());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

static int runService(const QStringList &arguments)
{
    const txdesk::Result<txdesk::tutorial::ServiceOptions> options = txdesk::tutorial::serviceOptionsFrom(arguments);
    if (!options)
        return refused(options.error(), 2);
    if (options->help)
        return helped(txdesk::tutorial::serviceHelp());
    txdesk::tutorial::ServiceHost host(*options, die);
    if (const txdesk::Result<> started = host.start(); !started)
        return refused(started.error(), 1);
    std::printf("listening on 127.0.0.1:%d\n", host.port());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

int main(int argc, char *argv[])
{
    QCoreApplication::setEventDispatcher(new txdesk::http::EpollDispatcher);
    const QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments().mid(1);
    return txdesk::tutorial::namesAService(arguments) ? runService(arguments) : runBank(arguments);
}
