// libFuzzer's way in; TXDESK_FUZZ_TARGET is the name of a target.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include <string_view>

namespace {

constexpr const txdesk::fuzz::Target *targetCalled(std::string_view name)
{
    for (const txdesk::fuzz::Target &target : txdesk::fuzz::targets)
        if (name == target.name)
            return &target;
    return nullptr;
}

constexpr const txdesk::fuzz::Target *chosen = targetCalled(TXDESK_FUZZ_TARGET);
static_assert(chosen != nullptr);

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    chosen->run(QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
