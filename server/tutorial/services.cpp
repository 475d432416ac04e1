// Which maker a name has.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/services.h"

#include <algorithm>
#include <array>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

struct Maker
{
    QLatin1StringView name;
    MakeService make;
};

constexpr std::array<Maker, 16> makers{{
    {"seata-bank1"_L1, &makeAtBank1},
    {"seata-bank2"_L1, &makeAtBank2},
    {"tcc-bank1"_L1, &makeTccBank1},
    {"tcc-bank2"_L1, &makeTccBank2},
    {"txmsg-bank1"_L1, &makeMessageBank1},
    {"txmsg-bank2"_L1, &makeMessageBank2},
    {"dtx-notifymsg-bank1"_L1, &makeNotifiedBank1},
    {"dtx-notifymsg-pay"_L1, &makePay},
    {"saga-bank1"_L1, &makeSagaBank1},
    {"saga-bank2"_L1, &makeSagaBank2},
    {"registration-user"_L1, &makeUserCenter},
    {"registration-account"_L1, &makeAccountCenter},
    {"deposit-platform"_L1, &makePlatform},
    {"deposit-bank"_L1, &makeDepositBank},
    {"bid-review"_L1, &makeBidReview},
    {"bid-repayment"_L1, &makeBidRepayment},
}};

} // namespace

std::unique_ptr<Service> makeService(ServiceParts &parts)
{
    const auto found = std::ranges::find_if(makers, [&parts](const Maker &maker) { return maker.name == parts.options.row->name; });
    Q_ASSERT(found != makers.end()); // tests/tutorial holds the two tables together
    return found->make(parts);
}

} // namespace txdesk::tutorial
