// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/detail_header.h"

#include "console/detail/budget_bar.h"
#include "console/models/filter_match.h"
#include "console/text/duration_text.h"
#include "console/text/foreign_text.h"
#include "console/text/plain_text.h"
#include "console/text/provenance.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/theme/status_look.h"
#include "console/verdict/verdict.h"
#include "console/widgets/icon_set.h"
#include "console/widgets/plain_label.h"

#include <QAccessible>
#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QUrl>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QLabel *plainLabel(QWidget *parent, QLatin1StringView name)
{
    auto *label = new PlainLabel(parent);
    label->setObjectName(name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void mute(QLabel &label, const Theme &theme)
{
    QPalette muted = label.palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    label.setPalette(muted);
}

} // namespace

DetailHeader::DetailHeader(QWidget *parent) : QFrame(parent)
{
    setObjectName("detailHeader"_L1);
    build();
    retranslate();
}

void DetailHeader::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_gid = plainLabel(this, "detailGid"_L1));
    line->addWidget(m_copy = new QToolButton(this));
    line->addWidget(m_status = plainLabel(this, "detailStatus"_L1));
    line->addWidget(m_key = plainLabel(this, "detailKey"_L1));
    line->addWidget(m_budget = new BudgetBar(this));
    line->addLayout(m_linkRow = new QHBoxLayout);
    line->addStretch(1);
    m_linkRow->setSpacing(4);
    QFont large = m_gid->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_gid->setFont(large);
    m_copy->setObjectName("copyGid"_L1);
    m_copy->setAutoRaise(true);
    m_copy->setMinimumSize(24, 24);
    column->addLayout(line);
    auto *second = new QHBoxLayout;
    second->setSpacing(10);
    second->addWidget(m_culprit = new QToolButton(this));
    second->addWidget(m_facts = plainLabel(this, "detailFacts"_L1), 1);
    second->addWidget(m_loadAll = new QToolButton(this));
    m_loadAll->setObjectName("loadAllEvents"_L1);
    m_loadAll->setMinimumHeight(24);
    m_loadAll->hide();
    connect(m_loadAll, &QToolButton::clicked, this, &DetailHeader::wholeWanted);
    column->addLayout(second);
    m_facts->setWordWrap(true);
    column->addWidget(m_verdictBox = new QFrame(this));
    m_verdictBox->setObjectName("verdictBox"_L1);
    m_verdictBox->setAutoFillBackground(true);
    auto *box = new QHBoxLayout(m_verdictBox);
    box->setContentsMargins(12, 4, 12, 4);
    m_culprit->setObjectName("verdictCulprit"_L1);
    m_culprit->setAutoRaise(true);
    m_culprit->setMinimumHeight(24);
    QFont bold = m_culprit->font();
    bold.setBold(true);
    m_culprit->setFont(bold);
    connect(m_culprit, &QToolButton::clicked, this, [this] { emit callWanted(m_culpritCall); });
    box->addWidget(m_verdict = plainLabel(m_verdictBox, "verdictText"_L1), 1);
    m_verdict->setWordWrap(true);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_gidText); });
}

QString DetailHeader::facts() const
{
    const GlobalTransaction &t = m_detail.snapshot.transaction;
    const QTimeZone zone = m_appearance.zone();
    const bool over = isFinal(t.status);
    const Instant end = over ? t.succeededAt.value_or(t.rolledBackAt.value_or(t.updatedAt)) : m_now;
    const Milliseconds age{std::max<qint64>(0, (end - t.createdAt).count())};
    const bool named = t.kind == TransactionKind::Workflow && !t.custom.workflowName.isEmpty();
    QStringList facts{named ? tr("workflow %1").arg(t.custom.workflowName) : wordOf(t.kind), tr("started %1").arg(dateTimeText(t.createdAt, zone))};
    if (over)
        facts.append(tr("finished %1").arg(clockText(end, zone)));
    facts.append(over ? tr("took %1").arg(durationText(age)) : tr("age %1").arg(durationText(Milliseconds{age.count() / 1000 * 1000})));
    facts.append((holdsInferred(m_detail.events) ? u"≈ "_s : QString()) + tr("%n calls", nullptr, t.attempts));
    if (!m_links.initiator.isEmpty())
        facts.append(tr("initiator %1").arg(m_links.initiator));
    if (t.protocol == "grpc"_L1 || t.protocol == "json-rpc"_L1)
        facts.append(tr("over %1").arg(t.protocol == "grpc"_L1 ? u"gRPC"_s : u"JSON-RPC"_s));
    if (over && t.options.timeoutToFail.count() > 0)
        facts.append(tr("time limit %1").arg(durationText(t.options.timeoutToFail)));
    if (!t.owner.isEmpty())
        facts.append(tr("driven by %1").arg(t.owner));
    if (const QString unknown = unknownEntries(m_detail.events); !unknown.isEmpty())
        facts.append(unknown);
    if (m_detail.eventsTruncated) {
        const QString here = locale().toString(m_detail.events.size()), all = locale().toString(t.lastSeq);
        facts.append(m_whole ? tr("only the newest %1 of %2 journal entries: no more are loaded").arg(here, all)
                             : tr("only the newest %1 of %2 journal entries are here").arg(here, all));
    }
    return facts.join(u" · "_s);
}

void DetailHeader::setDetail(const TransactionDetail &detail, Instant now, bool connected)
{
    m_detail = detail;
    m_now = now;
    m_connected = connected;
    if (const TransactionLinks links = linksOf(detail); links != m_links) {
        m_links = links;
        fillLinks();
    }
    const GlobalTransaction &t = detail.snapshot.transaction;
    const Look look = statusLook(t, isStuck(t, now));
    m_gidText = t.gid.value;
    m_gid->setText(oneLine(t.gid.value, 64));
    m_gid->setToolTip(asToolTip(t.gid.value));
    m_status->setText(look.glyph + u' ' + statusWord(t));
    QPalette ink = m_status->palette();
    ink.setColor(QPalette::WindowText, m_appearance.theme.color(look.meaning));
    m_status->setPalette(ink);
    m_loadAll->setVisible(detail.eventsTruncated && !m_whole);
    m_key->setVisible(!t.businessKey.isEmpty());
    m_key->setText(oneLine(t.businessKey, 40));
    const bool limited = !isFinal(t.status) && t.options.timeoutToFail.count() > 0;
    m_budget->setBudget(now - t.createdAt, limited ? Milliseconds(t.options.timeoutToFail) : Milliseconds{0});
    m_facts->setText(oneLine(named(facts(), m_names), 800));
    showVerdict();
}

void DetailHeader::showVerdict()
{
    const Verdict verdict = verdictOf(m_detail, m_now, m_appearance.zone(), m_waits);
    QPalette box = m_verdictBox->palette();
    box.setColor(QPalette::Window, m_appearance.theme.tint(verdict.meaning));
    box.setColor(QPalette::WindowText, m_appearance.theme.text);
    m_verdictBox->setPalette(box);
    m_verdict->setPalette(box);
    m_culpritCall = {verdict.branch, verdict.op, 0};
    m_culprit->setVisible(!verdict.culprit.isEmpty());
    m_culprit->setText(m_appearance.theme.ink(verdict.meaning).glyph + u' ' + visibleText(oneLine(named(verdict.culprit, m_names), 160)));
    m_culprit->setAccessibleName(named(verdict.culprit, m_names));
    m_culprit->setToolTip(asToolTip(tr("Select it in all views")));
    const QString words = named(verdict.text, m_names);
    const QString text = visibleText(m_connected ? words : tr("As last seen: %1").arg(words));
    if (m_verdict->text() != text) {
        m_verdict->setText(text);
        m_verdict->setAccessibleName(tr("Verdict: %1").arg(text));
        m_verdict->setToolTip(asToolTip(tr("Rule %1").arg((QStringList{verdict.id} + verdict.notes).join(u", "_s))));
    }
    alertIfNew(verdict.id);
}

// Countdowns move every second: only another rule is news, and never more often than a person can listen to.
void DetailHeader::alertIfNew(const QString &rule)
{
    const Gid &gid = m_detail.snapshot.transaction.gid;
    if (gid.isEmpty() || (rule == m_alertRule && gid == m_alertGid))
        return;
    if (m_alertedAt && gid == m_alertGid && m_now - *m_alertedAt < alertPause)
        return; // told with the next second that is far enough
    m_alertGid = gid;
    m_alertRule = rule;
    m_alertedAt = m_now;
    ++m_alerts;
    QAccessibleEvent event(m_verdict, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void DetailHeader::setParticipantNames(const ParticipantNames &names)
{
    m_names = names;
    if (!m_detail.snapshot.transaction.gid.isEmpty())
        setDetail(TransactionDetail(m_detail), m_now, m_connected);
}

QString DetailHeader::verdictText() const { return m_verdict->text(); }

void DetailHeader::fillLinks()
{
    for (QToolButton *button : std::exchange(m_linkButtons, {}))
        delete button;
    const auto openGid = [this](const Gid &gid) { return [this, gid] { emit transactionWanted(gid); }; };
    if (m_links.original)
        addLink(tr("↖ copy of %1").arg(oneLine(m_links.original->value, 24)), tr("It was resubmitted from %1: open that one").arg(m_links.original->value),
                openGid(*m_links.original));
    for (const Gid &copy : std::as_const(m_links.copies))
        addLink(tr("↗ resubmitted as %1").arg(oneLine(copy.value, 24)), tr("It was resubmitted as %1: open that one").arg(copy.value), openGid(copy));
    if (m_links.trace.isEmpty())
        return;
    const QString url = traceUrl(m_tracePattern, m_links.trace);
    const QString tip = url.isEmpty() ? tr("Copy the trace id %1. The profile names no address for traces.").arg(m_links.trace)
                                      : tr("Open the trace %1").arg(m_links.trace);
    addLink(tr("trace %1…").arg(m_links.trace.first(8)), tip, [url, trace = m_links.trace] {
        if (url.isEmpty())
            QGuiApplication::clipboard()->setText(trace);
        else
            QDesktopServices::openUrl(QUrl(url));
    });
}

void DetailHeader::addLink(const QString &text, const QString &tip, const std::function<void()> &open)
{
    auto *button = new QToolButton(this);
    button->setObjectName("detailLink"_L1);
    button->setText(text);
    button->setAutoRaise(true);
    button->setMinimumHeight(24);
    button->setToolTip(asToolTip(tip));
    button->setAccessibleName(tip);
    connect(button, &QToolButton::clicked, this, open);
    m_linkRow->addWidget(button);
    m_linkButtons.append(button);
}

void DetailHeader::setWhole(bool whole)
{
    m_whole = whole;
    m_loadAll->setVisible(m_detail.eventsTruncated && !whole);
}

void DetailHeader::setTracePattern(const QString &pattern)
{
    m_tracePattern = pattern;
    fillLinks();
}

void DetailHeader::setWaits(const QList<LockWait> &waits)
{
    m_waits = waits;
    setDetail(TransactionDetail(m_detail), m_now, m_connected);
}

void DetailHeader::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    mute(*m_facts, appearance.theme);
    mute(*m_key, appearance.theme);
    m_budget->setTheme(appearance.theme);
    m_copy->setIcon(themedIcon("copy"_L1, appearance.theme.mutedText));
    setDetail(TransactionDetail(m_detail), m_now, m_connected);
}

void DetailHeader::retranslate()
{
    m_copy->setAccessibleName(tr("Copy the gid"));
    m_copy->setToolTip(asToolTip(tr("Copy the gid (y in the list)")));
    m_gid->setAccessibleName(tr("gid"));
    m_key->setAccessibleName(tr("business key"));
    m_key->setToolTip(asToolTip(tr("What its initiator calls it (business key)")));
    m_loadAll->setText(tr("Load all"));
    m_loadAll->setAccessibleName(tr("Load all journal entries of this transaction"));
    m_loadAll->setToolTip(asToolTip(tr("Loads the older journal entries, too: the diagram and the verdict are complete then")));
    fillLinks();
    setDetail(TransactionDetail(m_detail), m_now, m_connected);
}

void DetailHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace txdesk::console
