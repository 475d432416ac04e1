// The requests to a stock DTM: at most four at a time, acts first; how long they take decides how often it is asked.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/client/http_door.h"

#include <deque>

namespace txdesk::console::dtm {

// Thread: GUI. Answers come unless `context` or the calls die first.
class DtmCalls final : public QObject
{
    Q_OBJECT

public:
    static constexpr int inFlightMax = 4;
    static constexpr Milliseconds slowAbove{500}; // of the 95th percentile
    static constexpr int slowdownMax = 8;

    using Parse = HttpDoor::Parse;
    using Query = QList<std::pair<QByteArray, QString>>;

    explicit DtmCalls(QUrl base, QObject *parent = nullptr);

    [[nodiscard]] HttpDoor &door() { return m_door; }

    void get(const QString &path, const Query &query, QObject *context, Parse parse);
    void getText(const QString &path, QObject *context, std::function<void(Result<QByteArray>)> take);
    // An act: before everything that waits. No answer is OutcomeUnknown.
    void act(const QByteArray &verb, const QString &path, const Query &query, const QJsonObject &body, QObject *context, Parse parse);
    void drop(); // what waits is not sent any more

    // Times the period of polling is multiplied by: 1, 2, 4, 8.
    [[nodiscard]] int slowdown() const { return m_slowdown; }
    [[nodiscard]] Milliseconds p95() const { return m_p95; }
    [[nodiscard]] bool isIdle() const { return m_inFlight == 0; }
    [[nodiscard]] int inFlightPeak() const { return m_peak; }

signals:
    void heard(const QDateTime &date, txdesk::Milliseconds took);
    void paceChanged();

private:
    using Send = std::function<void()>;

    [[nodiscard]] QUrl at(const QString &path, const Query &query) const;
    void enqueue(Send send, bool first);
    void next();
    void ended();
    void takeTime(Milliseconds took);

    HttpDoor m_door;
    std::deque<Send> m_waiting;
    QList<Milliseconds> m_times;
    int m_inFlight = 0;
    int m_peak = 0;
    int m_slowdown = 1;
    Milliseconds m_p95{0};
};

} // namespace txdesk::console::dtm
