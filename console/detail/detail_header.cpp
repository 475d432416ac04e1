// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/detail_header.h"

#include "console/models/filter_match.h"
#include "console/text/duration_text.h"
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
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

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

} // namespace

DetailHeader::DetailHeader(QWidget *parent)
    : QFrame(parent), m_gid(plainLabel(this, "detailGid"_L1)), m_copy(new QToolButton(this)),
      m_status(plainLabel(this, "detailStatus"_L1)), m_facts(plainLabel(this, "detailFacts"_L1)),
      m_verdictBox(new QFrame(this)), m_verdict(plainLabel(m_verdictBox, "verdictText"_L1))
{
    setObjectName("detailHeader"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    QFont large = m_gid->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_gid->setFont(large);
    m_copy->setObjectName("copyGid"_L1);
    m_copy->setAutoRaise(true);
    m_copy->setMinimumSize(24, 24);
    line->addWidget(m_gid);
    line->addWidget(m_copy);
    line->addWidget(m_status);
    m_facts->setWordWrap(true);
    line->addWidget(m_facts, 1);
    column->addLayout(line);
    m_verdictBox->setObjectName("verdictBox"_L1);
    m_verdictBox->setAutoFillBackground(true);
    auto *box = new QHBoxLayout(m_verdictBox);
    box->setContentsMargins(12, 8, 12, 8);
    m_verdict->setWordWrap(true);
    box->addWidget(m_verdict);
    column->addWidget(m_verdictBox);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_gidText); });
    retranslate();
}

QString DetailHeader::facts(Instant now) const
{
    const GlobalTransaction &t = m_detail.snapshot.transaction;
    const TimeStyle style = m_appearance.utc ? TimeStyle::Utc : TimeStyle::Local;
    const Instant end = isFinal(t.status) ? t.updatedAt : now;
    const Milliseconds age{std::max<qint64>(0, (end - t.createdAt).count())};
    const bool named = t.kind == TransactionKind::Workflow && !t.custom.workflowName.isEmpty();
    QStringList facts{named ? tr("workflow %1").arg(t.custom.workflowName) : wordOf(t.kind), tr("created %1").arg(dateTimeText(t.createdAt, zoneOf(style))),
                      isFinal(t.status) ? tr("took %1").arg(durationText(age))
                                        : tr("age %1").arg(durationText(Milliseconds{age.count() / 1000 * 1000})),
                      (holdsInferred(m_detail.events) ? u"≈ "_s : QString()) + tr("%n calls", nullptr, t.attempts)};
    if (t.protocol == "grpc"_L1 || t.protocol == "json-rpc"_L1)
        facts.append(tr("over %1").arg(t.protocol == "grpc"_L1 ? u"gRPC"_s : u"JSON-RPC"_s));
    if (t.options.timeoutToFail.count() > 0)
        facts.append(tr("time limit %1").arg(durationText(t.options.timeoutToFail)));
    if (!t.owner.isEmpty())
        facts.append(tr("driven by %1").arg(t.owner));
    if (m_detail.eventsTruncated)
        facts.append(tr("older journal entries left out"));
    return facts.join(u" · "_s);
}

void DetailHeader::setDetail(const TransactionDetail &detail, Instant now, bool connected)
{
    m_detail = detail;
    m_now = now;
    m_connected = connected;
    const GlobalTransaction &t = detail.snapshot.transaction;
    const Look look = statusLook(t, isStuck(t, now));
    const Theme &theme = m_appearance.theme;
    m_gidText = t.gid.value;
    m_gid->setText(oneLine(t.gid.value, 200));
    m_status->setText(look.glyph + u' ' + statusWord(t));
    QPalette ink = m_status->palette();
    ink.setColor(QPalette::WindowText, theme.color(look.meaning));
    m_status->setPalette(ink);
    m_facts->setText(oneLine(facts(now), 600));
    const Verdict verdict = verdictOf(detail, now, zoneOf(m_appearance.utc ? TimeStyle::Utc : TimeStyle::Local), m_waits);
    QPalette box = m_verdictBox->palette();
    box.setColor(QPalette::Window, theme.tint(verdict.meaning));
    box.setColor(QPalette::WindowText, theme.text);
    m_verdictBox->setPalette(box);
    m_verdict->setPalette(box);
    const QString text = visibleText(connected ? verdict.text : tr("As last seen: %1").arg(verdict.text));
    if (m_verdict->text() == text)
        return;
    m_verdict->setText(text);
    m_verdict->setAccessibleName(tr("Verdict: %1").arg(text));
    m_verdict->setToolTip(asToolTip(tr("Rule %1").arg(verdict.id)));
}

void DetailHeader::setWaits(const QList<LockWait> &waits)
{
    m_waits = waits;
    setDetail(TransactionDetail(m_detail), m_now, m_connected);
}

void DetailHeader::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    QPalette muted = m_facts->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_facts->setPalette(muted);
    m_copy->setIcon(themedIcon("copy"_L1, appearance.theme.mutedText));
    setDetail(TransactionDetail(m_detail), m_now, m_connected);
}

void DetailHeader::retranslate()
{
    m_copy->setAccessibleName(tr("Copy the gid"));
    m_copy->setToolTip(asToolTip(tr("Copy the gid (y in the list)")));
    m_gid->setAccessibleName(tr("gid"));
    setDetail(TransactionDetail(m_detail), m_now, m_connected);
}

void DetailHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace txdesk::console
