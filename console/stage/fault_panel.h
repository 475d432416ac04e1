// The switches of the stage: what goes wrong at a participant, and who is killed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QGroupBox>
#include <QJsonObject>

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSlider;

namespace txdesk::console {

class FaultPanel final : public QGroupBox
{
    Q_OBJECT

public:
    explicit FaultPanel(QWidget *parent = nullptr);

    void setParticipants(const QStringList &names); // keeps the chosen one if it is still there
    void setListening(const QString &process, bool listening);
    void resetSwitches(); // shows them all off, tells nobody: a new story has put them off
    [[nodiscard]] QString participant() const;
    [[nodiscard]] QPushButton *startButton() const; // starts again what is dead; null: nothing is, of those that have a button

signals:
    void switchesChanged(const QString &participant, const QJsonObject &switches);
    void killWanted(const QString &process);
    void startWanted(const QString &process);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tellSwitches();
    void toggleProcess(const QString &process);
    void retranslate();
    void updateButtons();
    [[nodiscard]] QSlider *addSlider(int maximum, int step, QLabel *&caption, QFormLayout &form);

    QComboBox *m_participant;
    QSlider *m_latency;
    QSlider *m_failPercent;
    QSlider *m_losePercent;
    QComboBox *m_pause;
    QLabel *m_participantCaption;
    QLabel *m_latencyCaption = nullptr;
    QLabel *m_failCaption = nullptr;
    QLabel *m_loseCaption = nullptr;
    QLabel *m_pauseCaption;
    QPushButton *m_killParticipant;
    QPushButton *m_killCoordinator;
    QStringList m_dead;
};

} // namespace txdesk::console
