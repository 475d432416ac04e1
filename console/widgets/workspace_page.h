// One page of a workspace, as its tab bar, its menu and the palette know it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/capabilities.h"
#include "console/client/link_status.h"
#include "console/widgets/appearance.h"
#include "shared/base/strong_id.h"

#include <QWidget>

namespace txdesk::console {

// Thread: GUI. The workspace owns it, tells it what changes, and carries out what it wants.
class WorkspacePage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString id() const = 0;    // "overview": of links, settings, pictures
    [[nodiscard]] virtual QString title() const = 0; // translated
    // Why this back end cannot fill it, translated; empty: it can. The page stays, greyed with this reason.
    [[nodiscard]] virtual QString whyAbsent(const Capabilities &) const { return {}; }
    virtual void setAppearance(const Appearance &) {}
    virtual void setLink(const LinkStatus &) {}
    virtual void reload() {} // F5, and when it is raised

signals:
    void transactionWanted(const txdesk::Gid &gid);
    void listWanted(const QString &filterText);
    void badgeChanged(const QString &badge); // beside the title: a count of what waits; empty: none
};

} // namespace txdesk::console
