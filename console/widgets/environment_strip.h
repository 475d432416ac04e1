// The coloured band on top of every window and dialog that says which world one is about to touch.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QWidget>

namespace txdesk::console {

class EnvironmentStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentStrip(QWidget *parent = nullptr);

    // detail: "shop-eu · http://127.0.0.1:36789". An empty one hides words and keeps the band.
    void setEnvironment(Environment environment, const QString &detail);
    void setTheme(const Theme &theme);
    [[nodiscard]] Environment environment() const { return m_environment; }
    [[nodiscard]] const QString &detail() const { return m_detail; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }

    [[nodiscard]] static QString word(Environment environment); // "DEV", "TEST", "PROD"
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();

    Environment m_environment = Environment::Development;
    QString m_detail;
    Theme m_theme = lightTheme();
};

} // namespace txdesk::console
