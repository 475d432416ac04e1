// Which coordinators are connected, in which world, how fresh, and how much is stuck there; under the views.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"

#include <QListWidget>

namespace txdesk::console {

struct ServerLine
{
    QString name;
    Environment environment = Environment::Development;
    bool live = false;
    qint64 stuck = 0;
    bool current = false;

    friend bool operator==(const ServerLine &, const ServerLine &) = default;
};

// Thread: GUI. The first line is all of them together, once there are two.
class ServersPanel final : public QListWidget
{
    Q_OBJECT

public:
    explicit ServersPanel(QWidget *parent = nullptr);

    void setServers(const QList<ServerLine> &servers);
    void setAppearance(const Appearance &appearance);

signals:
    void everywhereChosen();
    void serverChosen(int place);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    QList<ServerLine> m_servers;
    Appearance m_appearance;
};

} // namespace txdesk::console
