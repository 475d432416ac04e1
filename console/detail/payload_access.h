// The band over a hidden payload: why it is hidden, and the button that shows it for the record.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"
#include "console/widgets/appearance.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace txdesk::console {

// Thread: GUI.
class PayloadAccess final : public QFrame
{
    Q_OBJECT

public:
    explicit PayloadAccess(QWidget *parent = nullptr);

    void setLink(const LinkStatus &link); // who we are decides what is said
    void sayAsking();
    void sayProblem(const QString &problem); // why nothing is shown
    void clear();                            // another transaction: nothing was asked yet
    void setAppearance(const Appearance &appearance);

signals:
    void wanted(const QString &reason);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    LinkStatus m_link;
    QString m_problem;
    bool m_asking = false;
    QLabel *m_words;
    QLineEdit *m_reason;
    QPushButton *m_show;
};

} // namespace txdesk::console
