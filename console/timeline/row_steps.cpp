// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/row_steps.h"

#include <algorithm>
#include <limits>

namespace txdesk::console {
namespace {

constexpr qint64 never = std::numeric_limits<qint64>::max();
constexpr qsizetype lookedBack = 512; // an answer is looked for as far back as this

RowKind rowKindOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Call: return RowKind::Call;
    case MessageKind::Loop: return RowKind::Loop;
    case MessageKind::Decision: return RowKind::Decision;
    case MessageKind::Wait: return RowKind::Wait;
    case MessageKind::Restart: return RowKind::Restart;
    case MessageKind::Note: return RowKind::Note;
    }
    return RowKind::Note;
}

class StepList
{
public:
    StepList(SequenceLayout &layout, qsizetype from) : m_layout(layout), m_messages(layout.sequence.messages), m_from(from) {}

    QList<Step> run()
    {
        m_nowShown = m_layout.sequence.final || m_messages.isEmpty();
        while (m_fold < m_layout.folds.size() && m_layout.folds[m_fold].first <= m_from)
            ++m_fold;
        for (qsizetype i = m_from; i < m_messages.size(); ++i) {
            if (m_fold < m_layout.folds.size() && i == m_layout.folds[m_fold].first)
                i = addFold(i);
            addMessage(i);
        }
        if (!m_nowShown)
            m_steps.append({RowKind::Now, -1, -1, never, {}});
        std::stable_sort(m_steps.begin(), m_steps.end(),
                         [](const Step &a, const Step &b) { return std::pair(a.seq, a.rank) < std::pair(b.seq, b.rank); });
        joinStubs();
        return m_steps;
    }

private:
    [[nodiscard]] bool isLeftOut(qsizetype message) const { return !m_layout.leftOut.isEmpty() && m_layout.leftOut.testBit(message); }

    // The message behind it.
    qsizetype addFold(qsizetype first)
    {
        const RetryFold &fold = m_layout.folds[m_fold];
        bool out = true;
        for (qsizetype i = fold.first; i <= fold.last && out; ++i)
            out = isLeftOut(i);
        const bool hidden = isHidden(m_messages[first]);
        (out ? m_layout.eventsLeftOut : hidden ? m_layout.eventsHidden : m_layout.eventsFolded) += fold.events;
        if (!out)
            m_steps.append({hidden ? RowKind::Stub : RowKind::Fold, first, hidden ? -1 : m_fold, m_messages[first].seq, fold.from, 0,
                            hidden ? fold.attempts : 0});
        m_seq = m_messages[fold.last].answerSeq;
        ++m_fold;
        return fold.last + 1;
    }

    void addMessage(qsizetype i)
    {
        const SequenceMessage &message = m_messages[i];
        if (isPlanned(message)) {
            m_seq = never;
            if (!std::exchange(m_nowShown, true))
                m_steps.append({RowKind::Now, -1, -1, m_seq, {}});
        } else if (message.seq > 0) {
            m_seq = message.seq;
        }
        if (isLeftOut(i)) {
            m_layout.eventsLeftOut += message.events;
        } else if (isHidden(message)) {
            m_layout.eventsHidden += message.events;
            m_steps.append({RowKind::Stub, i, -1, m_seq, message.sentAt, 0, 1});
        } else {
            addRows(i, message);
        }
        m_after = std::max({m_after, message.seq, message.answerSeq});
    }

    void addRows(qsizetype i, const SequenceMessage &message)
    {
        if (!message.callMissing)
            m_steps.append({rowKindOf(message.kind), i, -1, m_seq, message.sentAt});
        if (message.answeredAt)
            m_steps.append({RowKind::Reply, i, -1, std::max(m_seq, message.answerSeq), *message.answeredAt});
        if (message.seq || isPlanned(message))
            return;
        Step &last = m_steps.last(); // inferred: behind all of the message before
        last.seq = message.kind != MessageKind::Note ? m_after // a note: behind its call, before its answer
                   : message.answerBehind > 0        ? message.answerBehind
                                                     : m_seq;
        last.rank = 2;
        if (message.answeredAt && !message.callMissing) {
            m_steps[m_steps.size() - 2].seq = m_after;
            m_steps[m_steps.size() - 2].rank = 2;
        }
        if (message.answeredAt && message.answerBehind > 0 && message.kind != MessageKind::Note) {
            last.seq = message.answerBehind;
            last.rank = 1;
        }
    }

    // Calls to hidden lanes that follow each other leave one mark.
    void joinStubs()
    {
        QList<Step> joined;
        joined.reserve(m_steps.size());
        for (const Step &step : std::as_const(m_steps)) {
            if (step.kind == RowKind::Stub && !joined.isEmpty() && joined.last().kind == RowKind::Stub)
                joined.last().stubs += step.stubs;
            else
                joined.append(step);
        }
        m_steps = joined;
    }

    SequenceLayout &m_layout;
    const QList<SequenceMessage> &m_messages;
    const qsizetype m_from;
    QList<Step> m_steps;
    qsizetype m_fold = 0;
    qint64 m_seq = 0;
    qint64 m_after = 0;
    bool m_nowShown = false;
};

bool isAttemptOf(const SequenceMessage &a, const SequenceMessage &b)
{
    return a.kind == MessageKind::Call && a.op && a.op == b.op && a.branch == b.branch && !isPlanned(a);
}

// Where the run of attempts begins that may hold `at`.
qsizetype runStart(const QList<SequenceMessage> &messages, qsizetype at)
{
    while (at > 0) {
        qsizetype before = at - 1;
        while (before > 0 && messages[before].kind == MessageKind::Wait)
            --before;
        if (messages[at].kind != MessageKind::Wait && !isAttemptOf(messages[before], messages[at]))
            return at;
        at = before;
    }
    return 0;
}

} // namespace

QList<Step> stepsOf(SequenceLayout &layout, qsizetype from)
{
    return StepList(layout, from).run();
}

qsizetype cleanCut(const QList<SequenceMessage> &messages, qsizetype changed)
{
    qsizetype at = std::min(changed, messages.size() - 1);
    for (bool clean = false; !clean && at > 0;) {
        clean = true;
        at = runStart(messages, at);
        for (; at > 0 && (messages[at].seq <= 0 || messages[at].callMissing); clean = false)
            --at;
        for (qsizetype i = at - 1; clean && i >= std::max<qsizetype>(0, at - lookedBack); --i) {
            if (std::max(messages[i].answerSeq, messages[i].answerBehind) < messages[at].seq)
                continue;
            at = i;
            clean = false;
        }
    }
    return std::max<qsizetype>(at, 0);
}

} // namespace txdesk::console
