// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/payload_view.h"

#include "console/detail/folding_edit.h"
#include "console/detail/hex_view.h"
#include "console/detail/json_highlighter.h"
#include "console/models/protobuf_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/widgets/plain_label.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype plainLineMax = 256; // characters; a longer line of the raw view is broken, or each step of scrolling lays out what nobody sees

QString brokenLines(const QString &text)
{
    QString result;
    result.reserve(text.size() + text.size() / plainLineMax);
    qsizetype sinceBreak = 0;
    for (const QChar c : text) {
        result += c;
        sinceBreak = c == u'\n' ? 0 : sinceBreak + 1;
        if (sinceBreak >= plainLineMax && !c.isHighSurrogate()) {
            result += FoldingEdit::lineBreak;
            sinceBreak = 0;
        }
    }
    return result;
}

QToolButton *flatButton(QWidget *parent, QLatin1StringView name)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setMinimumHeight(26);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

} // namespace

PayloadView::PayloadView(QLatin1StringView name, QWidget *parent) : QWidget(parent)
{
    build(name);
    retranslate();
}

void PayloadView::build(QLatin1StringView name)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *bar = m_bar = new QHBoxLayout;
    bar->setSpacing(2);
    for (const QLatin1StringView modeName : {"modePretty"_L1, "modeRaw"_L1, "modeTree"_L1, "modeProtobuf"_L1, "modeHex"_L1}) {
        QToolButton *button = flatButton(this, modeName);
        button->setCheckable(true);
        const auto mode = static_cast<PayloadMode>(m_modes.size());
        connect(button, &QToolButton::clicked, this, [this, mode] { setMode(mode); });
        m_modes.append(button);
        bar->addWidget(button);
    }
    bar->addWidget(m_note = new PlainLabel(this), 1);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_note->setWordWrap(true);
    m_note->setObjectName("payloadNote"_L1);
    bar->addWidget(m_path = flatButton(this, "copyPath"_L1));
    bar->addWidget(m_copy = flatButton(this, "copyPayload"_L1));
    connect(m_path, &QToolButton::clicked, this, &PayloadView::copyPath);
    connect(m_copy, &QToolButton::clicked, this, &PayloadView::copyAll);
    column->addLayout(bar);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_text = new FoldingEdit(m_stack));
    m_stack->addWidget(m_tree = new QTreeView(m_stack));
    m_stack->addWidget(m_hex = new HexView(m_stack));
    column->addWidget(m_stack, 1);
    m_text->setObjectName(name);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_highlighter = new JsonHighlighter(m_text);
    m_tree->setObjectName("payloadTree"_L1);
    m_tree->setModel(&m_treeModel);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->setDefaultSectionSize(260);
    m_hex->setObjectName("payloadHex"_L1);
    m_findBar = new QWidget(this);
    auto *finder = new QHBoxLayout(m_findBar);
    finder->setContentsMargins(0, 0, 0, 0);
    finder->addWidget(m_findField = new QLineEdit(m_findBar), 1);
    finder->addWidget(m_findBack = flatButton(m_findBar, "findBack"_L1));
    finder->addWidget(m_findNext = flatButton(m_findBar, "findNext"_L1));
    finder->addWidget(m_findNote = new PlainLabel(m_findBar));
    finder->addWidget(m_findClose = flatButton(m_findBar, "findClose"_L1));
    m_findField->setObjectName("findField"_L1);
    m_findBar->hide();
    column->addWidget(m_findBar);
    connect(m_findField, &QLineEdit::returnPressed, this, [this] { find(QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier)); });
    connect(m_findNext, &QToolButton::clicked, this, [this] { find(false); });
    connect(m_findBack, &QToolButton::clicked, this, [this] { find(true); });
    connect(m_findClose, &QToolButton::clicked, this, &PayloadView::closeFind);
    for (QWidget *widget : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_tree), static_cast<QWidget *>(m_hex),
                            static_cast<QWidget *>(m_findField)})
        widget->installEventFilter(this);
}

void PayloadView::setPayload(const QByteArray &bytes, const QString &whyEmpty)
{
    if (bytes == m_bytes && whyEmpty == m_whyEmpty && !m_text->document()->isEmpty())
        return;
    m_bytes = bytes;
    m_whyEmpty = whyEmpty;
    m_sniffed = sniffShown(bytes);
    m_hidesSecrets.reset();
    // A text whose secrets are known by their names would tell them once it is cut into fields.
    m_isProtobuf = m_sniffed.form == PayloadForm::Protobuf ||
                   (m_sniffed.form == PayloadForm::Text && isProtobuf(m_sniffed.bytes) && !hidesSecrets());
    fill();
}

bool PayloadView::hidesSecrets() const
{
    if (!m_hidesSecrets)
        m_hidesSecrets = rawPayload(m_sniffed).text != rawPayload(m_sniffed, true).text;
    return *m_hidesSecrets;
}

void PayloadView::setSecretsShown(bool shown)
{
    if (m_secretsShown == shown)
        return;
    m_secretsShown = shown;
    m_text->setQuiet(shown);
    m_text->setTextInteractionFlags(shown ? Qt::NoTextInteraction : Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    fill();
}

void PayloadView::setMode(PayloadMode mode)
{
    m_mode = mode;
    fill();
    emit modeChanged();
}

bool PayloadView::offers(PayloadMode mode) const
{
    switch (mode) {
    case PayloadMode::Pretty: return m_sniffed.form != PayloadForm::Protobuf;
    case PayloadMode::Tree: return m_sniffed.form == PayloadForm::Json;
    case PayloadMode::Protobuf: return m_isProtobuf;
    case PayloadMode::Raw:
    case PayloadMode::Hex: break;
    }
    return true;
}

PayloadMode PayloadView::mode() const
{
    if (offers(m_mode))
        return m_mode;
    return m_sniffed.form == PayloadForm::Protobuf ? PayloadMode::Protobuf : PayloadMode::Pretty;
}

void PayloadView::fillModes()
{
    for (qsizetype i = 0; i < m_modes.size(); ++i) {
        m_modes[i]->setChecked(i == static_cast<qsizetype>(mode()));
        m_modes[i]->setEnabled(offers(static_cast<PayloadMode>(i)));
    }
    const auto say = [this](PayloadMode mode, const QString &what, const QString &whyNot) {
        QToolButton *button = m_modes[static_cast<qsizetype>(mode)];
        const QString words = offers(mode) ? what : m_bytes.isEmpty() ? m_whyEmpty : whyNot;
        button->setToolTip(asToolTip(words));
        button->setAccessibleDescription(words);
    };
    say(PayloadMode::Pretty, {}, tr("Only JSON and text can be indented: this is a protobuf message."));
    say(PayloadMode::Tree, tr("As a tree"), tr("Only JSON is a tree."));
    say(PayloadMode::Protobuf, tr("As a protobuf message, read without its schema: numbers instead of field names"),
        tr("These bytes are no protobuf message."));
}

QString PayloadView::shownText() const
{
    switch (mode()) {
    case PayloadMode::Raw: return brokenLines(rawPayload(m_sniffed, m_secretsShown).text);
    case PayloadMode::Protobuf: return readProtobuf(m_sniffed.bytes, m_secretsShown).value_or(ProtobufText{}).text;
    default: return readablePayload(m_sniffed, m_secretsShown).text;
    }
}

void PayloadView::fill()
{
    fillModes();
    const bool empty = m_bytes.isEmpty();
    const bool tree = mode() == PayloadMode::Tree;
    const bool hex = mode() == PayloadMode::Hex && !empty;
    m_path->setVisible(tree);
    m_copy->setVisible(!empty);
    m_note->setText(note());
    m_stack->setCurrentIndex(tree ? 1 : hex ? 2 : 0);
    if (tree) {
        m_treeModel.setDocument(QJsonDocument::fromJson(m_sniffed.bytes), m_secretsShown);
        m_tree->expandToDepth(0);
        return;
    }
    if (hex) // of what may be read: the bytes of a hidden secret would tell it
        return m_hex->setBytes(readableBytes());
    const bool json = m_sniffed.form == PayloadForm::Json, message = mode() == PayloadMode::Protobuf && !empty;
    m_text->setWholeText(empty ? m_whyEmpty : visibleText(shownText()));
    m_text->setFoldable(message || (json && mode() == PayloadMode::Pretty));
    m_highlighter->setFormats(message ? protobufFormats : json ? jsonFormats : nullptr);
}

QByteArray PayloadView::readableBytes() const
{
    switch (m_sniffed.form) {
    case PayloadForm::Json:
    case PayloadForm::Text: return rawPayload(m_sniffed, m_secretsShown).text.toUtf8();
    case PayloadForm::Protobuf: return m_secretsShown ? m_bytes : readProtobuf(m_bytes).value_or(ProtobufText{}).bytes;
    case PayloadForm::Empty:
    case PayloadForm::Binary: break;
    }
    return m_bytes;
}

QString PayloadView::note() const
{
    if (m_bytes.isEmpty())
        return {};
    QStringList parts;
    switch (m_sniffed.form) {
    case PayloadForm::Empty: break;
    case PayloadForm::Json: parts.append(tr("JSON")); break;
    case PayloadForm::Text: parts.append(tr("text")); break;
    case PayloadForm::Binary: parts.append(tr("binary")); break;
    case PayloadForm::Protobuf: parts.append(tr("protobuf, without its schema")); break;
    }
    parts.append(locale().formattedDataSize(m_bytes.size()));
    if (m_sniffed.base64)
        parts.append(tr("decoded from base64"));
    if (m_sniffed.truncated)
        parts.append(tr("only the first %1 are shown").arg(locale().formattedDataSize(payloadShownMax)));
    parts.append(m_secretsShown                               ? tr("secrets shown: nothing can be copied")
                 : m_sniffed.form == PayloadForm::Protobuf ? tr("hidden is what looks like a secret: there are no names to go by")
                                                           : tr("secrets hidden"));
    return parts.join(u" · "_s);
}

QString PayloadView::copyText() const
{
    switch (mode()) {
    case PayloadMode::Raw: return rawPayload(m_sniffed).text;
    case PayloadMode::Hex: return hexLines(m_hex->bytes());
    case PayloadMode::Protobuf: return readProtobuf(m_sniffed.bytes).value_or(ProtobufText{}).text;
    case PayloadMode::Pretty:
    case PayloadMode::Tree: break;
    }
    return readablePayload(m_sniffed).text;
}

QString PayloadView::selectedPath() const { return m_stack->currentIndex() == 1 ? m_treeModel.pathOf(m_tree->currentIndex()) : QString(); }

void PayloadView::copyPath() { QGuiApplication::clipboard()->setText(selectedPath()); }

void PayloadView::copyAll()
{
    if (!m_secretsShown)
        QGuiApplication::clipboard()->setText(copyText());
}

void PayloadView::placeFirst(QWidget *widget) { m_bar->insertWidget(0, widget); }

void PayloadView::openFind()
{
    m_findBar->show();
    m_findField->setFocus(Qt::ShortcutFocusReason);
    m_findField->selectAll();
}

void PayloadView::closeFind()
{
    m_findBar->hide();
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void PayloadView::find(bool backward)
{
    const QString wanted = m_findField->text();
    if (wanted.isEmpty())
        return;
    bool found = false;
    if (m_stack->currentIndex() == 2) {
        found = m_hex->find(wanted.toUtf8(), backward);
    } else {
        if (m_stack->currentIndex() == 1)
            setMode(PayloadMode::Pretty); // branches of a tree that nobody opened are not known yet
        m_text->takeRest();
        const QTextDocument::FindFlags flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
        found = m_text->find(wanted, flags);
        if (!found) { // from the other end
            m_text->moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
            found = m_text->find(wanted, flags);
        }
    }
    if (found && m_stack->currentIndex() == 0) {
        m_text->reveal(m_text->textCursor().block());
        m_text->ensureCursorVisible();
    }
    m_findNote->setText(found ? QString() : tr("not found"));
}

void PayloadView::setTheme(const Theme &theme)
{
    m_highlighter->setTheme(theme);
    m_text->setTheme(theme);
    m_hex->setTheme(theme);
    QPalette muted = m_note->palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    m_note->setPalette(muted);
    m_findNote->setPalette(muted);
}

// Ctrl+F belongs to the list's filter unless somebody reads here.
bool PayloadView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool closes = key->key() == Qt::Key_Escape && !m_findBar->isHidden();
    const bool again = key->key() == Qt::Key_F3 && !m_findBar->isHidden();
    if (!key->matches(QKeySequence::Find) && !closes && !again)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (closes)
        closeFind();
    else if (again)
        find(key->modifiers().testFlag(Qt::ShiftModifier));
    else
        openFind();
    return true;
}

void PayloadView::retranslate()
{
    const QStringList names{tr("Indented"), tr("As sent"), tr("Tree"), tr("Protobuf"), tr("Bytes")};
    for (qsizetype i = 0; i < m_modes.size(); ++i) {
        m_modes[i]->setText(names[i]);
        m_modes[i]->setAccessibleName(names[i]);
    }
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(asToolTip(tr("Copy all of it, secrets hidden")));
    m_path->setText(tr("Copy path"));
    m_text->setAccessibleName(tr("Payload"));
    m_text->setAccessibleDescription(tr("Of indented JSON and of messages: [ folds where the cursor is, ] unfolds, { and } all of it"));
    m_tree->setAccessibleName(tr("Payload as a tree"));
    m_hex->setAccessibleName(tr("Payload as bytes"));
    m_findField->setPlaceholderText(tr("find in this payload"));
    m_findField->setAccessibleName(tr("Find in this payload"));
    m_findNext->setText(tr("Next"));
    m_findBack->setText(tr("Previous"));
    m_findClose->setText(tr("Close"));
    m_treeModel.retranslate();
    fill();
}

void PayloadView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
