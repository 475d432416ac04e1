// F1: the keys, and what the colours and signs mean.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QDialog>

namespace txdesk::console {

class HelpDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit HelpDialog(const Theme &theme, QWidget *parent = nullptr);
};

} // namespace txdesk::console
