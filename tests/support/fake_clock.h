// A clock that a test moves by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

namespace txdesk::test {

class FakeClock final : public Clock
{
public:
    explicit FakeClock(Instant start = fromMs(1'700'000'000'000)) : m_now(start) {}
    [[nodiscard]] Instant now() const override { return m_now; }
    void advance(Milliseconds by) { m_now += by; }

private:
    Instant m_now;
};

} // namespace txdesk::test
