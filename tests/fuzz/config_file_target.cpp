// A conf.yml: what is accepted can be printed and is accepted again as the same.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include "server/config/config_loader.h"
#include "server/config/config_text.h"

#include <sys/mman.h>
#include <unistd.h>

namespace txdesk::fuzz {
namespace {

using namespace Qt::StringLiterals;

// A file without a disk.
class MemoryFile
{
public:
    explicit MemoryFile(QByteArrayView content) : m_descriptor(::memfd_create("conf.yml", MFD_CLOEXEC))
    {
        FUZZ_PROMISE(::write(m_descriptor, content.data(), static_cast<std::size_t>(content.size())) == content.size());
    }
    ~MemoryFile() { ::close(m_descriptor); }
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;

    [[nodiscard]] QString name() const { return u"/proc/self/fd/%1"_s.arg(m_descriptor); }

private:
    const int m_descriptor;
};

Result<config::Loaded> loaded(QByteArrayView content)
{
    const MemoryFile file(content);
    return config::load({u"--config"_s, file.name()}, {});
}

} // namespace

void configFile(QByteArrayView input)
{
    const Result<config::Loaded> first = loaded(input);
    if (!first) {
        FUZZ_PROMISE(!first.error().message.isEmpty());
        return;
    }
    const QString text = config::effectiveText(first->config);
    const Result<config::Loaded> second = loaded(text.toUtf8());
    FUZZ_PROMISE(second.has_value());
    FUZZ_PROMISE(config::effectiveText(second->config) == text);
}

} // namespace txdesk::fuzz
