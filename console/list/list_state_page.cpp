// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_state_page.h"

#include "console/models/filter_terms.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int skeletonRows = 12;
constexpr int skeletonPitch = 26;
constexpr Milliseconds buttonAfter{1000};
constexpr Milliseconds secondsAfter{2000};
constexpr qsizetype linkTextMax = 28; // characters
constexpr qsizetype linksMax = 5;
const QString aDay = QStringLiteral("created:[-24h..now]");

bool limitsTime(const FilterTermText &term) { return term.key == "age"_L1 || term.key == "created"_L1; }

} // namespace

ListStatePage::ListStatePage(QWidget *parent)
    : QWidget(parent), m_title(new PlainLabel(this)), m_explanation(new PlainLabel(this)), m_links(new QWidget(this)),
      m_widen(new QPushButton(this)), m_button(new QPushButton(this))
{
    setObjectName("listStatePage"_L1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(6);
    column->setContentsMargins(9, 2, 9, 2); // a list may be three rows high: no button is cut
    column->addStretch(1);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_title->setFont(large);
    m_title->setObjectName("listStateTitle"_L1);
    m_explanation->setObjectName("listStateWhy"_L1);
    m_links->setObjectName("listStateLinks"_L1);
    m_widen->setObjectName("widenButton"_L1);
    m_button->setObjectName("listStateButton"_L1);
    for (QLabel *label : {m_title, m_explanation}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    (new QHBoxLayout(m_links))->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_links, 0, Qt::AlignHCenter);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_widen);
    buttons->addWidget(m_button);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addStretch(2);
    connect(m_widen, &QPushButton::clicked, this, [this] {
        QString line = m_filterText;
        for (QList<FilterTermText> terms = termsIn(line); !terms.isEmpty(); terms.removeLast())
            if (limitsTime(terms.last()))
                line = withoutTerm(line, terms.last());
        emit lineWanted(withTerm(line, aDay));
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        switch (m_mode) {
        case Mode::Loading: emit cancelRequested(); break;
        case Mode::Empty: emit lineWanted({}); break;
        case Mode::Failed: emit retryRequested(); break;
        }
    });
}

void ListStatePage::show(Mode mode, const QString &title, const QString &explanation, const QString &button)
{
    m_mode = mode;
    m_title->setText(title);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    showLinks(mode == Mode::Empty ? m_filterText : QString());
    makeRoom();
    update();
}

// In a low list what can be done goes before what is explained.
void ListStatePage::makeRoom()
{
    constexpr int roomy = 130; // px
    m_explanation->setVisible(!m_explanation->text().isEmpty() && (m_mode != Mode::Empty || m_filterText.isEmpty() || height() >= roomy));
}

void ListStatePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

void ListStatePage::showLinks(const QString &filterText)
{
    qDeleteAll(m_links->findChildren<QPushButton *>(Qt::FindDirectChildrenOnly));
    const QList<FilterTermText> terms = termsIn(filterText);
    bool narrow = false;
    for (const FilterTermText &term : terms) {
        narrow = narrow || (limitsTime(term) && filterText != aDay);
        if (m_links->layout()->count() >= linksMax)
            continue;
        const QString text = oneLine(filterText.mid(term.position, term.length), linkTextMax);
        auto *link = new QPushButton(text + u"  ✕"_s, m_links);
        link->setAccessibleName(tr("without %1").arg(text));
        link->setToolTip(asToolTip(tr("without %1").arg(text)));
        connect(link, &QPushButton::clicked, this, [this, rest = withoutTerm(filterText, term)] { emit lineWanted(rest); });
        m_links->layout()->addWidget(link);
    }
    m_links->setVisible(!terms.isEmpty());
    m_widen->setText(tr("Widen to 24 h"));
    m_widen->setAccessibleName(m_widen->text());
    m_widen->setVisible(narrow && !filterText.contains(aDay));
}

void ListStatePage::showLoading(Milliseconds since)
{
    const QString title = since >= secondsAfter ? tr("Loading… %1 s").arg(since.count() / 1000) : tr("Loading…");
    show(Mode::Loading, title, {}, since >= buttonAfter ? tr("Cancel") : QString());
}

void ListStatePage::showEmpty(const QString &filterText)
{
    const QString title = filterText.isEmpty() ? tr("No transactions yet") : tr("No transaction matches");
    if (m_mode == Mode::Empty && m_filterText == filterText && m_title->text() == title)
        return; // it is what is shown
    m_filterText = filterText;
    if (filterText.isEmpty())
        show(Mode::Empty, title, tr("They appear here as soon as a service starts one."), {});
    else
        show(Mode::Empty, title, tr("Take a condition away:"), tr("Show all"));
}

void ListStatePage::showNewest(const QString &age)
{
    if (m_mode != Mode::Empty || m_filterText.isEmpty())
        return;
    m_explanation->setText(tr("The newest transaction of all began %1. Take a condition away:").arg(age));
    makeRoom();
}

void ListStatePage::showFailed(const QString &problem)
{
    show(Mode::Failed, tr("The list could not be loaded"), problem, tr("Try again"));
}

void ListStatePage::setTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette muted = m_explanation->palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    m_explanation->setPalette(muted);
    update();
}

void ListStatePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.canvas);
    if (m_mode != Mode::Loading)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.zebra);
    for (int row = 0; row < skeletonRows; ++row) {
        const int y = row * skeletonPitch + 8;
        painter.drawRoundedRect(40, y, width() / 5, 10, 4, 4);
        painter.drawRoundedRect(60 + width() / 5, y, width() / 8, 10, 4, 4);
        painter.drawRoundedRect(80 + width() / 3, y, width() / 3, 10, 4, 4);
    }
}

} // namespace txdesk::console
