// txdesk-bank: one participant process.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank.h"
#include "shared/http/epoll_dispatcher.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

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

int main(int argc, char *argv[])
{
    QCoreApplication::setEventDispatcher(new txdesk::http::EpollDispatcher);
    const QCoreApplication app(argc, argv);
    const txdesk::Result<txdesk::bank::BankOptions> options = txdesk::bank::bankOptionsFrom(app.arguments().mid(1));
    if (!options) {
        std::fprintf(stderr, "txdesk-bank: %s\n", qPrintable(options.error().message));
        return 2;
    }
    if (options->help) {
        std::fputs(qPrintable(txdesk::bank::bankHelp()), stdout);
        return 0;
    }
    txdesk::Result<txdesk::bank::BankBook> book = opened(*options);
    if (!book) {
        std::fprintf(stderr, "txdesk-bank: %s\n", qPrintable(book.error().message));
        return 1;
    }
    txdesk::bank::Bank bank(*options, *book, [] { std::raise(SIGKILL); });
    if (const txdesk::Result<> started = bank.start(); !started) {
        std::fprintf(stderr, "txdesk-bank: %s\n", qPrintable(started.error().message));
        return 1;
    }
    std::printf("control on 127.0.0.1:%d\nlistening on 127.0.0.1:%d\n", bank.controlPort(), bank.port());
    std::fflush(stdout);
    return app.exec();
}
