#include "tests/bench/http_bytes.h"

#include <charconv>
#include <strings.h>

namespace txdesk::bench {
namespace {

std::size_t contentLength(std::string_view head)
{
    constexpr std::string_view name = "\r\ncontent-length:";
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        if (head.size() - at < name.size() || ::strncasecmp(head.data() + at, name.data(), name.size()) != 0)
            continue;
        const char *begin = head.data() + at + name.size();
        const char *const end = head.data() + head.size();
        while (begin < end && *begin == ' ')
            ++begin;
        std::size_t length = 0;
        std::from_chars(begin, end, length);
        return length;
    }
    return 0;
}

} // namespace

std::size_t messageLength(std::string_view bytes)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    const std::size_t whole = end + 4 + contentLength(bytes.substr(0, end + 2));
    return bytes.size() >= whole ? whole : 0;
}

std::string_view parameterOf(std::string_view request, std::string_view name)
{
    const std::string_view line = request.substr(0, request.find("\r\n"));
    for (std::size_t at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1)) {
        const std::size_t value = at + name.size();
        if (at == 0 || (line[at - 1] != '?' && line[at - 1] != '&') || value >= line.size() || line[value] != '=')
            continue;
        return line.substr(value + 1, line.find_first_of("& ", value + 1) - value - 1);
    }
    return {};
}

int statusOf(std::string_view response)
{
    int status = 0;
    if (response.size() > 12)
        std::from_chars(response.data() + 9, response.data() + 12, status);
    return status;
}

} // namespace txdesk::bench
