// Every verb of txdeskctl, one row each: parsing, --help, completion and the manual read this table and nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QList>
#include <QString>

namespace txdesk::ctl {

enum class VerbId {
    List, Parked, Show, Retry, Abort, ForceStop, Pause, Resume, Submit, ForceRollback, AcceptCurrent, Skip, MarkFailed,
    Locks, LockWaits, Undo,
    TopicsList, TopicsSubscribe, TopicsUnsubscribe, TopicsRemove,
    TokensList, TokensCreate, TokensRevoke,
    Whoami, AuditList, AuditExport, AuditVerify,
    ConfigCheck, Backup, Completion,
};

// An option: --name, or --name VALUE.
struct Flag
{
    const char *name;     // without the dashes
    const char *value;    // what stands in its place in texts: "FILE"; empty: it takes none
    const char *choices;  // words it may be, with blanks between; empty: anything
    const char *sentence;
};

// Where a verb does its work.
enum class Reach { Server, Offline };

struct Verb
{
    VerbId id;
    const char *name;      // "tokens create"
    const char *arguments; // words that must follow: "GID"; in brackets: may be left out
    Reach reach;
    const char *sentence;  // one line
    const char *details;   // a paragraph for its --help and the manual; may be empty
    QList<Flag> flags;
};

[[nodiscard]] const QList<Verb> &verbTable();
[[nodiscard]] const QList<Flag> &commonFlags(); // --help, of every verb
[[nodiscard]] const QList<Flag> &serverFlags(); // of verbs that ask the server

// Everything a verb takes, its own first.
[[nodiscard]] QList<Flag> flagsOf(const Verb &verb);

} // namespace txdesk::ctl
