"""The table of docs/dtm-compatibility.md: how many cases of each client, protocol and mode pass on each store, or why there
are none.

SPDX-License-Identifier: Apache-2.0
"""
import os
import re

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "dtm-compatibility.md")
BEGIN, END = "<!-- conformance: begin -->", "<!-- conformance: end -->"
STORES = ("sqlite", "mysql")
MODES = ("saga", "tcc", "xa", "msg", "workflow", "service")

CLIENTS = (
    ("go", "Go `github.com/dtm-labs/client` v1.17.3", ("http", "grpc", "json-rpc")),
    ("python", "Python `dtmcli` 1.7.7.0", ("http",)),
    ("java", "Java `io.github.dtm-labs:dtmcli-java` 2.1.5", ("http",)),
    ("java218", "Java 2.1.8, transcripts", ("http",)),
    ("node", "Node 0.0.12, transcripts", ("http", "grpc")),
    ("php", "PHP, both clients, transcripts", ("http", "json-rpc", "grpc")),
    ("csharp", "C# 1.5.0, transcripts", ("http", "grpc")),
    ("curl", "no client: edges, transcripts", ("http", "json-rpc")),
)

NO_MODE = "the client has no such mode"
SAME_BYTES = "the same messages of the same service as Go's, by equal field numbers; what differs is the case `service: unknown field 4 of the options` of Go"
OTHERS = "the service's edges are in the rows of Go and of curl"
NO_RPC_WORKFLOW = "DTM's JSON-RPC has no prepareWorkflow"
NO_RPC_XA = "the client's XaLocalTransaction registers over HTTP below the address it was told, where JSON-RPC has no path"
NO_EDGE = "no edge of this mode beyond what the rows of Go and PHP show"

REASONS = {
    ("go", "json-rpc", "xa"): NO_RPC_XA, ("go", "json-rpc", "workflow"): NO_RPC_WORKFLOW,
    ("go", "http", "service"): OTHERS, ("go", "json-rpc", "service"): OTHERS,
    ("python", "http", "xa"): NO_MODE, ("python", "http", "workflow"): NO_MODE, ("python", "http", "service"): OTHERS,
    **{(java, "http", mode): NO_MODE for java in ("java", "java218") for mode in ("xa", "msg", "workflow")},
    ("node", "http", "xa"): NO_MODE, ("node", "http", "workflow"): NO_MODE, ("node", "http", "service"): OTHERS,
    ("php", "http", "workflow"): NO_MODE, ("php", "json-rpc", "workflow"): NO_RPC_WORKFLOW, ("php", "http", "service"): OTHERS,
    ("csharp", "http", "service"): OTHERS, ("curl", "json-rpc", "workflow"): NO_RPC_WORKFLOW,
    **{("curl", "json-rpc", mode): NO_EDGE for mode in ("tcc", "xa", "msg")},
    **{("node", "grpc", mode): SAME_BYTES if mode == "tcc" else NO_MODE for mode in MODES[:5]}, ("node", "grpc", "service"): SAME_BYTES,
    **{("php", "grpc", mode): SAME_BYTES for mode in MODES if mode != "workflow"}, ("php", "grpc", "workflow"): NO_MODE,
    **{("csharp", "grpc", mode): SAME_BYTES for mode in MODES},
}


# How each library is told of TLS and its token: client, protocol, prefix of its cases, TLS, token.
SECURED = (
    ("go", "http", "https", "yes: the system's CAs or `SSL_CERT_FILE`", "yes: `https://x:TOKEN@host:36789/api/dtmsvr` as the server's address"),
    ("go", "json-rpc", "https", "yes, as over http", "yes, as over http"),
    ("go", "grpc", "http", "no: the client dials with `insecure.NewCredentials()`", "yes: `dtmgrpc.AddUnaryInterceptor` that adds `authorization` for the server's address"),
    ("python", "http", "https", "yes: `REQUESTS_CA_BUNDLE`", "yes: `https://x:TOKEN@host:36789/api/dtmsvr`"),
    ("java", "http", "http", "no: the client writes `http://` before the address", "no: its HTTP client drops what stands before the `@`"),
)


def secured(passed):
    lines = ["", "With TLS and tokens, on a server that trusts nobody (`--tls-certificate`, loopback trust off, a token of the role client):", "",
             "| client | protocol | TLS | token | cases |", "|---|---|---|---|---|"]
    titles = {client: title for client, title, _ in CLIENTS}
    for client, protocol, prefix, tls, token in SECURED:
        cases = sum(1 for name in passed if name.startswith(f"{prefix} {client} {protocol} "))
        assert cases or token.startswith("no"), f"no case over {prefix}: {client} {protocol}"
        alone = f"{cases} {'over TLS with the token' if prefix == 'https' else 'over plain TCP with the token'}"
        lines.append(f"| {titles[client]} | {protocol} | {tls} | {token} | {alone if cases else 'that it cannot'} |")
    return lines


def count(passed):
    """{(client, protocol, mode, store): cases} from names such as `sqlite go http saga: success`."""
    counts = {}
    for name in passed:
        found = re.match(r"(\w+) (\w+) ([\w-]+) (\w+): ", name)
        if found:
            store, client, protocol, mode = found.groups()
            counts[client, protocol, mode, store] = counts.get((client, protocol, mode, store), 0) + 1
    return counts


def cell(counts, client, protocol, mode, notes):
    numbers = [counts.get((client, protocol, mode, store), 0) for store in STORES]
    if any(numbers):
        assert all(numbers), f"{client} {protocol} {mode} passes on one store only"
        return f"{numbers[0]} + {numbers[1]}"
    reason = REASONS.get((client, protocol, mode))
    assert reason, f"no case and no reason: {client} {protocol} {mode}"
    if reason not in notes:
        notes.append(reason)
    return f"({notes.index(reason) + 1})"


def text(passed):
    counts, notes = count(passed), []
    lines = ["Cases on SQLite + cases on MariaDB 10.11.", "", "| client | protocol | " + " | ".join(MODES) + " |", "|---" * (len(MODES) + 2) + "|"]
    for client, title, protocols in CLIENTS:
        for protocol in protocols:
            cells = [cell(counts, client, protocol, mode, notes) for mode in MODES]
            lines.append(f"| {title} | {protocol} | " + " | ".join(cells) + " |")
    lines.append("")
    lines += [f"{number}. {note}." for number, note in enumerate(notes, 1)]
    lines += secured(passed)
    old = sum(1 for name in passed if name.startswith("mysql migrate "))
    lines += ["", "Transcripts were written from the clients' sources, not recorded from running clients: `docs/decisions/0005`."]
    lines += ["", f"On a database that DTM left with unfinished transactions of every mode (`tests/conformance/migrate`): {old} cases,",
              "in this machine's time zone and in UTC+8."]
    return "\n".join(lines)


def check(cases, write):
    """A case of its own: the page says what passes; with `write` it is made to."""
    with open(PAGE, encoding="utf-8") as page:
        before = page.read()
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    try:
        after = f"{head}{BEGIN}\n{text(cases.passed)}\n{END}{tail}"
    except AssertionError as error:
        return cases.fail("table: each cell is a case or a reason", error)
    if write:
        with open(PAGE, "w", encoding="utf-8") as page:
            page.write(after)
    elif after != before:
        return cases.fail("table: docs/dtm-compatibility.md says what passes", "--write-table writes it anew")
    return cases.ok("table: docs/dtm-compatibility.md says what passes")
