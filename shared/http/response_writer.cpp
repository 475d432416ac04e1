#include "shared/http/response_writer.h"

#include "shared/http/ascii.h"

#include <array>
#include <ctime>

namespace txdesk::http {

namespace {

struct Reason
{
    int status;
    const char *text;
};

// Source: RFC 9110 section 15.
constexpr std::array reasons{
    Reason{100, "Continue"}, Reason{200, "OK"}, Reason{201, "Created"}, Reason{202, "Accepted"},
    Reason{204, "No Content"}, Reason{304, "Not Modified"}, Reason{400, "Bad Request"}, Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"}, Reason{404, "Not Found"}, Reason{405, "Method Not Allowed"}, Reason{408, "Request Timeout"},
    Reason{409, "Conflict"}, Reason{411, "Length Required"}, Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"}, Reason{414, "URI Too Long"}, Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"}, Reason{421, "Misdirected Request"}, Reason{422, "Unprocessable Content"},
    Reason{425, "Too Early"}, Reason{429, "Too Many Requests"}, Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"}, Reason{501, "Not Implemented"}, Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"}, Reason{504, "Gateway Timeout"}, Reason{505, "HTTP Version Not Supported"},
};

// "Date: Sun, 06 Nov 1994 08:49:37 GMT", made once a second a thread.
QByteArrayView dateLine()
{
    thread_local std::time_t madeAt = 0;
    thread_local std::array<char, 48> line{};
    thread_local qsizetype size = 0;
    const std::time_t now = std::time(nullptr);
    if (now != madeAt) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        size = std::snprintf(line.data(), line.size(), "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n",
                             days[static_cast<size_t>(utc.tm_wday)], utc.tm_mday, months[static_cast<size_t>(utc.tm_mon)],
                             utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
        madeAt = now;
    }
    return {line.data(), size};
}

// A value that holds a line end would be a second header: such a header is left out.
void appendHeader(QByteArray &bytes, QByteArrayView name, QByteArrayView value)
{
    if (name.isEmpty() || !ascii::areAll(name, ascii::TokenBit) || !ascii::areAll(value, ascii::ValueBit))
        return;
    bytes.append(name).append(": ").append(value).append("\r\n");
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304 || status < 200;
}

} // namespace

QByteArrayView reasonOf(int status)
{
    for (const Reason &reason : reasons)
        if (reason.status == status)
            return reason.text;
    return "Status";
}

QByteArray responseBytes(const Response &response, Framing framing)
{
    const bool isEmpty = hasNoBody(response.status);
    const bool sendsBody = !isEmpty && !framing.isHead;
    QByteArray bytes;
    bytes.reserve(256 + 64 * response.headers.size() + (sendsBody ? response.body.size() : 0));
    bytes.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    bytes.append(reasonOf(response.status)).append("\r\n").append(dateLine());
    if (!isEmpty)
        appendHeader(bytes, "Content-Type", response.contentType);
    if (framing.isStream && !framing.isHttp10)
        bytes.append("Transfer-Encoding: chunked\r\n");
    else if (!framing.isStream && !isEmpty)
        bytes.append("Content-Length: ").append(QByteArray::number(response.body.size())).append("\r\n");
    if (framing.closes)
        bytes.append("Connection: close\r\n");
    else if (framing.isHttp10)
        bytes.append("Connection: keep-alive\r\n");
    for (const Header &header : response.headers)
        appendHeader(bytes, header.name, header.value);
    bytes.append("\r\n");
    if (sendsBody && framing.isStream && !framing.isHttp10 && !response.body.isEmpty())
        bytes.append(chunkBytes(response.body));
    else if (sendsBody)
        bytes.append(response.body);
    return bytes;
}

QByteArray chunkBytes(QByteArrayView data)
{
    const QByteArray size = QByteArray::number(data.size(), 16);
    QByteArray bytes;
    bytes.reserve(size.size() + data.size() + 4);
    bytes.append(size).append("\r\n").append(data).append("\r\n");
    return bytes;
}

QByteArray lastChunk()
{
    return QByteArrayLiteral("0\r\n\r\n");
}

Response faultResponse(Fault fault)
{
    Response response;
    response.status = fault.status;
    response.body = QByteArray("{\"message\":\"").append(fault.text).append("\"}");
    response.close = true;
    return response;
}

Response tryAgainResponse(Fault fault)
{
    Response response = faultResponse(fault);
    response.close = false;
    response.headers.append(Header{"Retry-After", "1"});
    return response;
}

} // namespace txdesk::http
