// Sagas through DTM's Java client.
// SPDX-License-Identifier: Apache-2.0
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pub.dtm.client.saga.Saga;

final class SagaCases {
    private static final String[] DONE = {"01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed"};
    private static final String[] UNDONE = {"01 compensate succeed", "01 action succeed", "02 compensate succeed", "02 action failed"};

    private SagaCases() {
    }

    static Map<String, Scenario.Work> all() {
        Map<String, Scenario.Work> cases = new LinkedHashMap<>();
        cases.put("saga: success", SagaCases::success);
        cases.put("saga: success without wait_result", SagaCases::withoutWait);
        cases.put("saga: gid from the server", SagaCases::serverGid);
        cases.put("saga: configured by dtm-conf.properties", SagaCases::configured);
        cases.put("saga: business failure", SagaCases::failure);
        cases.put("saga: ongoing", s -> repeats(s, "/Ongoing"));
        cases.put("saga: participant answers an error", s -> repeats(s, "/Shaky"));
        cases.put("saga: unreachable participant", SagaCases::unreachable);
        cases.put("saga: compensation unreachable", SagaCases::compensationUnreachable);
        cases.put("saga: crash of the initiator", SagaCases::crash);
        cases.put("saga: concurrent with orders", SagaCases::concurrent);
        cases.put("saga: submitted twice", SagaCases::twice);
        cases.put("saga: branch headers", SagaCases::branchHeaders);
        cases.put("saga: submit after the end", SagaCases::afterEnd);
        cases.put("saga: barrier, success", SagaCases::barrier);
        cases.put("saga: barrier, business failure", SagaCases::barrierFailure);
        return cases;
    }

    private static void success(Scenario s) throws Exception {
        s.equal("gid", s.saga("/TransOut", "/TransIn").enableWaitResult().submit(), s.gid);
        s.ends("succeed", DONE);
        s.calls("01 action /TransOut", "02 action /TransIn");
        s.moved(30);
    }

    private static void withoutWait(Scenario s) throws Exception {
        s.saga("/TransOut", "/TransIn").submit();
        s.ends("succeed", DONE);
        s.moved(30);
    }

    private static void serverGid(Scenario s) throws Exception {
        s.gid = null;
        Saga made = s.saga("/TransOut", "/TransIn").enableWaitResult();
        s.gid = made.submit();
        s.equal("length of the gid", s.gid.length(), 22);
        s.ends("succeed", DONE);
        s.moved(30);
    }

    // Another initiator, which knows the server from its properties.
    private static void configured(Scenario s) throws Exception {
        s.equal("exit code", s.initiator("configured"), 0);
        s.ends("succeed", DONE);
        s.moved(30);
    }

    private static void failure(Scenario s) throws Exception {
        s.throwsWith("no such account", s.saga("/TransOut", "/Rejected").enableWaitResult()::submit);
        s.ends("failed", UNDONE);
        s.calls("01 action /TransOut", "02 action /Rejected", "02 compensate /RejectedRevert", "01 compensate /TransOutRevert");
        s.moved(0);
    }

    private static void repeats(Scenario s, String second) throws Exception {
        s.saga("/TransOut", second).submit();
        s.ends("succeed", DONE);
        s.calls("01 action /TransOut", "02 action " + second, "02 action " + second);
    }

    private static void unreachable(Scenario s) throws Exception {
        int port = s.bank.latePort();
        s.saga("/TransOut", "http://127.0.0.1:" + port + "/TransIn").submit();
        s.waitCall("01 action /TransOut");
        s.equal("status while nobody listens", s.query().path("transaction").path("status").asText(), "submitted");
        s.bank.serve(port);
        s.ends("succeed", DONE);
        s.calls("01 action /TransOut", "02 action /TransIn");
        s.moved(30);
    }

    private static void compensationUnreachable(Scenario s) throws Exception {
        int port = s.bank.latePort();
        Saga made = s.client.newSaga(s.gid);
        made.add(s.url("/TransOut"), "http://127.0.0.1:" + port + "/TransOutRevert", Scenario.THIRTY);
        made.add(s.url("/Rejected"), "", Scenario.THIRTY);
        made.submit();
        s.waitStatus("aborting");
        s.bank.serve(port);
        s.ends("failed", UNDONE);
        s.moved(0);
    }

    private static void crash(Scenario s) throws Exception {
        s.crash("saga");
        s.ends("succeed", DONE);
        s.calls("01 action /Slow", "02 action /TransIn");
    }

    private static void concurrent(Scenario s) throws Exception {
        Saga made = s.client.newSaga(s.gid).enableWaitResult().enableConcurrent().addBranchOrder(2, List.of(0, 1));
        made.add(s.url("/Slow"), "", Map.of()).add(s.url("/TransOut"), "", Map.of()).add(s.url("/TransIn"), "", Map.of());
        made.submit();
        List<String> calls = s.bank.callsOf(s.gid);
        s.equal("number of calls", calls.size(), 3);
        s.equal("the last call", calls.get(2), "03 action /TransIn");
        s.ends("succeed", "01 compensate prepared", "01 action succeed", "02 compensate prepared", "02 action succeed",
                "03 compensate prepared", "03 action succeed");
    }

    private static void twice(Scenario s) throws Exception {
        Saga made = s.saga("/TransOut", "/Slow");
        made.submit();
        made.submit();
        s.waitStatus("succeed");
        s.calls("01 action /TransOut", "02 action /Slow");
    }

    // By the map the client has: its setter of the same name calls itself for ever.
    private static void branchHeaders(Scenario s) throws Exception {
        Saga made = s.saga("/TransOut", "/TransIn").enableWaitResult();
        made.getBranchHeaders().put("x-conformance", "carried");
        made.submit();
        s.equal("header", s.bank.headerOf(s.gid), "carried");
    }

    private static void afterEnd(Scenario s) throws Exception {
        s.saga("/TransOut", "/TransIn").enableWaitResult().submit();
        s.throwsWith("current status 'succeed', cannot sumbmit. FAILURE", s.saga("/TransOut", "/TransIn")::submit);
    }

    private static void barrier(Scenario s) throws Exception {
        s.saga("/DbOut", "/DbIn").enableWaitResult().submit();
        s.ends("succeed", DONE);
        s.stored(30);
    }

    // This release's barrier holds back an empty cancel, but no empty compensate: the rejecting step is given none.
    private static void barrierFailure(Scenario s) throws Exception {
        Saga made = s.client.newSaga(s.gid).enableWaitResult();
        made.add(s.url("/DbOut"), s.url("/DbOutRevert"), Scenario.THIRTY).add(s.url("/DbRejected"), "", Scenario.THIRTY);
        s.throwsWith("no such account", made::submit);
        s.ends("failed", UNDONE);
        s.calls("01 action /DbOut", "02 action /DbRejected", "01 compensate /DbOutRevert");
        s.stored(0);
    }
}
