#include "tests/http/bad_inputs.h"

namespace txdesk::http {

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &fields, const QByteArray &body = {})
{
    return "POST /x HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n\r\n" + body;
}

QByteArray chunked(const QByteArray &body)
{
    return post("Transfer-Encoding: chunked", body);
}

QByteArray manyFields(int count, int size)
{
    QByteArray fields;
    for (int i = 0; i < count; ++i)
        fields += "X: " + QByteArray(size - 3, 'v') + "\r\n";
    return fields;
}

QList<BadInput> requestLines()
{
    return {
        {"binary garbage", QByteArray("\x00\x01\x02\x03", 4), 400, "bad request line"},
        {"high bytes", "\xff\xfe\xfd", 400, "bad request line"},
        {"TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01", 6), 0},
        {"blank before the method", " GET / HTTP/1.1\r\n", 400, "bad request line"},
        {"empty line first", "\r\nGET / HTTP/1.1\r\n", 400, "bad request line"},
        {"no version", "GET /x\r\n", 400, "bad request line"},
        {"no target", "GET  HTTP/1.1\r\n", 400, "bad request line"},
        {"two blanks", "GET  /x HTTP/1.1\r\n", 400, "bad request line"},
        {"method with a comma", "GE,T /x HTTP/1.1\r\n", 400, "bad request line"},
        {"NUL in the target", QByteArray("GET /\0x HTTP/1.1\r\n", 18), 400, "bad request line"},
        {"CR in the target", "GET /\rx HTTP/1.1\r\n", 400, "bad request line"},
        {"version 9.9", "GET /x HTTP/9.9\r\n", 505, "version not supported"},
        {"version 1.2", "GET /x HTTP/1.2\r\n", 505, "version not supported"},
        {"version 0.9", "GET /x HTTP/0.9\r\n", 400, "bad request line"},
        {"only a version", "HTTP/0.9\r\n", 400, "bad request line"},
        {"version in small letters", "GET /x http/1.1\r\n", 400, "bad request line"},
        {"version without digits", "GET /x HTTP/1.x\r\n", 400, "bad request line"},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "version not supported"},
        {"request line of 8193", "GET /" + QByteArray(8193 - 14, 'a') + " HTTP/1.1\r\n", 414, "uri too long"},
        {"endless request line", "GET /" + QByteArray(9000, 'a'), 414, "uri too long"},
        {"bare LF in the request line", "GET / HTTP/1.1\nHost: localhost\r\n\r\n", 400, "bad line end"},
        {"only LF", "\n", 400, "bad line end"},
        {"CONNECT", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, "method not implemented"},
    };
}

QList<BadInput> fields()
{
    const QByteArray start = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    return {
        {"bare LF after a header", start + "A: b\nC: d\r\n\r\n", 400, "bad line end"},
        {"bare LF as the blank line", start + "A: b\r\n\n", 400, "bad line end"},
        {"header of 8193", start + manyFields(1, 8193), 431, "header too large"},
        {"endless header", start + "A: " + QByteArray(9000, 'v'), 431, "header too large"},
        {"33 KiB of headers", start + manyFields(33, 1022), 431, "header too large"},
        {"101 headers", start + manyFields(100, 10), 431, "header too large"},
        {"blank before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400, "bad header"},
        {"no colon", start + "Word\r\n\r\n", 400, "bad header"},
        {"no name", start + ": x\r\n\r\n", 400, "bad header"},
        {"folded line", start + "A: b\r\n c\r\n\r\n", 400, "bad header"},
        {"folded line with a colon", start + "A: b\r\n\tc: d\r\n\r\n", 400, "bad header"},
        {"NUL in a value", start + QByteArray("A: b\0c\r\n\r\n", 10), 400, "bad header"},
        {"CR in a value", start + "A: b\rc\r\n\r\n", 400, "bad header"},
        {"DEL in a value", start + "A: b\x7f\r\n\r\n", 400, "bad header"},
        {"escape in a value", start + "A: \x1b[31m\r\n\r\n", 400, "bad header"},
        {"bracket in a name", start + "A(: b\r\n\r\n", 400, "bad header"},
        {"connection with a bad list", start + "Connection: a b\r\n\r\n", 400, "bad header"},
    };
}

QList<BadInput> hosts()
{
    return {
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400, "host required"},
        {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400, "host required"},
        {"two Hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400, "host required"},
        {"another Host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "unknown host"},
        {"another Host with our port", "GET / HTTP/1.1\r\nHost: evil.example:80\r\n\r\n", 421, "unknown host"},
        {"our name as a part", "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421, "unknown host"},
        {"user name in the Host", "GET / HTTP/1.1\r\nHost: localhost@evil\r\n\r\n", 400, "bad header"},
        {"another host in the target", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 421, "unknown host"},
    };
}

QList<BadInput> lengths()
{
    return {
        {"two equal lengths", post("Content-Length: 3\r\nContent-Length: 3", "abc"), 400, "bad length"},
        {"two different lengths", post("Content-Length: 3\r\nContent-Length: 4", "abc"), 400, "bad length"},
        {"list of lengths", post("Content-Length: 3, 3", "abc"), 400, "bad length"},
        {"length -1", post("Content-Length: -1"), 400, "bad length"},
        {"length +5", post("Content-Length: +5", "abcde"), 400, "bad length"},
        {"length 0x10", post("Content-Length: 0x10"), 400, "bad length"},
        {"length 1 2", post("Content-Length: 1 2"), 400, "bad length"},
        {"length abc", post("Content-Length: abc"), 400, "bad length"},
        {"no length in it", post("Content-Length: "), 400, "bad length"},
        {"length of 20 digits", post("Content-Length: 18446744073709551616"), 400, "bad length"},
        {"length and chunked", post("Content-Length: 3\r\nTransfer-Encoding: chunked", "abc"), 400, "length and transfer-encoding"},
        {"chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 3", "abc"), 400, "length and transfer-encoding"},
        {"chunked, identity", post("Transfer-Encoding: chunked, identity"), 501, "transfer-encoding"},
        {"xchunked", post("Transfer-Encoding: xchunked"), 501, "transfer-encoding"},
        {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 501, "transfer-encoding"},
        {"chunked in one field twice", post("Transfer-Encoding: chunked, chunked"), 501, "transfer-encoding"},
        {"gzip coding", post("Transfer-Encoding: gzip"), 501, "transfer-encoding"},
        {"chunked in 1.0", "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 501, "transfer-encoding"},
        {"body over the limit", post("Content-Length: 1001"), 413, "body too large"},
        {"body over the limit, waiting for 100", post("Expect: 100-continue\r\nContent-Length: 5242880"), 413, "body too large"},
        {"another expectation", post("Expect: x\r\nContent-Length: 1", "a"), 417, "expect"},
        {"gzip content", post("Content-Encoding: gzip\r\nContent-Length: 1", "a"), 415, "content-encoding"},
    };
}

QList<BadInput> chunks()
{
    return {
        {"chunk size -1", chunked("-1\r\n"), 400, "bad chunk"},
        {"chunk size of 17 digits", chunked("FFFFFFFFFFFFFFFFF\r\n"), 400, "bad chunk"},
        {"chunk size zz", chunked("zz\r\n"), 400, "bad chunk"},
        {"no chunk size", chunked("\r\n"), 400, "bad chunk"},
        {"chunk size with junk", chunked("3 x\r\nabc\r\n0\r\n\r\n"), 400, "bad chunk"},
        {"chunk size 0x3", chunked("0x3\r\nabc\r\n0\r\n\r\n"), 400, "bad chunk"},
        {"no line end after a chunk", chunked("3\r\nabcd\r\n0\r\n\r\n"), 400, "bad chunk"},
        {"bare LF after the size", chunked("3\nabc\r\n0\r\n\r\n"), 400, "bad chunk"},
        {"LF in an extension", chunked("3;a\nb\r\nabc\r\n0\r\n\r\n"), 400, "bad chunk"},
        {"extension of 8 KiB", chunked("3;a=" + QByteArray(8192, 'x') + "\r\nabc\r\n0\r\n\r\n"), 400, "bad chunk"},
        {"endless extension", chunked("3;" + QByteArray(8192, 'x')), 400, "bad chunk"},
        {"trailers of 33 KiB", chunked("0\r\n" + manyFields(33, 1022) + "\r\n"), 431, "header too large"},
        {"endless trailer", chunked("0\r\nA: " + QByteArray(33 * 1024, 'x')), 431, "header too large"},
        {"101 trailers", chunked("0\r\n" + manyFields(101, 10) + "\r\n"), 431, "header too large"},
        {"chunk over the limit", chunked("3E9\r\n"), 413, "body too large"},
        {"chunks over the limit", chunked("3E8\r\n" + QByteArray(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n"), 413, "body too large"},
    };
}

QList<BadInput> targets()
{
    return {
        {"dot segments", get("/api/dtmsvr/../../etc/passwd"), 400, "bad path"},
        {"one dot segment", get("/a/./b"), 400, "bad path"},
        {"dots at the end", get("/a/.."), 400, "bad path"},
        {"encoded dots", get("/%2e%2e/x"), 400, "bad path"},
        {"half encoded dots", get("/a/.%2E/x"), 400, "bad path"},
        {"encoded NUL", get("/a%00b"), 400, "bad path"},
        {"encoded line end", get("/a%0d%0ab"), 400, "bad path"},
        {"two slashes", get("//api"), 400, "bad path"},
        {"backslash", get("/a\\b"), 400, "bad path"},
        {"encoded backslash", get("/a%5Cb"), 400, "bad path"},
        {"overlong UTF-8", get("/%c0%ae%c0%ae/x"), 400, "bad path"},
        {"raw overlong UTF-8", get("/\xc0\xae"), 400, "bad path"},
        {"half an escape", get("/a%4"), 400, "bad path"},
        {"bad escape", get("/a%zz"), 400, "bad path"},
        {"no slash", get("api"), 400, "bad path"},
        {"star", get("*"), 400, "bad path"},
        {"fragment", get("/a#b"), 400, "bad path"},
        {"bad escape in the query", get("/a?x=%zz"), 400, "bad query"},
        {"bad UTF-8 in the query", get("/a?x=%ff"), 400, "bad query"},
    };
}

} // namespace

ServerLimits badInputLimits()
{
    ServerLimits limits;
    limits.bodyBytesMax = 1000;
    limits.allowedHosts = {"localhost", "127.0.0.1", "::1"};
    return limits;
}

QList<BadInput> badInputs()
{
    return requestLines() + fields() + hosts() + lengths() + chunks() + targets();
}

} // namespace txdesk::http
