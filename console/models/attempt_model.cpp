// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/attempt_model.h"

#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/provenance.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "shared/base/foreign_word.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QList<Attempt> attemptsOf(const QList<JournalEvent> &events)
{
    QList<Attempt> attempts;
    QHash<QString, qsizetype> open; // branch, op and attempt -> index
    for (const JournalEvent &event : events) {
        if (!event.op)
            continue;
        const QString key = u"%1 %2 %3"_s.arg(event.branch.value, spelled(opKindNames, *event.op)).arg(event.attempt);
        if (event.kind == EventKind::Called) {
            open.insert(key, attempts.size());
            attempts.append(Attempt{event, {}});
        } else if (event.kind == EventKind::Answered) {
            if (const auto call = open.constFind(key); call != open.constEnd())
                attempts[*call].answered = event;
            else
                attempts.append(Attempt{event, event});
            open.remove(key);
        }
    }
    return attempts;
}

namespace {

bool isNumberOfAttempt(int column)
{
    return column == AttemptModel::Number || column == AttemptModel::Try || column == AttemptModel::Took ||
           column == AttemptModel::Code;
}

} // namespace

AttemptModel::AttemptModel(QObject *parent) : QAbstractTableModel(parent) {}

void AttemptModel::setDetail(const TransactionDetail &detail)
{
    const Gid gid = detail.snapshot.transaction.gid;
    QList<Attempt> attempts = attemptsOf(detail.events);
    const bool grown = gid == m_gid && attempts.size() >= m_attempts.size() &&
                       (m_attempts.isEmpty() || attempts.first().called.seq == m_attempts.first().called.seq);
    m_gid = gid;
    if (!grown) {
        beginResetModel();
        m_attempts = std::move(attempts);
        endResetModel();
        return;
    }
    const auto before = static_cast<int>(m_attempts.size());
    const auto firstChanged = static_cast<int>(std::mismatch(m_attempts.cbegin(), m_attempts.cend(), attempts.cbegin()).first - m_attempts.cbegin());
    if (firstChanged < before) { // at once: who listens may look at all of them
        std::copy(attempts.cbegin() + firstChanged, attempts.cbegin() + before, m_attempts.begin() + firstChanged);
        emit dataChanged(index(firstChanged, 0), index(before - 1, ColumnCount - 1));
    }
    if (attempts.size() == before)
        return;
    beginInsertRows({}, before, static_cast<int>(attempts.size()) - 1);
    m_attempts = std::move(attempts);
    endInsertRows();
}

void AttemptModel::setTimes(TimeStyle style, const QTimeZone &zone)
{
    m_times = style;
    m_zone = zone;
    retranslate();
}

void AttemptModel::retranslate()
{
    if (!m_attempts.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int AttemptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_attempts.size());
}

int AttemptModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant AttemptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Attempt &attempt = m_attempts[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return text(attempt, index.row(), index.column());
    case Qt::TextAlignmentRole:
        return isNumberOfAttempt(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole: return asToolTip(toolTip(attempt, index.row(), index.column()));
    case MeaningRole:
        return static_cast<int>(attempt.answered && attempt.answered->outcome
                                    ? outcomeLook(*attempt.answered->outcome).meaning
                                    : Meaning::Running);
    default: return {};
    }
}

QString AttemptModel::text(const Attempt &attempt, int row, int column) const
{
    switch (column) {
    case Number: return QString::number(row + 1);
    case At: return clockMsText(attempt.called.at, m_zone);
    case Branch: return attempt.called.branch.isEmpty() ? u"–"_s : attempt.called.branch.value;
    case Op: return attempt.called.op ? wordOf(*attempt.called.op) : u"–"_s;
    case Try: return (provenanceOf(attempt.called) == Provenance::Inferred ? u"≈ "_s : QString()) + QString::number(attempt.called.attempt);
    case Result: return resultText(attempt);
    case Code:
        return attempt.answered && attempt.answered->statusCode > 0 ? QString::number(attempt.answered->statusCode)
                                                                    : u"–"_s;
    case Took: return attempt.answered && attempt.answered->statusCode != answerNotKept ? durationText(attempt.answered->took) : u"–"_s;
    case Text: {
        if (!attempt.answered)
            return redactUrl(attempt.called.text);
        const QString note = wordOf(attempt.answered->barrier, attempt.answered->op);
        QString said = redactText(attempt.answered->text).simplified();
        if (said.isEmpty() && attempt.answered->outcome == Outcome::Unknown)
            said = ruleWords(ruleOf(*attempt.answered));
        return note.isEmpty() ? (said.isEmpty() ? u"–"_s : said) : said.isEmpty() ? note : note + u" · "_s + said;
    }
    default: return {};
    }
}

// What was concluded and not seen says from what.
QString AttemptModel::toolTip(const Attempt &attempt, int row, int column) const
{
    const QString shown = text(attempt, row, column);
    const JournalEvent &newest = attempt.answered ? *attempt.answered : attempt.called;
    const QString rule = ruleOf(newest);
    return rule.isEmpty() ? shown : tr("%1\n%2: %3", "cell, rule, its words").arg(shown, rule, ruleWords(rule));
}

QString AttemptModel::resultText(const Attempt &attempt) const
{
    if (!attempt.answered || !attempt.answered->outcome)
        return tr("▶ no answer yet");
    const Outcome outcome = *attempt.answered->outcome;
    if (outcome == Outcome::Unknown && provenanceOf(*attempt.answered) == Provenance::Inferred)
        return outcomeLook(outcome).glyph + u' ' + tr("≈ failed");
    return outcomeLook(outcome).glyph + u' ' + wordOf(outcome);
}

QVariant AttemptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && isNumberOfAttempt(section))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return tr("no.");
    case At: return tr("called at");
    case Branch: return tr("branch");
    case Op: return tr("operation");
    case Try: return tr("try");
    case Result: return tr("result");
    case Code: return tr("code");
    case Took: return tr("took");
    case Text: return tr("answer");
    default: return {};
    }
}

} // namespace txdesk::console
