// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/payload_tab.h"

#include "console/detail/diff_view.h"
#include "console/detail/payload_access.h"
#include "console/detail/payload_view.h"
#include "console/detail/reveal_bar.h"
#include "console/models/call_commands.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QComboBox *sourceBox(QWidget *parent, QLatin1StringView name)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setMinimumHeight(28);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(32);
    return box;
}

} // namespace

PayloadTab::PayloadTab(SelectionHub &selection, QWidget *parent) : DetailTab(selection, parent)
{
    setObjectName("payloadTab"_L1);
    setMinimumSize(300, 150); // in a low window it gives way, the verdict above does not
    build();
    connect(m_access, &PayloadAccess::wanted, this, [this](const QString &reason) {
        m_access->sayAsking();
        emit payloadsWanted(reason);
    });
    connect(m_reveal, &RevealBar::revealWanted, this, [this](const QString &reason) {
        m_revealing = true;
        emit payloadsWanted(u"reveals secrets: "_s + reason);
    });
    connect(m_reveal, &RevealBar::hideWanted, this, &PayloadTab::hideSecrets);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &PayloadTab::showChosen);
    connect(m_attempt, &QComboBox::currentIndexChanged, this, &PayloadTab::showChosen);
    connect(m_left, &QComboBox::currentIndexChanged, this, &PayloadTab::showDifference);
    connect(m_right, &QComboBox::currentIndexChanged, this, &PayloadTab::showDifference);
    connect(m_copyCommand, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command->toPlainText()); });
    connect(&selection, &SelectionHub::changed, this, &PayloadTab::follow);
    retranslate();
}

void PayloadTab::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 10, 6);
    column->setSpacing(4);
    column->addWidget(m_access = new PayloadAccess(this));
    column->addWidget(m_parts = new QTabWidget(this), 1);
    m_parts->setObjectName("payloadParts"_L1);
    m_parts->setDocumentMode(true);
    const auto page = [this](QWidget *content) {
        auto *holder = new QWidget(m_parts);
        auto *rows = new QVBoxLayout(holder);
        rows->setContentsMargins(0, 4, 0, 0);
        rows->setSpacing(4);
        rows->addWidget(content, 1);
        m_parts->addTab(holder, QString());
        return rows;
    };
    m_choice = sourceBox(this, "payloadChoice"_L1);
    m_attempt = sourceBox(this, "answerChoice"_L1);
    page(m_request = new PayloadView("payloadText"_L1, this));
    page(m_answer = new PayloadView("answerPayload"_L1, this));
    m_request->placeFirst(m_choice);
    m_answer->placeFirst(m_attempt);
    auto *cells = new CellDelegate({.meaning = -1, .dimmed = -1});
    page(m_headers = new DetailTable(m_headerModel, cells, this));
    m_headers->setObjectName("headerTable"_L1);
    m_command = new QPlainTextEdit(this);
    m_command->setObjectName("commandText"_L1);
    m_command->setReadOnly(true);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copyCommand = new QToolButton(this);
    m_copyCommand->setObjectName("copyCommand"_L1);
    m_copyCommand->setMinimumHeight(28);
    page(m_command)->addWidget(m_copyCommand);
    addCompare(*m_parts);
    column->addWidget(m_reveal = new RevealBar(this));
    setFocusProxy(m_parts);
}

void PayloadTab::addCompare(QTabWidget &tabs)
{
    auto *holder = new QWidget(&tabs);
    auto *rows = new QVBoxLayout(holder);
    rows->setContentsMargins(0, 4, 0, 0);
    auto *boxes = new QHBoxLayout;
    boxes->addWidget(m_left = sourceBox(holder, "diffLeftChoice"_L1), 1);
    boxes->addWidget(m_right = sourceBox(holder, "diffRightChoice"_L1), 1);
    rows->addLayout(boxes);
    rows->addWidget(m_diff = new DiffView(holder), 1);
    tabs.addTab(holder, QString());
}

void PayloadTab::setLink(const LinkStatus &link)
{
    m_link = link;
    m_access->setLink(link);
    m_reveal->setLink(link);
}

void PayloadTab::setRevealsAllowed(bool allowed) { m_reveal->setAllowed(allowed); }

void PayloadTab::takePayloads(const Result<ShownPayloads> &answer)
{
    const bool revealing = std::exchange(m_revealing, false);
    if (!answer)
        return revealing ? m_reveal->sayProblem(answer.error().message) : m_access->sayProblem(answer.error().message);
    if (answer->gid != m_detail.snapshot.transaction.gid)
        return; // another one is looked at meanwhile
    m_payloads = *answer;
    m_access->clear();
    if (revealing) {
        m_revealedUntil = m_now + revealedFor;
        m_reveal->setLeft(revealedFor);
        m_request->setSecretsShown(true);
    }
    showDetail(TransactionDetail(m_detail), m_now);
}

void PayloadTab::hideSecrets()
{
    m_revealedUntil.reset();
    m_reveal->setLeft({});
    m_request->setSecretsShown(false);
}

// What was shown for the record stays while the transaction is looked at, also when it changes.
void PayloadTab::showDetail(const TransactionDetail &masked, Instant now)
{
    m_now = now;
    if (masked.snapshot.transaction.gid != m_detail.snapshot.transaction.gid) {
        m_access->clear();
        m_revealing = false;
        hideSecrets();
    }
    if (masked.snapshot.transaction.gid != m_payloads.gid)
        m_payloads = {};
    m_detail = isShown() ? withPayloads(masked, m_payloads) : masked;
    m_access->setVisible(!masked.payloadBytes.isEmpty() && !isShown());
    fillSources();
}

void PayloadTab::second(Instant now, bool)
{
    m_now = now;
    if (!m_revealedUntil)
        return;
    if (now >= *m_revealedUntil)
        return hideSecrets();
    m_reveal->setLeft(std::chrono::ceil<Seconds>(*m_revealedUntil - now));
}

QString PayloadTab::titleOf(const PayloadSource &source) const { return visibleText(named(source.title, m_names)); }

void PayloadTab::setParticipantNames(const ParticipantNames &names)
{
    m_names = names;
    if (!m_detail.snapshot.transaction.gid.isEmpty())
        fillSources();
}

void PayloadTab::fillBox(QComboBox &box, const QList<PayloadSource> &sources, qsizetype usual)
{
    const QSignalBlocker quiet(&box);
    const QString before = box.currentData().toString();
    bool same = box.count() == sources.size();
    for (int i = 0; same && i < box.count(); ++i)
        same = box.itemText(i) == titleOf(sources[i]) && box.itemData(i).toString() == sources[i].key;
    if (same)
        return;
    box.clear();
    for (const PayloadSource &source : sources)
        box.addItem(titleOf(source), source.key);
    const int kept = box.findData(before);
    box.setCurrentIndex(kept >= 0 && !before.isEmpty() ? kept : static_cast<int>(std::min(usual, sources.size() - 1)));
}

void PayloadTab::fillSources()
{
    const QList<PayloadSource> requests = requestsOf(m_detail), answers = answersOf(m_detail);
    m_sources = requests + answers;
    fillBox(*m_choice, requests, 0);
    fillBox(*m_attempt, answers, answers.size() - 1);
    fillBox(*m_left, m_sources, 0);
    fillBox(*m_right, m_sources, 1);
    m_choice->setVisible(!requests.isEmpty());
    m_attempt->setVisible(!answers.isEmpty());
    follow(hub().current());
    showChosen();
    showDifference();
}

void PayloadTab::follow(const CallSelection &selection)
{
    if (selection.isEmpty())
        return;
    for (int row = 0; row < m_choice->count(); ++row)
        for (const PayloadSource &source : std::as_const(m_sources))
            if (source.role == PayloadRole::Request && source.key == m_choice->itemData(row).toString() && source.branch == selection.branch &&
                (!source.op || !selection.op || source.op == selection.op))
                m_choice->setCurrentIndex(row);
    QString newest;
    for (const PayloadSource &source : std::as_const(m_sources))
        if (source.role == PayloadRole::Answer && source.branch == selection.branch && (!selection.op || source.op == selection.op) &&
            (selection.attempt == 0 || source.attempt == selection.attempt))
            newest = source.key;
    if (!newest.isEmpty())
        m_attempt->setCurrentIndex(m_attempt->findData(newest));
}

const PayloadSource *PayloadTab::chosen(const QComboBox &box) const
{
    const QString key = box.currentData().toString();
    const auto found = std::find_if(m_sources.cbegin(), m_sources.cend(), [&key](const PayloadSource &source) { return source.key == key; });
    return found == m_sources.cend() ? nullptr : &*found;
}

QString PayloadTab::whyNoRequest(const PayloadSource *source) const
{
    if (!source)
        return tr("No branches yet");
    if (source->hiddenBytes > 0 && !isShown())
        return tr("Hidden · %1").arg(locale().formattedDataSize(source->hiddenBytes));
    return source->recorded ? tr("This step returned nothing.") : tr("No payload: the call has no body.");
}

void PayloadTab::showChosen()
{
    const PayloadSource *request = chosen(*m_choice), *answer = chosen(*m_attempt);
    m_request->setPayload(request ? request->bytes : QByteArray(), whyNoRequest(request));
    m_answer->setPayload(answer ? answer->bytes : QByteArray(),
                         answer ? tr("The answer had no text worth keeping.") : tr("Nobody has answered yet."));
    m_reveal->setVisible(m_request->hidesSecrets() || m_revealedUntil);
    showHeaders();
}

void PayloadTab::showHeaders()
{
    const PayloadSource *request = chosen(*m_choice);
    const BranchOp *op = request ? opToCall(m_detail, request->branch, request->op ? request->op : hub().current().op) : nullptr;
    if (request && !op)
        op = opToCall(m_detail, request->branch, {});
    QList<PlainRow> rows;
    if (op)
        for (const auto &[name, value] : headersOf(m_detail, *op))
            rows.append({name, {{.text = visibleText(name)}, {.text = visibleText(value)}}});
    m_headerModel.setRows(rows);
    const QString command = op ? callCommand(m_detail, *op) : QString();
    m_command->setPlainText(command.isEmpty() ? tr("There is nothing to call for this branch.") : visibleText(command));
    m_copyCommand->setEnabled(!command.isEmpty());
}

void PayloadTab::showDifference()
{
    const PayloadSource *left = chosen(*m_left), *right = chosen(*m_right);
    const auto text = [](const PayloadSource *source) { return source ? readablePayload(source->bytes).text : QString(); };
    m_diff->setTexts(left ? left->title : QString(), text(left), right ? right->title : QString(), text(right));
}

QString PayloadTab::printedText() const
{
    QStringList parts;
    for (const auto &[view, part] : {std::pair(m_request, Request), std::pair(m_answer, Response)})
        if (!view->note().isEmpty())
            parts.append(u"%1 · %2\n%3"_s.arg(m_parts->tabText(part), view->note(), view->copyText()));
    return parts.join(u"\n\n"_s);
}

void PayloadTab::showPart(Part part) { m_parts->setCurrentIndex(part); }

void PayloadTab::compare(const QString &leftKey, const QString &rightKey)
{
    m_left->setCurrentIndex(std::max(0, m_left->findData(leftKey)));
    m_right->setCurrentIndex(std::max(0, m_right->findData(rightKey)));
    showPart(Difference);
}

void PayloadTab::setAppearance(const Appearance &appearance)
{
    m_access->setAppearance(appearance);
    m_reveal->setAppearance(appearance);
    m_request->setTheme(appearance.theme);
    m_answer->setTheme(appearance.theme);
    m_headers->setTheme(appearance.theme);
    m_diff->setTheme(appearance.theme);
}

void PayloadTab::retranslate()
{
    const QStringList names{tr("Request"), tr("Response"), tr("Headers"), tr("Command"), tr("Difference")};
    for (int part = 0; part < PartCount; ++part)
        m_parts->setTabText(part, names[part]);
    m_parts->setAccessibleName(tr("Parts of a call"));
    m_choice->setAccessibleName(tr("Branch"));
    m_attempt->setAccessibleName(tr("Attempt"));
    m_left->setAccessibleName(tr("Left side"));
    m_right->setAccessibleName(tr("Right side"));
    m_headerModel.setHeaders({tr("header"), tr("value")});
    m_headers->setWidths({30, 0});
    m_headers->setAccessibleName(tr("Headers"));
    m_command->setAccessibleName(tr("The call as a command, secrets hidden"));
    m_copyCommand->setText(tr("Copy the command"));
    m_copyCommand->setAccessibleName(m_copyCommand->text());
    fillSources();
}

void PayloadTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
