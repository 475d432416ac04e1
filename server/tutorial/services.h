// Makes the service that a row of the table names.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/tutorial/service.h"

namespace txdesk::tutorial {

// parts.options.row is set; `parts` outlives the service.
[[nodiscard]] std::unique_ptr<Service> makeService(ServiceParts &parts);

using MakeService = std::unique_ptr<Service> (*)(ServiceParts &parts);

// Transfer between bank1 and bank2, in four patterns.
[[nodiscard]] std::unique_ptr<Service> makeAtBank1(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeAtBank2(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeTccBank1(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeTccBank2(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeMessageBank1(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeMessageBank2(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeSagaBank1(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeSagaBank2(ServiceParts &parts);
// Recharge: told by notification.
[[nodiscard]] std::unique_ptr<Service> makeNotifiedBank1(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makePay(ServiceParts &parts);
// The case studies.
[[nodiscard]] std::unique_ptr<Service> makeUserCenter(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeAccountCenter(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makePlatform(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeDepositBank(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeBidReview(ServiceParts &parts);
[[nodiscard]] std::unique_ptr<Service> makeBidRepayment(ServiceParts &parts);

} // namespace txdesk::tutorial
