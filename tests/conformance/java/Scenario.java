// One transaction of the Java client with its checks.
// SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import pub.dtm.client.DtmClient;
import pub.dtm.client.saga.Saga;
import pub.dtm.client.tcc.Tcc;

/** What a case has at hand. A check that does not hold throws AssertionError; one thread. */
final class Scenario {
    /** A case or the work of an initiator. */
    interface Work {
        void run(Scenario scenario) throws Exception;
    }

    /** What is expected to throw. */
    interface Action {
        void run() throws Exception;
    }

    static final Map<String, Integer> THIRTY = Map.of("amount", 30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_AGAIN_MS = 50;

    final Options options;
    final Bank bank;
    final DtmClient client;
    String gid;

    Scenario(Options options, Bank bank, DtmClient client, String gid) {
        this.options = options;
        this.bank = bank;
        this.client = client;
        this.gid = gid;
    }

    Scenario(Options options, Bank bank) {
        this(options, bank, new DtmClient(options.endpoint()), "java-" + UUID.randomUUID());
    }

    String url(String path) {
        return path.contains("://") ? path : bank.url + path;
    }

    Saga saga(String first, String second) {
        Saga made = client.newSaga(gid);
        made.add(url(first), url(first) + "Revert", THIRTY);
        made.add(url(second), url(second) + "Revert", THIRTY);
        return made;
    }

    /** A TCC of branches of 30 at the paths. */
    String tcc(String... paths) throws Exception {
        return client.tccGlobalTransaction(gid, made -> {
            for (String path : paths) {
                branch(made, path, bank.url);
            }
        });
    }

    /** The try goes to this bank, the second phase to `at`. */
    void branch(Tcc made, String path, String at) throws Exception {
        made.callBranch(THIRTY, bank.url + path, at + path + "Confirm", at + path + "Cancel").close();
    }

    JsonNode query() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(options.http + "/query?gid=" + gid)).build();
        return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    JsonNode waitStatus(String status) throws Exception {
        JsonNode[] last = new JsonNode[1];
        until(() -> {
            last[0] = query();
            return last[0].path("transaction").path("status").asText().equals(status);
        }, () -> "status " + status + " was expected: " + last[0]);
        return last[0];
    }

    void waitCall(String call) throws Exception {
        until(() -> bank.callsOf(gid).contains(call), () -> call + " was expected: " + bank.callsOf(gid));
    }

    private static void until(Callable<Boolean> reached, Supplier<String> why) throws Exception {
        long began = System.nanoTime();
        while (!reached.call()) {
            if (System.nanoTime() - began > PATIENCE) {
                throw new AssertionError(why.get());
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    void equal(String what, Object got, Object wanted) {
        if (!Objects.equals(got, wanted)) {
            throw new AssertionError(what + ": got " + got + ", wanted " + wanted);
        }
    }

    /** Waits for the status; then the transaction has these branch rows, in this order. */
    JsonNode ends(String status, String... rows) throws Exception {
        JsonNode answer = waitStatus(status);
        List<String> got = new ArrayList<>();
        for (JsonNode row : answer.path("branches")) {
            got.add(row.path("branch_id").asText() + " " + row.path("op").asText() + " " + row.path("status").asText());
        }
        equal("rows", got, List.of(rows));
        return answer;
    }

    void calls(String... wanted) {
        equal("calls", bank.callsOf(gid), List.of(wanted));
    }

    void moved(long amount) {
        equal("moved", List.of(bank.balance(gid, "out"), bank.balance(gid, "in")), List.of(-amount, amount));
    }

    void stored(long amount) throws Exception {
        equal("moved in the database", bank.stored(gid), amount == 0 ? Map.of() : Map.of("in", amount, "out", -amount));
    }

    /** The action throws, and the chain of its causes has the text. */
    void throwsWith(String text, Action action) {
        StringBuilder said = new StringBuilder();
        try {
            action.run();
        } catch (Exception error) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                said.append(cause).append(" | ");
            }
        }
        if (said.indexOf(text) < 0) {
            throw new AssertionError("an exception with '" + text + "' was expected: " + said);
        }
    }

    /** Runs an initiator in a process of its own, configured by dtm-conf.properties; its exit code. */
    int initiator(String role) throws Exception {
        Path folder = Files.createTempDirectory("txdesk-java-");
        Path properties = folder.resolve("dtm-conf.properties");
        Path log = folder.resolve("log");
        try {
            Files.writeString(properties, "dtm.ipport=" + options.endpoint() + "\n");
            List<String> command = new ArrayList<>(Options.jvm(folder + File.pathSeparator + System.getProperty("java.class.path")));
            command.addAll(options.again("-crash", role, "-gid", gid, "-bank", bank.url));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
            return process.waitFor();
        } finally {
            Files.deleteIfExists(properties);
            Files.deleteIfExists(log);
            Files.deleteIfExists(folder);
        }
    }

    void crash(String role) throws Exception {
        equal("exit code of a killed initiator", initiator(role), 128 + 9);
    }

    /** SIGKILL to this very process. */
    static void die() throws Exception {
        new ProcessBuilder("sh", "-c", "kill -KILL \"$0\"", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        throw new IllegalStateException("still alive");
    }
}
