// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/chip_row.h"

#include "console/list/filter_chip.h"
#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"
#include "console/models/filter_terms.h"
#include "console/text/plain_text.h"

#include <QMenu>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int gap = 6;
constexpr int sideMargin = 10;
constexpr int bottomMargin = 6;
} // namespace

ChipRow::ChipRow(QWidget *parent) : QWidget(parent), m_more(new QToolButton(this)), m_tabAfter(m_more), m_menu(new QMenu(m_more))
{
    setObjectName("chipRow"_L1);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_more->setObjectName("addTerm"_L1);
    m_more->setText(u"+"_s);
    m_more->setMinimumHeight(28);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    retranslate();
}

void ChipRow::retranslate()
{
    m_more->setAccessibleName(tr("Add a condition"));
    m_more->setToolTip(asToolTip(tr("Add a condition")));
    setAccessibleName(tr("Conditions of the filter"));
    fillMenu();
}

void ChipRow::fillMenu()
{
    m_offers.clear();
    m_menu->clear();
    for (const FilterOffer &offer : FilterGrammar::offers()) {
        const bool compared = offer.key.endsWith(u'>') || offer.key.endsWith(u'<') || offer.key.endsWith(u'=');
        const QString head = compared ? offer.key : offer.key + u':';
        if (offer.values.isEmpty()) {
            m_menu->addAction(u"%1…   %2"_s.arg(head, offer.words), this, [this, head] {
                const QString line = m_line.isEmpty() ? head : m_line + u' ' + head;
                emit lineWanted(line);
                emit editWanted(line.size(), 0);
            });
            continue;
        }
        QMenu *values = m_menu->addMenu(u"%1   %2"_s.arg(head, offer.words));
        for (const QString &value : offer.values)
            values->addAction(head + value, this, [this, term = head + value] { emit lineWanted(withTerm(m_line, term)); });
        connect(values, &QMenu::aboutToShow, this, [this, values] { askCounts(*values); });
    }
}

// Numbers of the time before belong to another line.
void ChipRow::askCounts(const QMenu &values)
{
    m_offers.clear();
    QStringList lines;
    for (QAction *offer : values.actions()) {
        offer->setText(offer->text().section(u'\t', 0, 0));
        const QString line = withTerm(m_line, offer->text());
        m_offers.insert(line, offer);
        lines.append(line);
    }
    emit countsWanted(lines);
}

void ChipRow::showCount(const QString &line, const QString &count)
{
    if (QAction *offer = m_offers.value(line))
        offer->setText(offer->text().section(u'\t', 0, 0) + u'\t' + count);
}

void ChipRow::show(const QString &line, FilterTerms supported)
{
    m_line = line;
    m_offers.clear();
    m_supported = supported;
    const QList<FilterTermText> terms = termsIn(line);
    while (m_chips.size() > terms.size()) {
        FilterChip *gone = m_chips.takeLast();
        if (gone->hasFocus()) // who takes chips away by key stays among them
            (m_chips.isEmpty() ? static_cast<QWidget *>(m_more) : m_chips.last())->setFocus(Qt::OtherFocusReason);
        gone->hide(); // now: the next one may come to stand where it was
        gone->deleteLater();
    }
    while (m_chips.size() < terms.size()) {
        auto *chip = new FilterChip(this);
        const auto termOf = [this, chip] { return termsIn(m_line).value(m_chips.indexOf(chip)); };
        connect(chip, &FilterChip::removeWanted, this, [this, termOf] { emit lineWanted(withoutTerm(m_line, termOf())); });
        connect(chip, &FilterChip::editWanted, this, [this, termOf] { emit editWanted(termOf().position, termOf().length); });
        chip->setTheme(m_theme);
        m_chips.append(chip);
    }
    QWidget *before = m_tabAfter;
    for (qsizetype i = 0; i < terms.size(); ++i) {
        const QString text = line.mid(terms[i].position, terms[i].length);
        const auto filter = FilterGrammar::parse(text, Instant{});
        const bool clientSide = filter && clientSideTerms(*filter, supported) != FilterTerms();
        m_chips[i]->setTerm(text, clientSide);
        m_chips[i]->show();
        setTabOrder(before, m_chips[i]);
        before = m_chips[i];
    }
    updateGeometry();
    place();
}

void ChipRow::setTheme(const Theme &theme)
{
    m_theme = theme;
    for (FilterChip *chip : std::as_const(m_chips))
        chip->setTheme(theme);
}

int ChipRow::layOut(int width, bool move) const
{
    if (m_chips.isEmpty())
        return 0;
    int x = sideMargin;
    int y = 0;
    int lineHeight = 0;
    for (FilterChip *widget : m_chips) {
        const QSize size = widget->sizeHint();
        if (x > sideMargin && x + size.width() > width - sideMargin) {
            x = sideMargin;
            y += lineHeight + gap;
            lineHeight = 0;
        }
        if (move)
            widget->setGeometry(x, y, std::min(size.width(), width - 2 * sideMargin), size.height());
        x += size.width() + gap;
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight + bottomMargin;
}

int ChipRow::heightForWidth(int width) const { return layOut(width, false); }

void ChipRow::place()
{
    setFixedHeight(heightForWidth(width()));
    layOut(width(), true);
}

void ChipRow::resizeEvent(QResizeEvent *) { place(); }

} // namespace txdesk::console
