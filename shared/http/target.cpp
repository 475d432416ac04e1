#include "shared/http/target.h"

#include "shared/http/ascii.h"

namespace txdesk::http {

namespace {

constexpr Fault goodTarget{};
constexpr Fault badPath{400, "bad path"};
constexpr Fault badQuery{400, "bad query"};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char low = ascii::lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

// Appends `text` without its %XX (and, in a query, with '+' as a blank). False: a bad escape.
bool appendDecoded(QByteArrayView text, bool isQuery, QByteArray &to)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && isQuery) {
            to.append(' ');
        } else if (text[i] != '%') {
            to.append(text[i]);
        } else {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            to.append(static_cast<char>(high * 16 + low));
            i += 2;
        }
    }
    return true;
}

bool hasControl(QByteArrayView text)
{
    for (const char c : text)
        if (static_cast<quint8>(c) < 0x20 || c == 0x7F)
            return true;
    return false;
}

// A segment is what stands between two slashes as sent. Only the last may be empty.
bool appendSegment(QByteArrayView segment, bool isLast, QByteArray &path)
{
    path.append('/');
    const qsizetype start = path.size();
    if (!appendDecoded(segment, false, path))
        return false;
    const QByteArrayView decoded = QByteArrayView(path).sliced(start);
    return (isLast || !decoded.isEmpty()) && decoded != "." && decoded != "..";
}

// Nothing to decode and no dot or empty segment: the usual case, decided in one pass.
bool isSimplePath(QByteArrayView path)
{
    char before = 0;
    for (const char c : path) {
        if (c == '%' || static_cast<quint8>(c) >= 0x80 || c == '\\' || (before == '/' && (c == '/' || c == '.')))
            return false;
        before = c;
    }
    return true;
}

Fault readPath(QByteArrayView raw, Request &request)
{
    if (isSimplePath(raw)) {
        request.path = raw.toByteArray();
        return goodTarget;
    }
    request.path.clear();
    request.path.reserve(raw.size());
    qsizetype start = 1;
    for (;;) {
        const qsizetype slash = raw.indexOf('/', start);
        const QByteArrayView segment = raw.sliced(start, (slash < 0 ? raw.size() : slash) - start);
        if (!appendSegment(segment, slash < 0, request.path))
            return badPath;
        if (slash < 0)
            break;
        start = slash + 1;
    }
    if (hasControl(request.path) || request.path.contains('\\') || !QByteArrayView(request.path).isValidUtf8())
        return badPath;
    return goodTarget;
}

bool appendParameter(QByteArrayView pair, Request &request)
{
    const qsizetype equal = pair.indexOf('=');
    QByteArray name;
    QByteArray value;
    const QByteArrayView rawName = equal < 0 ? pair : pair.first(equal);
    name.reserve(rawName.size());
    if (!appendDecoded(rawName, true, name))
        return false;
    if (equal >= 0) {
        value.reserve(pair.size() - equal);
        if (!appendDecoded(pair.sliced(equal + 1), true, value))
            return false;
    }
    if (!QByteArrayView(name).isValidUtf8() || !QByteArrayView(value).isValidUtf8())
        return false;
    request.query.emplaceBack(std::move(name), std::move(value));
    return true;
}

Fault readQuery(QByteArrayView raw, Request &request)
{
    while (!raw.isEmpty()) {
        const qsizetype end = raw.indexOf('&');
        const QByteArrayView pair = end < 0 ? raw : raw.first(end);
        if (!pair.isEmpty() && !appendParameter(pair, request))
            return badQuery;
        raw = end < 0 ? QByteArrayView() : raw.sliced(end + 1);
    }
    return goodTarget;
}

// Origin form of an absolute-form target ("http://host/path" becomes "/path").
QByteArrayView originForm(QByteArrayView target)
{
    const qsizetype scheme = target.indexOf("://");
    if (target.startsWith('/') || scheme < 0)
        return target;
    const qsizetype authority = scheme + 3;
    const qsizetype slash = target.indexOf('/', authority);
    const qsizetype mark = target.indexOf('?', authority);
    if (slash >= 0 && (mark < 0 || slash < mark))
        return target.sliced(slash);
    return mark < 0 ? QByteArrayView("/") : target.sliced(mark);
}

} // namespace

Fault readTarget(QByteArrayView target, Request &request)
{
    request.query.clear();
    if (target == "*" && request.method == "OPTIONS") {
        request.path = "*";
        return goodTarget;
    }
    if (request.method == "CONNECT")
        return {501, "method not implemented"};
    target = originForm(target);
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView path = mark < 0 ? target : mark == 0 ? QByteArrayView("/") : target.first(mark);
    if (!path.startsWith('/') || target.contains('#'))
        return badPath;
    const Fault fault = readPath(path, request);
    if (fault.status != 0 || mark < 0)
        return fault;
    return readQuery(target.sliced(mark + 1), request);
}

} // namespace txdesk::http
