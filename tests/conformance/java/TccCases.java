// TCC through DTM's Java client.
// SPDX-License-Identifier: Apache-2.0
import java.util.LinkedHashMap;
import java.util.Map;
import pub.dtm.client.tcc.Tcc;

final class TccCases {
    private static final String[] DONE = {"01 cancel prepared", "01 confirm succeed", "02 cancel prepared", "02 confirm succeed"};
    private static final String[] UNDONE = {"01 cancel succeed", "01 confirm prepared", "02 cancel succeed", "02 confirm prepared"};

    private TccCases() {
    }

    static Map<String, Scenario.Work> all() {
        Map<String, Scenario.Work> cases = new LinkedHashMap<>();
        cases.put("tcc: barrier, try after cancel", TccCases::barrierLateTry);
        cases.put("tcc: success", TccCases::success);
        cases.put("tcc: gid from the server", TccCases::serverGid);
        cases.put("tcc: business failure", TccCases::failure);
        cases.put("tcc: ongoing", s -> repeats(s, "/Ongoing"));
        cases.put("tcc: participant answers an error", s -> repeats(s, "/Shaky"));
        cases.put("tcc: unreachable participant", TccCases::unreachable);
        cases.put("tcc: cancel unreachable", TccCases::cancelUnreachable);
        cases.put("tcc: crash of the initiator", TccCases::crash);
        cases.put("tcc: registered after the end", TccCases::lateBranch);
        cases.put("tcc: barrier, success", TccCases::barrier);
        cases.put("tcc: barrier, empty cancel", TccCases::barrierFailure);
        return cases;
    }

    private static void success(Scenario s) throws Exception {
        s.equal("gid", s.tcc("/TransOut", "/TransIn"), s.gid);
        s.ends("succeed", DONE);
        s.calls("01 try /TransOut", "02 try /TransIn", "02 confirm /TransInConfirm", "01 confirm /TransOutConfirm");
        s.moved(30);
    }

    private static void serverGid(Scenario s) throws Exception {
        s.gid = s.client.tccGlobalTransaction(made -> {
            s.branch(made, "/TransOut", s.bank.url);
            s.branch(made, "/TransIn", s.bank.url);
        });
        s.equal("length of the gid", s.gid.length(), 22);
        s.ends("succeed", DONE);
        s.moved(30);
    }

    // The client's exception has the reason phrase of the try's answer, not its text.
    private static void failure(Scenario s) throws Exception {
        s.throwsWith("Conflict", () -> s.tcc("/TransOut", "/Rejected"));
        s.ends("failed", UNDONE);
        s.calls("01 try /TransOut", "02 try /Rejected", "02 cancel /RejectedCancel", "01 cancel /TransOutCancel");
        s.moved(0);
    }

    private static void repeats(Scenario s, String second) throws Exception {
        s.tcc("/TransOut", second);
        s.ends("succeed", DONE);
        s.calls("01 try /TransOut", "02 try " + second, "02 confirm " + second + "Confirm", "02 confirm " + second + "Confirm",
                "01 confirm /TransOutConfirm");
    }

    private static void unreachable(Scenario s) throws Exception {
        int port = s.bank.latePort();
        s.client.tccGlobalTransaction(s.gid, made -> {
            s.branch(made, "/TransOut", s.bank.url);
            s.branch(made, "/TransIn", "http://127.0.0.1:" + port);
        });
        s.waitStatus("submitted");
        s.bank.serve(port);
        s.ends("succeed", DONE);
        s.moved(30);
    }

    private static void cancelUnreachable(Scenario s) throws Exception {
        int port = s.bank.latePort();
        s.throwsWith("Conflict", () -> s.client.tccGlobalTransaction(s.gid, made -> {
            s.branch(made, "/TransIn", "http://127.0.0.1:" + port);
            s.branch(made, "/Rejected", s.bank.url);
        }));
        s.waitStatus("aborting");
        s.bank.serve(port);
        s.ends("failed", UNDONE);
        s.moved(0);
    }

    // The client cannot say how long its transaction may stay prepared: the server's --timeout-to-fail holds.
    private static void crash(Scenario s) throws Exception {
        s.crash("tcc");
        String reason = s.ends("failed", "01 cancel succeed", "01 confirm prepared").path("transaction").path("rollback_reason").asText();
        s.equal("reason", reason, "Timeout after 3 seconds");
        s.calls("01 try /TransOut", "01 cancel /TransOutCancel");
        s.moved(0);
    }

    private static void lateBranch(Scenario s) throws Exception {
        Tcc[] kept = new Tcc[1];
        s.client.tccGlobalTransaction(s.gid, made -> {
            kept[0] = made;
            s.branch(made, "/TransOut", s.bank.url);
        });
        s.waitStatus("succeed");
        s.throwsWith("status: prepared found FAILURE", () -> s.branch(kept[0], "/TransIn", s.bank.url));
        s.calls("01 try /TransOut", "01 confirm /TransOutConfirm");
    }

    private static void barrier(Scenario s) throws Exception {
        s.tcc("/DbOut", "/DbIn");
        s.ends("succeed", DONE);
        s.stored(30);
    }

    // The rejected branch's cancel finds no try in the barrier and moves nothing.
    private static void barrierFailure(Scenario s) throws Exception {
        s.throwsWith("Conflict", () -> s.tcc("/DbOut", "/DbRejected"));
        s.ends("failed", UNDONE);
        s.calls("01 try /DbOut", "02 try /DbRejected", "02 cancel /DbRejectedCancel", "01 cancel /DbOutCancel");
        s.stored(0);
    }

    // The server's time limit or the client's patience with a try, whichever is over first, cancels a try still on its way.
    private static void barrierLateTry(Scenario s) throws Exception {
        s.throwsWith("Exception", () -> s.tcc("/DbLateIn"));
        s.ends("failed", "01 cancel succeed", "01 confirm prepared");
        s.waitCall("tried");
        s.calls("01 try /DbLateIn", "01 cancel /DbLateInCancel", "cancelled", "tried");
        s.stored(0);
    }
}
