// SIGTERM, SIGINT and SIGHUP as ordinary calls on the main thread's event loop.
// Thread: the main thread; one object a process.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QObject>
#include <QSocketNotifier>

namespace txdesk::app {

class UnixSignals final : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

signals:
    void terminationRequested(); // SIGTERM or SIGINT
    void reloadRequested();      // SIGHUP

private:
    void readSignals();

    int m_readEnd = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace txdesk::app
