// A recursive-descent JSON parser. Own, because limits, duplicate keys in any case and 1e999 are ours to decide.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/json_reader.h"

#include "shared/codec/utf8.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>
#include <vector>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

using Member = std::pair<QString, QJsonValue>;

class Parser
{
public:
    Parser(QByteArrayView text, KeyRule rule, const JsonLimits &limits) : m_text(text), m_rule(rule), m_limits(limits) {}

    Result<QJsonObject> parse()
    {
        QJsonValue root;
        skipSpace();
        if (m_at == m_text.size())
            return fail(ErrorCode::InvalidRequest, u"empty body"_s);
        const qsizetype start = m_at;
        if (!value(root, 0))
            return fail(ErrorCode::InvalidRequest, m_error);
        skipSpace();
        if (m_at != m_text.size())
            return fail(ErrorCode::InvalidRequest, u"bad json at %1"_s.arg(m_at));
        if (!root.isObject())
            return fail(ErrorCode::InvalidRequest, u"bad json at %1"_s.arg(start));
        return root.toObject();
    }

private:
    bool bad()
    {
        if (m_error.isEmpty())
            m_error = u"bad json at %1"_s.arg(m_at);
        return false;
    }
    bool bad(const QString &error)
    {
        m_error = error;
        return false;
    }

    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skipSpace()
    {
        while (m_at < m_text.size() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }
    bool take(char c)
    {
        skipSpace();
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    bool word(QByteArrayView text)
    {
        if (!m_text.sliced(m_at).startsWith(text))
            return bad();
        m_at += text.size();
        return true;
    }

    bool value(QJsonValue &out, int depth)
    {
        if (++m_values > m_limits.valuesMax)
            return bad(u"json too large"_s);
        skipSpace();
        switch (peek()) {
        case '{': return object(out, depth + 1);
        case '[': return array(out, depth + 1);
        case '"': {
            QString text;
            if (!string(text))
                return false;
            out = QJsonValue(text);
            return true;
        }
        case 't': out = QJsonValue(true); return word("true");
        case 'f': out = QJsonValue(false); return word("false");
        case 'n': out = QJsonValue(QJsonValue::Null); return word("null");
        default: return number(out);
        }
    }

    bool array(QJsonValue &out, int depth)
    {
        if (depth > m_limits.depthMax)
            return bad(u"json too deep"_s);
        ++m_at;
        QJsonArray items;
        if (take(']')) {
            out = items;
            return true;
        }
        do {
            QJsonValue item;
            if (!value(item, depth))
                return false;
            items.append(item);
        } while (take(','));
        out = items;
        return take(']') || bad();
    }

    bool object(QJsonValue &out, int depth)
    {
        if (depth > m_limits.depthMax)
            return bad(u"json too deep"_s);
        ++m_at;
        std::vector<Member> members;
        if (!take('}')) {
            do {
                if (!member(members, depth))
                    return false;
            } while (take(','));
            if (!take('}'))
                return bad();
        }
        return build(out, members);
    }

    bool member(std::vector<Member> &members, int depth)
    {
        skipSpace();
        if (peek() != '"')
            return bad();
        QString key;
        if (!string(key))
            return false;
        if (key.size() > m_limits.keyLengthMax)
            return bad(u"json key too long"_s);
        if (!take(':'))
            return bad();
        QJsonValue content;
        if (!value(content, depth))
            return false;
        const bool likeGoTop = m_rule == KeyRule::LikeGo && depth == 1;
        if (likeGoTop && content.isNull())
            return true;
        members.emplace_back(likeGoTop ? key.toLower() : key, content);
        return true;
    }

    bool build(QJsonValue &out, std::vector<Member> &members)
    {
        constexpr std::size_t few = 32;
        if (members.size() > few && !sort(members))
            return false;
        QJsonObject object;
        for (const Member &entry : members) {
            if (m_rule == KeyRule::StrictOnce && object.contains(entry.first))
                return bad(u"json: duplicate key"_s);
            object.insert(entry.first, entry.second);
        }
        out = object;
        return true;
    }

    // Inserting in order appends, so that 100,000 keys do not cost the square of that.
    bool sort(std::vector<Member> &members)
    {
        const auto byKey = [](const Member &a, const Member &b) { return a.first < b.first; };
        std::stable_sort(members.begin(), members.end(), byKey);
        const auto same = [](const Member &a, const Member &b) { return a.first == b.first; };
        if (m_rule == KeyRule::StrictOnce && std::adjacent_find(members.begin(), members.end(), same) != members.end())
            return bad(u"json: duplicate key"_s);
        return true;
    }

    bool string(QString &out)
    {
        const qsizetype start = ++m_at;
        bool escapes = false;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (static_cast<unsigned char>(m_text[m_at]) < 0x20)
                return bad();
            if (m_text[m_at] == '\\') {
                escapes = true;
                ++m_at;
            }
            ++m_at;
        }
        if (m_at >= m_text.size()) {
            m_at = m_text.size();
            return bad();
        }
        const QByteArrayView raw = m_text.sliced(start, m_at - start);
        ++m_at;
        if (!isValidUtf8(raw))
            return bad(u"bad utf-8"_s);
        if (!escapes) {
            out = QString::fromUtf8(raw);
            return true;
        }
        return unescape(raw, start, out);
    }

    bool unescape(QByteArrayView raw, qsizetype start, QString &out)
    {
        qsizetype at = 0;
        while (at < raw.size()) {
            const qsizetype slash = raw.indexOf('\\', at);
            if (slash < 0)
                break;
            out += QString::fromUtf8(raw.sliced(at, slash - at));
            at = slash + 1;
            if (!escape(raw, at, out)) {
                m_at = start + slash;
                return bad();
            }
        }
        out += QString::fromUtf8(raw.sliced(at));
        return noLoneSurrogate(out) || bad(u"bad utf-8"_s);
    }

    // `at` stands behind the backslash and is moved behind the escape.
    static bool escape(QByteArrayView raw, qsizetype &at, QString &out)
    {
        static constexpr QByteArrayView letters = "\"\\/bfnrt";
        static constexpr char meanings[] = "\"\\/\b\f\n\r\t";
        const char letter = raw[at++];
        if (const qsizetype known = letters.indexOf(letter); known >= 0) {
            out += QLatin1Char(meanings[known]);
            return true;
        }
        if (letter != 'u' || raw.size() - at < 4)
            return false;
        ushort unit = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = hexDigit(raw[at++]);
            if (digit < 0)
                return false;
            unit = static_cast<ushort>(unit * 16 + digit);
        }
        out += QChar(unit);
        return true;
    }

    static int hexDigit(char c)
    {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        if (c >= 'A' && c <= 'F')
            return c - 'A' + 10;
        return -1;
    }

    static bool noLoneSurrogate(const QString &text)
    {
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (!text[i].isSurrogate())
                continue;
            const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
            if (!pair)
                return false;
            ++i;
        }
        return true;
    }

    bool digits()
    {
        const qsizetype start = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > start;
    }

    bool number(QJsonValue &out)
    {
        const qsizetype start = m_at;
        bool whole = true;
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else if (!digits())
            return bad();
        if (peek() == '.') {
            whole = false;
            ++m_at;
            if (!digits())
                return bad();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!digits())
                return bad();
        }
        const QByteArrayView text = m_text.sliced(start, m_at - start);
        if (text.size() > m_limits.numberLengthMax)
            return bad(u"json number too long"_s);
        out = numberOf(text, whole);
        return true;
    }

    // Too large for a double becomes infinite, -0 not a number: the field it stands in refuses it by name.
    static QJsonValue numberOf(QByteArrayView text, bool whole)
    {
        bool ok = false;
        if (text == "-0")
            return QJsonValue(std::numeric_limits<double>::quiet_NaN());
        const QByteArray bytes = text.toByteArray();
        if (whole) {
            const qlonglong exact = bytes.toLongLong(&ok);
            if (ok)
                return QJsonValue(static_cast<qint64>(exact));
        }
        const double value = bytes.toDouble(&ok);
        if (ok)
            return QJsonValue(value);
        const double infinite = std::numeric_limits<double>::infinity();
        return QJsonValue(text.startsWith('-') ? -infinite : infinite);
    }

    QByteArrayView m_text;
    KeyRule m_rule;
    JsonLimits m_limits;
    qsizetype m_at = 0;
    int m_values = 0;
    QString m_error;
};

} // namespace

Result<QJsonObject> parseObject(const QByteArray &text, KeyRule rule, const JsonLimits &limits)
{
    return Parser(text, rule, limits).parse();
}

QJsonObject likeGo(const QJsonObject &json)
{
    QJsonObject members;
    for (auto it = json.begin(); it != json.end(); ++it)
        if (!it->isNull())
            members.insert(it.key().toLower(), *it);
    return members;
}

} // namespace txdesk::codec
