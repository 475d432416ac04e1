// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/plain_label.h"

namespace txdesk::console {

PlainLabel::PlainLabel(QWidget *parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

PlainLabel::PlainLabel(const QString &text, QWidget *parent) : PlainLabel(parent) { setText(text); }

} // namespace txdesk::console
