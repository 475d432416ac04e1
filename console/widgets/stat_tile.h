// One big number of the overview, with its name; a click opens the list behind it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QAbstractButton>

namespace txdesk::console {

class StatTile final : public QAbstractButton
{
    Q_OBJECT

public:
    StatTile(const QString &filterText, QWidget *parent = nullptr); // an empty one: nothing behind it

    void setCaption(const QString &caption);
    void setValue(const QString &value, Meaning meaning); // "–" while it is not known
    void setNote(const QString &note); // a small line below; what it is compared with
    void setTheme(const Theme &theme);
    [[nodiscard]] const QString &value() const { return m_value; }
    [[nodiscard]] const QString &note() const { return m_note; }
    [[nodiscard]] const QString &filterText() const { return m_filterText; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont largeFont() const;

    QString m_filterText;
    QString m_caption;
    QString m_value;
    QString m_note;
    Meaning m_meaning = Meaning::Stopped;
    Theme m_theme = lightTheme();
};

} // namespace txdesk::console
