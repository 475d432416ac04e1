#include "shared/http/message.h"

namespace txdesk::http {

QByteArray headerValue(const QList<Header> &headers, QByteArrayView name)
{
    for (const Header &header : headers)
        if (header.name == name)
            return header.value;
    return {};
}

std::optional<QByteArray> Request::parameter(QByteArrayView name) const
{
    for (const auto &[key, value] : query)
        if (key == name)
            return value;
    return std::nullopt;
}

} // namespace txdesk::http
