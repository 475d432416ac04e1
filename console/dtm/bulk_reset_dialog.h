// Wakes everything that waits on a stock DTM: the only way that works on Redis and boltdb, and it is fleet-wide.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/action_desk.h"
#include "console/client/delayed_calls.h"
#include "console/widgets/environment_strip.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace txdesk::console {

// Thread: GUI. The gesture of a bulk act: effect in words, a reason, the number typed once more, and a delayed button that is never
// the default. The answer stays on screen: how many were woken.
class BulkResetDialog final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int delaySeconds = 3;
    static constexpr int reasonMin = 10;

    BulkResetDialog(ActionDesk &desk, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~BulkResetDialog() override;

    void setPlace(Environment environment, const QString &label, const Theme &theme);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    [[nodiscard]] QString missing() const; // what has to be put right; empty: nothing
    void updateButton();
    void countDown();
    void send();
    void sayAnswer(const Result<WokenCount> &answer);

    ActionDesk &m_desk; // the gate, the record
    DelayedCalls &m_delayed;
    EnvironmentStrip *m_strip = nullptr;
    QSpinBox *m_limit = nullptr;
    QSpinBox *m_waiting = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_typed = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_go = nullptr;
    QStringList m_shown; // what it does and what it leaves
    bool m_sent = false;
    int m_secondsLeft = delaySeconds;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
