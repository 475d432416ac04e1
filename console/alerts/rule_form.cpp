// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/rule_form.h"

#include "console/alerts/alert_words.h"
#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int secondsMax = 7 * 24 * 3600;
constexpr int minutesMax = 7 * 24 * 60;
}

RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent), m_enabled(new QCheckBox(this)), m_name(new QLineEdit(this)), m_metric(new QComboBox(this)), m_comparison(new QComboBox(this)),
      m_value(new QDoubleSpinBox(this)), m_for(new QSpinBox(this)), m_filter(new QLineEdit(this)), m_severity(new QComboBox(this)),
      m_repeat(new QSpinBox(this))
{
    setObjectName("ruleForm"_L1);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    for (const auto &[metric, name] : alertMetricNames)
        m_metric->addItem(QString(), static_cast<int>(metric));
    for (const auto &[comparison, name] : alertComparisonNames)
        m_comparison->addItem(QString(name), static_cast<int>(comparison));
    for (const auto &[severity, name] : alertSeverityNames)
        m_severity->addItem(QString(), static_cast<int>(severity));
    m_name->setMaxLength(80);
    m_filter->setMaxLength(200);
    m_value->setRange(0, 1e9);
    m_value->setDecimals(1);
    m_for->setRange(0, secondsMax);
    m_repeat->setRange(0, minutesMax);
    form->addRow(m_enabled);
    for (QWidget *field : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_metric), static_cast<QWidget *>(m_comparison),
                           static_cast<QWidget *>(m_value), static_cast<QWidget *>(m_for), static_cast<QWidget *>(m_filter),
                           static_cast<QWidget *>(m_severity), static_cast<QWidget *>(m_repeat)}) {
        auto *label = new PlainLabel(this);
        label->setBuddy(field);
        m_labels.append(label);
        form->addRow(label, field);
    }
    connect(m_enabled, &QCheckBox::toggled, this, &RuleForm::change);
    connect(m_name, &QLineEdit::textChanged, this, &RuleForm::change);
    connect(m_filter, &QLineEdit::textChanged, this, &RuleForm::change);
    connect(m_value, &QDoubleSpinBox::valueChanged, this, &RuleForm::change);
    for (QSpinBox *spin : {m_for, m_repeat})
        connect(spin, &QSpinBox::valueChanged, this, &RuleForm::change);
    for (QComboBox *combo : {m_metric, m_comparison, m_severity})
        connect(combo, &QComboBox::currentIndexChanged, this, &RuleForm::change);
    retranslate();
}

void RuleForm::retranslate()
{
    m_filling = true;
    m_enabled->setText(tr("This rule watches"));
    const QStringList names{tr("Name"),     tr("What is measured"), tr("Compared"), tr("Value"), tr("For at least"),
                            tr("Only where"), tr("Severity"),       tr("Repeat")};
    const QList<QWidget *> fields{m_name, m_metric, m_comparison, m_value, m_for, m_filter, m_severity, m_repeat};
    for (qsizetype i = 0; i < names.size(); ++i) {
        m_labels[i]->setText(names[i]);
        fields[i]->setAccessibleName(names[i]);
    }
    for (int i = 0; i < m_metric->count(); ++i)
        m_metric->setItemText(i, AlertWords::metric(static_cast<AlertMetric>(m_metric->itemData(i).toInt())));
    for (int i = 0; i < m_severity->count(); ++i)
        m_severity->setItemText(i, AlertWords::severity(static_cast<AlertSeverity>(m_severity->itemData(i).toInt())));
    m_for->setSuffix(tr(" s"));
    m_repeat->setPrefix(tr("every "));
    m_repeat->setSuffix(tr(" min"));
    m_repeat->setSpecialValueText(tr("never"));
    showState();
    m_filling = false;
}

void RuleForm::showState()
{
    const auto metric = static_cast<AlertMetric>(m_metric->currentData().toInt());
    const QString unit = AlertWords::unit(metric);
    m_value->setSuffix(unit.isEmpty() ? QString() : u' ' + unit);
    m_filter->setEnabled(takesFilter(metric));
    m_filter->setPlaceholderText(metric == AlertMetric::StuckCount         ? tr("words of the list's filter: part:stock")
                                     : metric == AlertMetric::ParticipantErrors ? tr("a part of the participant's name")
                                                                                : tr("this measure has no filter"));
}

void RuleForm::setRule(const AlertRule &rule)
{
    m_filling = true;
    m_id = rule.id;
    m_enabled->setChecked(rule.enabled);
    m_name->setText(rule.name);
    m_metric->setCurrentIndex(m_metric->findData(static_cast<int>(rule.metric)));
    m_comparison->setCurrentIndex(m_comparison->findData(static_cast<int>(rule.comparison)));
    m_value->setValue(rule.value);
    m_for->setValue(static_cast<int>(rule.forAtLeast.count()));
    m_filter->setText(rule.filter);
    m_severity->setCurrentIndex(m_severity->findData(static_cast<int>(rule.severity)));
    m_repeat->setValue(static_cast<int>(rule.repeatEvery.count() / 60));
    showState();
    m_filling = false;
}

AlertRule RuleForm::rule() const
{
    const auto metric = static_cast<AlertMetric>(m_metric->currentData().toInt());
    return {.id = m_id,
            .name = m_name->text().trimmed(),
            .enabled = m_enabled->isChecked(),
            .metric = metric,
            .comparison = static_cast<AlertComparison>(m_comparison->currentData().toInt()),
            .value = m_value->value(),
            .forAtLeast = Seconds{m_for->value()},
            .filter = takesFilter(metric) ? m_filter->text().trimmed() : QString(),
            .severity = static_cast<AlertSeverity>(m_severity->currentData().toInt()),
            .repeatEvery = Seconds{60 * m_repeat->value()}};
}

void RuleForm::change()
{
    if (m_filling)
        return;
    showState();
    emit edited();
}

void RuleForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
