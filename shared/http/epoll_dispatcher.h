// An event dispatcher on epoll: the cost of an event does not grow with the number of open connections
// (Qt's stock loops cost O(n): 83 us instead of 9.7 us an exchange with 10,000 idle ones, docs/performance.md).
// Use: QThread::setEventDispatcher(new EpollDispatcher) before start().
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QAbstractEventDispatcher>

#include <memory>

namespace txdesk::http {

class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;
    void wakeUp() override;
    void interrupt() override;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::http
