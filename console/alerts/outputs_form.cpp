// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/outputs_form.h"

#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTimeEdit>
#include <QUrl>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

OutputsForm::OutputsForm(QWidget *parent)
    : QWidget(parent), m_quiet(new QCheckBox(this)), m_from(new QTimeEdit(this)), m_to(new QTimeEdit(this)), m_critical(new QCheckBox(this)),
      m_popup(new QCheckBox(this)), m_attention(new QCheckBox(this)), m_sound(new QCheckBox(this)), m_webHookWords(new PlainLabel(this)),
      m_webHook(new QLineEdit(this)), m_mayRun(new QCheckBox(this)), m_programWords(new PlainLabel(this)), m_program(new QPlainTextEdit(this))
{
    setObjectName("outputsForm"_L1);
    auto *column = new QVBoxLayout(this);
    auto *hours = new QHBoxLayout;
    hours->addWidget(m_quiet);
    hours->addWidget(m_from);
    hours->addWidget(new PlainLabel(u"–"_s, this));
    hours->addWidget(m_to);
    hours->addStretch();
    column->addLayout(hours);
    for (QWidget *widget : {static_cast<QWidget *>(m_critical), static_cast<QWidget *>(m_popup), static_cast<QWidget *>(m_attention),
                            static_cast<QWidget *>(m_sound), static_cast<QWidget *>(m_webHookWords), static_cast<QWidget *>(m_webHook),
                            static_cast<QWidget *>(m_mayRun), static_cast<QWidget *>(m_programWords), static_cast<QWidget *>(m_program)})
        column->addWidget(widget);
    column->addStretch();
    for (QTimeEdit *edit : {m_from, m_to})
        edit->setDisplayFormat(u"HH:mm"_s);
    m_webHook->setPlaceholderText(u"https://…"_s);
    m_webHookWords->setWordWrap(true);
    m_programWords->setWordWrap(true);
    m_program->setTabChangesFocus(true);
    m_program->setMaximumHeight(80);
    connect(m_quiet, &QCheckBox::toggled, this, &OutputsForm::showState);
    connect(m_mayRun, &QCheckBox::toggled, this, &OutputsForm::showState);
    retranslate();
}

void OutputsForm::retranslate()
{
    m_quiet->setText(tr("Quiet hours, each day"));
    m_critical->setText(tr("Critical alerts are told all the same"));
    m_popup->setText(tr("A bubble on the desktop, at most one for each rule in 5 minutes"));
    m_attention->setText(tr("The task bar asks for attention"));
    m_sound->setText(tr("A sound when it is critical or repeated"));
    m_webHookWords->setText(tr("Web-hook: gets a POST with JSON when an alert fires and when it is over"));
    m_mayRun->setText(tr("Run a program"));
    m_programWords->setText(tr("The program and its arguments, one a line; no shell. Kind, place, rule and text follow as arguments."));
    m_from->setAccessibleName(tr("Quiet from"));
    m_to->setAccessibleName(tr("Quiet until"));
    m_webHook->setAccessibleName(tr("Address of the web-hook"));
    m_program->setAccessibleName(tr("Program and arguments"));
}

void OutputsForm::setPolicy(const AlertPolicy &policy)
{
    const QuietHours &quiet = policy.quiet;
    m_quiet->setChecked(quiet.enabled);
    m_from->setTime(QTime(quiet.fromMinute / 60, quiet.fromMinute % 60));
    m_to->setTime(QTime(quiet.toMinute / 60, quiet.toMinute % 60));
    m_critical->setChecked(quiet.criticalBreaks);
    const AlertOutputs &out = policy.outputs;
    m_popup->setChecked(out.popup);
    m_attention->setChecked(out.attention);
    m_sound->setChecked(out.sound);
    m_webHook->setText(out.webHook);
    m_mayRun->setChecked(out.mayRun);
    m_program->setPlainText(out.program.join(u'\n'));
    showState();
}

void OutputsForm::showState()
{
    for (QWidget *widget : {static_cast<QWidget *>(m_from), static_cast<QWidget *>(m_to), static_cast<QWidget *>(m_critical)})
        widget->setEnabled(m_quiet->isChecked());
    m_program->setEnabled(m_mayRun->isChecked());
}

void OutputsForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

QuietHours OutputsForm::quiet() const
{
    const auto minuteOf = [](const QTime &time) { return time.hour() * 60 + time.minute(); };
    return {m_quiet->isChecked(), minuteOf(m_from->time()), minuteOf(m_to->time()), m_critical->isChecked()};
}

AlertOutputs OutputsForm::outputs() const
{
    return {.popup = m_popup->isChecked(),
            .sound = m_sound->isChecked(),
            .attention = m_attention->isChecked(),
            .webHook = m_webHook->text().trimmed(),
            .mayRun = m_mayRun->isChecked(),
            .program = m_program->toPlainText().split(u'\n', Qt::SkipEmptyParts)};
}

QString OutputsForm::problem() const
{
    const QString hook = m_webHook->text().trimmed();
    const QUrl url(hook, QUrl::StrictMode);
    const bool isHttp = url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    if (!hook.isEmpty() && !isHttp)
        return tr("The web-hook's address must begin with http:// or https://.");
    if (m_mayRun->isChecked() && outputs().program.isEmpty())
        return tr("No program is named.");
    return {};
}

} // namespace txdesk::console
