// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/fault_panel.h"

#include "console/demo/stage.h"
#include "console/stage/stage_words.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

namespace txdesk::console {
using namespace Qt::StringLiterals;

FaultPanel::FaultPanel(QWidget *parent)
    : QGroupBox(parent), m_participant(new QComboBox(this)), m_pause(new QComboBox(this)), m_participantCaption(new PlainLabel(this)),
      m_pauseCaption(new PlainLabel(this)), m_killParticipant(new QPushButton(this)), m_killCoordinator(new QPushButton(this))
{
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(m_participantCaption, m_participant);
    m_latency = addSlider(3000, 100, m_latencyCaption, *form);
    m_failPercent = addSlider(100, 10, m_failCaption, *form);
    m_losePercent = addSlider(100, 10, m_loseCaption, *form);
    for (const QLatin1StringView pause : {"off"_L1, "silent"_L1, "refused"_L1})
        m_pause->addItem(QString(), QString(pause));
    form->addRow(m_pauseCaption, m_pause);
    auto *kills = new QHBoxLayout;
    kills->addWidget(m_killParticipant);
    kills->addWidget(m_killCoordinator);
    form->addRow(kills);
    connect(m_participant, &QComboBox::currentIndexChanged, this, &FaultPanel::resetSwitches);
    connect(m_pause, &QComboBox::currentIndexChanged, this, &FaultPanel::tellSwitches);
    connect(m_killParticipant, &QPushButton::clicked, this, [this] { toggleProcess(participant()); });
    connect(m_killCoordinator, &QPushButton::clicked, this, [this] { toggleProcess(QString(demo::Stage::coordinatorName)); });
    setParticipants({});
    retranslate();
}

QSlider *FaultPanel::addSlider(int maximum, int step, QLabel *&caption, QFormLayout &form)
{
    auto *slider = new QSlider(Qt::Horizontal, this);
    slider->setRange(0, maximum);
    slider->setSingleStep(step);
    slider->setPageStep(step * 2);
    slider->setTracking(false); // one request when it is let go, not one a pixel
    caption = new PlainLabel(this);
    caption->setBuddy(slider);
    form.addRow(caption, slider);
    connect(slider, &QSlider::valueChanged, this, &FaultPanel::tellSwitches);
    return slider;
}

void FaultPanel::setParticipants(const QStringList &names)
{
    const QString chosen = participant();
    {
        const QSignalBlocker quiet(m_participant);
        m_participant->clear();
        m_participant->addItems(names);
        const int index = m_participant->findText(chosen.isEmpty() ? u"bank-b"_s : chosen);
        m_participant->setCurrentIndex(std::max(index, names.isEmpty() ? -1 : 0));
    }
    resetSwitches();
}

void FaultPanel::setListening(const QString &process, bool listening)
{
    m_dead.removeAll(process);
    if (!listening)
        m_dead.append(process);
    updateButtons();
}

QString FaultPanel::participant() const
{
    return m_participant->currentText();
}

QPushButton *FaultPanel::startButton() const
{
    if (m_dead.contains(participant()))
        return m_killParticipant;
    return m_dead.contains(QString(demo::Stage::coordinatorName)) ? m_killCoordinator : nullptr;
}

void FaultPanel::resetSwitches()
{
    for (QSlider *slider : {m_latency, m_failPercent, m_losePercent}) {
        const QSignalBlocker quiet(slider);
        slider->setValue(0);
    }
    const QSignalBlocker quiet(m_pause);
    m_pause->setCurrentIndex(0);
    retranslate();
    updateButtons();
}

void FaultPanel::tellSwitches()
{
    retranslate();
    if (participant().isEmpty())
        return;
    emit switchesChanged(participant(), {{u"latencyMs"_s, m_latency->value()},
                                         {u"failPercent"_s, m_failPercent->value()},
                                         {u"loseAnswerPercent"_s, m_losePercent->value()},
                                         {u"pause"_s, m_pause->currentData().toString()}});
}

void FaultPanel::toggleProcess(const QString &process)
{
    if (m_dead.contains(process))
        emit startWanted(process);
    else
        emit killWanted(process);
}

void FaultPanel::updateButtons()
{
    const QString coordinator(demo::Stage::coordinatorName);
    m_killCoordinator->setText(m_dead.contains(coordinator) ? say(QT_TRANSLATE_NOOP("Stage", "Start the coordinator"))
                                                            : say(QT_TRANSLATE_NOOP("Stage", "Kill the coordinator")));
    const QString name = participant().isEmpty() ? say(QT_TRANSLATE_NOOP("Stage", "participant")) : participant();
    m_killParticipant->setText((m_dead.contains(participant()) ? say(QT_TRANSLATE_NOOP("Stage", "Start %1"))
                                                               : say(QT_TRANSLATE_NOOP("Stage", "Kill %1"))).arg(name));
    const bool known = !participant().isEmpty();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_participant, m_latency, m_failPercent, m_losePercent, m_pause, m_killParticipant, m_killCoordinator}) {
        widget->setEnabled(known);
        widget->setToolTip(asToolTip(known ? QString() : say(QT_TRANSLATE_NOOP("Stage", "Nobody is on the stage yet: play a story."))));
    }
}

void FaultPanel::changeEvent(QEvent *event)
{
    QGroupBox::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        updateButtons();
    }
}

void FaultPanel::retranslate()
{
    setTitle(say(QT_TRANSLATE_NOOP("Stage", "What goes wrong")));
    m_participantCaption->setText(say(QT_TRANSLATE_NOOP("Stage", "At")));
    m_participant->setAccessibleName(say(QT_TRANSLATE_NOOP("Stage", "Participant with the faults")));
    m_latencyCaption->setText(say(QT_TRANSLATE_NOOP("Stage", "Answers %1 ms later")).arg(m_latency->value()));
    m_failCaption->setText(say(QT_TRANSLATE_NOOP("Stage", "Fails %1 %")).arg(m_failPercent->value()));
    m_loseCaption->setText(say(QT_TRANSLATE_NOOP("Stage", "Loses %1 % of answers")).arg(m_losePercent->value()));
    m_pauseCaption->setText(say(QT_TRANSLATE_NOOP("Stage", "Network")));
    m_pauseCaption->setBuddy(m_pause);
    m_pause->setAccessibleName(m_pauseCaption->text());
    m_latency->setAccessibleName(m_latencyCaption->text());
    m_failPercent->setAccessibleName(m_failCaption->text());
    m_losePercent->setAccessibleName(m_loseCaption->text());
    m_pause->setItemText(0, say(QT_TRANSLATE_NOOP("Stage", "works")));
    m_pause->setItemText(1, say(QT_TRANSLATE_NOOP("Stage", "silent: no answers")));
    m_pause->setItemText(2, say(QT_TRANSLATE_NOOP("Stage", "down: connections refused")));
}

} // namespace txdesk::console
