"""The table: number of the row in the list of bad inputs, what is sent, which status and which words must come back.

SPDX-License-Identifier: Apache-2.0
"""
import json

from wire import request

B = "/api/dtmsvr/submit"   # a route with DTM's contract
V = "/api/v1/transactions"  # a route of ours
GET = request("GET", V)


def line(*headers, first="GET /api/v1/version HTTP/1.1", host=True):
    """A request written by hand, line by line."""
    return "\r\n".join([first] + (["Host: 127.0.0.1"] if host else []) + list(headers)).encode("latin-1") + b"\r\n\r\n"


def post(path, body, *headers):
    return request("POST", path, body if isinstance(body, bytes) else body.encode(), headers)


def saga(**members):
    """A valid submit with members replaced or added; None takes one away. Its URLs are empty: nothing is called."""
    whole = {"gid": "badinput-1", "trans_type": "saga", "steps": [{"action": "", "compensate": ""}], "payloads": ["{}"], **members}
    return post(B, json.dumps({name: value for name, value in whole.items() if value is not None}))


def raw_saga(text):
    """A valid submit with one more member spelled by hand."""
    return post(B, '{"gid":"badinput-2","trans_type":"saga","steps":[{"action":"","compensate":""}],"payloads":["{}"],' + text + "}")


def chunked(path, *chunks, trailer=b"\r\n"):
    return request("POST", path, b"", ["Transfer-Encoding: chunked"], length=False) + b"".join(chunks) + trailer


def rpc(text):
    return post("/api/json-rpc", text)


def branch(text):
    """A branch with members of its own; the transaction is not there: what is well-formed is answered 409."""
    return post("/api/dtmsvr/registerBranch", '{"gid":"badinput-none",' + text + "}")


def at(locks, more=""):
    """A branch of AT; the transaction is not there: what is well-formed is answered 409."""
    return post("/api/dtmsvr/registerBranch", '{"gid":"badinput-none","trans_type":"at","request_id":"q","resource_id":"r","url":"http://127.0.0.1:9/at",'
                '"locks":' + locks + more + "}")


WORKFLOW = '{"gid":"badinput-wf","trans_type":"workflow",'


# (row, what, bytes, status or statuses, words of the message as a regular expression)
ROWS = [
    (6, "binary garbage", bytes(range(32)) + b"\r\n\r\n", 400, "bad request line"),
    (7, "version 9.9", line(first="GET /x HTTP/9.9"), 505, "version not supported"),
    (7, "version 0.9", line(first="GET /x HTTP/0.9"), (400, 505), ""),
    (7, "HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "version not supported"),
    (8, "request line too long", line(first="GET /" + "a" * 8193 + " HTTP/1.1"), 414, "uri too long"),
    (9, "one header too long", line("X-A: " + "a" * 8193), 431, "header too large"),
    (9, "headers too long together", line(*[f"X-{n}: " + "a" * 4000 for n in range(9)]), 431, "header too large"),
    (9, "101 headers", line(*[f"X-{n}: a" for n in range(101)]), 431, "header too large"),
    (10, "bare line feeds", b"GET /api/v1/version HTTP/1.1\nHost: 127.0.0.1\n\n", 400, "bad line end"),
    (11, "space before the colon", b"GET /api/v1/version HTTP/1.1\r\nHost : a\r\n\r\n", 400, "bad header"),
    (11, "no colon", line("Nonsense"), 400, "bad header"),
    (11, "NUL in a value", line("X-A: a\x00b"), 400, "bad header"),
    (11, "bare CR in a value", line("X-A: a\rb"), 400, "bad header|bad line end"),
    (11, "control character in a value", line("X-A: a\x01b"), 400, "bad header"),
    (12, "folded header", line("X-A: a\r\n b"), 400, "bad header"),
    (13, "no host", line(host=False), 400, "host required"),
    (13, "two hosts", line("Host: 127.0.0.1"), 400, ""),
    (13, "a stranger's host", request("GET", V, host="evil.example"), 421, "unknown host"),
    (14, "two equal lengths", line("Content-Length: 2", "Content-Length: 2", first=f"POST {B} HTTP/1.1") + b"{}", 400, "bad length"),
    (14, "two different lengths", line("Content-Length: 2", "Content-Length: 3", first=f"POST {B} HTTP/1.1") + b"{}", 400, "bad length"),
    *[(15, f"length {text!r}", line(f"Content-Length: {text}", first=f"POST {B} HTTP/1.1") + b"{}", 400, "bad length")
      for text in ("-1", "+5", "0x10", "1 2", "9" * 20)],
    (16, "length and transfer-encoding", line("Content-Length: 2", "Transfer-Encoding: chunked", first=f"POST {B} HTTP/1.1") + b"0\r\n\r\n",
     400, "length and transfer-encoding"),
    *[(17, f"transfer-encoding {text}", line(f"Transfer-Encoding: {text}", first=f"POST {B} HTTP/1.1") + b"0\r\n\r\n",
       501, "transfer-encoding") for text in ("chunked, identity", "xchunked", "gzip")],
    (17, "transfer-encoding twice", line("Transfer-Encoding: chunked", "Transfer-Encoding: chunked", first=f"POST {B} HTTP/1.1") + b"0\r\n\r\n",
     501, "transfer-encoding"),
    (18, "negative chunk", chunked(B, b"-1\r\n"), 400, "bad chunk"),
    (18, "huge chunk size", chunked(B, b"FFFFFFFFFFFFFFFFF\r\n"), 400, "bad chunk"),
    (18, "junk in the chunk size", chunked(B, b"2 junk\r\n{}\r\n"), 400, "bad chunk"),
    (18, "chunk without its line end", chunked(B, b"2\r\n{}XX0\r\n"), 400, "bad chunk"),
    (18, "chunk extension of 8 KiB", chunked(B, b"2;" + b"a" * 8192 + b"\r\n{}\r\n0\r\n"), (400, 431), "bad chunk|header too large"),
    (18, "trailers of 33 KiB", chunked(B, b"2\r\n{}\r\n0\r\n", *[b"X-%d: " % n + b"a" * 4000 + b"\r\n" for n in range(9)]), 431, ""),
    (19, "body too large by length", line(f"Content-Length: {4 * 1024 * 1024 + 1}", first=f"POST {B} HTTP/1.1"), 413, "body too large"),
    (19, "body too large by chunks", chunked(B, *[b"10000\r\n" + b" " * 65536 + b"\r\n"] * 65, b"0\r\n"), 413, "body too large"),
    (21, "no length, ours", request("POST", f"{V}/x/retry", length=False), 411, "length required"),
    (21, "no length, DTM's", request("POST", B, length=False), 400, "empty body"),
    (22, "expects 100 with 5 MiB", line("Expect: 100-continue", "Content-Length: 5242880", first=f"POST {B} HTTP/1.1"), 413, "body too large"),
    (22, "expects something else", line("Expect: x", "Content-Length: 2", first=f"POST {B} HTTP/1.1") + b"{}", 417, "expect"),
    (23, "gzip body", post(B, b"\x1f\x8b" + b"\0" * 200, "Content-Encoding: gzip"), 415, "content-encoding"),
    *[(25, f"path {path[:40]}", line(first=f"GET {path} HTTP/1.1"), (400, 404), "bad path|404 page not found|no such|not found")
      for path in ("/api/dtmsvr/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/%00", "//api/dtmsvr/version", "/api/dtmsvr/version;x",
                   "/api/%c0%af%c0%afetc/passwd", "/api/%ff", "/api/%zz")],
    *[(26, f"{method}, DTM's", line("Content-Length: 2", first=f"{method} {B} HTTP/1.1") + b"{}", (404, 501), "404 page not found|method not implemented")
      for method in ("TRACE", "FOO")],
    *[(26, f"{method}, ours", line(first=f"{method} {V} HTTP/1.1"), (405, 501), "method not (implemented|allowed)")
      for method in ("TRACE", "FOO")],
    (26, "CONNECT", line(first="CONNECT 127.0.0.1:80 HTTP/1.1"), (400, 404, 501), ""),
    (27, "wrong method, ours", request("DELETE", V), 405, "method not allowed"),
    (27, "wrong method, DTM's", request("GET", B), 404, "404 page not found"),
    (28, "a parameter twice, ours", request("GET", V + "?limit=1&limit=2"), 400, "duplicate parameter"),
    (28, "a parameter twice, DTM's: the first counts", request("GET", "/api/dtmsvr/query?gid=a&gid=b"), 200, '"transaction":null'),
    *[(39, f"json {text[:20]!r}", post(B, text), 400, "bad json at [0-9]+")
      for text in (b"{nonsense", b'{"gid":"a"', b'{"gid":"a"} trailing', b'\xef\xbb\xbf{"gid":"a"}', b"1", b"[1]")],
    (40, "depth 65", raw_saga('"x":' + "[" * 64 + "]" * 64), 400, "json too deep"),
    (40, "a million brackets", post(B, b"[" * 1_000_000), 400, "json too deep"),
    (40, "100,001 values", raw_saga('"x":[' + "1," * 100_000 + "1]"), 400, "json too large"),
    (41, "a key twice, DTM's: the last counts", post(B, '{"gid":"badinput-first","gid":"badinput-last","trans_type":"saga",'
     '"steps":[{"action":"","compensate":""}],"payloads":["{}"]}'), 200, "SUCCESS"),
    (41, "a key twice, ours", post(f"{V}/badinput-last/retry", '{"reason":"a","reason":"b"}'), 400, ""),
    (42, "lone surrogate", saga(gid="a\ud800b"), 400, "bad (utf-8|gid)"),
    (42, "invalid UTF-8", post(B, b'{"gid":"a\xff","trans_type":"saga"}'), 400, "bad (utf-8|gid)"),
    (42, "NUL in the gid", saga(gid="a\0b"), 400, "bad gid"),
    *[(43, f"timeout_to_fail {text}", raw_saga(f'"timeout_to_fail":{text}'), 400, "field timeout_to_fail")
      for text in ("1e999", "-0", "9223372036854775808", "1.5", '"3"')],
    *[(44, f"{name} {value}", raw_saga(f'"{name}":{value}'), 400, f"field {name}")
      for name, value in (("timeout_to_fail", -1), ("timeout_to_fail", 10**12), ("retry_interval", -5), ("request_timeout", 10**9))],
    (44, "delay 2^63", post(B, '{"gid":"badinput-3","trans_type":"msg","steps":[{"action":""}],"payloads":["{}"],'
     '"custom_data":"{\\"delay\\":9223372036854775808}"}'), 400, "field|custom_data"),
    (45, "no gid", saga(gid=None), 400, "bad gid"),
    (45, "empty gid", saga(gid=""), 400, "bad gid"),
    (45, "gid of 129 bytes", saga(gid="g" * 129), 400, "bad gid"),
    *[(46, f"gid {gid}", saga(gid=gid), 400, "bad gid")
      for gid in ("a' or '1'='1", 'x"; drop table trans_global; --', "a\\b")],
    *[(48, f"gid {gid!r}", saga(gid=gid), 400, "bad gid") for gid in ("<script>", "a\u202eb", "a\u200fb")],
    *[(48, f"gid {gid!r} is plain data", saga(gid=gid), 200, "SUCCESS") for gid in ("../../x", "\U0001F642", "=cmd()")],
    *[(49, f"resetNextCronTime of {gid}", post("/api/dtmsvr/resetNextCronTime", json.dumps({"gid": gid})), 400, "bad gid")
      for gid in ("a' or '1'='1", '" or 1=1 --', "a`b")],
    (50, "gid and branch of 65 bytes", post("/api/dtmsvr/registerBranch", json.dumps({"gid": "x" * 63, "trans_type": "xa", "branch_id": "01"})),
     400, "xa id too long"),
    (50, "gid and branch of 64 bytes", post("/api/dtmsvr/registerBranch", json.dumps({"gid": "x" * 62, "trans_type": "xa", "branch_id": "01"})),
     409, "no trans with gid"),
    *[(51, f"trans_type {kind[:10]!r}", saga(trans_type=kind), 400, "trans_type: expected") for kind in ("atomic", "", "x" * 10_000)],
    *[(53, f"a workflow that ends as {status[:10]!r}", post(B, json.dumps({"gid": "badinput-wf", "trans_type": "workflow", "req_extra": {"status": status}})),
       400, "status: ") for status in ("foo", "prepared", "", "x" * 1_000_000)],
    *[(54, what, saga(**members), 400, words) for what, members, words in (
        ("fewer payloads", {"payloads": []}, "payloads: expected one for each step"), ("more payloads", {"payloads": ["", ""]}, "payloads: expected one"),
        ("null payloads", {"payloads": None}, "payloads: expected one"), ("a number as payload", {"payloads": [1]}, "field payloads"),
        ("payloads and old data", {"steps": [{"action": "", "data": "1"}], "payloads": ["1"]}, "payloads: expected one"))],
    *[(55, f"orders {what}", saga(custom_data=json.dumps({"concurrent": True, "orders": orders})), 400, "orders: |custom_data: too long")
      for what, orders in (("out of range", {"0": [99]}), ("with a loop", {"0": [0]}), ("of no number", {"a": [0]}), ("below zero", {"0": [-1]}),
                           ("of a million edges", {str(n): [0] * 100 for n in range(10_000)}))],
    (55, "orders in a circle", post(B, json.dumps({"gid": "badinput-circle", "trans_type": "saga", "steps": [{"action": ""}] * 3, "payloads": [""] * 3,
     "custom_data": json.dumps({"concurrent": True, "orders": {"0": [1], "1": [2], "2": [0]}})})), 400, "orders: "),
    (56, "1001 steps", saga(steps=[{"action": ""}] * 1001, payloads=[""] * 1001), 400, "steps: too many"),
    (56, "a step without action", saga(steps=[{"compensate": ""}]), 400, r"steps\[0\].action"),
    (56, "empty URLs are done", saga(gid="badinput-empty"), 200, "SUCCESS"),
    (57, "a payload of 1 MiB + 1", saga(payloads=["x" * (1024 * 1024 + 1)]), 400, "payload too large"),
    *[(73, f"branch_headers {what}", saga(branch_headers=headers), 400, "branch_headers: ") for what, headers in (
        ("Host", {"Host": "a"}), ("Content-Length", {"content-length": "1"}), ("Transfer-Encoding", {"Transfer-Encoding": "chunked"}),
        ("Connection", {"Connection": "close"}), ("a blank in the name", {"a b": "c"}), ("line ends", {"a": "b\r\nc: d"}),
        ("33 of them", {f"h{n}": "v" for n in range(33)}), ("5 KiB", {"a": "v" * 5120}))],
    *[(75, f"limit={text}", request("GET", f"/api/dtmsvr/all?limit={text}"), 200, "transactions") for text in ("-1", "0", "1000000000")],
    (75, "limit=abc", request("GET", "/api/dtmsvr/all?limit=abc"), 500, "convert to int error: abc"),
    (75, "position=' or 1=1", request("GET", "/api/dtmsvr/all?position=%27%20or%201%3D1"), 400, "position"),
    *[(76, f"createTimeStart={text}", request("GET", f"/api/dtmsvr/all?createTimeStart={text}"), 200, '"transactions":') for text in ("-99999999999999", "99999999999999")],
    (76, "createTimeStart=x", request("GET", "/api/dtmsvr/all?createTimeStart=x"), 500, "convert to int error: x"),
    *[(99, f"JSON-RPC {what}", rpc(text), status, words) for what, text, status, words in (
        ("batch", '[{"jsonrpc":"2.0","id":"1","method":"newGid"}]', 400, "Parse json error: "),
        ("id null", '{"jsonrpc":"2.0","id":null,"method":"newGid"}', 200, "-32600.*Bad json request: "),
        ("id as number", '{"jsonrpc":"2.0","id":7,"method":"newGid"}', 200, '"id":7.*"gid"'),
        ("an admin's method", '{"jsonrpc":"2.0","id":"1","method":"forceStop","params":{"gid":"a"}}', 200, "-32601.*Method not found: forceStop"),
        ("a list as params", '{"jsonrpc":"2.0","id":"1","method":"submit","params":[{"gid":"a"}]}', 200, "-32602.*Invalid params"))],
    (47, "gid with line ends", saga(gid="a\r\nSet-Cookie: b"), 400, "bad gid"),
    (47, "gid of a branch with line ends", post("/api/dtmsvr/registerBranch", '{"gid":"a\\r\\nb","trans_type":"tcc","branch_id":"01"}'), 400, "bad gid"),
    *[(39, f"registerBranch with {text}", post("/api/dtmsvr/registerBranch", text), 400, words)
      for text, words in (("", "empty body"), ("[]", "bad json at 0"), ('{"gid":1}', "map of strings"), ('{"gid":"g","x":{}}', "map of strings"))],
    *[(45, f"branch_id {value[:20]}", branch(f'"trans_type":"tcc","branch_id":"{value}"'), 400, "bad branch_id")
      for value in ("", "1" * 129, "a\\u0000b", "'--", "a\\nb", "\\u202e01")],
    (44, "data of a branch too large", branch('"trans_type":"tcc","branch_id":"01","data":"' + "x" * (1024 * 1024 + 1) + '"'), 400, "payload too large"),
    (44, "URL of a branch too long", branch('"trans_type":"tcc","branch_id":"01","confirm":"' + "u" * 1025 + '"'), 400, "url too long"),
    (44, "a branch of an unknown type", branch('"trans_type":"atomic","branch_id":"01"'), 500, "unknow trans type: atomic"),
    *[(44, f"a step of a workflow with {text}", branch('"trans_type":"workflow","branch_id":"01",' + text), 400, words)
      for text, words in (('"op":"dance","status":"succeed"', "op: expected"), ('"op":"action","status":"prepared"', "status: expected"))],
    (44, "a branch of what is not there", branch('"trans_type":"tcc","branch_id":"01"'), 409, "no trans with gid: badinput-none"),
    *[(39, f"JSON-RPC {text[:30]!r}", rpc(text), 400, "Parse json error: ")
      for text in ("hello", "", "[]", "7", '{"id":{}}', '{"id":"1","jsonrpc":2}', '{"id":true}')],
    *[(39, f"JSON-RPC without {what}", rpc(text), 200, "Bad json request: ")
      for what, text in (("id", '{"jsonrpc":"2.0","method":"newGid"}'), ("version", '{"id":"1","method":"newGid"}'))],
    (39, "JSON-RPC of an unknown method", rpc('{"jsonrpc":"2.0","id":"1","method":"drop"}'), 200, "Method not found: drop"),
    *[(39, f"JSON-RPC with params {text}", rpc('{"jsonrpc":"2.0","id":"1","method":"submit","params":' + text + "}"), 200, words)
      for text, words in (("[]", "bad gid"), ("7", "Invalid params"), ('"x"', "Invalid params"), ("null", "bad gid"), ("{}", "bad gid"))],
    (40, "JSON-RPC: depth 65", rpc('{"jsonrpc":"2.0","id":"1","method":"newGid","params":' + "[" * 64 + "]" * 64 + "}"), 400, "json too deep"),
    (43, "JSON-RPC: timeout_to_fail 1e999", rpc('{"jsonrpc":"2.0","id":"1","method":"prepare","params":{"gid":"badinput-rpc","trans_type":"tcc",'
     '"timeout_to_fail":1e999}}'), 200, "field timeout_to_fail"),
    *[(44, f"prepareWorkflow with {text[:40]}", post("/api/dtmsvr/prepareWorkflow", WORKFLOW + text + "}"), 400, words)
      for text, words in (('"custom_data":"no"', "custom_data"), ('"custom_data":"{\\"name\\":7}"', "custom_data"),
                          ('"custom_data":"{\\"data\\":\\"%%\\"}"', "custom_data"), ('"query_prepared":"' + "u" * 1025 + '"', "url too long"),
                          ('"req_extra":{"status":1}', "field req_extra"), ('"protocol":"smtp"', "protocol"))],
    (44, "prepareWorkflow of a saga", post("/api/dtmsvr/prepareWorkflow", '{"gid":"g","trans_type":"saga","steps":[],"payloads":[]}'), 400,
     "trans_type: expected workflow"),
    *[(83, f"SQL as the name of a table: {text[:24]}", at(f'[{{"table":{json.dumps(text)},"pks":[[1]]}}]'), 409, "no transaction with this gid")
      for text in ("account; drop table account", "account' or '1'='1", "account/*! union */", "\u00bf\u0027--")],
    (83, "NUL in the name of a table", at('[{"table":"a\\u0000b","pks":[[1]]}]'), 400, "field locks.0..table: expected"),
    *[(84, f"lock keys {what}", at(locks), status, words) for what, locks, status, words in (
        ("with separators", '[{"table":"t","pks":[["1_2","3"],["1","2_3"],["a,b;c:d^e"]]}]', 409, "no transaction with this gid"),
        ("with an empty text", '[{"table":"t","pks":[[""]]}]', 409, "no transaction with this gid"),
        ("of 300 characters", '[{"table":"t","pks":[["' + "k" * 300 + '"]]}]', 409, "no transaction with this gid"),
        ("of 4097 bytes", '[{"table":"t","pks":[["' + "k" * 4097 + '"]]}]', 400, "lock key too long"),
        ("of 10,001 rows", '[{"table":"t","pks":[' + "[1]," * 10000 + "[1]]}]", 400, "locks: too many rows"),
        ("that are empty", '[{"table":"t","pks":[[]]}]', 400, "field locks.0..pks.0.: expected the 1 to 64 values"),
        ("that are null", '[{"table":"t","pks":[[null]]}]', 400, "field locks.0..pks.0..0.: expected a text"),
        ("that are fractions", '[{"table":"t","pks":[[1.5]]}]', 400, "expected an integer of 64 bits"),
        ("larger than 64 bits", '[{"table":"t","pks":[[18446744073709551616]]}]', 400, "expected an integer of 64 bits"),
        ("that are lists", '[{"table":"t","pks":[[[1]]]}]', 400, "expected a text"),
        ("of no table", '[{"pks":[[1]]}]', 400, "field locks.0..table: is missing"),
        ("that are no list", '"account:1"', 400, "field locks: expected a list"),
        ("that are none", "[]", 400, "field locks: expected at least one row"))],
    (84, "a wait of minus one", at('[{"table":"t","pks":[[1]]}]', ',"wait_ms":-1'), 400, "field wait_ms"),
    (84, "branches of at by JSON-RPC", rpc('{"jsonrpc":"2.0","id":"1","method":"registerBranch","params":{"gid":"g","trans_type":"at","branch_id":"01"}}'), 200,
     "branches of at register over HTTP"),
    (44, "a test hook of a server without them", post("/api/v1/test/reset", "{}"), 404, "no such path"),
]
