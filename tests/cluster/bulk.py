"""A job on many stuck transactions while the coordinator that carries it dies, or stops past its lease and goes on: each
transaction has one result, none is acted on twice, the job ends.

SPDX-License-Identifier: Apache-2.0
"""
import time

from programs import call, wait_for
from transfers import AMOUNT

STUCK = 40
MOVED_ON = 10  # of them the coordinator that falls out drives itself: the other one takes these over anyhow


def ask(node, method, path, body=None):
    status, answer = call(node.port, method, path, body)
    assert status == 200, f"{method} {path}: {status} {answer}"
    return answer


def strand(world, name):
    """Sagas whose second branch fails; the next try by itself is ten minutes away."""
    a, b = world.banks
    b.switch(failPercent=100, failStatus=500)
    gids = [f"{name}-{number:02}" for number in range(STUCK)]
    for number, gid in enumerate(gids):
        order = f'{{"account":1,"amount":{AMOUNT}}}'
        ask(world.nodes[0 if number < MOVED_ON else 1], "POST", "/api/dtmsvr/submit", {
            "gid": gid, "trans_type": "saga", "payloads": [order, order], "retry_interval": 600,
            "steps": [{"action": f"{a.url}/TransOut", "compensate": f"{a.url}/TransOutCompensate"},
                      {"action": f"{b.url}/TransIn", "compensate": f"{b.url}/TransInCompensate"}]})
    stuck = "/api/v1/transactions?failures=1&limit=200"
    wait_for(lambda: len(ask(world.nodes[1], "GET", stuck)["rows"]) == STUCK, 20, "not all are stuck")
    b.switch(failPercent=0)
    return gids


def job_at(node):
    jobs = [job for job in ask(node, "GET", "/api/v1/jobs")["jobs"] if job["order"]["id"] == "bulk"]
    assert len(jobs) == 1, jobs
    return jobs[0]


def done(job):
    return sum(job["done"].values())


def items_at(node):
    items, after = [], ""
    while True:
        page = ask(node, "GET", f"/api/v1/jobs/bulk/items?after={after}")
        items += page["items"]
        after = page["next"]
        if not after:
            return items


def begin(world, name):
    gids = strand(world, name)
    ask(world.nodes[0], "POST", "/api/v1/jobs", {
        "id": "bulk", "action": "retry", "reason": "bank b is back", "set": {"filter": "failures=1", "frozenAt": int(time.time() * 1000)},
        "pace": {"perSecond": 10, "stopPercent": 100, "ramp": [1]}})
    wait_for(lambda: done(job_at(world.nodes[0])) >= 5, 30, "the job does not get going")
    return gids


def check(world, name, gids):
    other = world.nodes[1]
    wait_for(lambda: job_at(other)["state"] == "done", 60, f"the job does not end: {job_at(other)}")
    job, items = job_at(other), items_at(other)
    outcomes = {item["gid"]: item["outcome"] for item in items}
    assert sorted(item["gid"] for item in items) == gids, f"{len(items)} results for {len(set(outcomes))} of {STUCK} transactions"
    assert job["total"] == STUCK and done(job) == STUCK, job
    # Each act is on record in the database transaction that does it.
    acts = {gid: int(count) for gid, count in world.database.sql(
        f"select gid, count(*) from txdesk_audit where action = 'retry' and gid like '{name}-%' and result = 'done' group by gid", "dtm")}
    for gid in gids:
        wanted = 0 if outcomes[gid] == "changed" else 1
        assert acts.get(gid, 0) == wanted, f"{gid} is {outcomes[gid]}, and was acted on {acts.get(gid, 0)} times"
    assert all(outcomes[gid] == "took-effect" for gid in gids[MOVED_ON:]), outcomes
    wait_for(lambda: world.unfinished() == 0, 30, "not everything ends")
    ledger = world.banks[1].effects()
    twice = [gid for gid in gids for times, _ in ledger[gid].values() if times != 1]
    assert not twice, f"took effect twice: {twice}"
    by = dict(world.database.sql(f"select chain, count(*) from txdesk_audit where action = 'retry' and result = 'done' and gid like '{name}-%' group by chain", "dtm"))
    assert len(by) == 2, f"both coordinators were to act: {by}"
    return f"{STUCK} transactions, {len(acts)} acts on record ({', '.join(f'{chain}: {count}' for chain, count in sorted(by.items()))}), each once"


def killed(world, name):
    gids = begin(world, name)
    world.nodes[0].kill()
    told = check(world, name, gids)
    print(f"   {name}: {told}", flush=True)


def frozen(world, name):
    """SIGSTOP until the other one has done all of it, then SIGCONT: what is in hand then changes nothing."""
    gids = begin(world, name)
    victim = world.nodes[0]
    victim.freeze()
    try:
        check(world, name, gids)
    finally:
        victim.thaw()
    wait_for(lambda: victim.says("is carried by somebody else now"), 30, "the continued coordinator does not let go")
    told = check(world, name, gids)
    print(f"   {name}: {told}, also after the stopped one went on", flush=True)
