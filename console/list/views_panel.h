// The views an operator starts from: stuck, running, rolling back, finished, all; each is a filter with a name.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"

#include <QListWidget>

namespace txdesk::console {

class ViewsPanel final : public QListWidget
{
    Q_OBJECT

public:
    explicit ViewsPanel(QWidget *parent = nullptr);

    void setStuckCount(qint64 stuck);
    void setParkedCount(qint64 parked); // what waits for a person
    void showFilter(const QString &filterText); // marks the view with this filter, or none
    void setAppearance(const Appearance &appearance);

signals:
    void viewChosen(const QString &filterText);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    qint64 m_stuck = 0;
    qint64 m_parked = 0;
};

} // namespace txdesk::console
