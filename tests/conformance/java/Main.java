// Runs DTM's own Java client, unmodified, against a server, with real HTTP participants, and prints `ok NAME` or
// `FAIL NAME: why` for each case. Several run at a time: most of them wait for a retry.
// SPDX-License-Identifier: Apache-2.0
import feign.Feign;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import pub.dtm.client.DtmClient;
import pub.dtm.client.model.responses.DtmResponse;
import pub.dtm.client.stub.DtmFeignClient;

final class Main {
    private static final Map<String, Scenario.Work> INITIATORS = Map.of(
        "configured", s -> s.saga("/TransOut", "/TransIn").enableWaitResult().submit(),
        "saga", s -> {
            s.saga("/Slow", "/TransIn").submit();
            Scenario.die();
        },
        "tcc", s -> s.client.tccGlobalTransaction(s.gid, made -> {
            s.branch(made, "/TransOut", s.bank.url);
            Scenario.die();
        }));

    private Main() {
    }

    // The client's own stub of the server, made as DtmClient makes it.
    private static void serviceGid(Scenario s) {
        DtmFeignClient stub = Feign.builder().decoder(new JacksonDecoder()).encoder(new JacksonEncoder())
            .target(DtmFeignClient.class, "http://" + s.options.endpoint());
        DtmResponse answer = stub.newGid();
        s.equal("result", answer.getDtmResult(), "SUCCESS");
        s.equal("length of the gid", answer.getGid().length(), 22);
        s.equal("ping", stub.ping().getGid(), null);
    }

    private static Map<String, Scenario.Work> cases() {
        Map<String, Scenario.Work> all = new LinkedHashMap<>(SagaCases.all());
        all.putAll(TccCases.all());
        all.put("service: newGid and ping", Main::serviceGid);
        return all;
    }

    private static boolean passes(String name, Scenario.Work work, Options options, Bank bank) {
        String said = "ok java http " + name;
        try {
            work.run(new Scenario(options, bank));
        } catch (Exception | AssertionError | StackOverflowError error) { // a case must not take the others with it
            said = "FAIL java http " + name + ": " + String.valueOf(error).replace('\n', ' ');
        }
        System.out.println(said);
        return said.startsWith("ok ");
    }

    public static void main(String... arguments) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Options options = new Options(arguments);
        Bank bank = options.bank();
        if (!options.text("-crash").isEmpty()) {
            bank.url = options.text("-bank");
            INITIATORS.get(options.text("-crash")).run(new Scenario(options, bank, new DtmClient(), options.text("-gid")));
            System.exit(0);
        }
        bank.url = bank.serve(0);
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(10);
        cases().forEach((name, work) -> {
            if (name.contains(options.text("-only"))) {
                ran.incrementAndGet();
                pool.execute(() -> good.addAndGet(passes(name, work, options, bank) ? 1 : 0));
            }
        });
        pool.shutdown();
        boolean ended = pool.awaitTermination(200, TimeUnit.SECONDS);
        System.exit(ended && ran.get() > 0 && good.get() == ran.get() ? 0 : 1);
    }
}
