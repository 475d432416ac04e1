// What a job does to transactions: who is next, the act, and whether it took effect.
// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/job_run.h"

#include "shared/engine/action_gate.h"

#include <QPointer>

namespace txdesk::jobs {

using namespace Qt::StringLiterals;

namespace {

using codec::ItemStage;

constexpr Milliseconds lookEvery{300};
constexpr qsizetype lookedAtOnce = 200;
constexpr qsizetype detailMax = 120;
constexpr int eventsLookedAt = 200;
constexpr int triesMax = 4; // one that is being called right now moves by itself

bool wasIntended(const codec::StoredItem &item) { return !item.before.gid.value.isEmpty(); }

// Behind the row, not before it: an act that comes between the two is seen here, or moves the epoch that we then act on. With
// more events than are read it is not known: watched, rather than done twice.
Result<bool> isActedOn(store::TransactionReader &reader, const Gid &gid, qint64 afterSeq, const QString &who)
{
    const Result<store::StoredEvents> events = reader.events(gid, afterSeq, eventsLookedAt);
    if (!events)
        return tl::unexpected<Error>(events.error());
    return events->truncated || std::ranges::any_of(events->events, [&who](const JournalEvent &event) {
        return event.kind == EventKind::ManualAct && event.actor == who;
    });
}

} // namespace

JobRun::Item *JobRun::at(const Place &place)
{
    const auto row = m_rows.find(place.row);
    return row == m_rows.end() || place.index >= row->second.items.size() ? nullptr : &row->second.items[place.index];
}

QString JobRun::actor() const { return u"%1, job %2"_s.arg(m_stored.by.actor.left(80), id()); }

// As stored now; nothing when the store cannot be read.
void JobRun::readNow(const QList<Place> &places, std::function<void(const Found &)> done)
{
    struct Asked { Gid gid; std::optional<qint64> intendedAt; };
    QList<Asked> asked;
    for (const Place &place : places) {
        const codec::StoredItem &item = at(place)->stored;
        asked.append({item.item.gid, wasIntended(item) ? std::optional(item.before.lastSeq) : std::nullopt});
    }
    const auto look = [asked, who = actor()](store::TransactionReader &reader) -> Result<Found> {
        Found found;
        for (const Asked &one : asked) {
            Result<std::optional<TransactionSnapshot>> loaded = reader.load(one.gid);
            if (!loaded)
                return tl::unexpected<Error>(loaded.error());
            const Result<bool> acted = *loaded && one.intendedAt ? isActedOn(reader, one.gid, *one.intendedAt, who) : false;
            if (!acted)
                return tl::unexpected<Error>(acted.error());
            found.append({*loaded ? std::optional((*loaded)->transaction) : std::nullopt, *acted});
        }
        return found;
    };
    m_coordinator.read<Found>(look,
                              [self = QPointer(this), done = std::move(done)](Result<Found> &&found) {
                                  if (!self || self->m_abandoned)
                                      return;
                                  if (!found)
                                      self->m_holdUntil = self->now() + Seconds{1};
                                  done(found.value_or(Found{}));
                              });
}

void JobRun::nextWave()
{
    if (m_wavesUnderWay > 0 || (m_holdUntil && now() < *m_holdUntil))
        return;
    const int most = std::min(m_steps.allowance(now()), itemsInRow);
    if (most == 0)
        return;
    const QList<Place> wave = waiting(most);
    if (wave.isEmpty()) {
        if (m_nextRow < m_rowCount)
            fetchRow();
        return;
    }
    ++m_wavesUnderWay;
    readNow(wave, [this, wave](const Found &found) {
        judge(wave, found);
        --m_wavesUnderWay;
    });
}

void JobRun::fetchRow()
{
    ++m_wavesUnderWay;
    m_shelf.findItems(id(), m_nextRow, [self = QPointer(this)](Result<JobShelf::ItemRow> &&found) {
        if (!self || self->m_abandoned)
            return;
        --self->m_wavesUnderWay;
        if (!found && found.error().code == ErrorCode::NotFound)
            return self->setState(JobState::StoppedItself, found.error().message);
        if (!found) {
            self->m_holdUntil = self->now() + Seconds{1};
            return;
        }
        Row &row = self->m_rows[found->number];
        row.version = found->version;
        for (const codec::StoredItem &item : found->items)
            row.items.append({item});
        self->m_nextRow = found->number + 1;
        self->nextWave();
    });
}

QList<JobRun::Place> JobRun::waiting(int most)
{
    QList<Place> places;
    for (auto &[number, row] : m_rows) {
        if (row.writing)
            continue;
        for (qsizetype i = 0; i < row.items.size() && places.size() < most; ++i)
            if (row.items[i].stored.stage == ItemStage::Waiting)
                places.append({number, i});
    }
    return places;
}

// The gate that counted it as eligible is asked again: what it refuses now has moved since.
void JobRun::judge(const QList<Place> &wave, const Found &found)
{
    if (found.size() != wave.size() || m_stored.job.state != JobState::Running)
        return;
    QList<Place> intended;
    m_steps.started(static_cast<int>(wave.size()));
    for (qsizetype i = 0; i < wave.size(); ++i) {
        ++m_inFlight;
        if (found[i].acted)
            watch(wave[i]); // somebody who has lost the job was only late
        else if (const QString why = whyNotNow(wave[i], found[i].transaction); !why.isEmpty())
            conclude(wave[i], ItemOutcome::Changed, why);
        else
            intended.append(wave[i]);
    }
    for (const Place &place : std::as_const(intended))
        m_rows.at(place.row).dirty = true;
    intend(intended);
}

// Empty: it is intended now, as it was found.
QString JobRun::whyNotNow(const Place &place, const std::optional<GlobalTransaction> &found)
{
    Item *item = at(place);
    if (!found)
        return QString::fromLatin1(engine::goneForGood);
    if (const ActionState state = engine::gate(m_stored.job.order.action, *found, now()); !state.allowed)
        return state.reason;
    if (item->seen && *item->seen != found->status)
        return QString::fromLatin1(engine::movedMeanwhile);
    item->seen = found->status;
    item->stored.stage = ItemStage::Intended;
    const qint64 since = wasIntended(item->stored) ? item->stored.before.lastSeq : found->lastSeq;
    item->stored.before = *found;
    item->stored.before.lastSeq = since;
    return {};
}

// Acts on what is stored as intended, never before.
void JobRun::intend(const QList<Place> &intended)
{
    QMap<int, QList<Place>> byRow;
    for (const Place &place : intended)
        byRow[place.row].append(place);
    for (auto it = byRow.cbegin(); it != byRow.cend(); ++it) {
        if (m_rows.at(it.key()).writing) { // it was begun meanwhile: next time
            for (const Place &place : it.value())
                takeBack(place);
            continue;
        }
        ++m_wavesUnderWay;
        storeRow(it.key(), [this, places = it.value()](bool stored) {
            --m_wavesUnderWay;
            for (const Place &place : places)
                stored ? act(place) : takeBack(place);
        });
    }
}

void JobRun::act(const Place &place)
{
    const codec::StoredItem &item = at(place)->stored;
    ActionRequest request;
    request.gid = item.item.gid;
    request.action = m_stored.job.order.action;
    request.reason = m_stored.job.order.reason;
    request.actor = actor();
    request.expectedStatus = item.before.status;
    request.expectedEpoch = item.before.epoch;
    request.by = m_stored.by;
    m_coordinator.act(request, [self = QPointer(this), place](coordinator::Answer &&answer) {
        if (self && !self->m_abandoned)
            self->answered(place, answer);
    });
}

void JobRun::answered(const Place &place, const coordinator::Answer &answer)
{
    using Kind = coordinator::Answer::Kind;
    Item *item = at(place);
    if (m_refused)
        m_refused(m_stored.by, m_stored.job.order.action, item->stored.item.gid, answer);
    switch (answer.kind) {
    case Kind::Success:
        item->actedAt = now();
        if (answer.transaction && engine::hasTakenEffect(m_stored.job.order.action, item->stored.before, *answer.transaction))
            conclude(place, ItemOutcome::TookEffect, {});
        return;
    case Kind::Moved:
        if (++item->tries < triesMax)
            return takeBack(place);
        return conclude(place, ItemOutcome::Changed, QString::fromLatin1(engine::movedMeanwhile));
    case Kind::NotFound:
        return conclude(place, ItemOutcome::Changed, QString::fromLatin1(engine::goneForGood));
    case Kind::Busy:
        m_holdUntil = now() + Seconds{1};
        return takeBack(place);
    case Kind::AuditUnavailable:
        takeBack(place);
        return setState(JobState::StoppedItself, answer.message);
    case Kind::Error:
        return conclude(place, ItemOutcome::Lost, coordinator::internalError);
    case Kind::Failure:
    case Kind::Ongoing:
    case Kind::Locked:
    case Kind::Denied: break;
    }
    conclude(place, ItemOutcome::Refused, answer.message);
}

void JobRun::takeBack(const Place &place)
{
    Item *item = at(place);
    item->stored.stage = ItemStage::Waiting; // that it was intended, and when, is kept
    item->actedAt.reset();
    m_rows.at(place.row).dirty = true;
    --m_inFlight;
    m_steps.takenBack();
}

void JobRun::conclude(const Place &place, ItemOutcome outcome, const QString &detail)
{
    Item *item = at(place);
    item->stored.stage = ItemStage::Concluded;
    item->stored.item.outcome = outcome;
    item->stored.item.detail = detail.left(detailMax);
    item->stored.item.at = now();
    item->stored.before = {};
    item->actedAt.reset();
    m_rows.at(place.row).dirty = true;
    --m_inFlight;
    ++m_stored.job.done[outcome];
    m_jobDirty = true;
    m_steps.concluded(outcome);
    if (m_steps.mustStop() && !isFinal(m_stored.job.state))
        setState(JobState::StoppedItself, QString::fromLatin1(engine::tooManyFailed));
}

// Also for transactions that another coordinator drives: what counts is what is stored.
void JobRun::look()
{
    if (m_looking || m_inFlight == 0 || (m_lookedAt && now() - *m_lookedAt < lookEvery))
        return;
    QList<Place> places;
    for (const auto &[number, row] : m_rows)
        for (qsizetype i = 0; i < row.items.size() && places.size() < lookedAtOnce; ++i)
            if (row.items[i].actedAt)
                places.append({number, i});
    if (places.isEmpty())
        return;
    m_looking = true;
    m_lookedAt = now();
    readNow(places, [this, places](const Found &found) {
        m_looking = false;
        if (found.size() == places.size())
            lookedAt(places, found);
    });
}

void JobRun::lookedAt(const QList<Place> &places, const Found &found)
{
    for (qsizetype i = 0; i < places.size(); ++i) {
        Item *item = at(places[i]);
        if (!item || !item->actedAt)
            continue;
        const std::optional<GlobalTransaction> &stored = found[i].transaction;
        const bool seen = !stored || engine::hasTakenEffect(m_stored.job.order.action, item->stored.before, *stored);
        if (seen)
            conclude(places[i], ItemOutcome::TookEffect, {});
        else if (now() - *item->actedAt >= engine::effectWait)
            conclude(places[i], ItemOutcome::NoEffectSeen, {});
    }
}

// After a crash: of each intended one, whether our act is in its journal.
void JobRun::resolveIntended()
{
    QList<Place> places;
    for (const auto &[number, row] : m_rows)
        for (qsizetype i = 0; i < row.items.size(); ++i)
            if (row.items[i].stored.stage == ItemStage::Intended)
                places.append({number, i});
    readNow(places, [this, places](const Found &found) {
        if (found.size() != places.size())
            return setState(JobState::StoppedItself, u"What it was about to do when its coordinator ended cannot be read."_s);
        m_inFlight = places.size();
        m_steps.started(static_cast<int>(places.size()));
        for (qsizetype i = 0; i < places.size(); ++i) {
            if (found[i].acted)
                watch(places[i]);
            else if (!found[i].transaction)
                conclude(places[i], ItemOutcome::Changed, QString::fromLatin1(engine::goneForGood));
            else
                takeBack(places[i]); // the journal is stored with the act: it was not done, whatever else has moved it
        }
        go();
    });
}

// It was acted on by this job, here or by whoever carried it before: whether that took effect.
void JobRun::watch(const Place &place)
{
    Item *item = at(place);
    item->stored.stage = ItemStage::Intended;
    item->actedAt = now();
    m_rows.at(place.row).dirty = true;
}

} // namespace txdesk::jobs
