// The second page of a profile: what only some places need. Certificate of this console, proxy, time zone, limits.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/connection/profile.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace txdesk::console {

// Thread: GUI.
class ProfileExtras final : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileExtras(QWidget *parent = nullptr);

    void setProfile(const Profile &profile);
    void applyTo(Profile &profile) const;
    [[nodiscard]] QString problem() const; // what is wrong with it, in words; empty: nothing

signals:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    QLineEdit *addLine(const char *name);
    QSpinBox *addNumber(const char *name, int least, int most);
    void retranslate();

    QFormLayout *m_form;
    QList<QWidget *> m_fields; // in the order of their names
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QLineEdit *m_proxy;
    QLineEdit *m_trace;
    QComboBox *m_zone;
    QSpinBox *m_acts;
    QSpinBox *m_poll;
    QCheckBox *m_reveals;
};

} // namespace txdesk::console
