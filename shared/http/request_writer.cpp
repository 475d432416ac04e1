#include "shared/http/request_writer.h"

#include "shared/http/ascii.h"

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

bool isOurs(QByteArrayView name)
{
    for (const QByteArrayView ours : {QByteArrayView("host"), QByteArrayView("content-length"), QByteArrayView("connection"),
                                      QByteArrayView("transfer-encoding")})
        if (ascii::equals(name, ours))
            return true;
    return false;
}

bool sendsLength(const ClientRequest &request)
{
    return !request.body.isEmpty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
}

} // namespace

Result<QByteArray> requestBytes(const ClientRequest &request, const ClientUrl &url)
{
    if (request.method.isEmpty() || !ascii::areAll(request.method, ascii::TokenBit))
        return fail(ErrorCode::InvalidRequest, u"the method is not a word"_s, u"method"_s);
    QByteArray bytes;
    bytes.reserve(128 + request.method.size() + url.target.size() + url.authority.size() + 64 * request.headers.size()
                  + request.body.size());
    bytes.append(request.method).append(' ').append(url.target).append(" HTTP/1.1\r\nHost: ").append(url.authority);
    bytes.append("\r\n");
    for (const Header &header : request.headers) {
        if (header.name.isEmpty() || !ascii::areAll(header.name, ascii::TokenBit) || !ascii::areAll(header.value, ascii::ValueBit))
            return fail(ErrorCode::InvalidRequest, u"a header holds a character that cannot be sent"_s, u"headers"_s);
        if (!isOurs(header.name))
            bytes.append(header.name).append(": ").append(header.value).append("\r\n");
    }
    if (sendsLength(request))
        bytes.append("Content-Length: ").append(QByteArray::number(request.body.size())).append("\r\n");
    return bytes.append("\r\n").append(request.body);
}

} // namespace txdesk::http
