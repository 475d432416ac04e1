"""S1-S10: the transfer of the tutorials, by AT, TCC and reliable message; and the same by saga.

SPDX-License-Identifier: Apache-2.0
"""
from desk import at_once, check_free, wait_for

START = {"bank1": 1000, "bank2": 0}


def banks(desk, kind, *options, ports=(None, None)):
    second = desk.service(f"{kind}-bank2", *options, port=ports[1])
    first = desk.service(f"{kind}-bank1", *options, port=ports[0], peer=second)
    return first, second


def balances(first, second, moved):
    money = (first.balance(), second.balance())
    assert money == (START["bank1"] - moved, START["bank2"] + moved), f"bank1 and bank2 have {money} after moving {moved}"


def no_undo(*services):
    def empty():
        return all(not service.rows("undo_log") for service in services)
    wait_for(empty, 15, "undo_log is not empty")


def s1(desk, ports=(None, None)):
    """AT transfer."""
    first, second = banks(desk, "seata", ports=ports)
    gid = first.good("/bank1/transfer?amount=1")["gid"]
    desk.ends(gid, "succeed")
    balances(first, second, 1)
    no_undo(first, second)


def s1_ports(desk):
    """AT transfer on the ports that the scenario names."""
    check_free(56081, 56082)
    s1(desk, (56081, 56082))


def s2(desk):
    """AT, the initiator fails after the callee succeeded."""
    first, second = banks(desk, "seata")
    gid = first.refused("/bank1/transfer?amount=2")["gid"]
    desk.ends(gid, "failed")
    balances(first, second, 0)
    no_undo(first, second)


def s3(desk):
    """AT, the callee fails; the initiator gets the fallback answer."""
    first, second = banks(desk, "seata")
    answer = first.refused("/bank1/transfer?amount=3")
    assert "fallback" in answer["message"], answer
    desk.ends(answer["gid"], "failed")
    balances(first, second, 0)
    no_undo(first, second)


def held_rows(desk, gid):
    return [row["table"] for row in desk.good("GET", f"/api/v1/locks?gid={gid}")["locks"]]


def orphan(desk, gid):
    """Both banks have committed locally when the initiator is killed; it will not come back in time."""
    first, second = banks(desk, "seata")
    first.dies(f"/bank1/transfer?amount=1&gid={gid}&timeout=2&crash=before-commit")
    assert second.balance() == 1 and second.rows("undo_log"), "bank2 has not committed locally"
    assert held_rows(desk, gid) == ["account_info"] * 2, held_rows(desk, gid)
    return first, second


def s2_killed(desk):
    """AT, the initiator is killed before it decides: the time runs out, both are restored by another instance."""
    first, second = orphan(desk, "killed")
    first.start()
    desk.ends("killed", "failed")
    balances(first, second, 0)
    no_undo(first, second)
    assert not held_rows(desk, "killed")


def dirty(desk, gid, action):
    """A program that knows nothing of AT changes bank2's row in between; nothing is overwritten until a person decides."""
    first, second = orphan(desk, gid)
    second.sql("UPDATE account_info SET account_balance = 77 WHERE account_no = '2'")
    first.start()
    desk.parked(gid, "dirty")
    assert second.balance() == 77 and first.balance() == 999 and second.rows("undo_log")
    assert len(held_rows(desk, gid)) == 2
    desk.act(gid, action)
    desk.ends(gid, "failed")
    no_undo(first, second)
    assert first.balance() == 1000 and not held_rows(desk, gid)
    return second.balance()


def s2_dirty_force(desk):
    """AT, a dirty row: the before image is put back by force."""
    assert dirty(desk, "dirty-force", "force-rollback") == 0


def s2_dirty_accept(desk):
    """AT, a dirty row: what is there is kept."""
    assert dirty(desk, "dirty-accept", "accept-current") == 77


def s4(desk):
    """TCC transfer."""
    first, second = banks(desk, "tcc")
    gid = first.good("/bank1/transfer?amount=1")["gid"]
    desk.ends(gid, "succeed")
    balances(first, second, 1)
    assert first.numbers("local_try_log") == [f"{gid}/01"] and second.numbers("local_try_log") == [f"{gid}/02"]
    assert second.numbers("local_confirm_log") == [f"{gid}/02"]
    assert not first.rows("local_cancel_log") and not second.rows("local_cancel_log")


def s5(desk):
    """TCC, failure in try."""
    first, second = banks(desk, "tcc")
    gid = first.refused("/bank1/transfer?amount=2")["gid"]
    desk.ends(gid, "failed")
    balances(first, second, 0)
    assert first.numbers("local_cancel_log") == [f"{gid}/01"]
    assert second.numbers("local_cancel_log") == [f"{gid}/02"] and not second.rows("local_confirm_log")


def s6(desk):
    """TCC guards: replays, a cancel without try, a try after the cancel."""
    first, second = banks(desk, "tcc")
    gid = first.good("/bank1/transfer?amount=1")["gid"]
    desk.ends(gid, "succeed")
    for _ in range(3):
        first.branch("/bank1/try", gid, "01", "try")
        first.branch("/bank1/confirm", gid, "01", "confirm")
        second.branch("/bank2/transfer", gid, "02", "try")
        second.branch("/bank2/confirm", gid, "02", "confirm")
    balances(first, second, 1)
    for service, path in ((first, "/bank1"), (second, "/bank2")):
        service.branch(path + "/cancel", "never", "01", "cancel")
        service.branch(path + "/cancel", "never", "01", "cancel")
        assert service.markers("local_try_log") == ["never/01"], service.rows("local_try_log")
    first.branch("/bank1/try", "never", "01", "try")
    second.branch("/bank2/transfer", "never", "01", "try")
    status, answer = second.ask("/bank2/confirm?gid=never&branch_id=01&op=confirm&trans_type=tcc", {"amount": 1})
    assert status == 500 and "confirm after the cancel" in answer["message"], answer
    gid = first.refused("/bank1/transfer?amount=2")["gid"]
    desk.ends(gid, "failed")
    for _ in range(3):
        first.branch("/bank1/cancel", gid, "01", "cancel", body={"amount": 2})
    balances(first, second, 1)


def s6_at_once(desk):
    """TCC guards, ten of each at the same time: counting rows before an insert would let some of them pass."""
    first, second = banks(desk, "tcc")
    for service, path, confirmed in ((first, "/bank1/try", "/bank1/confirm"), (second, "/bank2/transfer", "/bank2/confirm")):
        at_once(10, lambda _: service.branch(path, "storm", "01", "try"))
        at_once(10, lambda _: service.branch(confirmed, "storm", "01", "confirm"))
    balances(first, second, 1)
    first.branch("/bank1/try", "taken-back", "01", "try")
    at_once(10, lambda _: first.branch("/bank1/cancel", "taken-back", "01", "cancel"))
    balances(first, second, 1)


def s7(desk):
    """Reliable message."""
    first, second = banks(desk, "txmsg")
    gid = first.good("/bank1/transfer?accountNo=1&amount=1")["gid"]
    desk.ends(gid, "succeed")
    balances(first, second, 1)
    assert first.numbers("de_duplication") == [gid] and second.numbers("de_duplication") == [gid]


def s8(desk):
    """Reliable message, the local transaction fails."""
    first, second = banks(desk, "txmsg")
    gid = first.refused("/bank1/transfer?accountNo=1&amount=3")["gid"]
    desk.ends(gid, "failed")
    balances(first, second, 0)
    assert not first.numbers("de_duplication") and not second.rows("de_duplication")
    assert not desk.attempts(gid), desk.attempts(gid)


def s9(desk):
    """Reliable message, the consumer fails: ladder, dead letter, resend."""
    first, second = banks(desk, "txmsg", "--ladder", "1,1")
    gid = first.good("/bank1/transfer?accountNo=1&amount=4")["gid"]
    desk.parked(gid, "dead-letter")
    assert first.balance() == 996 and second.balance() == 0 and not second.rows("de_duplication")
    assert desk.attempts(gid) == [("action", "unknown")] * 3, desk.attempts(gid)
    desk.act(gid, "retry")  # still failing: the ladder begins again
    desk.parked(gid, "dead-letter")
    second.switch(failAmount=0)
    desk.act(gid, "retry")
    desk.ends(gid, "succeed")
    balances(first, second, 4)


def s9_heals(desk):
    """Reliable message, the consumer fails at first: the ladder gets it through by itself."""
    first, second = banks(desk, "txmsg", "--ladder", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1")
    gid = first.good("/bank1/transfer?accountNo=1&amount=4")["gid"]
    wait_for(lambda: len(desk.attempts(gid)) >= 2, 20, "the consumer is not called again")
    second.switch(failAmount=0)
    desk.ends(gid, "succeed")
    balances(first, second, 4)


def s9_ladder(desk):
    """Without a ladder of its own a message takes the coordinator's: RocketMQ's, 10 seconds first. A person need not wait for it."""
    first, second = banks(desk, "txmsg")
    gid = first.good("/bank1/transfer?accountNo=1&amount=4")["gid"]
    assert desk.first_wait(gid) == 10, desk.first_wait(gid)
    second.switch(failAmount=0)
    desk.act(gid, "retry")
    desk.ends(gid, "succeed")
    balances(first, second, 4)


def s9_two_receivers(desk):
    """Reliable message to two receivers: one that fails does not hold the other up, and only its delivery is a dead letter."""
    first, second = banks(desk, "txmsg", "--ladder", "1,1")
    third = desk.service("txmsg-bank2", database="bank3")
    third.switch(deaf=True)
    gid = first.good("/bank1/transfer?accountNo=1&amount=1")["gid"]
    desk.parked(gid, "dead-letter")
    balances(first, second, 1)
    assert third.balance() == 0 and sorted(status for _, status in desk.ops(gid)) == ["dead", "succeed"], desk.ops(gid)
    third.switch(deaf=False)
    desk.act(gid, "retry")
    desk.ends(gid, "succeed")
    balances(first, second, 1)
    assert third.balance() == 1 and third.numbers("de_duplication") == [gid]


def s9_coordinator_killed(desk):
    """Reliable message, the coordinator is killed on the ladder, and goes on where it was."""
    first, second = banks(desk, "txmsg", "--ladder", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1")
    gid = first.good("/bank1/transfer?accountNo=1&amount=4")["gid"]
    wait_for(lambda: desk.attempts(gid), 20, "the consumer is not called")
    desk.server.kill()
    second.switch(failAmount=0)
    desk.start()
    desk.ends(gid, "succeed")
    balances(first, second, 4)


CHECKED = ("--check-after", "1", "--check-every", "1", "--ladder", "1,1,1")


def s10(desk):
    """Check-back: the producer is killed between its local commit and the message's."""
    first, second = banks(desk, "txmsg", *CHECKED)
    first.dies("/bank1/transfer?accountNo=1&amount=1&gid=committed&crash=after-commit")
    assert desk.row("committed")["status"] == "prepared"
    first.start()
    assert first.numbers("de_duplication") == ["committed"]
    desk.ends("committed", "succeed")
    balances(first, second, 1)


def s10_not_committed(desk):
    """Check-back of a producer that is killed before its local commit: rolled back for good."""
    first, second = banks(desk, "txmsg", *CHECKED)
    first.dies("/bank1/transfer?accountNo=1&amount=1&gid=lost&crash=before-commit")
    first.start()
    desk.ends("lost", "failed")
    assert first.markers("de_duplication") == ["lost"]
    first.refused("/bank1/transfer?accountNo=1&amount=1&gid=lost")  # comes too late
    balances(first, second, 0)


def s10_unknown(desk):
    """Check-back as RocketMQ's tutorial answers it: unknown, until a person decides."""
    first, second = banks(desk, "txmsg", *CHECKED, "--check-max", "2", "--check-absent", "unknown")
    first.dies("/bank1/transfer?accountNo=1&amount=1&gid=unknown&crash=before-commit")
    first.start()
    desk.parked("unknown", "unanswered")
    assert desk.attempts("unknown") == [("msg", "ongoing")] * 2, desk.attempts("unknown")
    desk.act("unknown", "abort")
    desk.ends("unknown", "failed")
    balances(first, second, 0)


def saga(desk):
    """The transfer by saga: done, refused at the second step and compensated, refused at the first."""
    first, second = banks(desk, "saga")
    desk.ends(first.good("/bank1/transfer?amount=1")["gid"], "succeed")
    balances(first, second, 1)
    for amount in (2, 3, 5000):
        desk.ends(first.refused(f"/bank1/transfer?amount={amount}")["gid"], "failed")
        balances(first, second, 1)


SCENARIOS = {"S1": s1, "S1-ports": s1_ports, "S2": s2, "S3": s3, "S2-killed": s2_killed, "S2-dirty-force": s2_dirty_force,
             "S2-dirty-accept": s2_dirty_accept, "S4": s4, "S5": s5, "S6": s6, "S6-at-once": s6_at_once, "S7": s7, "S8": s8, "S9": s9, "S9-heals": s9_heals, "S9-ladder": s9_ladder,
             "S9-two-receivers": s9_two_receivers, "S9-coordinator-killed": s9_coordinator_killed,
             "S10": s10, "S10-not-committed": s10_not_committed, "S10-unknown": s10_unknown, "transfer-by-saga": saga}
