// A message topic (its subscribers) and the key-value rows DTM keeps topics in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QList>
#include <QString>

namespace txdesk {

struct Subscriber
{
    QString url;
    QString remark;

    friend bool operator==(const Subscriber &, const Subscriber &) = default;
};

struct Topic
{
    QString name;
    QList<Subscriber> subscribers;
    qint64 version = 0; // grows by 1 with each stored change

    friend bool operator==(const Topic &, const Topic &) = default;
};

struct KvRow
{
    qint64 id = 0;
    QString category; // "topics"
    QString key;
    QString value; // JSON text
    qint64 version = 1;
    Instant createdAt{};
    Instant updatedAt{};

    friend bool operator==(const KvRow &, const KvRow &) = default;
};

} // namespace txdesk
