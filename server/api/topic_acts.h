// Changes of topics, whoever asks for them: checked, audited in the same database transaction, known here when it is answered.
// Thread: the I/O thread. Errors: InvalidRequest (too long, a URL that may not be called), Conflict (DTM's words), NotFound,
// AuditUnavailable and those of the store.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/api_parts.h"
#include "shared/model/topic.h"

namespace txdesk::api {

using OnTopicChanged = std::function<void(Result<> &&)>;

struct TopicWish
{
    ApiParts &parts;
    security::Caller caller;
    QString topic;
    QString reason{}; // for the audit
};

void addSubscriber(const TopicWish &wish, const Subscriber &subscriber, OnTopicChanged done);
void removeSubscriber(const TopicWish &wish, const QString &url, OnTopicChanged done);
void dropTopic(const TopicWish &wish, OnTopicChanged done);

} // namespace txdesk::api
