// The participants the coordinator calls, and how well they answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/participant_names.h"
#include "console/theme/theme.h"
#include "shared/model/coordinator_stats.h"

#include <QAbstractTableModel>

namespace txdesk::console {

// Thread: GUI.
class FleetModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Participant, Answers, InFlight, Median, Slowest, LastError, ColumnCount };
    enum Role { MeaningRole = Qt::UserRole };

    explicit FleetModel(QObject *parent = nullptr);

    void setParticipants(const QList<ParticipantStats> &participants);
    void setParticipantNames(const ParticipantNames &names);
    void retranslate();
    [[nodiscard]] QString participantAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ParticipantStats> m_participants;
    ParticipantNames m_names;
};

} // namespace txdesk::console
