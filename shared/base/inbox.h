// Hands many items from any thread to one Qt thread with one wake-up: waking a sleeping thread costs 21 us,
// an item 0.1 us (docs/performance.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QMetaObject>
#include <QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace txdesk {

// Thread: put() from any; the receiver function runs in `home`'s thread, with all that has gathered, in order.
// The inbox must outlive every put(); items put after `home` is gone are dropped.
template<class Item>
class Inbox
{
public:
    using Receive = std::function<void(std::vector<Item> &&)>;

    Inbox(QObject *home, Receive receive) : m_home(home), m_receive(std::move(receive)) {}

    void put(Item item)
    {
        bool wake = false;
        {
            const std::lock_guard lock(m_mutex);
            wake = m_items.empty();
            m_items.push_back(std::move(item));
        }
        if (wake)
            QMetaObject::invokeMethod(m_home, [this] { drain(); }, Qt::QueuedConnection);
    }

    void put(std::vector<Item> &&items)
    {
        if (items.empty())
            return;
        bool wake = false;
        {
            const std::lock_guard lock(m_mutex);
            wake = m_items.empty();
            if (wake)
                m_items = std::move(items);
            else
                for (Item &item : items)
                    m_items.push_back(std::move(item));
        }
        if (wake)
            QMetaObject::invokeMethod(m_home, [this] { drain(); }, Qt::QueuedConnection);
    }

private:
    void drain()
    {
        std::vector<Item> items;
        {
            const std::lock_guard lock(m_mutex);
            items.swap(m_items);
        }
        if (!items.empty())
            m_receive(std::move(items));
    }

    QObject *m_home;
    Receive m_receive;
    std::mutex m_mutex;
    std::vector<Item> m_items;
};

} // namespace txdesk
