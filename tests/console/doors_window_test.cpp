// What roles see: greyed verbs with the reason, hidden payloads, the audit and tokens pages, certificates.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/status_line.h"
#include "console/connection/certificate_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/detail/payload_tab.h"
#include "console/pages/audit_view.h"
#include "console/pages/tokens_view.h"
#include "console/widgets/notice_band.h"
#include "tests/console/window_under_test.h"
#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace txdesk;
using namespace txdesk::test;

namespace {

void becomeRole(WindowUnderTest &under, Role role)
{
    LinkStatus status = under.link->status();
    status.caller = CallerInfo{.role = role, .name = u"lin"_s, .tokenId = u"t1"_s, .expiresAt = {}};
    under.link->setStatus(status);
}

AuditRecord auditRecord(int number)
{
    AuditRecord record;
    record.chain = u"node-a"_s;
    record.seq = number;
    record.at = fromMs(1'795'244'000'000 + number * 1000);
    record.by = {number % 2 ? u"lin"_s : u"mei"_s, u"t1"_s, Role::Admin, u"127.0.0.1"_s, u"r%1"_s.arg(number)};
    record.action = number % 3 ? u"retry"_s : u"force-stop"_s;
    record.gid = u"gid%1"_s.arg(number);
    record.reason = u"=cmd()"_s;
    record.result = number % 5 ? AuditResult::Done : AuditResult::Refused;
    record.mac = QByteArray(32, 'm');
    return record;
}

} // namespace

class DoorsWindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void verbsAreGreyedWithTheRole_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<int>("verb");
        QTest::addColumn<QString>("reason"); // empty: allowed
        QTest::newRow("viewer, retry") << int(Role::Viewer) << int(Action::Retry) << u"Needs role operator; you are viewer."_s;
        QTest::newRow("viewer, force-stop") << int(Role::Viewer) << int(Action::ForceStop) << u"Needs role admin; you are viewer."_s;
        QTest::newRow("operator, retry") << int(Role::Operator) << int(Action::Retry) << QString();
        QTest::newRow("operator, force-stop") << int(Role::Operator) << int(Action::ForceStop) << u"Needs role admin; you are operator."_s;
        QTest::newRow("admin, force-stop") << int(Role::Admin) << int(Action::ForceStop) << QString();
    }
    void verbsAreGreyedWithTheRole()
    {
        QFETCH(int, role);
        QFETCH(int, verb);
        QFETCH(QString, reason);
        WindowUnderTest under;
        under.fill();
        becomeRole(under, static_cast<Role>(role));
        const QAction *action = under.window->workspace()->detail().actionBar().action(static_cast<Action>(verb));
        QVERIFY(action->isVisible());
        QCOMPARE(action->isEnabled(), reason.isEmpty());
        QVERIFY(reason.isEmpty() || action->toolTip().contains(reason));
        QCOMPARE(action->statusTip(), reason);
        const auto *status = under.window->findChild<QLabel *>("statusRole"_L1);
        QVERIFY(status->text().endsWith(u": lin"_s));
    }

    void aClosedDoorSaysWhatHelps()
    {
        WindowUnderTest under;
        under.fill();
        LinkStatus status = under.link->status();
        status.state = LinkState::Reconnecting;
        status.door = Door::NotAuthorised;
        status.doorWords = u"bad token"_s;
        status.hasToken = true;
        under.link->setStatus(status);
        auto *band = under.window->findChild<NoticeBand *>("connectionBand"_L1);
        QVERIFY(band->isVisible());
        QVERIFY(band->text().contains(u"has expired or was revoked"_s) && band->text().contains(u"(bad token)"_s));
        const QAction *retry = under.window->workspace()->detail().actionBar().action(Action::Retry);
        QVERIFY(!retry->isEnabled() && retry->statusTip().startsWith(u"Not authorised"_s));
        QSignalSpy wanted(under.window->workspace(), &Workspace::profileWanted);
        emit band->clicked();
        QCOMPARE(wanted.size(), 1);
        QVERIFY(under.window->findChild<ConnectDialog *>());
        QCOMPARE(under.window->findChild<QLabel *>("statusLink"_L1)->text(), u"not authorised"_s);
    }

    void anOpenServerHasARedBanner()
    {
        WindowUnderTest under;
        under.fill();
        auto *band = under.window->findChild<NoticeBand *>("openBand"_L1);
        QVERIFY(!band->isVisible());
        LinkStatus status = under.link->status();
        status.serverIsOpen = true;
        under.link->setStatus(status);
        QVERIFY(band->isVisible() && band->text().contains(u"is open"_s));
    }

    void payloadsAreShownForTheRecord()
    {
        WindowUnderTest under;
        under.fill();
        TransactionDetail detail = *under.window->workspace()->detail().detail();
        const Gid gid = detail.snapshot.transaction.gid;
        for (BranchOp &op : detail.snapshot.ops) {
            under.link->payloadsOf[gid].ops.append({op.branch, op.kind, R"({"amount":4711})"});
            detail.payloadBytes.append(15);
            op.payload.clear();
        }
        under.link->payloadsOf[gid].gid = gid;
        under.link->details[gid] = detail;
        under.window->workspace()->refresh();
        under.window->workspace()->detail().showTab(DetailPane::Payload);
        auto *text = under.window->findChild<QPlainTextEdit *>("payloadText"_L1);
        auto *words = under.window->findChild<QLabel *>("payloadAccessWords"_L1);
        auto *button = under.window->findChild<QPushButton *>("showPayloadButton"_L1);
        QTRY_VERIFY(!text->toPlainText().contains(u"amount"_s) && words->isVisible());

        becomeRole(under, Role::Viewer);
        QVERIFY(!button->isVisible());
        QVERIFY(words->text().contains(u"Needs role operator; you are viewer."_s));
        becomeRole(under, Role::Operator);
        QVERIFY(button->isVisible() && button->isEnabled());
        QVERIFY(under.link->payloadReasons.isEmpty());
        under.window->findChild<QLineEdit *>("payloadReason"_L1)->setText(u"customer asked"_s);
        button->click();
        QTRY_VERIFY(text->toPlainText().contains(u"4711"_s));
        QCOMPARE(under.link->payloadReasons, QList<QString>{u"customer asked"_s});
        QVERIFY(!words->isVisible());

        const int asked = under.link->detailsAsked;
        under.link->change({detail.snapshot.transaction, detail.participants}); // it moves on while it is read
        under.time.advance(Milliseconds{300});
        QTRY_COMPARE(under.link->detailsAsked, asked + 1);
        QTRY_VERIFY(text->toPlainText().contains(u"4711"_s));
    }

    void aRefusedLookSaysWhy()
    {
        WindowUnderTest under;
        under.fill();
        becomeRole(under, Role::Operator);
        SelectionHub hub;
        PayloadTab tab(hub);
        tab.takePayloads(fail(ErrorCode::AuditUnavailable, u"audit unavailable"_s));
        QVERIFY(tab.findChild<QLabel *>("payloadAccessWords"_L1)->text().contains(u"audit unavailable"_s));
    }

    void theAuditIsForAdmins()
    {
        WindowUnderTest under;
        under.fill();
        becomeRole(under, Role::Operator);
        AuditView &view = under.window->workspace()->audit();
        under.window->workspace()->showPage(2);
        QVERIFY(!view.isOpen());
        QVERIFY(view.findChild<QLabel *>("whyNotShown"_L1)->text().contains(u"Needs role admin; you are operator."_s));
        QVERIFY2(under.link->auditFilters.isEmpty(), "nobody asks for what is refused");
        becomeRole(under, Role::Admin);
        QVERIFY(view.isOpen());
        QTRY_VERIFY(!under.link->auditFilters.isEmpty());
    }

    void theAuditIsFilteredPagedAndExported()
    {
        WindowUnderTest under;
        under.fill();
        for (int i = AuditView::pageSize + 50; i > 0; --i)
            under.link->auditRecords.append(auditRecord(i));
        becomeRole(under, Role::Admin);
        AuditView &view = under.window->workspace()->audit();
        const QAbstractItemModelTester tester(&view.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        under.window->workspace()->showPage(2);
        QTRY_COMPARE(view.model().rowCount(), AuditView::pageSize);
        QVERIFY(view.findChild<QLabel *>("auditCount"_L1)->text().contains(u"there are more"_s));
        view.loadMore();
        QTRY_COMPARE(view.model().rowCount(), AuditView::pageSize + 50);
        QVERIFY(!view.findChild<QPushButton *>("auditMore"_L1)->isEnabled());
        QVERIFY(view.findChild<QPlainTextEdit *>("auditDetail"_L1)->toPlainText().contains(u"gid250"_s));

        view.findChild<QLineEdit *>("auditActor"_L1)->setText(u"mei"_s);
        view.findChild<QComboBox *>("auditAction"_L1)->setCurrentText(u"force-stop"_s);
        view.reload();
        QTRY_VERIFY(view.model().rowCount() > 0 && view.model().rowCount() < 50);
        QCOMPARE(under.link->auditFilters.last().actor, u"mei"_s);
        for (const AuditRecord &record : view.model().records())
            QVERIFY(record.by.actor == "mei"_L1 && record.action == "force-stop"_L1);

        const QByteArray csv = view.asCsv();
        QVERIFY2(csv.contains("\"'=cmd()\""), "a spreadsheet gets no formula");
        QVERIFY(!csv.contains(",\"=cmd()"));
        QCOMPARE(view.asJsonLines().count('\n'), view.model().rowCount());

        const QString wanted = view.model().records().first().gid;
        under.link->details.insert(Gid{wanted}, sampleDetail(Story::StuckRollback, under.time.now()));
        QSignalSpy jumped(&view, &AuditView::transactionWanted);
        view.findChild<QPushButton *>("auditToTransaction"_L1)->click();
        QCOMPARE(jumped.size(), 1);
        QCOMPARE(jumped[0][0].value<Gid>().value, wanted);
    }

    void aBrokenAuditKeepsTheOldRecords()
    {
        WindowUnderTest under;
        under.fill();
        under.link->auditRecords = {auditRecord(1)};
        becomeRole(under, Role::Admin);
        AuditView &view = under.window->workspace()->audit();
        under.window->workspace()->showPage(2);
        QTRY_COMPARE(view.model().rowCount(), 1);
        under.link->refusal = Error{ErrorCode::Unavailable, u"the store is away"_s, {}};
        view.reload();
        auto *band = view.findChild<NoticeBand *>("auditProblem"_L1);
        QTRY_VERIFY(band->isVisible() && band->text().contains(u"the store is away"_s));
        QCOMPARE(view.model().rowCount(), 1);
    }

    void tokensAreMadeShownOnceAndRevoked()
    {
        WindowUnderTest under;
        under.fill();
        becomeRole(under, Role::Admin);
        TokensView &view = under.window->workspace()->tokens();
        const QAbstractItemModelTester tester(&view.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        under.window->workspace()->showPage(3);
        QDialog *order = view.askForNew();
        order->findChild<QLineEdit *>("tokenName"_L1)->setText(u"shop"_s);
        order->findChild<QPushButton *>("makeTokenButton"_L1)->click();
        QTRY_COMPARE(view.model().rowCount(), 1);
        QCOMPARE(under.link->tokenOrders.first().name, u"shop"_s);
        auto *secret = view.findChild<TokenSecretDialog *>();
        QVERIFY(secret);
        QCOMPARE(secret->findChild<QLineEdit *>("tokenSecret"_L1)->text(), u"the-secret"_s);
        secret->accept();

        under.window->findChild<QTableView *>("tokenTable"_L1)->selectRow(0);
        QDialog *revoke = view.askToRevoke();
        QVERIFY(revoke);
        auto *button = revoke->findChild<QPushButton *>("revokeButton"_L1);
        QVERIFY(!button->isEnabled());
        QVERIFY(revoke->findChild<QPushButton *>("cancelButton"_L1)->isDefault());
        revoke->findChild<QLineEdit *>("revokeReason"_L1)->setText(u"left the company"_s);
        QVERIFY(button->isEnabled());
        button->click();
        QTRY_VERIFY(under.link->tokenList.first().revokedAt);
        QTRY_VERIFY(!view.model().isInForce(0));
    }

    void aCertificateIsNeverJustIgnored()
    {
        const Certificates made;
        const ServerCertificate unknown{
            .chain = certificatesIn(made.make({.subject = u"tx.example"_s}).certificate).value(),
            .protocol = {},
            .problems = {u"The certificate is self-signed, and untrusted"_s},
            .pinned = {},
            .pinHelps = true};
        CertificateDialog dialog(unknown, Environment::Production, u"shop"_s, {});
        const QString fingerprint = fingerprintOf(unknown.chain.first());
        QVERIFY(dialog.findChild<QPlainTextEdit *>("certificateChain"_L1)->toPlainText().contains(u"tx.example"_s));
        QVERIFY(dialog.findChild<QPlainTextEdit *>("certificateChain"_L1)->toPlainText().contains(spacedFingerprint(fingerprint).left(47)));
        auto *trust = dialog.findChild<QPushButton *>("trustButton"_L1);
        QVERIFY(trust && !trust->isEnabled() && !trust->isDefault());
        QVERIFY(dialog.findChild<QPushButton *>("closeButton"_L1)->isDefault());
        dialog.findChild<QCheckBox *>("comparedBox"_L1)->setChecked(true);
        QSignalSpy trusted(&dialog, &CertificateDialog::trusted);
        trust->click();
        QCOMPARE(trusted.value(0).value(0).toString(), fingerprint);

        ServerCertificate changed = unknown;
        changed.pinned = QString(64, u'b');
        changed.pinHelps = false;
        const CertificateDialog refusal(changed, Environment::Production, u"shop"_s, {});
        QVERIFY2(!refusal.findChild<QPushButton *>("trustButton"_L1), "a changed certificate is refused");
        QVERIFY(refusal.findChild<QLabel *>("oldFingerprint"_L1)->text().contains(spacedFingerprint(changed.pinned)));
        QVERIFY(refusal.findChild<QLabel *>("newFingerprint"_L1)->text().contains(spacedFingerprint(fingerprint)));

        ServerCertificate expired = unknown;
        expired.pinHelps = false;
        const CertificateDialog noHelp(expired, Environment::Production, u"shop"_s, {});
        QVERIFY(!noHelp.findChild<QPushButton *>("trustButton"_L1));
    }

    void aTypedTokenIsKeptOutOfTheSettings()
    {
        WindowUnderTest under;
        ConnectDialog *dialog = under.window->openConnectDialog();
        dialog->show();
        dialog->findChild<QLineEdit *>("profileName"_L1)->setText(u"shop"_s);
        auto *token = dialog->findChild<QLineEdit *>("profileToken"_L1);
        QCOMPARE(token->echoMode(), QLineEdit::Password);
        QTest::keyClicks(token, u"s3cret-Token"_s);
        QVERIFY(dialog->findChild<QLabel *>("tokenNote"_L1)->text().contains(u"keyring"_s));
        dialog->findChild<QPushButton *>("connectButton"_L1)->click();
        QTRY_VERIFY(under.link);
        QCOMPARE(under.link->token, QByteArray("s3cret-Token"));
        QCOMPARE(under.settings.profiles().first().tokenPlace, TokenPlace::Keyring);
        QFile ini(under.folder.filePath(u"console.ini"_s));
        QTRY_VERIFY(ini.exists());
        QVERIFY(ini.open(QIODevice::ReadOnly));
        const QByteArray text = ini.readAll();
        QVERIFY(text.contains("shop") && !text.contains("s3cret"));
    }

    void aTokenDoesNotLeaveThisMachineInTheOpen()
    {
        WindowUnderTest under;
        ConnectDialog *dialog = under.window->openConnectDialog();
        dialog->show();
        auto *url = dialog->findChild<QLineEdit *>("profileUrl"_L1);
        url->selectAll();
        QTest::keyClicks(url, u"http://tx.example:36789"_s);
        auto *connectButton = dialog->findChild<QPushButton *>("connectButton"_L1);
        QVERIFY(connectButton->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit *>("profileToken"_L1), u"abc"_s);
        QVERIFY(!connectButton->isEnabled());
        QVERIFY(dialog->findChild<QLabel *>("testResult"_L1)->text().contains(u"https"_s));
    }
};

TXDESK_TEST(DoorsWindowTest);
#include "doors_window_test.moc"
