// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/view_file.h"

#include "console/models/filter_grammar.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fileMax = 1'000'000; // bytes
constexpr qsizetype nameMax = 64;

QString said(const char *source) { return QCoreApplication::translate("ViewFile", source); }

Result<SavedView> viewFrom(const QJsonObject &json)
{
    SavedView view;
    view.name = json.value("name"_L1).toString().simplified().left(nameMax);
    view.filter = json.value("filter"_L1).toString();
    view.columns = layoutText(layoutFrom(json.value("columns"_L1).toString()));
    view.sort = valueIn(transactionSortNames, json.value("sort"_L1).toString()).value_or(TransactionSort::NewestFirst);
    if (view.name.isEmpty())
        return fail(ErrorCode::InvalidRequest, said(QT_TRANSLATE_NOOP("ViewFile", "a view without a name")));
    const auto filter = FilterGrammar::parse(view.filter, Instant{});
    if (!filter)
        return fail(ErrorCode::InvalidRequest, said(QT_TRANSLATE_NOOP("ViewFile", "the view “%1”: %2")).arg(view.name, filter.error().message));
    return view;
}

} // namespace

QByteArray viewsToText(const QList<SavedView> &views)
{
    QJsonArray array;
    for (const SavedView &view : views)
        array.append(QJsonObject{{u"name"_s, view.name},
                                 {u"filter"_s, view.filter},
                                 {u"sort"_s, QString(nameIn(transactionSortNames, view.sort))},
                                 {u"columns"_s, view.columns}});
    return QJsonDocument(QJsonObject{{u"txdeskViews"_s, 1}, {u"views"_s, array}}).toJson();
}

Result<QList<SavedView>> viewsFromText(const QByteArray &text)
{
    const QJsonObject json = text.size() > fileMax ? QJsonObject() : QJsonDocument::fromJson(text).object();
    if (json.value("txdeskViews"_L1).toInt() != 1)
        return fail(ErrorCode::InvalidRequest, said(QT_TRANSLATE_NOOP("ViewFile", "this is no file of TxDesk views")));
    QList<SavedView> views;
    for (const QJsonValue &value : json.value("views"_L1).toArray()) {
        Result<SavedView> view = viewFrom(value.toObject());
        if (!view)
            return tl::unexpected(view.error());
        if (views.size() < viewsMax)
            views.append(*std::move(view));
    }
    return views;
}

} // namespace txdesk::console
