// Preferences: searched as one list, in force at once, one page at a time put back, carried to another machine.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/banded_dialog.h"

class QComboBox;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class QVBoxLayout;

namespace txdesk::console {

class ConsoleSettings;
class MainWindow;

// Thread: GUI. Window and settings must outlive it.
class PreferencesDialog final : public BandedDialog
{
    Q_OBJECT

public:
    PreferencesDialog(MainWindow &window, ConsoleSettings &settings, QWidget *parent = nullptr);

    void search(const QString &text);
    [[nodiscard]] int shownRows() const; // that the search has left, of all pages
    void bindKeys(const QString &command, const QKeySequence &keys); // as if typed and set
    void resetPage();

private:
    enum Page { Look, Words, Keys, PageCount };
    struct Row
    {
        int page = Look;
        QLabel *label = nullptr;
        QWidget *control = nullptr;
    };

    void build();
    void buildLook();
    void buildWords();
    void buildKeys();
    void buildFoot();
    QWidget *addPage(const std::function<QString()> &title);
    void addRow(int page, const std::function<QString()> &text, QWidget *control, const char *name);
    template <class Choice>
    QComboBox *addChoices(int page, const QList<std::pair<std::function<QString()>, Choice>> &all, Choice now, std::function<void(Choice)> take);
    void addKeyFields(QVBoxLayout &column);
    void fillKeys();
    void showKey();
    void setKey();
    void sayConflict();
    void exportTo();
    void importFrom();
    [[nodiscard]] QString currentCommand() const;

    MainWindow &m_window;
    ConsoleSettings &m_settings;
    QLineEdit *m_search = nullptr;
    QListWidget *m_pages = nullptr;
    QStackedWidget *m_stack = nullptr;
    QList<Row> m_rows;
    QTableWidget *m_keys = nullptr;
    QKeySequenceEdit *m_keyEdit = nullptr;
    QLabel *m_conflict = nullptr;
    QPushButton *m_setKey = nullptr;
    QPushButton *m_delivered = nullptr;
    bool m_filling = false;
};

} // namespace txdesk::console
