// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/rules_dialog.h"

#include "console/alerts/alert_settings.h"
#include "console/alerts/alert_words.h"
#include "console/alerts/outputs_form.h"
#include "console/alerts/rule_form.h"
#include "console/models/filter_grammar.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>
#include <QUuid>
#include <QVBoxLayout>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

RulesDialog::RulesDialog(AlertWatch &watch, QWidget *parent) : BandedDialog(placeAround(parent), parent), m_watch(watch), m_rules(watch.policy().rules)
{
    setObjectName("rulesDialog"_L1);
    build();
    addFoot();
    m_outputs->setPolicy(watch.policy());
    addTexts([this] { retranslate(); });
    resize(780, 560);
}

QPushButton *RulesDialog::addButton(const char *name, QLayout &layout)
{
    auto *button = new QPushButton(this);
    button->setObjectName(QLatin1StringView(name));
    button->setAutoDefault(false);
    layout.addWidget(button);
    return button;
}

void RulesDialog::build()
{
    body().addWidget(m_tabs = new QTabWidget(this), 1);
    auto *rules = new QWidget(m_tabs);
    auto *row = new QHBoxLayout(rules);
    auto *left = new QVBoxLayout;
    m_list = new QListWidget(rules);
    m_list->setObjectName("ruleList"_L1);
    left->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    m_add = addButton("ruleAdd", *buttons);
    m_remove = addButton("ruleRemove", *buttons);
    m_import = addButton("ruleImport", *buttons);
    m_export = addButton("ruleExport", *buttons);
    left->addLayout(buttons);
    row->addLayout(left, 1);
    auto *right = new QVBoxLayout;
    m_form = new RuleForm(rules);
    right->addWidget(m_form);
    m_try = addButton("ruleTry", *right);
    m_said = new PlainLabel(rules);
    m_said->setObjectName("ruleSaid"_L1);
    m_said->setWordWrap(true);
    m_said->setMinimumHeight(3 * fontMetrics().height());
    QPalette muted = m_said->palette();
    muted.setColor(QPalette::WindowText, theme().mutedText);
    m_said->setPalette(muted);
    right->addWidget(m_said);
    right->addStretch();
    row->addLayout(right, 1);
    m_tabs->addTab(rules, QString());
    m_tabs->addTab(m_outputs = new OutputsForm(m_tabs), QString());
    connect(m_add, &QPushButton::clicked, this, &RulesDialog::addRule);
    connect(m_remove, &QPushButton::clicked, this, &RulesDialog::removeRule);
    connect(m_import, &QPushButton::clicked, this, [this] { askFile(false); });
    connect(m_export, &QPushButton::clicked, this, [this] { askFile(true); });
    connect(m_try, &QPushButton::clicked, this, &RulesDialog::tryRule);
    connect(m_list, &QListWidget::currentRowChanged, this, &RulesDialog::showRule);
    connect(m_form, &RuleForm::edited, this, &RulesDialog::takeForm);
}

void RulesDialog::addFoot()
{
    auto *box = new QDialogButtonBox(this); // its standard buttons would take Qt's words when the language changes
    m_ok = box->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_cancel = box->addButton(QString(), QDialogButtonBox::RejectRole);
    m_ok->setDefault(true);
    for (QAbstractButton *button : box->buttons())
        button->setIcon({});
    body().addWidget(box);
    connect(box, &QDialogButtonBox::accepted, this, &RulesDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &RulesDialog::reject);
}

void RulesDialog::retranslate()
{
    setWindowTitle(tr("Alert rules: %1").arg(m_watch.server()));
    m_list->setAccessibleName(tr("Rules"));
    m_add->setText(tr("&Add"));
    m_remove->setText(tr("Re&move"));
    m_import->setText(tr("&Import…"));
    m_export->setText(tr("E&xport…"));
    m_try->setText(tr("&Try it now"));
    m_tabs->setTabText(0, tr("Rules"));
    m_tabs->setTabText(1, tr("Quiet hours and ways out"));
    m_ok->setText(tr("OK"));
    m_cancel->setText(tr("Cancel"));
    fillList(std::max(0, m_shown));
}

void RulesDialog::fillList(int row)
{
    m_shown = -1;
    m_list->clear();
    for (const AlertRule &rule : std::as_const(m_rules))
        m_list->addItem((rule.enabled ? u"● "_s : u"○ "_s) + oneLine(AlertWords::name(rule), 60));
    m_list->setCurrentRow(std::clamp(row, 0, static_cast<int>(m_rules.size()) - 1));
    showRule();
}

void RulesDialog::showRule()
{
    m_shown = m_list->currentRow();
    const bool isThere = m_shown >= 0 && m_shown < m_rules.size();
    m_form->setEnabled(isThere);
    m_remove->setEnabled(isThere);
    m_try->setEnabled(isThere);
    if (!isThere) {
        m_said->setText(tr("There is no rule: nothing is watched."));
        return;
    }
    m_form->setRule(m_rules[m_shown]);
    m_said->setText(AlertWords::condition(m_rules[m_shown]));
}

void RulesDialog::takeForm()
{
    if (m_shown < 0)
        return;
    m_rules[m_shown] = m_form->rule();
    const AlertRule &rule = m_rules[m_shown];
    m_list->item(m_shown)->setText((rule.enabled ? u"● "_s : u"○ "_s) + oneLine(AlertWords::name(rule), 60));
    QString said = AlertWords::condition(rule);
    if (rule.metric == AlertMetric::StuckCount && !rule.filter.isEmpty())
        if (const auto filter = FilterGrammar::parse(rule.filter, m_watch.now()); !filter)
            said = tr("The filter is not understood: %1").arg(filter.error().message);
    m_said->setText(said);
}

void RulesDialog::addRule()
{
    m_rules.append({.id = QUuid::createUuid().toString(QUuid::Id128).left(12), .name = tr("New rule")});
    fillList(static_cast<int>(m_rules.size()) - 1);
}

void RulesDialog::removeRule()
{
    if (m_shown < 0)
        return;
    m_rules.removeAt(m_shown);
    fillList(m_shown);
}

void RulesDialog::tryRule()
{
    if (m_shown < 0)
        return;
    const AlertRule rule = m_form->rule();
    QStringList lines;
    for (const AlertReading &reading : m_watch.tryRule(rule)) {
        const QString subject = reading.subject.isEmpty() ? QString() : reading.subject + u": "_s;
        if (!reading.value)
            lines.append(subject + tr("not known now"));
        else
            lines.append(subject + (holds(rule, *reading.value) ? tr("%1: the condition holds") : tr("%1: the condition does not hold"))
                                       .arg(AlertWords::value(rule.metric, *reading.value)));
    }
    m_said->setText(lines.isEmpty() ? tr("Nothing to measure: no participant was called often enough.") : lines.first(std::min<qsizetype>(lines.size(), 6)).join(u'\n'));
}

Result<> RulesDialog::importFrom(const QString &path)
{
    const Result<QList<AlertRule>> read = importAlertRules(path);
    if (!read)
        return tl::unexpected(read.error());
    for (const AlertRule &rule : *read) {
        const auto known = std::ranges::find(m_rules, rule.id, &AlertRule::id);
        if (known == m_rules.end())
            m_rules.append(rule);
        else
            *known = rule;
    }
    fillList(0);
    return {};
}

Result<> RulesDialog::exportTo(const QString &path) const { return exportAlertRules(path, m_rules); }

void RulesDialog::askFile(bool saves)
{
    auto *dialog = new QFileDialog(this, saves ? tr("Export rules") : tr("Import rules"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(saves ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setDefaultSuffix(u"ini"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, saves](const QString &path) {
        const Result<> done = saves ? exportTo(path) : importFrom(path);
        m_said->setText(done ? (saves ? tr("Exported.") : tr("Imported; nothing holds before OK.")) : tr("Not done: %1").arg(done.error().message));
    });
    dialog->open();
}

void RulesDialog::accept()
{
    if (const QString problem = m_outputs->problem(); !problem.isEmpty()) {
        m_said->setText(problem);
        m_tabs->setCurrentIndex(1);
        m_outputs->setToolTip(asToolTip(problem));
        return;
    }
    m_watch.setPolicy({m_rules, m_outputs->quiet(), m_outputs->outputs()});
    QDialog::accept();
}

} // namespace txdesk::console
