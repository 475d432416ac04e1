// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/error_group_model.h"

#include "console/models/filter_terms.h"
#include "console/text/error_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "shared/model/error_fingerprint.h"

#include <QLocale>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype historyMax = 24; // refreshes
constexpr qsizetype shownMax = 200;  // groups

// The fingerprint of what a person reads of it, without the JSON around: the list says the same.
QString shownText(const ErrorGroup &group)
{
    const QString line = errorLine(group.sample);
    return oneLine(line.isEmpty() ? redactText(group.fingerprint) : errorFingerprint(line), 200);
}
} // namespace

ErrorGroups groupsOf(const QList<TransactionRow> &rows)
{
    QHash<QString, ErrorGroup> known;
    for (const TransactionRow &row : rows) {
        const GlobalTransaction &t = row.transaction;
        const QString fingerprint = isFinal(t.status) ? QString() : errorFingerprint(t.lastError);
        if (fingerprint.isEmpty())
            continue;
        const QString participant = row.participants.size() == 1 ? row.participants.first() : QString();
        ErrorGroup &group = known[fingerprint + u'\n' + participant];
        if (group.count == 0)
            group = {fingerprint, t.lastError, participant, 0, t.updatedAt, t.updatedAt};
        ++group.count;
        group.firstSeen = std::min(group.firstSeen, t.updatedAt);
        group.lastSeen = std::max(group.lastSeen, t.updatedAt);
    }
    ErrorGroups result{.groups = known.values(), .looked = rows.size(), .complete = false};
    std::sort(result.groups.begin(), result.groups.end(), [](const ErrorGroup &a, const ErrorGroup &b) {
        return std::tuple(-a.count, a.fingerprint, a.participant) < std::tuple(-b.count, b.fingerprint, b.participant);
    });
    return result;
}

QString sparkText(const QList<qint64> &counts)
{
    if (counts.isEmpty())
        return {};
    const qint64 most = std::max<qint64>(1, *std::max_element(counts.begin(), counts.end()));
    QString bars;
    for (const qint64 count : counts)
        bars += QChar(static_cast<char16_t>(u'▁' + std::clamp<qint64>(count * 7 / most, 0, 7)));
    return bars;
}

QString filterOf(const ErrorGroup &group)
{
    QString line = termText(u"fp"_s, group.fingerprint);
    if (!group.participant.isEmpty())
        line += u' ' + termText(u"part"_s, group.participant);
    return line;
}

ErrorGroupModel::ErrorGroupModel(const Clock &serverClock, QObject *parent) : QAbstractListModel(parent), m_clock(serverClock) {}

void ErrorGroupModel::show(const ErrorGroups &answer)
{
    ErrorGroups groups = answer;
    keepLargest(groups, shownMax);
    m_complete = groups.complete;
    m_otherGroups = groups.otherGroups;
    m_others = groups.others;
    QHash<QString, QList<qint64>> history;
    QList<Row> rows;
    for (const ErrorGroup &group : std::as_const(groups.groups)) {
        QList<qint64> &counts = history[keyOf(group)];
        counts = m_history.value(keyOf(group));
        counts.append(group.count);
        if (counts.size() > historyMax)
            counts.removeFirst();
        rows.append({group, counts});
    }
    m_history = history;
    const auto sameKeys = [&] {
        return std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                          [](const Row &a, const Row &b) { return keyOf(a.group) == keyOf(b.group); });
    };
    if (sameKeys()) { // the selection stays
        m_rows = rows;
        if (!m_rows.isEmpty())
            emit dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void ErrorGroupModel::clear()
{
    m_history.clear();
    show({});
}

void ErrorGroupModel::retranslate()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
}

void ErrorGroupModel::setParticipantNames(const ParticipantNames &names)
{
    m_names = names;
    retranslate();
}

const ErrorGroup *ErrorGroupModel::groupAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row].group : nullptr;
}

int ErrorGroupModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QString ErrorGroupModel::countText(const ErrorGroup &group) const
{
    const QString count = QLocale().toString(group.count);
    return m_complete ? count : u"≥ "_s + count;
}

QString ErrorGroupModel::seenText(const ErrorGroup &group) const { return ageText(group.lastSeen, m_clock.now()); }

QString ErrorGroupModel::toolTip(const Row &row) const
{
    const ErrorGroup &group = row.group;
    return tr("%1 unfinished transactions\n%2\nat %3\nfirst seen %4, last seen %5\nFor example: %6")
        .arg(countText(group), group.fingerprint, group.participant.isEmpty() ? tr("a participant that is not known") : named(group.participant, m_names),
             ageText(group.firstSeen, m_clock.now()), seenText(group), redactText(group.sample).left(400));
}

QVariant ErrorGroupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return tr("%1: %2, at %3, last seen %4").arg(countText(row.group), shownText(row.group), named(row.group.participant, m_names), seenText(row.group));
    case Qt::ToolTipRole: return asToolTip(toolTip(row));
    case CountRole: return countText(row.group);
    case FingerprintRole: return shownText(row.group);
    case PlaceRole: return named(row.group.participant, m_names);
    case TrendRole: return row.counts.size() > 1 ? sparkText(row.counts) : QString();
    case SeenRole: return seenText(row.group);
    default: return {};
    }
}

} // namespace txdesk::console
