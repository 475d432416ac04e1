// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/lane_choice.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// Lanes that a reader looks for: something failed there, is under way or about to happen.
QSet<int> loudLanes(const Sequence &sequence)
{
    QSet<int> loud;
    for (const SequenceMessage &message : sequence.messages) {
        const bool pending = message.op && (isPlanned(message) || message.replyKind == ReplyKind::None);
        if (isFailure(message) || pending)
            loud += QSet<int>{message.from, message.to};
    }
    return loud;
}

class Arranger
{
public:
    Arranger(const Sequence &told, const LaneChoice &choice) : m_told(told), m_choice(choice)
    {
        m_map.laneOf.resize(told.lanes.size(), -1);
        for (const SequenceLane &lane : told.lanes)
            m_map.names.append(choice.names.value(lane.name, lane.name));
    }

    LaneMap run()
    {
        const QList<int> participants = visibleParticipants();
        const QSet<int> quiet = quietOf(participants);
        bool placed = false;
        for (int i = 0; i < int(m_told.lanes.size()); ++i) {
            if (m_told.lanes[i].role != LaneRole::Participant)
                add(i);
            else if (!std::exchange(placed, true))
                addParticipants(participants, quiet);
        }
        m_map.hidden.sort();
        return m_map;
    }

private:
    void add(int lane)
    {
        m_map.laneOf[lane] = int(m_map.lanes.size());
        SequenceLane drawn = m_told.lanes[lane];
        drawn.name = m_map.names[lane];
        m_map.lanes.append(drawn);
    }

    // Those that are not hidden, in the order a person gave them.
    QList<int> visibleParticipants()
    {
        QList<int> visible;
        for (int i = 0; i < int(m_told.lanes.size()); ++i) {
            if (m_told.lanes[i].role != LaneRole::Participant)
                continue;
            if (m_choice.hidden.contains(m_map.names[i])) {
                m_map.laneOf[i] = hiddenLane;
                m_map.isPlain = false;
                if (!m_map.hidden.contains(m_map.names[i]))
                    m_map.hidden.append(m_map.names[i]);
            } else {
                visible.append(i);
            }
        }
        const auto place = [this](int lane) {
            const qsizetype at = m_choice.order.indexOf(m_map.names[lane]);
            return at < 0 ? m_choice.order.size() : at;
        };
        std::stable_sort(visible.begin(), visible.end(), [&](int a, int b) { return place(a) < place(b); });
        return visible;
    }

    // The last of too many that nothing is wrong with.
    QSet<int> quietOf(const QList<int> &participants)
    {
        if (!m_choice.foldQuiet || participants.size() <= participantsMax)
            return {};
        const QSet<int> loud = loudLanes(m_told);
        QSet<int> quiet;
        qsizetype room = participantsMax - 1; // one lane is for the quiet ones
        for (const int lane : participants)
            room -= loud.contains(lane) ? 1 : 0;
        for (const int lane : participants)
            if (!loud.contains(lane) && --room < 0)
                quiet.insert(lane);
        return quiet.size() > 1 ? quiet : QSet<int>();
    }

    void addParticipants(const QList<int> &participants, const QSet<int> &quiet)
    {
        for (const int lane : participants) {
            if (quiet.contains(lane))
                continue;
            const int twin = m_choice.splitReplicas ? -1 : drawnAs(m_map.names[lane]);
            twin < 0 ? add(lane) : share(twin, lane);
        }
        if (quiet.isEmpty())
            return;
        m_map.lanes.append({LaneRole::Participant, QCoreApplication::translate("Sequence", "＋%1 participants").arg(quiet.size()), {}, {}, true});
        const int shared = int(m_map.lanes.size()) - 1;
        for (const int lane : participants)
            if (quiet.contains(lane))
                share(shared, lane);
    }

    [[nodiscard]] int drawnAs(const QString &name) const
    {
        for (int i = 0; i < int(m_map.lanes.size()); ++i)
            if (m_map.lanes[i].role == LaneRole::Participant && m_map.lanes[i].name == name)
                return i;
        return -1;
    }

    void share(int drawn, int lane)
    {
        SequenceLane &shared = m_map.lanes[drawn];
        if (shared.members.isEmpty() && !shared.branches.isEmpty())
            shared.members.append(m_told.lanes[m_map.laneOf.indexOf(drawn)].name);
        const QString name = m_map.names[lane];
        shared.members.append(name == shared.name ? m_told.lanes[lane].name : name);
        shared.branches.append(m_told.lanes[lane].branches);
        m_map.laneOf[lane] = drawn;
        m_map.isPlain = false;
    }

    const Sequence &m_told;
    const LaneChoice &m_choice;
    LaneMap m_map;
};

} // namespace

LaneMap arrangeLanes(const Sequence &told, const LaneChoice &choice)
{
    return Arranger(told, choice).run();
}

void moveToLanes(Sequence &sequence, const LaneMap &map, qsizetype from)
{
    const auto moved = [&map](int lane) { return lane >= 0 && lane < map.laneOf.size() ? map.laneOf[lane] : lane; };
    for (qsizetype i = from; i < sequence.messages.size(); ++i) {
        SequenceMessage &message = sequence.messages[i];
        const int party = message.kind == MessageKind::Call && message.op ? message.to : -1;
        const int drawn = moved(party);
        if (party >= 0 && party < map.names.size() && (drawn == hiddenLane || !map.lanes[drawn].members.isEmpty()))
            message.party = map.names[party];
        message.from = moved(message.from);
        message.to = moved(message.to);
    }
    sequence.lanes = map.lanes;
    sequence.hidden = map.hidden;
}

QString shapeOf(const QList<SequenceLane> &lanes)
{
    QStringList names;
    for (const SequenceLane &lane : lanes)
        if (lane.role == LaneRole::Participant)
            names.append(lane.members.isEmpty() ? QStringList{lane.name} : lane.members);
    names.removeDuplicates();
    names.sort();
    return QString::fromLatin1(QCryptographicHash::hash(names.join(u'\n').toUtf8(), QCryptographicHash::Sha1).toHex().left(16));
}

} // namespace txdesk::console
