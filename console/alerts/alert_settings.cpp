// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_settings.h"

#include <QFileInfo>
#include <QSet>
#include <QSettings>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int rulesMax = 200;
constexpr qint64 longest = 7 * 24 * 3600; // s

void write(QSettings &file, const AlertRule &rule)
{
    file.setValue("id"_L1, rule.id);
    file.setValue("name"_L1, rule.name);
    file.setValue("enabled"_L1, rule.enabled);
    file.setValue("metric"_L1, QString(nameIn(alertMetricNames, rule.metric)));
    file.setValue("comparison"_L1, QString(nameIn(alertComparisonNames, rule.comparison)));
    file.setValue("value"_L1, rule.value);
    file.setValue("for"_L1, qint64{rule.forAtLeast.count()});
    file.setValue("filter"_L1, rule.filter);
    file.setValue("severity"_L1, QString(nameIn(alertSeverityNames, rule.severity)));
    file.setValue("repeat"_L1, qint64{rule.repeatEvery.count()});
}

std::optional<AlertRule> readRule(const QSettings &file)
{
    const auto metric = valueIn(alertMetricNames, file.value("metric"_L1).toString());
    const auto comparison = valueIn(alertComparisonNames, file.value("comparison"_L1).toString());
    const auto severity = valueIn(alertSeverityNames, file.value("severity"_L1).toString());
    bool isNumber = false;
    const double value = file.value("value"_L1).toDouble(&isNumber);
    const QString id = file.value("id"_L1).toString().left(64);
    if (!metric || !comparison || !severity || !isNumber || !std::isfinite(value) || id.isEmpty())
        return std::nullopt;
    const auto seconds = [&file](QLatin1StringView key) { return Seconds{std::clamp<qint64>(file.value(key).toLongLong(), 0, longest)}; };
    return AlertRule{.id = id,
                     .name = file.value("name"_L1).toString().left(80),
                     .enabled = file.value("enabled"_L1, true).toBool(),
                     .metric = *metric,
                     .comparison = *comparison,
                     .value = value,
                     .forAtLeast = seconds("for"_L1),
                     .filter = file.value("filter"_L1).toString().left(200),
                     .severity = *severity,
                     .repeatEvery = seconds("repeat"_L1)};
}

void writeRules(QSettings &file, const QList<AlertRule> &rules)
{
    file.remove("rules"_L1);
    file.beginWriteArray("rules"_L1, static_cast<int>(rules.size()));
    for (qsizetype i = 0; i < rules.size(); ++i) {
        file.setArrayIndex(static_cast<int>(i));
        write(file, rules[i]);
    }
    file.endArray();
}

QList<AlertRule> readRules(QSettings &file)
{
    QList<AlertRule> rules;
    QSet<QString> ids;
    const int size = std::min(file.beginReadArray("rules"_L1), rulesMax);
    for (int i = 0; i < size; ++i) {
        file.setArrayIndex(i);
        const std::optional<AlertRule> rule = readRule(file);
        if (!rule || ids.contains(rule->id))
            continue;
        ids.insert(rule->id);
        rules.append(*rule);
    }
    file.endArray();
    return rules;
}

QString groupOf(const QString &profile) { return u"alerts/"_s + QString::fromLatin1(QUrl::toPercentEncoding(profile)); }

} // namespace

AlertPolicy loadAlertPolicy(QSettings &settings, const QString &profile)
{
    AlertPolicy policy = defaultAlertPolicy();
    settings.beginGroup(groupOf(profile));
    if (settings.contains("rules/size"_L1)) {
        policy.rules = readRules(settings);
        QuietHours &quiet = policy.quiet;
        quiet.enabled = settings.value("quiet/enabled"_L1).toBool();
        quiet.fromMinute = std::clamp(settings.value("quiet/from"_L1, quiet.fromMinute).toInt(), 0, 1439);
        quiet.toMinute = std::clamp(settings.value("quiet/to"_L1, quiet.toMinute).toInt(), 0, 1439);
        quiet.criticalBreaks = settings.value("quiet/criticalBreaks"_L1, true).toBool();
        AlertOutputs &out = policy.outputs;
        out.popup = settings.value("outputs/popup"_L1, true).toBool();
        out.sound = settings.value("outputs/sound"_L1, true).toBool();
        out.attention = settings.value("outputs/attention"_L1, true).toBool();
        out.webHook = settings.value("outputs/webHook"_L1).toString();
        out.mayRun = settings.value("outputs/mayRun"_L1).toBool();
        out.program = settings.value("outputs/program"_L1).toStringList();
    }
    settings.endGroup();
    return policy;
}

void saveAlertPolicy(QSettings &settings, const QString &profile, const AlertPolicy &policy)
{
    settings.beginGroup(groupOf(profile));
    writeRules(settings, policy.rules);
    if (policy.rules.isEmpty())
        settings.setValue("rules/size"_L1, 0);
    settings.setValue("quiet/enabled"_L1, policy.quiet.enabled);
    settings.setValue("quiet/from"_L1, policy.quiet.fromMinute);
    settings.setValue("quiet/to"_L1, policy.quiet.toMinute);
    settings.setValue("quiet/criticalBreaks"_L1, policy.quiet.criticalBreaks);
    settings.setValue("outputs/popup"_L1, policy.outputs.popup);
    settings.setValue("outputs/sound"_L1, policy.outputs.sound);
    settings.setValue("outputs/attention"_L1, policy.outputs.attention);
    settings.setValue("outputs/webHook"_L1, policy.outputs.webHook);
    settings.setValue("outputs/mayRun"_L1, policy.outputs.mayRun);
    settings.setValue("outputs/program"_L1, policy.outputs.program);
    settings.endGroup();
}

Result<QList<AlertRule>> importAlertRules(const QString &path)
{
    if (!QFileInfo(path).isReadable())
        return fail(ErrorCode::NotFound, u"the file cannot be read"_s);
    QSettings file(path, QSettings::IniFormat);
    const QList<AlertRule> rules = readRules(file);
    if (rules.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"there are no rules in the file"_s);
    return rules;
}

Result<> exportAlertRules(const QString &path, const QList<AlertRule> &rules)
{
    QSettings file(path, QSettings::IniFormat);
    file.clear();
    writeRules(file, rules);
    file.sync();
    if (file.status() != QSettings::NoError)
        return fail(ErrorCode::Unavailable, u"the file cannot be written"_s);
    return {};
}

} // namespace txdesk::console
