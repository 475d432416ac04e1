// Participants of the Java client: an HTTP server whose paths say what it answers, with the client's barrier on MariaDB.
// SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import pub.dtm.client.barrier.BranchBarrier;
import pub.dtm.client.exception.FailureException;

/** Money in memory by gid and account; money in the database by the barrier's local transactions. Any thread. */
final class Bank {
    /** A participant that is not ready yet. */
    @SuppressWarnings("serial")
    static final class Ongoing extends Exception {
    }

    private static final List<String> SECOND = List.of("Revert", "Confirm", "Cancel");
    private final ObjectMapper json = new ObjectMapper();
    private final int databasePort;
    private final String user;
    private final Map<String, List<String>> calls = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, Long> accounts = new HashMap<>();
    private final List<Socket> held = new ArrayList<>();
    String url;

    Bank(int databasePort, String user) {
        this.databasePort = databasePort;
        this.user = user;
    }

    /** Listens on the port, 0 for a free one, until the process ends; its URL. */
    String serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", this::exchange);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A port where nobody listens until serve(): a bound socket keeps it from everybody else while this process runs. */
    int latePort() throws IOException {
        Socket holder = new Socket();
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress("127.0.0.1", 0));
        synchronized (this) {
            held.add(holder);
        }
        return holder.getLocalPort();
    }

    synchronized List<String> callsOf(String gid) {
        return new ArrayList<>(calls.getOrDefault(gid, List.of()));
    }

    /** The header x-conformance of the last call. */
    synchronized String headerOf(String gid) {
        return headers.get(gid);
    }

    /** What the transaction moved in memory. */
    synchronized long balance(String gid, String account) {
        return accounts.getOrDefault(gid + account, 0L);
    }

    /** What it moved in the database, without zeros. */
    Map<String, Long> stored(String gid) throws SQLException {
        Map<String, Long> found = new TreeMap<>();
        try (Connection connection = connect();
             PreparedStatement statement = connection.prepareStatement("select name, balance from busi.account where gid = ? and balance <> 0")) {
            statement.setString(1, gid);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
        }
        return found;
    }

    // The client's barrier names its table without a database, so this is the one connected to.
    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + databasePort + "/dtm_barrier", user, user);
    }

    private void exchange(HttpExchange exchange) throws IOException {
        int status = 200;
        String text = "{\"dtm_result\":\"SUCCESS\"}";
        try {
            handle(exchange);
        } catch (FailureException failure) {
            status = 409;
            text = "{\"dtm_result\":\"FAILURE\",\"message\":\"" + failure.getMessage() + "\"}";
        } catch (Ongoing ongoing) {
            status = 425;
            text = "{\"dtm_result\":\"ONGOING\"}";
        } catch (Exception trouble) {
            status = 500;
            text = json.writeValueAsString(Map.of("message", String.valueOf(trouble.getMessage())));
        }
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, data.length);
        exchange.getResponseBody().write(data);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws Exception {
        Map<String, String[]> query = new HashMap<>();
        for (String part : exchange.getRequestURI().getQuery().split("&")) {
            query.put(part.substring(0, part.indexOf('=')), new String[] {part.substring(part.indexOf('=') + 1)});
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        long amount = body.length == 0 ? 0 : json.readTree(body).path("amount").asLong();
        String path = exchange.getRequestURI().getPath();
        String base = path.substring(1);
        for (String suffix : SECOND) {
            base = base.endsWith(suffix) ? base.substring(0, base.length() - suffix.length()) : base;
        }
        act(new Asked(query, path, base, amount), exchange.getRequestHeaders().getFirst("x-conformance"));
    }

    /** One call of a participant: "/TransOutRevert" has the base TransOut and is not the first of its branch. */
    private record Asked(Map<String, String[]> query, String path, String base, long amount) {
        String word(String name) {
            return query.containsKey(name) ? query.get(name)[0] : "";
        }

        boolean first() {
            return path.length() == base.length() + 1;
        }

        boolean out() {
            return base.endsWith("Out");
        }
    }

    private void act(Asked asked, String header) throws Exception {
        int nth = note(asked, header);
        boolean again = nth > 1 || asked.word("op").equals("try");
        switch (asked.base) {
            case "Rejected":
                if (asked.first()) {
                    throw new FailureException("no such account");
                }
                break;
            case "Ongoing":
                if (!again) {
                    throw new Ongoing();
                }
                break;
            case "Shaky":
                if (!again) {
                    throw new IllegalStateException("database is away");
                }
                break;
            case "Slow":
                Thread.sleep(300);
                break;
            default:
        }
        if (asked.base.startsWith("DbLate")) {
            lateTry(asked);
        } else if (asked.base.startsWith("Db")) {
            withBarrier(asked);
        } else {
            move(asked, nth);
        }
    }

    private synchronized int note(Asked asked, String header) {
        String gid = asked.word("gid");
        addCall(gid, asked.word("branch_id") + " " + asked.word("op") + " " + asked.path);
        headers.put(gid, header);
        return seen.merge(gid + asked.word("branch_id") + asked.word("op"), 1, Integer::sum);
    }

    // Money in memory moves at most once an op, and back only when it had moved.
    private synchronized void move(Asked asked, int nth) {
        String account = asked.word("gid") + (asked.out() ? "out" : "in");
        String done = asked.word("gid") + asked.word("branch_id") + "done";
        long signed = asked.out() ? -asked.amount : asked.amount;
        if (asked.first() && !seen.containsKey(done)) {
            accounts.merge(account, signed, Long::sum);
            seen.put(done, 1);
        } else if (!asked.first() && !asked.path.endsWith("Confirm") && seen.containsKey(done) && nth == 1) {
            accounts.merge(account, -signed, Long::sum);
        }
    }

    // A try that is on its way until after the cancel of its branch.
    private void lateTry(Asked asked) throws Exception {
        String gid = asked.word("gid");
        if (asked.first()) {
            awaitCall(gid, "cancelled");
        }
        withBarrier(asked);
        addCall(gid, asked.first() ? "tried" : "cancelled");
    }

    private synchronized void addCall(String gid, String call) {
        calls.computeIfAbsent(gid, unused -> new ArrayList<>()).add(call);
        notifyAll();
    }

    private synchronized void awaitCall(String gid, String call) throws InterruptedException {
        while (!calls.getOrDefault(gid, List.of()).contains(call)) {
            wait();
        }
    }

    // The client's barrier and the money in one local transaction.
    private void withBarrier(Asked asked) throws Exception {
        try (Connection connection = connect()) {
            new BranchBarrier(asked.query).call(connection, barrier -> {
                if (asked.base.equals("DbRejected") && asked.first()) {
                    throw new FailureException("no such account");
                }
                if (!barrier.getOp().equals("confirm")) {
                    long signed = asked.out() == asked.first() ? -asked.amount : asked.amount;
                    moveStored(connection, barrier.getGid(), asked.out() ? "out" : "in", signed);
                }
            });
        }
    }

    private static void moveStored(Connection connection, String gid, String account, long amount) throws SQLException {
        String sql = "insert into busi.account (gid, name, balance) values (?, ?, ?) on duplicate key update balance = balance + ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, gid);
            statement.setString(2, account);
            statement.setLong(3, amount);
            statement.setLong(4, amount);
            statement.executeUpdate();
        }
    }
}
