// The certificate a coordinator shows, whole: who it says it is, who vouches for it, until when, its fingerprint.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/server_certificate.h"
#include "console/widgets/appearance.h"
#include "console/widgets/environment_strip.h"

#include <QDialog>

class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace txdesk::console {

// Thread: GUI. There is no way to ignore a problem. A certificate whose only fault is that nobody known signed it may be
// trusted by its fingerprint, after the person says that they compared it; a changed one is refused, with both
// fingerprints. Cancel is the default button.
class CertificateDialog final : public QDialog
{
    Q_OBJECT

public:
    CertificateDialog(const ServerCertificate &shown, Environment environment, const QString &label, const Appearance &appearance,
                      QWidget *parent = nullptr);

signals:
    void trusted(const QString &fingerprint);

private:
    void addWords(QVBoxLayout &column);
    void addChain(QVBoxLayout &column);
    void addButtons(QVBoxLayout &column);
    [[nodiscard]] QString describe(const QSslCertificate &certificate, int place) const;
    [[nodiscard]] QWidget *paragraph(const QString &text, const char *name, bool bold = false);

    const ServerCertificate m_shown;
    const Appearance m_appearance;
};

} // namespace txdesk::console
