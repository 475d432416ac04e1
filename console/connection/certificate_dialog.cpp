// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/certificate_dialog.h"

#include "console/text/time_text.h"
#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextOption>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nameMax = 200; // of a subject: certificates come from outside

QString nameOf(const QStringList &common, const QStringList &organisation)
{
    QStringList parts = common + organisation;
    parts.removeDuplicates();
    QString name = parts.join(u", "_s).simplified();
    for (QChar &letter : name)
        if (!letter.isPrint())
            letter = u'�';
    return name.left(nameMax);
}

QString dayText(const QDateTime &time) { return time.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s); }

} // namespace

CertificateDialog::CertificateDialog(const ServerCertificate &shown, Environment environment, const QString &label,
                                     const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_shown(shown), m_appearance(appearance)
{
    setObjectName("certificateDialog"_L1);
    setWindowTitle(tr("Certificate of the coordinator"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *strip = new EnvironmentStrip(this);
    strip->setTheme(appearance.theme);
    strip->setEnvironment(environment, label);
    outer->addWidget(strip);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(20, 10, 20, 16);
    column->setSpacing(10);
    outer->addLayout(column, 1);
    addWords(*column);
    addChain(*column);
    addButtons(*column);
    resize(760, 560);
}

QWidget *CertificateDialog::paragraph(const QString &text, const char *name, bool bold)
{
    auto *label = new PlainLabel(text, this);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    return label;
}

void CertificateDialog::addWords(QVBoxLayout &column)
{
    const bool changed = !m_shown.pinned.isEmpty();
    QString head = tr("The certificate is trusted.");
    if (changed)
        head = tr("This is not the certificate that the profile trusts. Nothing was sent.");
    else if (!m_shown.problems.isEmpty())
        head = tr("The certificate is not trusted. Nothing was sent.");
    column.addWidget(paragraph(head, "certificateHead", true));
    if (changed && !m_shown.chain.isEmpty()) {
        column.addWidget(paragraph(tr("Trusted so far: %1").arg(spacedFingerprint(m_shown.pinned)), "oldFingerprint"));
        column.addWidget(paragraph(tr("Shown now: %1").arg(spacedFingerprint(fingerprintOf(m_shown.chain.first()))),
                                   "newFingerprint"));
        column.addWidget(paragraph(tr("Somebody may be in between, or the certificate was renewed. Compare the new fingerprint "
                                      "with the coordinator's operator; if it is right, replace the fingerprint in the profile."),
                                   "certificateAdvice"));
    }
    if (!m_shown.problems.isEmpty())
        column.addWidget(paragraph(u"✖  "_s + m_shown.problems.join(u"\n✖  "_s), "certificateProblems"));
}

QString CertificateDialog::describe(const QSslCertificate &certificate, int place) const
{
    QStringList names = certificate.subjectAlternativeNames().values();
    names.removeDuplicates();
    QStringList lines;
    lines.append(place == 0 ? tr("1. The coordinator's own") : tr("%1. Vouches for the one above").arg(place + 1));
    const auto line = [&lines](const QString &name, const QString &value) { lines.append(u"\t"_s + name + u'\t' + value); };
    line(tr("Subject"), nameOf(certificate.subjectInfo(QSslCertificate::CommonName),
                               certificate.subjectInfo(QSslCertificate::Organization)));
    if (!names.isEmpty())
        line(tr("For"), nameOf(names, {}));
    const QString issuer = nameOf(certificate.issuerInfo(QSslCertificate::CommonName),
                                  certificate.issuerInfo(QSslCertificate::Organization));
    line(tr("Issuer"), certificate.isSelfSigned() ? tr("%1 (itself)").arg(issuer) : issuer);
    line(tr("Valid"), u"%1 – %2"_s.arg(dayText(certificate.effectiveDate()), dayText(certificate.expiryDate())));
    const QString print = spacedFingerprint(fingerprintOf(certificate));
    line(u"SHA-256"_s, print.left(48));
    line({}, print.mid(48));
    return lines.join(u'\n');
}

void CertificateDialog::addChain(QVBoxLayout &column)
{
    QStringList parts;
    for (qsizetype i = 0; i < m_shown.chain.size(); ++i)
        parts.append(describe(m_shown.chain[i], static_cast<int>(i)));
    auto *text = new QPlainTextEdit(parts.isEmpty() ? tr("The coordinator showed no certificate.") : parts.join(u"\n\n"_s), this);
    text->setObjectName("certificateChain"_L1);
    text->setAccessibleName(tr("Chain of certificates"));
    text->setReadOnly(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const qreal indent = text->fontMetrics().horizontalAdvance(u"00"_s);
    const qreal values = indent + text->fontMetrics().horizontalAdvance(u"000000000000"_s);
    QTextOption stops = text->document()->defaultTextOption();
    stops.setTabs({QTextOption::Tab(indent, QTextOption::LeftTab), QTextOption::Tab(values, QTextOption::LeftTab)});
    text->document()->setDefaultTextOption(stops);
    column.addWidget(text, 1);
}

void CertificateDialog::addButtons(QVBoxLayout &column)
{
    const bool offers = m_shown.pinHelps && m_shown.pinned.isEmpty() && !m_shown.chain.isEmpty();
    auto *close = new QPushButton(offers ? tr("Cancel") : tr("Close"), this);
    close->setObjectName("closeButton"_L1);
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->addStretch();
    if (offers) {
        auto *compared = new QCheckBox(tr("I have &compared the fingerprint with what the coordinator's operator told me"), this);
        compared->setObjectName("comparedBox"_L1);
        compared->setAccessibleName(tr("Fingerprint compared"));
        column.addWidget(compared);
        auto *trust = new QPushButton(tr("Trust this certificate"), this);
        trust->setObjectName("trustButton"_L1);
        trust->setAccessibleName(trust->text());
        trust->setAutoDefault(false);
        trust->setEnabled(false);
        connect(compared, &QCheckBox::toggled, trust, &QPushButton::setEnabled);
        connect(trust, &QPushButton::clicked, this, [this] {
            emit trusted(fingerprintOf(m_shown.chain.first()));
            accept();
        });
        row->addWidget(trust);
    } else if (!m_shown.problems.isEmpty() && m_shown.pinned.isEmpty()) {
        column.addWidget(paragraph(tr("A fingerprint cannot help here: the coordinator needs another certificate, or the profile "
                                      "another CA file."),
                                   "certificateAdvice"));
    }
    row->addWidget(close);
    column.addLayout(row);
    close->setFocus();
}

} // namespace txdesk::console
