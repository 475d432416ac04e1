// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/name_dialog.h"

#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

NameDialog::NameDialog(const QString &title, const QString &what, const QString &name, QWidget *parent)
    : BandedDialog(placeAround(parent), parent), m_name(new QLineEdit(name, this)), m_problem(new PlainLabel(this)), m_save(new QPushButton(this))
{
    setObjectName("nameDialog"_L1);
    setWindowTitle(title);
    auto *label = new PlainLabel(what, this);
    label->setBuddy(m_name);
    m_name->setObjectName("nameField"_L1);
    m_name->setAccessibleName(what);
    m_name->setMaxLength(nameMax);
    m_name->setMinimumSize(340, 28);
    m_name->selectAll();
    m_problem->setObjectName("nameProblem"_L1);
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(fontMetrics().lineSpacing());
    m_save->setObjectName("nameSave"_L1);
    m_save->setDefault(true);
    auto *cancel = new QPushButton(this);
    cancel->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_save);
    row->addWidget(cancel);
    for (QWidget *widget : {static_cast<QWidget *>(label), static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_problem)})
        body().addWidget(widget);
    body().addLayout(row);
    connect(m_name, &QLineEdit::textChanged, this, &NameDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        emit chosen(m_name->text().trimmed());
        accept();
    });
    addTexts([this, cancel] {
        m_save->setText(tr("Save"));
        cancel->setText(tr("Cancel"));
        check();
    });
}

void NameDialog::setCheck(std::function<QString(const QString &)> whyNot)
{
    m_whyNot = std::move(whyNot);
    check();
}

void NameDialog::check()
{
    const QString name = m_name->text().trimmed();
    QString why = name.isEmpty() ? tr("It needs a name.") : QString();
    if (why.isEmpty() && m_whyNot)
        why = m_whyNot(name);
    m_problem->setText(why);
    m_save->setEnabled(why.isEmpty());
    m_save->setToolTip(asToolTip(why));
    m_save->setAccessibleDescription(why);
}

} // namespace txdesk::console
