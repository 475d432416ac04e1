// The hands that play a story: they submit, switch, kill, repair and press buttons, all through the same doors that
// a user has (HTTP, signals to processes).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/made_up_show.h"
#include "console/demo/stage.h"
#include "console/demo/story.h"
#include "shared/client/saga.h"
#include "shared/http/client.h"
#include "shared/model/access.h"
#include "shared/model/bulk_job.h"

#include <QJsonObject>

namespace txdesk::demo {

// Thread: that of the stage. Each act is answered by answered(); until then isBusy().
class DemoHands final : public QObject
{
    Q_OBJECT

public:
    explicit DemoHands(Stage &stage, QObject *parent = nullptr);

    void begin(const Gid &gid, const StorySettings &settings); // a new story; answers of the old one are forgotten
    void goOnWith(const Gid &gid) { m_gid = gid; } // another transaction of the same play
    [[nodiscard]] const Gid &gid() const { return m_gid; }
    [[nodiscard]] Seconds scaled(Seconds time) const; // by the speed; at least a second
    [[nodiscard]] QString url(const QString &participant, QLatin1StringView path) const;
    [[nodiscard]] QString addressOf(const QString &participant) const { return m_stage.urlOf(participant); }
    [[nodiscard]] bool isBusy() const { return m_open > 0; }

    [[nodiscard]] client::Saga newSaga() const;
    void submit(const client::Saga &saga);
    // The play's own transaction and so many more whose gids begin with crowdPrefix().
    void submitCrowd(int count, const std::function<client::Saga(const Gid &)> &make);
    [[nodiscard]] QString crowdPrefix() const { return m_gid.value; }
    void dryRun(const JobOrder &order);
    void startJob(const JobOrder &order);
    void readJobAtEnd(const QString &id); // answered when it has ended
    void transferByMessage(const QString &bank, QJsonObject order); // the bank is the initiator
    // By "tcc", "xa" or "workflow": the bank is the initiator and answers when it is through.
    void transferBy(const QString &bank, QLatin1StringView mode, QJsonObject order);
    void transferInBackground(const QString &bank, QLatin1StringView mode, QJsonObject order); // nobody waits for its answer
    void commitLate(const QString &bank, const QJsonObject &order);
    void setSwitches(const QString &bank, const QJsonObject &switches);
    void reset(const QString &bank, qint64 balance);
    void release(const QString &bank);
    void retryNow(const QString &reason);
    void makeViewerToken(); // as the admin
    // With the viewer's token made before, or the admin's.
    void forceStop(Role as, const QString &reason);
    void readAudit(); // the newest records, as the admin
    // GET, or POST with a body, at a tutorial's service; the answer is recorded as `act`.
    void ask(const QString &act, const QString &service, const QString &pathAndQuery, const QByteArray &body = {});
    void askInBackground(const QString &act, const QString &service, const QString &pathAndQuery); // nobody waits for its answer
    void operate(Action action, const QString &reason, const QByteArray &branch = {}); // as the admin, who looks first
    void readUndo(const QString &branch);
    void moneyFromOutside(qint64 money) { emit moneyCame(money); } // the meter expects it
    void setStopped(const QString &process, bool stopped);
    [[nodiscard]] MadeUpShow &madeUp(); // made when it is first wanted
    void kill(const QString &process);
    void start(const QString &process);

signals:
    void answered(const txdesk::demo::ActAnswer &answer);
    void moneyCame(qint64 money);
    void crowdCame(const QString &prefix); // from now on all of these are watched
    void measured(const QString &name, const txdesk::demo::Measure &measure);

private:
    enum class Waiting { Awaited, Background };

    void post(const QString &act, const QString &url, const QByteArray &body, Waiting waiting = Waiting::Awaited);
    void send(const QString &act, http::ClientRequest request, Waiting waiting);
    void lookThenAct(const QString &act, const QByteArray &token, ActionRequest request);
    [[nodiscard]] QString transactionUrl(const char *act) const;

    Stage &m_stage;
    http::Client m_http;
    std::unique_ptr<MadeUpShow> m_madeUp;
    Gid m_gid;
    QByteArray m_viewerToken;
    StorySettings m_settings;
    int m_open = 0;
    int m_play = 0; // answers of an earlier play are dropped
};

} // namespace txdesk::demo
