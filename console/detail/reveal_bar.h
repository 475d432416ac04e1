// Asks for the secrets of a payload: a reason, the role, one minute, on record.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"
#include "console/widgets/appearance.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace txdesk::console {

// Thread: GUI. While secrets are shown it counts down and offers to hide them.
class RevealBar final : public QFrame
{
    Q_OBJECT

public:
    static constexpr int reasonMin = 4; // characters

    explicit RevealBar(QWidget *parent = nullptr);

    void setLink(const LinkStatus &link);
    void setAllowed(bool allowed); // by the profile
    void setLeft(std::optional<Seconds> left); // how long secrets stay; empty: they are hidden
    void sayProblem(const QString &problem);
    void setAppearance(const Appearance &appearance);

signals:
    void revealWanted(const QString &reason);
    void hideWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    LinkStatus m_link;
    bool m_allowed = true;
    std::optional<Seconds> m_left;
    QString m_problem;
    QLabel *m_words;
    QLineEdit *m_reason;
    QPushButton *m_button;
};

} // namespace txdesk::console
