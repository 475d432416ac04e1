// The only label of the console: what it shows is never taken for HTML, whoever wrote it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLabel>

namespace txdesk::console {

// Thread: GUI. A test refuses `new QLabel` anywhere else in console/.
class PlainLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);
};

} // namespace txdesk::console
