// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/language.h"

#include <QApplication>
#include <QFont>
#include <QLibraryInfo>
#include <QLocale>

namespace txdesk::console {

using namespace Qt::StringLiterals;

void Language::use(LanguageChoice choice)
{
    m_chinese = choice == LanguageChoice::Chinese ||
                (choice == LanguageChoice::System && QLocale::system().language() == QLocale::Chinese);
    const QString name = m_chinese ? u"zh_CN"_s : u"en"_s;
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
    QLocale::setDefault(QLocale(name));
    // Qt's own words (file dialogs, context menus) are there when the system has installed them.
    if (m_chinese && m_qtTexts.load(u"qtbase_zh_CN"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTexts);
    // A Chinese face of the same weight, named, so that no fallback picks a bold one.
    if (m_systemFamilies.isEmpty())
        m_systemFamilies = QApplication::font().families() + QStringList{QApplication::font().family()};
    const QStringList chinese{u"Noto Sans CJK SC"_s, u"Source Han Sans SC"_s, u"WenQuanYi Micro Hei"_s};
    QFont font = QApplication::font();
    font.setFamilies(m_chinese ? chinese + m_systemFamilies : m_systemFamilies + chinese);
    QApplication::setFont(font);
    // English has a file too: it knows "1 call" from "2 calls".
    if (m_texts.load(u":/i18n/txdesk_%1.qm"_s.arg(name)))
        QCoreApplication::installTranslator(&m_texts);
}

} // namespace txdesk::console
