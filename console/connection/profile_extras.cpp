// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/profile_extras.h"

#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// "jaeger:16686" of an http(s) address with a place holder; empty: it is none.
QString baseOf(QString address)
{
    const QUrl url(address.replace("{trace_id}"_L1, "0"_L1), QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) ? url.authority() : QString();
}

} // namespace

ProfileExtras::ProfileExtras(QWidget *parent) : QWidget(parent), m_form(new QFormLayout(this))
{
    m_form->setVerticalSpacing(8);
    m_form->setHorizontalSpacing(12);
    m_certificate = addLine("profileClientCertificate");
    m_key = addLine("profileClientKey");
    m_proxy = addLine("profileProxy");
    m_trace = addLine("profileTrace");
    m_zone = new QComboBox(this);
    m_zone->setObjectName("profileZone"_L1);
    m_zone->setEditable(true);
    m_zone->setMinimumHeight(28);
    m_zone->addItem(QString());
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(id));
    m_fields.append(m_zone);
    m_form->addRow(new PlainLabel(this), m_zone);
    m_acts = addNumber("profileActs", 1, 200); // as many as a job can, JobPace::perSecondMax
    m_poll = addNumber("profilePoll", 1, 3600);
    m_reveals = new QCheckBox(this);
    m_reveals->setObjectName("profileReveals"_L1);
    m_form->addRow(new PlainLabel(this), m_reveals);
    connect(m_zone, &QComboBox::editTextChanged, this, &ProfileExtras::edited);
    connect(m_reveals, &QCheckBox::clicked, this, &ProfileExtras::edited);
    retranslate();
}

QLineEdit *ProfileExtras::addLine(const char *name)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1StringView(name));
    line->setMinimumHeight(28);
    m_fields.append(line);
    m_form->addRow(new PlainLabel(this), line);
    connect(line, &QLineEdit::textEdited, this, &ProfileExtras::edited);
    return line;
}

QSpinBox *ProfileExtras::addNumber(const char *name, int least, int most)
{
    auto *number = new QSpinBox(this);
    number->setObjectName(QLatin1StringView(name));
    number->setRange(least, most);
    number->setMinimumHeight(28);
    m_fields.append(number);
    m_form->addRow(new PlainLabel(this), number);
    connect(number, &QSpinBox::valueChanged, this, &ProfileExtras::edited);
    return number;
}

void ProfileExtras::setProfile(const Profile &profile)
{
    const QSignalBlocker quiet(this);
    m_certificate->setText(profile.clientCertificate);
    m_key->setText(profile.clientKey);
    m_proxy->setText(profile.proxy);
    m_trace->setText(profile.traceUrl);
    m_zone->setEditText(profile.timeZone);
    m_acts->setValue(profile.actsPerSecond);
    m_poll->setValue(profile.pollSeconds);
    m_reveals->setChecked(profile.revealsAllowed);
}

void ProfileExtras::applyTo(Profile &profile) const
{
    profile.clientCertificate = m_certificate->text().trimmed();
    profile.clientKey = m_key->text().trimmed();
    profile.proxy = m_proxy->text().trimmed();
    profile.traceUrl = m_trace->text().trimmed();
    profile.timeZone = m_zone->currentText().trimmed();
    profile.actsPerSecond = m_acts->value();
    profile.pollSeconds = m_poll->value();
    profile.revealsAllowed = m_reveals->isChecked();
}

QString ProfileExtras::problem() const
{
    const QString certificate = m_certificate->text().trimmed();
    const QString key = m_key->text().trimmed();
    if (certificate.isEmpty() != key.isEmpty())
        return tr("A client certificate goes with its key: two PEM files.");
    for (const QString &file : {certificate, key})
        if (!file.isEmpty() && !QFileInfo(file).isReadable())
            return tr("%1 cannot be read.").arg(file);
    const QUrl proxy(m_proxy->text().trimmed(), QUrl::StrictMode);
    const bool fits = (proxy.scheme() == "http"_L1 || proxy.scheme() == "socks5"_L1) && !proxy.host().isEmpty() && proxy.userInfo().isEmpty();
    if (!m_proxy->text().trimmed().isEmpty() && !fits)
        return tr("A proxy looks like http://proxy:3128 or socks5://proxy:1080, without a password.");
    if (const QString trace = m_trace->text().trimmed(); !trace.isEmpty() && (!trace.contains("{trace_id}"_L1) || baseOf(trace).isEmpty()))
        return tr("An address of traces looks like http://jaeger:16686/trace/{trace_id}.");
    if (!m_zone->currentText().trimmed().isEmpty() && !QTimeZone(m_zone->currentText().trimmed().toLatin1()).isValid())
        return tr("A time zone looks like Asia/Shanghai.");
    return {};
}

void ProfileExtras::retranslate()
{
    const QStringList names{tr("Client &certificate"), tr("Its &key"), tr("Pro&xy"), tr("T&races"), tr("Time &zone of the server"), tr("Acts per &second, at most"),
                            tr("Seconds between questions, &where nothing is pushed")};
    for (qsizetype i = 0; i < names.size(); ++i) {
        auto *label = static_cast<QLabel *>(m_form->labelForField(m_fields[i]));
        label->setText(names[i]);
        label->setBuddy(m_fields[i]);
        m_fields[i]->setAccessibleName(QString(names[i]).remove(u'&'));
    }
    m_certificate->setPlaceholderText(tr("none; a PEM file"));
    m_key->setPlaceholderText(tr("none; a PEM file that only you can read"));
    m_proxy->setPlaceholderText(tr("as the system has it"));
    m_trace->setPlaceholderText(tr("nowhere; else an address with {trace_id}"));
    m_reveals->setText(tr("Secrets may be &revealed for a minute, on record"));
    m_reveals->setAccessibleName(m_reveals->text().remove(u'&'));
}

void ProfileExtras::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
