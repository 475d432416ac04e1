// One payload to read: indented, as it was sent, as a tree, as a protobuf message, or as bytes; with a field to find in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/json_tree_model.h"
#include "console/models/payload_text.h"
#include "console/widgets/appearance.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace txdesk::console {

class HexView;
class JsonHighlighter;
class FoldingEdit;

enum class PayloadMode { Pretty, Raw, Tree, Protobuf, Hex };

// Thread: GUI. Secrets are hidden; while they are shown nothing can be selected or copied.
class PayloadView final : public QWidget
{
    Q_OBJECT

public:
    // name: of its text, for finding it: "payloadText"
    explicit PayloadView(QLatin1StringView name, QWidget *parent = nullptr);

    void setPayload(const QByteArray &bytes, const QString &whyEmpty); // whyEmpty: said when there are none
    void setSecretsShown(bool shown);
    void setMode(PayloadMode mode);
    void setTheme(const Theme &theme);
    void placeFirst(QWidget *widget); // before the modes: what chooses the payload
    void openFind(); // Ctrl+F
    // What is shown: the one that was chosen, or where the bytes have none of it, the one that is next to it.
    [[nodiscard]] PayloadMode mode() const;
    [[nodiscard]] PayloadForm form() const { return m_sniffed.form; }
    [[nodiscard]] bool hidesSecrets() const; // there is something that a reader with the right to it may have shown
    [[nodiscard]] QString note() const; // "JSON · 1.2 KiB · from base64"
    [[nodiscard]] QString copyText() const; // all of it, secrets hidden whatever is shown
    [[nodiscard]] QString selectedPath() const; // of the tree; empty: none

signals:
    void modeChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build(QLatin1StringView name);
    void retranslate();
    void fill();
    void fillModes();
    [[nodiscard]] bool offers(PayloadMode mode) const;
    [[nodiscard]] QString shownText() const; // of the modes that are text
    [[nodiscard]] QByteArray readableBytes() const;
    void find(bool backward);
    void copyPath();
    void copyAll();
    void closeFind();

    QByteArray m_bytes;
    QString m_whyEmpty;
    SniffedPayload m_sniffed;
    bool m_secretsShown = false;
    mutable std::optional<bool> m_hidesSecrets; // known once it was asked for
    bool m_isProtobuf = false; // the bytes can be read as a message, whatever they are meant to be
    PayloadMode m_mode = PayloadMode::Pretty;
    JsonTreeModel m_treeModel;
    QHBoxLayout *m_bar = nullptr;
    QList<QToolButton *> m_modes;
    QToolButton *m_copy = nullptr;
    QToolButton *m_path = nullptr;
    QLabel *m_note = nullptr;
    QStackedWidget *m_stack = nullptr;
    FoldingEdit *m_text = nullptr;
    JsonHighlighter *m_highlighter = nullptr;
    QTreeView *m_tree = nullptr;
    HexView *m_hex = nullptr;
    QWidget *m_findBar = nullptr;
    QLineEdit *m_findField = nullptr;
    QLabel *m_findNote = nullptr;
    QToolButton *m_findNext = nullptr;
    QToolButton *m_findBack = nullptr;
    QToolButton *m_findClose = nullptr;
};

} // namespace txdesk::console
