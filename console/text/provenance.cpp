// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/provenance.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView inferredMark("inferred:");
constexpr QLatin1StringView webHookMark("webhook:");

struct RuleText
{
    QLatin1StringView rule;
    const char *words;
};

// Source: spec/console 0.1, 4.2.
constexpr std::array<RuleText, 9> ruleTexts{{
    {QLatin1StringView("I-01"), QT_TRANSLATE_NOOP("Provenance", "the branch's row has ended: it was called and answered then")},
    {QLatin1StringView("I-02"),
     QT_TRANSLATE_NOOP("Provenance", "it turns back while the branch's action is still open: the action may have run")},
    {QLatin1StringView("I-03"),
     QT_TRANSLATE_NOOP("Provenance", "the retry interval has doubled with each failure: so many calls failed, at about these times")},
    {QLatin1StringView("I-04"), QT_TRANSLATE_NOOP("Provenance", "a reason for turning back is stored: it was decided before the first undo")},
    {QLatin1StringView("I-05"), QT_TRANSLATE_NOOP("Provenance", "it is stored: it was handed in when it was created")},
    {QLatin1StringView("I-06"), QT_TRANSLATE_NOOP("Provenance", "its time of ending is stored")},
    {QLatin1StringView("I-07"),
     QT_TRANSLATE_NOOP("Provenance", "it failed although what ran was not undone: somebody has force-stopped it")},
    {QLatin1StringView("I-08"), QT_TRANSLATE_NOOP("Provenance", "the time of its next try is stored")},
    {QLatin1StringView("W-01"), QT_TRANSLATE_NOOP("Provenance", "DTM told this failure to the console's web hook")},
}};

} // namespace

Provenance provenanceOf(const JournalEvent &event)
{
    if (event.coordinator.startsWith(inferredMark))
        return Provenance::Inferred;
    return event.coordinator.startsWith(webHookMark) ? Provenance::WebHook : Provenance::Recorded;
}

QString ruleOf(const JournalEvent &event)
{
    return provenanceOf(event) == Provenance::Recorded ? QString() : event.coordinator.section(u':', 1);
}

QString ruleWords(const QString &rule)
{
    for (const RuleText &text : ruleTexts)
        if (rule == text.rule)
            return QCoreApplication::translate("Provenance", text.words);
    return {};
}

void markInferred(JournalEvent &event, QLatin1StringView rule) { event.coordinator = inferredMark + rule; }

void markFromWebHook(JournalEvent &event) { event.coordinator = webHookMark + "W-01"_L1; }

bool holdsInferred(const QList<JournalEvent> &events)
{
    return std::any_of(events.begin(), events.end(),
                       [](const JournalEvent &event) { return provenanceOf(event) == Provenance::Inferred; });
}

} // namespace txdesk::console
