// The tab around the diagram: what is exported, in each format and part, the case file in a PDF, the search by keyboard.
// SPDX-License-Identifier: Apache-2.0
#include "console/casefile/case_file.h"
#include "console/detail/sequence_export_dialog.h"
#include "console/detail/sequence_tab.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/notice_band.h"
#include "tests/detail/pane_under_test.h"
#include "tests/support/test_main.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct TabUnderTest : PaneUnderTest
{
    QTemporaryDir folder;

    TabUnderTest()
    {
        pane->setPlace(Environment::Production, u"shop-eu"_s);
        pane->activateWindow();
        (void)QTest::qWaitForWindowActive(pane.get());
        pane->showTab(DetailPane::Sequence);
    }

    [[nodiscard]] SequenceView &view() const { return pane->sequence().view(); }

    [[nodiscard]] SequenceExportDialog *openExport() const
    {
        pane->sequence().openExport();
        return pane->findChild<SequenceExportDialog *>("sequenceExport"_L1);
    }

    // As a person does: the dialog's button, a name, the band that says it is written.
    [[nodiscard]] QByteArray saved(SequenceExportDialog &dialog, const QString &name) const
    {
        dialog.findChild<QPushButton *>("exportSave"_L1)->click();
        auto *files = pane->findChild<QFileDialog *>();
        if (!files)
            return {};
        const QString path = folder.filePath(name);
        files->setDirectory(folder.path());
        files->findChild<QLineEdit *>()->setText(path);
        QMetaObject::invokeMethod(files, "accept");
        auto *band = find<NoticeBand>("exportProblem"_L1);
        (void)QTest::qWaitFor([&] { return band->text().startsWith(u"Written: "_s) && band->text().contains(path); });
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

// What a PDF carries: every stream is tried, packed and plain.
QByteArray attachmentOf(const QByteArray &pdf)
{
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 1)) {
        const QByteArray body = pdf.sliced(at + 7);
        const QByteArray unpacked = qUncompress(QByteArray("\x00\x10\x00\x00", 4) + body);
        for (const QByteArray &one : {unpacked, body.first(std::max<qsizetype>(body.indexOf("endstream"), 0))})
            if (one.startsWith("\x1f\x8b"))
                return one;
    }
    return {};
}

} // namespace

class SequenceTabTest final : public QObject
{
    Q_OBJECT

private slots:
    void writesEveryFormatAndPart_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("part");
        QTest::addColumn<QByteArray>("begins");
        const std::pair<ExportFormat, QByteArray> formats[] = {{ExportFormat::Svg, "<?xml"},        {ExportFormat::Pdf, "%PDF-1."},
                                                               {ExportFormat::Png, "\x89PNG"},      {ExportFormat::PlantUml, "@startuml"},
                                                               {ExportFormat::Mermaid, "sequenceDiagram"}, {ExportFormat::Ascii, ""}};
        for (const auto &[format, begins] : formats)
            for (const ExportPart part : {ExportPart::Everything, ExportPart::InSight, ExportPart::Range, ExportPart::Failures})
                QTest::addRow("%s, part %d", qPrintable(suffixOf(format)), int(part)) << int(format) << int(part) << begins;
    }

    void writesEveryFormatAndPart()
    {
        QFETCH(int, format);
        QFETCH(int, part);
        QFETCH(QByteArray, begins);
        const TabUnderTest under;
        under.view().setRange(3, 6); // the seven calls of 01 that failed come after
        SequenceExportDialog *dialog = under.openExport();
        QVERIFY(dialog);
        dialog->findChild<QComboBox *>("exportFormat"_L1)->setCurrentIndex(format);
        dialog->findChild<QComboBox *>("exportPart"_L1)->setCurrentIndex(part);
        const QByteArray written = under.saved(*dialog, u"night."_s + suffixOf(ExportFormat(format)));
        QVERIFY2(written.size() > 100, qPrintable(under.find<NoticeBand>("exportProblem"_L1)->text()));
        QVERIFY2(written.startsWith(begins), written.first(40).constData());
        if (isText(ExportFormat(format))) {
            QVERIFY(written.contains(under.gid().value.toUtf8()));
            QCOMPARE(written.contains("lock wait"), ExportPart(part) != ExportPart::Range);
            QVERIFY2(!written.contains("abcdef0123456789"), "a secret is exported");
        }
    }

    void thePdfCarriesTheCaseFile()
    {
        const TabUnderTest under;
        for (const bool wanted : {true, false}) {
            SequenceExportDialog *dialog = under.openExport();
            dialog->findChild<QComboBox *>("exportFormat"_L1)->setCurrentIndex(int(ExportFormat::Pdf));
            auto *box = dialog->findChild<QCheckBox *>("exportCaseFile"_L1);
            QVERIFY2(box->isEnabled(), qPrintable(box->toolTip()));
            box->setChecked(wanted);
            const QByteArray pdf = under.saved(*dialog, u"night-%1.pdf"_s.arg(wanted));
            QVERIFY(pdf.startsWith("%PDF"));
            QCOMPARE(pdf.contains("/EmbeddedFile"), wanted);
            if (!wanted)
                continue;
            const Result<CaseFile> file = caseFileFrom(attachmentOf(pdf));
            QVERIFY2(file, file ? "" : qPrintable(file.error().message));
            QCOMPARE(file->detail.snapshot.transaction.gid, under.gid());
            QCOMPARE(file->detail.events.size(), under.pane->detail()->events.size());
            QCOMPARE(file->environment, u"prod"_s);
            QCOMPARE(file->profile, u"shop-eu"_s);
            QVERIFY(file->verdict.startsWith(u"V-10"_s));
        }
    }

    void onlyAPdfCanCarryIt()
    {
        const TabUnderTest under;
        SequenceExportDialog *dialog = under.openExport();
        const auto *box = dialog->findChild<QCheckBox *>("exportCaseFile"_L1);
        QVERIFY(!box->isEnabled() && box->accessibleDescription().contains(u"PDF"_s));
        auto *copy = dialog->findChild<QPushButton *>("exportCopy"_L1);
        QVERIFY(!copy->isEnabled() && !copy->toolTip().isEmpty());
        dialog->findChild<QComboBox *>("exportFormat"_L1)->setCurrentIndex(int(ExportFormat::Mermaid));
        QGuiApplication::clipboard()->clear();
        copy->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"sequenceDiagram"_s));
    }

    void theSearchIsDrivenByKeys()
    {
        const TabUnderTest under;
        QTest::keyClick(&under.view(), Qt::Key_F, Qt::ControlModifier);
        auto *text = under.find<QLineEdit>("sequenceSearch"_L1);
        QVERIFY(text->isVisible() && text->hasFocus());
        QTest::keyClicks(text, u"lock wait"_s);
        QVERIFY(under.find<QLabel>("searchCount"_L1)->text().startsWith(u"matches: "_s));
        QTest::keyClick(text, Qt::Key_Return);
        const qsizetype first = under.view().selectedMessage();
        QVERIFY(first >= 0);
        QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
        auto *hide = under.find<QToolButton>("searchHides"_L1);
        const qsizetype all = under.view().sequenceLayout().sequence.messages.size();
        hide->setFocus(Qt::TabFocusReason);
        QTest::keyClick(hide, Qt::Key_Space);
        QVERIFY(under.view().hidesOthers());
        text->setFocus();
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(!text->isVisible() && under.view().hasFocus());
        QVERIFY(under.view().filter().search.isEmpty() && !under.view().hidesOthers());
        QCOMPARE(under.view().sequenceLayout().sequence.messages.size(), all);
        text->setText(u"nobody says that"_s);
        QCOMPARE(under.find<QLabel>("searchCount"_L1)->text(), u"no match"_s);
        QVERIFY(!under.find<QToolButton>("searchNext"_L1)->isEnabled());
    }
};

TXDESK_TEST(SequenceTabTest);
#include "sequence_tab_test.moc"
