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

Result<QList<std::optional<GlobalTransaction>>> loadAll(store::TransactionReader &reader, const QList<Gid> &gids)
{
    QList<std::optional<GlobalTransaction>> found;
    for (const Gid &gid : gids) {
        Result<std::optional<TransactionSnapshot>> loaded = reader.load(gid);
        if (!loaded)
            return tl::unexpected<Error>(loaded.error());
        found.append(*loaded ? std::optional((*loaded)->transaction) : std::nullopt);
    }
    return found;
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
    QList<Gid> gids;
    for (const Place &place : places)
        gids.append(at(place)->stored.item.gid);
    m_coordinator.read<Found>([gids](store::TransactionReader &reader) { return loadAll(reader, gids); },
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
        Item *item = at(wave[i]);
        ++m_inFlight;
        if (!found[i]) {
            conclude(wave[i], ItemOutcome::Changed, QString::fromLatin1(engine::goneForGood));
            continue;
        }
        const ActionState state = engine::gate(m_stored.job.order.action, *found[i], now());
        if (!state.allowed) {
            conclude(wave[i], ItemOutcome::Changed, state.reason);
            continue;
        }
        if (item->seen && *item->seen != found[i]->status) {
            conclude(wave[i], ItemOutcome::Changed, QString::fromLatin1(engine::movedMeanwhile));
            continue;
        }
        item->seen = found[i]->status;
        item->stored.stage = ItemStage::Intended;
        item->stored.before = *found[i];
        m_rows.at(wave[i].row).dirty = true;
        intended.append(wave[i]);
    }
    intend(intended);
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
    item->stored.stage = ItemStage::Waiting;
    item->stored.before = {};
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
        const bool seen = !found[i] || engine::hasTakenEffect(m_stored.job.order.action, item->stored.before, *found[i]);
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
    m_inFlight = places.size();
    m_steps.started(static_cast<int>(places.size()));
    struct Now { std::optional<GlobalTransaction> transaction; bool acted = false; };
    QList<std::pair<Gid, qint64>> asked;
    for (const Place &place : places)
        asked.append({at(place)->stored.item.gid, at(place)->stored.before.lastSeq});
    m_coordinator.read<QList<Now>>(
        [asked, who = actor()](store::TransactionReader &reader) -> Result<QList<Now>> {
            QList<Now> all;
            for (const auto &[gid, lastSeq] : asked) {
                const Result<std::optional<TransactionSnapshot>> loaded = reader.load(gid);
                const Result<store::StoredEvents> events = reader.events(gid, lastSeq, eventsLookedAt);
                if (!loaded || !events)
                    return tl::unexpected<Error>(loaded ? events.error() : loaded.error());
                // With more events than are read it is not known: watched, rather than done twice.
                const bool acted = events->truncated || std::ranges::any_of(events->events, [&who](const JournalEvent &event) {
                    return event.kind == EventKind::ManualAct && event.actor == who;
                });
                all.append({*loaded ? std::optional((*loaded)->transaction) : std::nullopt, acted});
            }
            return all;
        },
        [self = QPointer(this), places](Result<QList<Now>> &&all) {
            if (!self)
                return;
            if (!all)
                return self->setState(JobState::StoppedItself, all.error().message);
            for (qsizetype i = 0; i < places.size(); ++i)
                self->resolved(places[i], (*all)[i].transaction, (*all)[i].acted);
            self->go();
        });
}

void JobRun::resolved(const Place &place, const std::optional<GlobalTransaction> &found, bool acted)
{
    Item *item = at(place);
    if (acted)
        item->actedAt = now();
    else if (!found)
        conclude(place, ItemOutcome::Changed, QString::fromLatin1(engine::goneForGood));
    else
        takeBack(place); // the journal is stored with the act: it was not done, whatever else has moved it
}

} // namespace txdesk::jobs
