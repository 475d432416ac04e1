// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/redaction.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <functional>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

using Hide = std::function<QString(const QRegularExpressionMatch &)>;

QString replaced(const QString &text, const QRegularExpression &pattern, const Hide &hide)
{
    QString result;
    qsizetype done = 0;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(text).mid(done, match.capturedStart() - done);
        result += hide(match);
        done = match.capturedEnd();
    }
    result += QStringView(text).mid(done);
    return result;
}

QString withoutJwts(const QString &text)
{
    if (!text.contains("eyJ"_L1))
        return text;
    static const QRegularExpression jwt(u"eyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{6,}(?:\\.[A-Za-z0-9_-]*)?"_s);
    return replaced(text, jwt, [](const auto &match) { return redactedMark(match.capturedLength()); });
}

// What is hidden already, in whatever language, stays as it is, so that hiding twice is hiding once.
QString hiddenValue(QStringView value)
{
    static const QRegularExpression mark(u"^••••\\((\\d{1,9}) [^()]{1,20}\\)$"_s);
    const auto found = mark.match(value);
    const bool hidden = found.hasMatch() && (value.endsWith(u" chars)"_s) || value == redactedMark(found.capturedView(1).toInt()));
    return hidden ? value.toString() : redactedMark(value.size());
}

// Reads JSON text character by character: copes with text that was cut in the middle.
class JsonHider
{
public:
    explicit JsonHider(QStringView text) : m_text(text) {}

    QString run()
    {
        m_out.reserve(m_text.size());
        while (m_at < m_text.size()) {
            const qsizetype quote = m_text.indexOf(u'"', m_at);
            const qsizetype end = quote < 0 ? m_text.size() : quote;
            m_out += m_text.sliced(m_at, end - m_at);
            m_at = end;
            if (quote >= 0)
                takeString();
        }
        return m_out;
    }

private:
    // A string; if it is a secret's key, its value is hidden with it.
    void takeString()
    {
        const QStringView quoted = m_text.mid(m_at, endOfString(m_at) - m_at);
        m_out += quoted;
        m_at += quoted.size();
        qsizetype next = skipSpace(m_at);
        if (next >= m_text.size() || m_text[next] != u':' || !isSecret(quoted))
            return;
        next = skipSpace(next + 1);
        m_out += m_text.mid(m_at, next - m_at);
        m_at = next;
        hideValue();
    }

    // The same few names again and again: each is looked at once.
    bool isSecret(QStringView key)
    {
        const auto known = m_known.constFind(key);
        return known != m_known.cend() ? *known : *m_known.insert(key, isSecretKey(key));
    }

    void hideValue()
    {
        if (m_at >= m_text.size())
            return;
        const qsizetype end = endOfValue(m_at);
        const bool string = m_text[m_at] == u'"';
        const bool closed = string && end - m_at >= 2 && m_text[end - 1] == u'"';
        const qsizetype quotes = string ? (closed ? 2 : 1) : 0;
        m_out += u'"' + hiddenValue(m_text.sliced(m_at + (string ? 1 : 0), end - m_at - quotes)) + u'"';
        m_at = end;
    }

    [[nodiscard]] qsizetype skipSpace(qsizetype at) const
    {
        while (at < m_text.size() && m_text[at].isSpace())
            ++at;
        return at;
    }

    [[nodiscard]] qsizetype endOfString(qsizetype at) const
    {
        for (++at; at < m_text.size(); ++at) {
            if (m_text[at] == u'\\')
                ++at;
            else if (m_text[at] == u'"')
                return at + 1;
        }
        return m_text.size();
    }

    [[nodiscard]] qsizetype endOfValue(qsizetype at) const
    {
        if (m_text[at] == u'"')
            return endOfString(at);
        int depth = 0;
        while (at < m_text.size()) {
            const QChar c = m_text[at];
            if (c == u'"') {
                at = endOfString(at);
                continue;
            }
            if (c == u'{' || c == u'[')
                ++depth;
            else if (c == u'}' || c == u']')
                --depth;
            if (depth < 0 || (depth == 0 && c == u','))
                return at;
            ++at;
            if (depth == 0 && (c == u'}' || c == u']'))
                return at;
        }
        return at;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    QString m_out;
    QHash<QStringView, bool> m_known;
};

} // namespace

bool isSecretKey(QStringView key)
{
    static const QRegularExpression secret(u"authorization|token|password|passwd|secret|cookie|card|id_?no"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return secret.match(key).hasMatch();
}

QString redactedMark(qsizetype characters)
{
    const int count = static_cast<int>(characters); // not among the arguments: lupdate would not see the text
    return QCoreApplication::translate("Redaction", "••••(%n chars)", nullptr, count);
}

QString redactJson(const QString &text)
{
    return withoutJwts(JsonHider(text).run());
}

QString redactUrl(const QString &url)
{
    static const QRegularExpression userInfo(u"(://[^/@:]*:)([^/@]*)(@)"_s);
    static const QRegularExpression query(u"([?&])([^=&#]*)=([^&#]*)"_s);
    const QString opened = replaced(url, userInfo, [](const auto &match) {
        return match.captured(1) + hiddenValue(match.capturedView(2)) + match.captured(3);
    });
    return withoutJwts(replaced(opened, query, [](const auto &match) {
        const QString key = match.captured(2);
        const QString value = isSecretKey(key) ? hiddenValue(match.capturedView(3)) : match.captured(3);
        return match.captured(1) + key + u'=' + value;
    }));
}

QString redactText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'{') || trimmed.startsWith(u'['))
        return redactJson(text);
    static const QRegularExpression pair(u"(?m)([A-Za-z0-9_-]+)([ \\t]*[:=][ \\t]*)([^\\r\\n&;,]+)"_s);
    return withoutJwts(replaced(text, pair, [](const auto &match) {
        if (!isSecretKey(match.capturedView(1)))
            return match.captured(0);
        return match.captured(1) + match.captured(2) + hiddenValue(match.capturedView(3));
    }));
}

} // namespace txdesk::console
