// The language in force: translators installed in the application, switched while it runs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/console_settings.h"

#include <QTranslator>

namespace txdesk::console {

// Thread: GUI. Every widget gets a LanguageChange when it switches.
class Language
{
public:
    void use(LanguageChoice choice);
    [[nodiscard]] bool isChinese() const { return m_chinese; }

private:
    QTranslator m_texts;
    QTranslator m_qtTexts;
    QStringList m_systemFamilies; // before the first use()
    bool m_chinese = false;
};

} // namespace txdesk::console
