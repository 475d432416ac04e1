// One overload a type: how it is read and how it is shown.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/option_value.h"

#include <cmath>

namespace txdesk::config {

using namespace Qt::StringLiterals;

namespace {

QString rangeText(const Option &option)
{
    const QString unit = *option.unit ? u" "_s + QLatin1StringView(option.unit) : QString();
    return u"%1 to %2%3"_s.arg(QString::number(option.min, 'g', 12), QString::number(option.max, 'g', 12), unit);
}

tl::unexpected<Error> refuseValue(const Option &option, const QString &mayBe)
{
    const QString key = QLatin1StringView(option.key);
    return fail(ErrorCode::InvalidRequest, u"%1 must be %2"_s.arg(key, mayBe), key);
}

class Reader
{
public:
    Reader(const Option &option, const QString &text) : m_option(option), m_text(text) {}

    Result<> operator()(QString *place) const
    {
        *place = m_text;
        return {};
    }
    Result<> operator()(QStringList *place) const
    {
        *place = m_text.split(u',', Qt::SkipEmptyParts);
        for (QString &item : *place)
            item = item.trimmed();
        return {};
    }
    Result<> operator()(bool *place) const
    {
        const QString word = m_text.toLower();
        *place = word == "true"_L1 || word == "1"_L1 || word == "yes"_L1;
        if (!*place && word != "false"_L1 && word != "0"_L1 && word != "no"_L1)
            return refuseValue(m_option, u"true or false"_s);
        return {};
    }
    Result<> operator()(double *place) const
    {
        bool ok = false;
        *place = m_text.toDouble(&ok);
        if (!ok || !std::isfinite(*place) || *place < m_option.min || *place > m_option.max)
            return refuseValue(m_option, u"a number from "_s + rangeText(m_option));
        return {};
    }
    Result<> operator()(int *place) const { return whole([place](qint64 value) { *place = static_cast<int>(value); }); }
    Result<> operator()(Seconds *place) const { return whole([place](qint64 value) { *place = Seconds{value}; }); }
    Result<> operator()(Milliseconds *place) const { return whole([place](qint64 value) { *place = Milliseconds{value}; }); }

private:
    template<class Put>
    Result<> whole(Put put) const
    {
        bool ok = false;
        const qint64 value = m_text.toLongLong(&ok);
        if (!ok || static_cast<double>(value) < m_option.min || static_cast<double>(value) > m_option.max)
            return refuseValue(m_option, u"a whole number from "_s + rangeText(m_option));
        put(value);
        return {};
    }

    const Option &m_option;
    const QString &m_text;
};

struct Shower
{
    QString operator()(const QString *place) const { return *place; }
    QString operator()(const QStringList *place) const { return place->join(u','); }
    QString operator()(const bool *place) const { return *place ? u"true"_s : u"false"_s; }
    QString operator()(const double *place) const { return QString::number(*place); }
    QString operator()(const int *place) const { return QString::number(*place); }
    QString operator()(const Seconds *place) const { return QString::number(place->count()); }
    QString operator()(const Milliseconds *place) const { return QString::number(place->count()); }
};

} // namespace

Result<> assign(const Option &option, const QString &text, Config &config)
{
    return std::visit(Reader(option, text), option.place(config));
}

QString valueText(const Option &option, const Config &config)
{
    Config copy = config; // places are writable; this one is only read
    return std::visit(Shower{}, option.place(copy));
}

bool isFlag(const Option &option)
{
    Config any;
    return std::holds_alternative<bool *>(option.place(any));
}

} // namespace txdesk::config
