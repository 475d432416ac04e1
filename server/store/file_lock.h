// The lock file beside a database: one process at a time, and its pid for the others to name.
// Thread: any; held until destruction. The kernel drops it when the process dies, however it dies.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <utility>

namespace txdesk::store {

class FileLock
{
public:
    // Unavailable: "database is in use by pid 123".
    [[nodiscard]] static Result<FileLock> take(const QString &lockFile);
    FileLock(FileLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

} // namespace txdesk::store
