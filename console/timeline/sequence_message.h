// What a sequence diagram says, before any geometry: lanes, and messages in the order they happened.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/model/transaction_detail.h"

#include <QList>

namespace txdesk::console {

enum class LaneRole { Operator, Initiator, Participant, Coordinator, Locks };

struct SequenceLane
{
    LaneRole role = LaneRole::Participant;
    QString name{};         // host:port, the coordinator's node, the operator
    QStringList branches{}; // ids of the branches it serves, each once
    QStringList members{};  // participants that share it; empty: it stands for itself
    bool quiet = false;     // shared by participants that nothing is wrong with

    friend bool operator==(const SequenceLane &, const SequenceLane &) = default;
};

enum class MessageKind {
    Call,     // an arrow and, once it is known, its answer
    Loop,     // something on a party's own line: local transaction, the end of the transaction
    Decision, // a line through all lanes: roll back, deliver, a phase begins
    Wait,     // nothing happens until a time
    Restart,  // the coordinator was down
    Note,     // words
};

// How a call was answered, as the arrow grammar tells them apart.
enum class ReplyKind {
    None,    // not answered yet
    Reply,   // an answer came
    Refused, // nobody listened: the call did not arrive
    Lost,    // no answer: it may have run
};

// Provenance, told by ink: solid, dotted, ghost. Reported: the initiator's word; nobody here saw it.
// Prevented: planned, and would not happen any more after the act that is being looked at.
enum class Certainty { Observed, Inferred, Reported, Planned, PlannedUncertain, Prevented };

inline constexpr int hiddenLane = -2; // a party whose lane was hidden

struct SequenceMessage
{
    MessageKind kind = MessageKind::Note;
    Certainty certainty = Certainty::Observed;
    Meaning meaning = Meaning::Running;
    int from = -1; // lane; -1: all lanes
    int to = -1;
    int number = 0; // on the arrow, from 1; 0: none
    int undoes = 0; // the number of the arrow it compensates
    QString verb{};   // for text dumps, never translated: "submit", "action"
    QString label{};  // translated
    QString reply{};  // translated words of the answer
    QString text{};   // URL, error or reason in full
    QString party{};  // the participant itself where it shares a lane or has none
    BranchId branch{};
    std::optional<OpKind> op{};
    int attempt = 0;
    ReplyKind replyKind = ReplyKind::None;
    std::optional<Outcome> outcome{};
    int statusCode = 0;
    BarrierNote barrier = BarrierNote::None;
    Instant sentAt{};
    std::optional<Instant> answeredAt{};
    std::optional<Instant> until{};
    Milliseconds took{};
    qint64 seq = 0;       // its first journal event; 0: none (inferred, planned)
    qint64 answerSeq = 0; // the event of its answer; 0: none yet
    qint64 answerBehind = 0; // reported: its answer is drawn behind this event; an inferred note: it is itself; 0: at once
    bool callMissing = false; // the call itself was left out of a truncated journal: only the answer is drawn
    int events = 0;           // journal events it stands for

    friend bool operator==(const SequenceMessage &, const SequenceMessage &) = default;
};

struct Sequence
{
    QList<SequenceLane> lanes{};
    QList<SequenceMessage> messages{}; // by seq; planned ones last
    int events = 0;                  // journal events told: the sum of the messages'
    bool final = false;              // nothing more will happen by itself: no "now" line
    QStringList hidden{};            // participants whose lanes were hidden

    friend bool operator==(const Sequence &, const Sequence &) = default;
};

[[nodiscard]] inline bool isHidden(const SequenceMessage &message)
{
    return message.from == hiddenLane || message.to == hiddenLane;
}

[[nodiscard]] inline bool isFailure(const SequenceMessage &message)
{
    return message.meaning == Meaning::Failed && message.certainty <= Certainty::Reported;
}

[[nodiscard]] inline bool isPlanned(const SequenceMessage &message)
{
    return message.certainty > Certainty::Reported;
}

} // namespace txdesk::console
