// DTM's requests about topics. The texts are DTM's.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/dtm_service.h"
#include "server/api/topic_acts.h"

namespace txdesk::api {

namespace {

OnTopicChanged toDtm(const security::Caller &caller, OnDtmReply &&done)
{
    return [id = caller.requestId, done = std::move(done)](Result<> &&changed) {
        done(changed ? DtmReply{} : dtmReply(changed.error(), id));
    };
}

} // namespace

void DtmService::subscribe(const Caller &caller, const QString &topic, const QString &url, const QString &remark, OnDtmReply done)
{
    addSubscriber({m_parts, caller, topic}, {url, remark}, toDtm(caller, std::move(done)));
}

void DtmService::unsubscribe(const Caller &caller, const QString &topic, const QString &url, OnDtmReply done)
{
    removeSubscriber({m_parts, caller, topic}, url, toDtm(caller, std::move(done)));
}

void DtmService::removeTopic(const Caller &caller, const QString &topic, OnDtmReply done)
{
    dropTopic({m_parts, caller, topic}, toDtm(caller, std::move(done)));
}

} // namespace txdesk::api
