// What a person sees who has not connected to anything yet: the ways in, as cards.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"

#include <QWidget>

class QCommandLinkButton;
class QLabel;

namespace txdesk::console {

class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(bool hasDemo, QWidget *parent = nullptr);

    void setAppearance(const Appearance &appearance);
    void focusFirst();

signals:
    void demoWanted();
    void connectWanted();
    void caseFileWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_mark;
    QLabel *m_title;
    QLabel *m_subtitle;
    QCommandLinkButton *m_demo;
    QCommandLinkButton *m_connect;
    QCommandLinkButton *m_caseFile;
};

} // namespace txdesk::console
