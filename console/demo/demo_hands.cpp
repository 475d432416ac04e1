// Turns the verbs of the stories into HTTP requests and signals.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"

#include "shared/codec/transaction_codec.h"

#include <QJsonDocument>

#include <cmath>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

DemoHands::DemoHands(Stage &stage, QObject *parent) : QObject(parent), m_stage(stage) {}

void DemoHands::begin(const Gid &gid, const StorySettings &settings)
{
    m_gid = gid;
    m_settings = settings;
    m_open = 0;
    ++m_play;
}

MadeUpShow &DemoHands::madeUp()
{
    if (!m_madeUp) {
        m_madeUp = std::make_unique<MadeUpShow>();
        connect(m_madeUp.get(), &MadeUpShow::measured, this, &DemoHands::measured);
    }
    return *m_madeUp;
}

Seconds DemoHands::scaled(Seconds time) const
{
    const double seconds = static_cast<double>(time.count()) / std::max(m_settings.speed, 0.01);
    return Seconds{std::max(1LL, std::llround(seconds))};
}

QString DemoHands::url(const QString &participant, QLatin1StringView path) const
{
    return m_stage.urlOf(participant) + u'/' + path;
}

client::Saga DemoHands::newSaga() const
{
    return client::Saga(m_gid);
}

void DemoHands::submit(const client::Saga &saga)
{
    post(u"submit"_s, m_stage.coordinatorUrl() + u"/api/dtmsvr/submit"_s, saga.request().toJson());
}

void DemoHands::submitCrowd(int count, const std::function<client::Saga(const Gid &)> &make)
{
    emit crowdCame(crowdPrefix());
    for (int number = 1; number <= count; ++number) {
        const Gid gid = number == 1 ? m_gid : Gid{crowdPrefix() + u"-%1"_s.arg(number)};
        post(u"submit"_s, m_stage.coordinatorUrl() + u"/api/dtmsvr/submit"_s, make(gid).request().toJson());
    }
}

void DemoHands::transferByMessage(const QString &bank, QJsonObject order)
{
    order["gid"_L1] = m_gid.value;
    post(u"transfer"_s, m_stage.urlOf(bank) + u"/transfer-by-message"_s, compact(order));
}

void DemoHands::transferBy(const QString &bank, QLatin1StringView mode, QJsonObject order)
{
    order["gid"_L1] = m_gid.value;
    post(u"transfer"_s, m_stage.urlOf(bank) + "/transfer-by-"_L1 + mode, compact(order));
}

void DemoHands::transferInBackground(const QString &bank, QLatin1StringView mode, QJsonObject order)
{
    order["gid"_L1] = m_gid.value;
    post(u"transfer"_s, m_stage.urlOf(bank) + "/transfer-by-"_L1 + mode, compact(order), Waiting::Background);
}

void DemoHands::commitLate(const QString &bank, const QJsonObject &order)
{
    QJsonObject body = order;
    body["gid"_L1] = m_gid.value;
    post(u"commit-late"_s, m_stage.controlUrlOf(bank) + u"/commit-late"_s, compact(body));
}

void DemoHands::setSwitches(const QString &bank, const QJsonObject &switches)
{
    post(u"switch"_s, m_stage.controlUrlOf(bank) + u"/switch"_s, compact(switches));
}

void DemoHands::reset(const QString &bank, qint64 balance)
{
    if (Stage::isService(bank))
        return ask(u"reset"_s, bank, u"/reset"_s, "{}");
    const QJsonObject accounts{{u"1"_s, balance}};
    post(u"reset"_s, m_stage.controlUrlOf(bank) + u"/reset"_s, compact({{u"accounts"_s, accounts}}));
}

void DemoHands::release(const QString &bank)
{
    post(u"release"_s, m_stage.controlUrlOf(bank) + u"/release"_s, "{}");
}

void DemoHands::retryNow(const QString &reason)
{
    ActionRequest request;
    request.gid = m_gid;
    request.reason = reason;
    request.actor = u"demo"_s;
    post(u"retry"_s, m_stage.coordinatorUrl() + u"/api/v1/transactions/"_s + m_gid.value + u"/retry"_s,
         compact(codec::toJson(request)));
}

void DemoHands::setStopped(const QString &process, bool stopped)
{
    m_stage.setStopped(process, stopped);
}

void DemoHands::kill(const QString &process)
{
    m_stage.kill(process);
}

void DemoHands::start(const QString &process)
{
    m_stage.start(process);
}

QString DemoHands::transactionUrl(const char *act) const
{
    return m_stage.coordinatorUrl() + u"/api/v1/transactions/"_s + m_gid.value + u'/' + QLatin1StringView(act);
}

void DemoHands::makeViewerToken()
{
    const QString name = u"viewer of "_s + m_gid.value.section(u'-', -3);
    post(u"token"_s, m_stage.coordinatorUrl() + u"/api/v1/tokens"_s,
         compact({{u"name"_s, name}, {u"role"_s, u"viewer"_s}, {u"reason"_s, u"the demo's story of the doors"_s}}));
}

void DemoHands::forceStop(Role as, const QString &reason)
{
    ActionRequest request;
    request.action = Action::ForceStop;
    request.reason = reason;
    lookThenAct(as == Role::Admin ? u"force-stop by admin"_s : u"force-stop by viewer"_s, as == Role::Admin ? m_stage.adminToken() : m_viewerToken,
                std::move(request));
}

void DemoHands::operate(Action action, const QString &reason, const QByteArray &branch)
{
    ActionRequest request;
    request.action = action;
    request.reason = reason;
    request.branch = BranchId{QString::fromLatin1(branch)};
    lookThenAct(QString(nameIn(actionNames, action)), m_stage.adminToken(), std::move(request));
}

// As a person does: an act names the state it was decided on.
void DemoHands::lookThenAct(const QString &act, const QByteArray &token, ActionRequest request)
{
    http::ClientRequest look;
    look.url = m_stage.coordinatorUrl() + u"/api/v1/transactions/"_s + m_gid.value;
    look.headers = {{"Authorization", "Bearer " + token}};
    look.timeout = Seconds{10};
    request.gid = m_gid;
    request.actor = u"demo"_s;
    ++m_open;
    m_http.send(std::move(look), [this, act, token, request, play = m_play](http::ClientResult &&seen) {
        if (play != m_play)
            return;
        --m_open;
        ActionRequest decided = request;
        if (const Result<TransactionDetail> detail = codec::detailFromJson(QJsonDocument::fromJson(seen.body).object())) {
            decided.expectedStatus = detail->snapshot.transaction.status;
            decided.expectedEpoch = detail->snapshot.transaction.epoch;
        }
        http::ClientRequest post;
        post.method = "POST";
        post.url = transactionUrl(nameIn(actionNames, decided.action).data());
        post.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + token}};
        post.body = compact(codec::toJson(decided));
        send(act, std::move(post), Waiting::Awaited);
    });
}

void DemoHands::readUndo(const QString &branch)
{
    http::ClientRequest get;
    get.url = transactionUrl("undo") + u"?branch="_s + branch + u"&reason=the%20demo%20looks"_s;
    get.headers = {{"Authorization", "Bearer " + m_stage.adminToken()}};
    send(u"undo"_s, std::move(get), Waiting::Awaited);
}

void DemoHands::ask(const QString &act, const QString &service, const QString &pathAndQuery, const QByteArray &body)
{
    http::ClientRequest request;
    request.method = body.isEmpty() ? "GET" : "POST";
    request.url = m_stage.urlOf(service) + pathAndQuery;
    request.body = body;
    if (!body.isEmpty())
        request.headers = {{"Content-Type", "application/json"}};
    send(act, std::move(request), Waiting::Awaited);
}

void DemoHands::askInBackground(const QString &act, const QString &service, const QString &pathAndQuery)
{
    http::ClientRequest request;
    request.url = m_stage.urlOf(service) + pathAndQuery;
    send(act, std::move(request), Waiting::Background);
}

void DemoHands::readAudit()
{
    http::ClientRequest get;
    get.url = m_stage.coordinatorUrl() + u"/api/v1/audit?limit=50"_s; // refusals at the door name no transaction
    get.headers = {{"Authorization", "Bearer " + m_stage.adminToken()}};
    send(u"audit"_s, std::move(get), Waiting::Awaited);
}

void DemoHands::post(const QString &act, const QString &url, const QByteArray &body, Waiting waiting)
{
    http::ClientRequest request;
    request.method = "POST";
    request.url = url;
    request.headers = {{"Content-Type", "application/json"}};
    if (!m_stage.adminToken().isEmpty() && url.startsWith(m_stage.coordinatorUrl()))
        request.headers.append({"Authorization", "Bearer " + m_stage.adminToken()});
    request.body = body;
    send(act, std::move(request), waiting);
}

void DemoHands::send(const QString &act, http::ClientRequest request, Waiting waiting)
{
    request.timeout = Seconds{20};
    const int counts = waiting == Waiting::Awaited ? 1 : 0;
    m_open += counts;
    m_http.send(std::move(request), [this, act, counts, play = m_play](http::ClientResult &&result) {
        if (play != m_play)
            return;
        m_open -= counts;
        const bool isAnswer = result.kind == http::ClientResult::Kind::Answered;
        QByteArray body = isAnswer ? result.body : result.error.toUtf8();
        if (act == "token"_L1) { // its secret goes no further
            m_viewerToken = QJsonDocument::fromJson(body).object().value("secret"_L1).toString().toLatin1();
            body.clear();
        }
        emit answered({act, isAnswer ? result.status : 0, body});
    });
}

} // namespace txdesk::demo
