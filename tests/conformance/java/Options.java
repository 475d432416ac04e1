// The arguments that run.py gives each program of the suite.
// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class Options {
    private final List<String> given;
    private final Map<String, String> values = new HashMap<>();
    /** As http://127.0.0.1:PORT/api/dtmsvr. */
    final String http;

    Options(String... arguments) {
        given = List.of(arguments);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
        http = text("-http");
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    Bank bank() {
        return new Bank(Integer.parseInt(text("-mysql-port")), text("-mysql-user"));
    }

    /** host:port, as the client wants the server's address. */
    String endpoint() {
        return http.substring("http://".length(), http.indexOf("/api"));
    }

    /** The same arguments and more. */
    List<String> again(String... more) {
        List<String> all = new ArrayList<>(given);
        all.addAll(List.of(more));
        return all;
    }

    /** A small and quickly started virtual machine that runs Main. */
    static List<String> jvm(String classPath) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp", classPath, "Main");
    }
}
