// The rows.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/service_table.h"

#include <algorithm>
#include <array>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<ServiceRow, 16> services{{
    {"seata-bank1"_L1, 56081, "bank1"_L1, "seata-bank2"_L1, 2, "S1-S3: transfer by AT, begins here"_L1},
    {"seata-bank2"_L1, 56082, "bank2"_L1, ""_L1, 3, "S1-S3: transfer by AT, the credit"_L1},
    {"tcc-bank1"_L1, 56081, "bank1"_L1, "tcc-bank2"_L1, 2, "S4-S6: transfer by TCC, begins here"_L1},
    {"tcc-bank2"_L1, 56082, "bank2"_L1, ""_L1, 0, "S4-S6: transfer by TCC, the credit"_L1},
    {"txmsg-bank1"_L1, 56081, "bank1"_L1, ""_L1, 3, "S7-S10: transfer by reliable message, the producer"_L1},
    {"txmsg-bank2"_L1, 56082, "bank2"_L1, ""_L1, 4, "S7-S10: transfer by reliable message, the consumer"_L1},
    {"dtx-notifymsg-bank1"_L1, 56081, "bank1"_L1, "dtx-notifymsg-pay"_L1, 0, "S11-S13: recharge, told by notification, or asks"_L1},
    {"dtx-notifymsg-pay"_L1, 56082, "bank1_pay"_L1, ""_L1, 0, "S11-S13: recharge, the payment service"_L1},
    {"saga-bank1"_L1, 56081, "bank1"_L1, "saga-bank2"_L1, 2, "transfer by saga, begins here"_L1},
    {"saga-bank2"_L1, 56082, "bank2"_L1, ""_L1, 3, "transfer by saga, the credit"_L1},
    {"registration-user"_L1, 56083, "user_center"_L1, "registration-account"_L1, 0, "registration by AT or TCC, begins here"_L1},
    {"registration-account"_L1, 56084, "account_center"_L1, ""_L1, 0, "registration by AT or TCC, the account"_L1},
    {"deposit-platform"_L1, 56085, "platform"_L1, "deposit-bank"_L1, 0, "deposit account: told by a bank's notification, or asks"_L1},
    {"deposit-bank"_L1, 56086, "deposit_bank"_L1, ""_L1, 0, "deposit account: the bank outside, notifies over HTTP"_L1},
    {"bid-review"_L1, 56087, "bids"_L1, ""_L1, 3, "full-bid review by reliable message, the producer"_L1},
    {"bid-repayment"_L1, 56088, "repayments"_L1, ""_L1, 0, "full-bid review by reliable message, the repayment plan"_L1},
}};

} // namespace

std::span<const ServiceRow> serviceTable()
{
    return services;
}

const ServiceRow *serviceNamed(QAnyStringView name)
{
    const auto found = std::ranges::find_if(services, [name](const ServiceRow &row) { return QAnyStringView(row.name) == name; });
    return found == services.end() ? nullptr : &*found;
}

} // namespace txdesk::tutorial
