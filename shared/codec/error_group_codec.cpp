// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/error_group_codec.h"

#include "shared/codec/fields.h"

namespace txdesk::codec {

using namespace Qt::StringLiterals;

QJsonObject toJson(const ErrorGroups &groups)
{
    QJsonArray list;
    for (const ErrorGroup &group : groups.groups)
        list.append(QJsonObject{{u"fingerprint"_s, group.fingerprint}, {u"sample"_s, group.sample}, {u"participant"_s, group.participant},
                                {u"count"_s, group.count}, {u"firstSeen"_s, toMs(group.firstSeen)}, {u"lastSeen"_s, toMs(group.lastSeen)}});
    return {{u"groups"_s, list}, {u"looked"_s, groups.looked}, {u"complete"_s, groups.complete},
            {u"otherGroups"_s, groups.otherGroups}, {u"others"_s, groups.others}};
}

Result<ErrorGroups> errorGroupsFromJson(const QJsonObject &json)
{
    Fields fields(json);
    ErrorGroups groups;
    const QJsonArray list = fields.list("groups"_L1);
    for (qsizetype i = 0; i < list.size() && fields.ok(); ++i) {
        const QJsonObject one = list[i].toObject();
        Fields group(one, u"groups[%1]."_s.arg(i));
        groups.groups.append({.fingerprint = group.text("fingerprint"_L1),
                              .sample = group.text("sample"_L1),
                              .participant = group.text("participant"_L1),
                              .count = group.integer("count"_L1, 0),
                              .firstSeen = group.instant("firstSeen"_L1),
                              .lastSeen = group.instant("lastSeen"_L1)});
        if (!group.ok())
            fields.adopt(group.error());
    }
    groups.looked = fields.integer("looked"_L1, 0);
    groups.complete = fields.flag("complete"_L1, true);
    groups.otherGroups = fields.integer("otherGroups"_L1, 0);
    groups.others = fields.integer("others"_L1, 0);
    return fields.finish(groups);
}

QJsonObject toJson(const CountEstimate &estimate)
{
    return {{u"count"_s, estimate.count}, {u"complete"_s, estimate.complete}};
}

Result<CountEstimate> countFromJson(const QJsonObject &json)
{
    Fields fields(json);
    CountEstimate estimate;
    estimate.count = fields.integer("count"_L1, 0);
    estimate.complete = fields.flag("complete"_L1, true);
    return fields.finish(estimate);
}

} // namespace txdesk::codec
