// What a list shows when it has no rows: it is loading, nothing matches, or it could not be had; never a void.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/base/instant.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace txdesk::console {

// Thread: GUI.
class ListStatePage final : public QWidget
{
    Q_OBJECT

public:
    explicit ListStatePage(QWidget *parent = nullptr);

    void showLoading(Milliseconds since);
    void showEmpty(const QString &filterText);
    void showNewest(const QString &age); // of the newest transaction there is, whatever it is
    void showFailed(const QString &problem);
    void setTheme(const Theme &theme);

signals:
    void cancelRequested();
    void lineWanted(const QString &filterText);
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Mode { Loading, Empty, Failed };
    void show(Mode mode, const QString &title, const QString &explanation, const QString &button);
    void showLinks(const QString &filterText);
    void makeRoom();

    Mode m_mode = Mode::Loading;
    QString m_filterText;
    QLabel *m_title;
    QLabel *m_explanation;
    QWidget *m_links;      // each takes one condition away
    QPushButton *m_widen;  // the times of creation, to 24 hours
    QPushButton *m_button;
    Theme m_theme = lightTheme();
};

} // namespace txdesk::console
