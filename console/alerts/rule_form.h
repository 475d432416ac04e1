// The fields of one alert rule.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_rule.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace txdesk::console {

// Thread: GUI.
class RuleForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RuleForm(QWidget *parent = nullptr);

    void setRule(const AlertRule &rule);
    [[nodiscard]] AlertRule rule() const;

signals:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showState();
    void change();

    QString m_id;
    bool m_filling = false;
    QList<QLabel *> m_labels;
    QCheckBox *m_enabled;
    QLineEdit *m_name;
    QComboBox *m_metric;
    QComboBox *m_comparison;
    QDoubleSpinBox *m_value;
    QSpinBox *m_for;
    QLineEdit *m_filter;
    QComboBox *m_severity;
    QSpinBox *m_repeat;
};

} // namespace txdesk::console
