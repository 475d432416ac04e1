// What a list shows when it has no rows: it is loading, nothing matches, or it could not be had; never a void.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/base/instant.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace txdesk::console {

class ListStatePage final : public QWidget
{
    Q_OBJECT

public:
    explicit ListStatePage(QWidget *parent = nullptr);

    void showLoading(Milliseconds since);
    void showEmpty(const QString &filterText);
    void showFailed(const QString &problem);
    void setTheme(const Theme &theme);

signals:
    void cancelRequested();
    void clearFilterRequested();
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Mode { Loading, Empty, Failed };
    void show(Mode mode, const QString &title, const QString &explanation, const QString &button);

    Mode m_mode = Mode::Loading;
    QLabel *m_title;
    QLabel *m_explanation;
    QPushButton *m_button;
    Theme m_theme = lightTheme();
};

} // namespace txdesk::console
