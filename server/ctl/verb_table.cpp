// The verbs. A new one is a row here, a function in verbs.h, and a test.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/verb_table.h"

namespace txdesk::ctl {

namespace {

constexpr Flag reason{"reason", "TEXT", "", "Why, for the journal and the audit; at most 1024 characters."};
constexpr Flag yes{"yes", "", "", "Do not ask back; needed when there is no terminal."};
constexpr Flag from{"from", "TIME", "", "Created at TIME or later: 2026-11-21, 2026-11-21T15:00:00Z, or an age: 30s, 15m, 2h, 7d."};
constexpr Flag to{"to", "TIME", "", "Created before TIME."};
constexpr Flag limit{"limit", "N", "", "At most N rows (1 to 1000; 50 when not said)."};
constexpr Flag all{"all", "", "", "Every row, page by page."};
constexpr Flag seenStatus{"expect-status", "STATUS", "prepared submitted aborting", "Act only while the status is this one; what was just read, when not said."};
constexpr Flag seenEpoch{"expect-epoch", "N", "", "Act only while the epoch is this one; what was just read, when not said."};
constexpr Flag auditGid{"gid", "GID", "", "Only records about this transaction."};
constexpr Flag auditActor{"actor", "NAME", "", "Only records of this actor."};
constexpr Flag auditAction{"action", "WORD", "", "Only records of this act, such as force-stop or token.create."};

#define TXDESK_ACT "What is shown before is what is acted on: status and epoch are sent along, and when the transaction has moved since, nothing is done."

QList<Flag> actFlags()
{
    return {reason, yes, seenStatus, seenEpoch};
}

} // namespace

const QList<Verb> &verbTable()
{
    static const QList<Verb> table{
        {VerbId::List, "list", "", Reach::Server, "Lists transactions, newest first.",
         "The filters are those of the console; all that are given must hold.",
         {{"status", "LIST", "prepared submitted aborting succeed failed", "Only these, separated by commas."},
          {"kind", "KIND", "saga tcc xa msg workflow at notify", "Only this kind."},
          {"gid", "PREFIX", "", "Only gids that begin so."},
          {"participant", "HOST:PORT", "", "Only those that touch this participant."},
          {"error", "TEXT", "", "Only those whose newest error has TEXT in it."},
          {"fingerprint", "TEXT", "", "Only those, not succeeded, whose newest error is of this group."},
          {"business-key", "KEY", "", "Only those that their initiator calls KEY."},
          {"failures", "N", "", "Only those with N failures in a row or more."},
          from, to,
          {"stuck", "", "", "Only those that are stuck."},
          {"paused", "", "", "Only those that are paused."},
          {"parked", "LIST", "dirty unanswered dead-letter", "Only those that wait for a person, and why; separated by commas."},
          {"sort", "ORDER", "-created created due -failures", "Newest first, oldest first, what is due next, most failures."},
          limit, all}},
        {VerbId::Parked, "parked", "", Reach::Server, "Lists what only a person can move on: dirty rollbacks, senders that do not answer, dead letters.",
         "For each: show GID tells why and what may be done.",
         {{"why", "LIST", "dirty unanswered dead-letter", "Only these, separated by commas; all three when not said."}, limit, all}},
        {VerbId::Show, "show", "GID", Reach::Server, "Shows one transaction: who called whom, when, with which answer, and why it waits.", "",
         {{"events", "N", "", "The newest N lines of the journal (1000 when not said)."}}},
        {VerbId::Retry, "retry", "GID", Reach::Server, "Calls a transaction's branches again now; delivers dead letters again.", TXDESK_ACT,
         actFlags() + QList<Flag>{{"branch", "BRANCH", "", "Call only this branch again, or deliver only its dead letter."}}},
        {VerbId::Abort, "abort", "GID", Reach::Server, "Turns a transaction back.", TXDESK_ACT, actFlags()},
        {VerbId::ForceStop, "force-stop", "GID", Reach::Server, "Ends a transaction as failed; nothing is undone.",
         "A reason of at least 10 characters is needed. " TXDESK_ACT, actFlags()},
        {VerbId::Pause, "pause", "GID", Reach::Server, "Stops automatic work on a transaction.", TXDESK_ACT, actFlags()},
        {VerbId::Resume, "resume", "GID", Reach::Server, "Lets automatic work on a transaction go on.", TXDESK_ACT, actFlags()},
        {VerbId::Submit, "submit", "GID", Reach::Server, "Says that the sender of a message has committed, when it does not say so itself.",
         "For a message that was asked back as often as allowed. Look into the sender's database first: what is delivered cannot be taken "
         "back. abort says that it has not committed. " TXDESK_ACT, actFlags()},
        {VerbId::ForceRollback, "force-rollback", "GID", Reach::Server, "Rolls a dirty AT branch back over what others have written since.",
         "Look at undo GID first: rows that were changed after the branch get the values of before it. A reason of at least 10 characters "
         "is needed. " TXDESK_ACT, actFlags()},
        {VerbId::AcceptCurrent, "accept-current", "GID", Reach::Server, "Leaves the rows of a dirty AT branch as they are now.",
         "What the branch has written is not undone any more; its undo record goes. A reason of at least 10 characters is needed. " TXDESK_ACT,
         actFlags()},
        {VerbId::Skip, "skip", "GID", Reach::Server, "Says that a branch which keeps failing was done by hand: it is not called any more.",
         "Only an operation that has failed can be skipped. The reason is the evidence that it was done; at least 10 characters are needed. "
         TXDESK_ACT, actFlags() + QList<Flag>{{"branch", "BRANCH", "", "The branch, such as 02; needed."}}},
        {VerbId::MarkFailed, "mark-failed", "GID", Reach::Server, "Says that a saga's action failed of which nobody knows: the saga turns back.",
         "Every step that may have run is compensated, this one too. A reason of at least 10 characters is needed. " TXDESK_ACT,
         actFlags() + QList<Flag>{{"branch", "BRANCH", "", "The branch, such as 02; needed."}}},

        {VerbId::Locks, "locks", "", Reach::Server, "Lists rows that AT transactions hold, and which transaction holds them.", "",
         {{"gid", "GID", "", "Only rows of this transaction."},
          {"resource", "NAME", "", "Only rows of this database."},
          {"table", "NAME", "", "Only rows of this table."},
          limit, all}},
        {VerbId::LockWaits, "lock-waits", "", Reach::Server, "Lists which transaction waits for which other one, and for which row.", "", {}},
        {VerbId::Undo, "undo", "GID", Reach::Server, "Shows what an AT branch would put back: the rows before it, after it, and now.",
         "The participant is asked; that somebody looks is audited. These are data of the application.",
         {{"branch", "BRANCH", "", "The branch, such as 01; needed."}, reason}},

        {VerbId::TopicsList, "topics list", "", Reach::Server, "Lists topics and their subscribers.", "", {}},
        {VerbId::TopicsSubscribe, "topics subscribe", "TOPIC URL", Reach::Server, "Adds a subscriber to a topic.", "",
         {{"remark", "TEXT", "", "A remark beside the URL."}}},
        {VerbId::TopicsUnsubscribe, "topics unsubscribe", "TOPIC URL", Reach::Server, "Takes a subscriber from a topic.", "", {yes}},
        {VerbId::TopicsRemove, "topics remove", "TOPIC", Reach::Server, "Removes a topic with all its subscribers.", "", {yes}},

        {VerbId::TokensList, "tokens list", "", Reach::Server, "Lists tokens, without their secrets.", "", {}},
        {VerbId::TokensCreate, "tokens create", "NAME", Reach::Server, "Makes a token and shows its secret, once.",
         "The secret goes to standard output, or with --out to a new file of mode 0600 and nowhere else.",
         {{"role", "ROLE", "client viewer operator admin", "What it may do; client when not said."},
          {"gid-prefix", "TEXT", "", "A client's scope: only gids that begin so."},
          {"kinds", "LIST", "saga tcc xa msg workflow at notify", "A client's scope: only these kinds, separated by commas."},
          {"expires", "TIME", "", "It ends after this time: 12h, 90d; never when not said."},
          {"out", "FILE", "", "Write the secret there instead of showing it."},
          reason}},
        {VerbId::TokensRevoke, "tokens revoke", "ID", Reach::Server, "Revokes a token, at once.", "", {reason, yes}},
        {VerbId::Whoami, "whoami", "", Reach::Server, "Says who one is to the server, and whether the server is open to everybody.", "", {}},

        {VerbId::AuditList, "audit list", "", Reach::Server, "Lists who did or tried what, newest first.", "",
         {auditGid, auditActor, auditAction, from, to, limit, all}},
        {VerbId::AuditExport, "audit export", "", Reach::Server, "Writes all records that fit, newest first, as lines of JSON or CSV.", "",
         {{"format", "FORMAT", "jsonl csv", "jsonl when not said."},
          {"out", "FILE", "", "A new file of mode 0600; standard output when not said."},
          auditGid, auditActor, auditAction, from, to}},
        {VerbId::AuditVerify, "audit verify", "", Reach::Offline, "Checks the sealed chains of the audit in a store, without the server.",
         "Names the first record of each chain that was changed, taken out, put in, moved or cut off. With an anchor file a store that was "
         "put back to an older state is found, too.",
         {{"store", "FILE", "", "The SQLite file of the store."},
          {"config", "FILE", "", "A conf.yml that names store, key file and anchor file; also for MySQL."},
          {"key-file", "FILE", "", "The key the audit is sealed with; beside the store when not said."},
          {"anchor", "FILE", "", "The anchor file; beside the store when not said; nothing is compared when there is none."}}},
        {VerbId::ConfigCheck, "config check", "FILE", Reach::Offline, "Reads a conf.yml and everything a start would read, and says what is wrong.",
         "Runs txdesk-server --check-config when that program lies beside this one; else only the file itself is read.", {}},
        {VerbId::Backup, "backup", "OUT", Reach::Offline, "Copies the SQLite file of a store into the new file OUT, while the server runs or not.",
         "The copy is one consistent state, has mode 0600 and is checked. Keys are not in it: copy the key files yourself, to another place. "
         "A MySQL store is backed up with MySQL's own tools: mysqldump --single-transaction, or mariabackup.",
         {{"store", "FILE", "", "The SQLite file of the store."},
          {"config", "FILE", "", "A conf.yml that names it."}}},
        {VerbId::Completion, "completion", "SHELL", Reach::Offline, "Prints the completion for bash or zsh.",
         "For bash: source <(txdeskctl completion bash). For zsh: put it into a file _txdeskctl of a folder in fpath.", {}},
    };
    return table;
}

#undef TXDESK_ACT

const QList<Flag> &commonFlags()
{
    static const QList<Flag> flags{
        {"output", "FORM", "table json", "Text for people, or JSON as the server has it; table when not said."},
        {"help", "", "", "Says what the verb takes."},
    };
    return flags;
}

const QList<Flag> &serverFlags()
{
    static const QList<Flag> flags{
        {"url", "URL", "", "The server; TXDESK_URL, or http://127.0.0.1:36789 when not said."},
        {"token-file", "FILE", "", "A file of mode 0600 with the token; TXDESK_TOKEN_FILE when not said. The token itself is never an option."},
        {"ca", "FILE", "", "Further authorities (PEM) that may have signed the server's certificate."},
        {"pin", "SHA256", "", "Fingerprint of the one certificate the server may show."},
        {"certificate", "FILE", "", "A client certificate (PEM) that stands for a role, in place of a token."},
        {"key", "FILE", "", "Its key (PEM), mode 0600."},
        {"timeout", "TIME", "", "An answer is waited for so long; 30s when not said."},
    };
    return flags;
}

QList<Flag> flagsOf(const Verb &verb)
{
    return verb.flags + (verb.reach == Reach::Server ? serverFlags() : QList<Flag>()) + commonFlags();
}

} // namespace txdesk::ctl
