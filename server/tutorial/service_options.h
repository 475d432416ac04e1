// The command line of a service: `txdesk-bank --service NAME ..`.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/bank_options.h"
#include "server/tutorial/service_table.h"
#include "shared/client/inbox.h"

namespace txdesk::tutorial {

struct ServiceOptions
{
    const ServiceRow *row = nullptr;
    bank::BankOptions base{};       // port, database, coordinator, certificates
    QString peer{};                 // the address of the service that it calls: "http://127.0.0.1:56082"
    QList<Seconds> ladder{};        // of deliveries; empty: the coordinator's own
    Seconds checkAfter{6};          // a message's producer is asked back no sooner, as by RocketMQ
    Seconds checkEvery{30};
    int checkMax = 15;
    client::WhenAbsent absent = client::WhenAbsent::RollBack; // what a check-back is told of a number that is not there
    bool help = false;
};

[[nodiscard]] QString serviceHelp();
[[nodiscard]] bool namesAService(const QStringList &arguments); // --service is among them
// arguments: without the program's name. InvalidRequest names the option.
[[nodiscard]] Result<ServiceOptions> serviceOptionsFrom(const QStringList &arguments);

} // namespace txdesk::tutorial
