// Dialogues with the server, written down line by line: dialogues/*.txt, played by dialogue_test.
//   $ {word} = text      from here on {word} stands for the text; the file begins with these
//   = TITLE              a dialogue of its own on an empty store; the number is the section of DTM's protocol
//   > METHOD PATH        a request; `+ Name: value` lines are headers, what follows is its body
//   < STATUS [TYPE]      its answer, byte for byte; {*} is any text; the type is JSON's unless given
//   ? GID STATUS | ROWS  waits until the transaction has this status and exactly these branch rows
//   @ CALLS              waits until exactly these calls have been made since the last such line: "01 action, 02 action"
//   ! ALERTS             likewise for alerts: "gid status url count"
//   * URL OUTCOME TEXT   how the participant answers from now on; without such a line it succeeds
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QList>
#include <QString>

namespace txdesk::test {

struct DialogueLine
{
    QChar mark;
    QString text;
    QString headers; // "Name: value", one a line
    QString body;
    int number = 0;  // in its file
};

struct Dialogue
{
    QString title;
    QList<DialogueLine> lines;
};

[[nodiscard]] QList<Dialogue> dialoguesIn(const QString &fileText);

} // namespace txdesk::test
