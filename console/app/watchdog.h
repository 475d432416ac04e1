// Notices when the window does not answer for a tenth of a second, and where it was at that moment.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QMutex>
#include <QObject>
#include <QStringList>
#include <QThread>
#include <QWaitCondition>

#include <memory>

namespace txdesk::console {

struct Stall
{
    QDateTime at; // UTC
    qint64 ms = 0;
    QStringList stack; // of the GUI thread, when it was noticed
};

// Made in the GUI thread, which it watches from a thread of its own: it posts a question ten times a second and times the answer.
class Watchdog final : public QObject
{
    Q_OBJECT

public:
    static constexpr int limitMs = 100;
    static constexpr int every = 100; // ms between questions
    static constexpr qsizetype kept = 50;

    explicit Watchdog(QObject *parent = nullptr);
    ~Watchdog() override;

    [[nodiscard]] QList<Stall> stalls() const;

private:
    void watch();
    void keep(const Stall &stall);

    mutable QMutex m_mutex;
    QWaitCondition m_answered;
    bool m_stop = false;
    bool m_isAnswered = false;
    QList<Stall> m_stalls;
    std::unique_ptr<QThread> m_thread;
};

} // namespace txdesk::console
