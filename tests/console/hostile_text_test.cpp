// Text of others that wants to be more than text: markup, marks that reorder, terminal codes, formulas, endless lines.
// It is shown literally by every widget of every page and dialog. spec/reliability 4.4, rows 81 and 87.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/confirm_dialog.h"
#include "console/connection/certificate_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/models/audit_model.h"
#include "console/pages/audit_view.h"
#include "console/pages/tokens_view.h"
#include "console/text/plain_text.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QLabel>
#include <QJsonDocument>
#include <QTextBlock>
#include <QTextDocument>

using namespace txdesk;
using namespace txdesk::test;

namespace {

const QString markup = u"<a href='https://evil.example'>click</a> <img src=x> &amp;"_s;
const QString reorders = u"abc\u202Egnp.exe"_s;
const QString terminal = u"\x1b[31mred\x1b[0m\n2026-11-21 INFO admin login"_s;
const QString formula = u"=cmd()"_s;

QString endless() { return u"x"_s.repeated(10'000) + u"<b>end</b>"_s; }

TransactionDetail hostileDetail(Instant now, const QString &text)
{
    TransactionDetail detail = sampleDetail(Story::StuckRollback, now);
    GlobalTransaction &t = detail.snapshot.transaction;
    t.gid = Gid{text.left(128)};
    t.lastError = text;
    t.rollbackReason = text;
    detail.participants = {text.left(200)};
    for (BranchOp &op : detail.snapshot.ops)
        op.payload = QJsonDocument(QJsonObject{{u"note"_s, text}}).toJson();
    for (JournalEvent &event : detail.events)
        event.text = text;
    return detail;
}

AuditRecord hostileRecord(const QString &text)
{
    AuditRecord record;
    record.chain = record.action = record.gid = record.target = record.reason = record.before = record.after = text;
    record.by = {text, text, Role::Admin, text, text};
    return record;
}

// A label that takes markup for markup, a tool tip that does, a document of HTML: described, or empty.
QString whoTakesMarkup(const QWidget &root)
{
    for (const QLabel *label : root.findChildren<QLabel *>())
        if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
            return u"label "_s + label->objectName() + u": "_s + label->text().left(80);
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        const QString tip = widget->toolTip();
        const bool escaped = tip.isEmpty() || (tip.startsWith("<qt>"_L1) && !tip.mid(4).contains("<a "_L1) && !tip.contains("<img"_L1));
        if (!escaped && Qt::mightBeRichText(tip))
            return u"tool tip of "_s + widget->objectName() + u": "_s + tip.left(80);
    }
    for (const QTextDocument *document : root.findChildren<QTextDocument *>())
        for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
            for (auto it = block.begin(); !it.atEnd(); ++it)
                if (it.fragment().charFormat().isAnchor() || it.fragment().charFormat().isImageFormat())
                    return u"document "_s + document->objectName();
    return {};
}

QString whichTipTakesMarkup(const QWidget &root)
{
    for (const QAbstractItemView *view : root.findChildren<QAbstractItemView *>()) {
        const QAbstractItemModel *model = view->model();
        for (int row = 0; model && row < std::min(model->rowCount(), 30); ++row)
            for (int column = 0; column < model->columnCount(); ++column) {
                const QString tip = model->index(row, column).data(Qt::ToolTipRole).toString();
                const bool plain = !Qt::mightBeRichText(tip);
                const bool escaped = tip.startsWith("<qt>"_L1) && !tip.contains("<a "_L1) && !tip.contains("<img"_L1) && !tip.contains("<b>"_L1);
                if (!plain && !escaped)
                    return u"%1 row %2 column %3: %4"_s.arg(view->objectName()).arg(row).arg(column).arg(tip.left(80));
            }
    }
    return {};
}

void checkAll(const QWidget &root)
{
    QVERIFY2(whoTakesMarkup(root).isEmpty(), qPrintable(whoTakesMarkup(root)));
    QVERIFY2(whichTipTakesMarkup(root).isEmpty(), qPrintable(whichTipTakesMarkup(root)));
}

} // namespace

class HostileTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyPageShowsItLiterally_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("markup") << markup;
        QTest::newRow("marks that reorder") << reorders;
        QTest::newRow("terminal codes and a forged line") << terminal;
        QTest::newRow("a formula") << formula;
        QTest::newRow("an endless line") << endless();
    }
    void everyPageShowsItLiterally()
    {
        QFETCH(QString, text);
        WindowUnderTest under;
        under.fill();
        const TransactionDetail detail = hostileDetail(under.time.now(), text);
        const Gid gid = detail.snapshot.transaction.gid;
        under.link->details.insert(gid, detail);
        under.link->auditRecords = {hostileRecord(text)};
        under.link->tokenList = {AccessToken{.id = text, .name = text, .role = Role::Viewer, .scope = {text, {}}, .createdAt = {},
                                             .createdBy = text, .expiresAt = {}, .lastUsedAt = {}, .revokedAt = {}}};
        under.link->participantList.first().participant = text;
        under.link->participantList.first().lastError = text;
        under.link->nodeList.first().node = text;
        LinkStatus status = under.link->status();
        status.caller = CallerInfo{.role = Role::Admin, .name = text, .tokenId = {}, .expiresAt = {}};
        status.node = text;
        under.link->setStatus(status);
        under.link->change({detail.snapshot.transaction, detail.participants});
        Workspace &workspace = *under.window->workspace();
        workspace.refresh();
        workspace.showTransaction(gid);
        QTRY_VERIFY(workspace.detail().detail() && workspace.detail().detail()->snapshot.transaction.gid == gid);
        for (int page = 0; page < 4; ++page) {
            workspace.showPage(page);
            under.time.advance(Milliseconds{2000});
            QCoreApplication::sendPostedEvents();
            for (int tab = 0; page == 0 && tab < DetailPane::TabCount; ++tab) {
                workspace.detail().showTab(static_cast<DetailPane::Tab>(tab));
                checkAll(*under.window);
                under.window->grab(); // painting survives it, too
            }
            checkAll(*under.window);
            under.window->grab();
        }
        for (QDialog *dialog : {static_cast<QDialog *>(workspace.askToConfirm(workspace.detail().desk().confirmation(Action::ForceStop))),
                                static_cast<QDialog *>(under.window->openConnectDialog()), workspace.tokens().askForNew()}) {
            dialog->show();
            checkAll(*dialog);
            dialog->grab();
            QVERIFY2(dialog->width() < 1600, "an endless line does not make an endless dialog");
            dialog->close();
        }
        under.link->breakOff(text);
        under.link->refusal = Error{ErrorCode::Internal, text, {}};
        workspace.refresh();
        QCoreApplication::sendPostedEvents();
        checkAll(*under.window);
        QVERIFY2(under.window->width() < 2500, "an endless line does not make an endless window");
    }

    void aGidIsReadAsItIs()
    {
        WindowUnderTest under;
        under.fill();
        const TransactionDetail detail = hostileDetail(under.time.now(), markup);
        under.link->details.insert(detail.snapshot.transaction.gid, detail);
        under.window->workspace()->showTransaction(detail.snapshot.transaction.gid);
        auto *dialog = under.window->workspace();
        QTRY_VERIFY(dialog->detail().detail()->snapshot.transaction.gid == detail.snapshot.transaction.gid);
        bool shown = false;
        for (const QLabel *label : under.window->findChildren<QLabel *>())
            shown = shown || label->text() == markup;
        QVERIFY(shown);
    }

    void visibleText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"lock wait, 错误"_s << u"lock wait, 错误"_s;
        QTest::newRow("escape") << u"\x1b[31m"_s << u"␛[31m"_s;
        QTest::newRow("reordering") << reorders << u"abc⟨U+202E⟩gnp.exe"_s;
        QTest::newRow("carriage return") << u"a\rb"_s << u"a␍b"_s;
        QTest::newRow("lines stay") << u"a\nb\tc"_s << u"a\nb\tc"_s;
        QTest::newRow("separator") << QString(QChar(0x2028)) << u"⟨U+2028⟩"_s;
    }
    void visibleText()
    {
        QFETCH(QString, text);
        QTEST(console::visibleText(text), "shown");
    }

    void linesHaveAnEnd()
    {
        QCOMPARE(oneLine(endless(), 50).size(), 50);
        QCOMPARE(oneLine(u"a\nb"_s, 50), u"a b"_s);
        QVERIFY(asToolTip(endless()).size() < 2200);
        QVERIFY(asToolTip({}).isEmpty());
        QVERIFY(asToolTip(markup).contains(u"&lt;a href="_s));
    }
};

TXDESK_TEST(HostileTextTest);
#include "hostile_text_test.moc"
