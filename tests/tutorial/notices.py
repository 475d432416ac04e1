"""S11-S13: the recharge that is told by best-effort notification; and the case studies.

SPDX-License-Identifier: Apache-2.0
"""
import json

from desk import at_once, wait_for


def recharge(desk, *options):
    pay = desk.service("dtx-notifymsg-pay", *options)
    return desk.service("dtx-notifymsg-bank1", *options, peer=pay), pay


def paid(pay, amount=10, **more):
    record = pay.good(f"/paydo?accountNo=1&payAmount={amount}" + "".join(f"&{key}={value}" for key, value in more.items()))
    assert record["result"] == "success", record
    return record["id"]


def applied_once(bank1, number, amount=10):
    assert bank1.balance() == 1000 + amount, bank1.balance()
    assert bank1.numbers("de_duplication") == [number], bank1.rows("de_duplication")


def s11(desk):
    """Best-effort notification."""
    bank1, pay = recharge(desk)
    number = paid(pay)
    desk.ends(number, "succeed")
    applied_once(bank1, number)
    (payment,) = pay.rows("account_pay")
    assert payment["result"] == "success" and payment["pay_amount"] == 10, payment


def s11_ladder(desk):
    """Without a ladder of its own a notice takes the coordinator's: 1 minute first. A person need not wait for it."""
    bank1, pay = recharge(desk)
    bank1.switch(deaf=True)
    number = paid(pay)
    assert desk.first_wait(number) == 60, desk.first_wait(number)
    bank1.switch(deaf=False)
    desk.act(number, "retry")
    desk.ends(number, "succeed")
    applied_once(bank1, number)


def s12(desk):
    """No notification is sent; the receiver asks."""
    bank1, pay = recharge(desk)
    number = paid(pay, notify="no")
    assert bank1.balance() == 1000
    for _ in range(3):
        assert bank1.good(f"/payresult/{number}")["result"] == "success"
    applied_once(bank1, number)
    assert bank1.good("/payresult/no-such-number")["result"] == "fail"  # the tutorial's fallback, not an error
    applied_once(bank1, number)


def s12_missed(desk):
    """The receiver misses every notification, and converges by asking."""
    bank1, pay = recharge(desk, "--ladder", "1,1")
    bank1.switch(deaf=True)
    number = paid(pay)
    desk.parked(number, "dead-letter")
    assert desk.attempts(number) == [("action", "unknown")] * 3, desk.attempts(number)
    assert bank1.balance() == 1000
    bank1.good(f"/payresult/{number}")
    applied_once(bank1, number)
    bank1.switch(deaf=False)
    desk.act(number, "retry")  # told after all: once is enough
    desk.ends(number, "succeed")
    applied_once(bank1, number)


def s12_coordinator(desk):
    """The coordinator's own query interface knows the notice and its attempts."""
    bank1, pay = recharge(desk, "--ladder", "1,1")
    bank1.switch(deaf=True)
    number = paid(pay)
    desk.parked(number, "dead-letter")
    told = desk.good("GET", f"/api/dtmsvr/notify/{number}")
    assert told["state"] == "expired", told
    assert len(told["attempts"]) == 3, told
    body = json.loads(desk.as_client(f"/api/dtmsvr/notify/{number}")["payload"])
    assert body["id"] == number and body["payAmount"] == 10, body


def s13(desk):
    """The same notice ten times, and asked for as well: the balance changes once."""
    bank1, pay = recharge(desk)
    number = paid(pay)
    desk.ends(number, "succeed")
    record = pay.good(f"/pay/payresult/{number}")
    told = f"/topic_notifymsg?gid={number}&branch_id=01&op=action&trans_type=notify"
    for _ in range(10):
        bank1.good(told, record)
    bank1.good(f"/bank1/payresult/{number}")
    applied_once(bank1, number)


def s13_at_once(desk):
    """A notice that was never seen comes ten times at the same time: the balance changes once."""
    bank1, pay = recharge(desk)
    number = paid(pay, notify="no")
    record = pay.good(f"/pay/payresult/{number}")
    at_once(10, lambda _: bank1.good("/topic_notifymsg", record))
    applied_once(bank1, number)


def registration(desk, by):
    account = desk.service("registration-account")
    user = desk.service("registration-user", peer=account)
    desk.ends(user.good(f"/register?name=ann&by={by}")["gid"], "succeed")
    for refused in ("mallory", "trent"):  # refused by the callee; fails after everything has worked
        desk.ends(user.refused(f"/register?name={refused}&by={by}")["gid"], "failed")
    for service, table in ((user, "user_info"), (account, "login_account")):
        names = [(row["user_name"], row["state"]) for row in service.rows(table)]
        assert names == [("ann", "ready")], f"{table}: {names}"
        wait_for(lambda: not service.rows("undo_log"), 15, "undo_log is not empty")


def registration_at(desk):
    """Case study: registration by AT."""
    registration(desk, "at")


def registration_tcc(desk):
    """Case study: registration by TCC."""
    registration(desk, "tcc")


def deposit(desk):
    """Case study: a bank outside decides later, notifies over HTTP until it hears "success", and can be asked."""
    bank = desk.service("deposit-bank", "--ladder", "1,1")
    platform = desk.service("deposit-platform", "--ladder", "1,1", peer=bank)

    def state(number):
        return {row["tx_no"]: row["state"] for row in platform.rows("deposit_request")}[number]

    first = platform.good("/deposit/open?user=ann")["txNo"]
    assert platform.good(f"/deposit/result/{first}")["state"] == "waiting" and state(first) == "waiting"
    bank.good(f"/decide?txNo={first}&state=success")
    desk.ends(first, "succeed")
    assert state(first) == "success"
    second = platform.good("/deposit/open?user=bob")["txNo"]
    platform.switch(deaf=True)
    bank.good(f"/decide?txNo={second}&state=fail")
    desk.parked(second, "dead-letter")
    assert state(second) == "waiting"
    assert platform.good(f"/deposit/result/{second}")["state"] == "ended" and state(second) == "fail"


def full_bid(desk):
    """Case study: a reviewed loan gets its repayment plan once; a review that fails gets none."""
    repayment = desk.service("bid-repayment", "--ladder", "1,1,1,1,1,1,1,1")
    review = desk.service("bid-review", "--ladder", "1,1,1,1,1,1,1,1")
    repayment.switch(deaf=True)
    gid = review.good("/bid/review?bid=1")["gid"]
    wait_for(lambda: desk.attempts(gid), 15, "the plan is not asked for")
    repayment.switch(deaf=False)
    desk.ends(gid, "succeed")
    plan = repayment.rows("repayment_plan")
    assert len(plan) == 12 and sum(row["amount"] for row in plan) == 1200, plan
    desk.ends(review.refused("/bid/review?bid=3")["gid"], "failed")
    desk.ends(review.refused("/bid/review?bid=1")["gid"], "failed")  # has been reviewed
    assert len(repayment.rows("repayment_plan")) == 12
    assert [row["state"] for row in review.rows("bid_info")] == ["reviewed", "full", "full"]


SCENARIOS = {"S11": s11, "S11-ladder": s11_ladder, "S12": s12, "S12-missed": s12_missed, "S12-coordinator": s12_coordinator, "S13": s13, "S13-at-once": s13_at_once,
             "registration-at": registration_at, "registration-tcc": registration_tcc, "deposit-account": deposit, "full-bid": full_bid}
