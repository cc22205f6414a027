package vn.tram.centre.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.ui.Lang;

/** Writes answers. Worker threads. */
final class Reply {
    /** An answer of the core is waited for this long. */
    private static final long PATIENCE_SECONDS = 5;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Reply() {}

    /** Of a page: Vietnamese unless the address asks otherwise, whatever language the PC's browser came in. */
    static Lang pageLang(HttpServerExchange exchange) {
        return Lang.choose(query(exchange, "lang"), null);
    }

    /** Of an answer to a program. */
    static Lang lang(HttpServerExchange exchange) {
        return Lang.choose(query(exchange, "lang"), exchange.getRequestHeaders().getFirst(Headers.ACCEPT_LANGUAGE));
    }

    static @Nullable String query(HttpServerExchange exchange, String name) {
        var values = exchange.getQueryParameters().get(name);
        return values == null ? null : values.peekFirst();
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException bug) {
            throw new AssertionError("views are plain records", bug);
        }
    }

    static void json(HttpServerExchange exchange, Object value) {
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        text(exchange, "application/json", json(value));
    }

    /** A document that is made elsewhere; it is UTF-8. */
    static void document(HttpServerExchange exchange, Bytes json) {
        exchange.getResponseHeaders()
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(json.toArray()));
    }

    static void text(HttpServerExchange exchange, String type, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static void problem(HttpServerExchange exchange, Refusal refusal) {
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        var problem = Problems.of(refusal, lang(exchange));
        exchange.setStatusCode(problem.status());
        if (problem.status() == 429) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "60");
        }
        if (problem.status() == 503) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        }
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        text(exchange, "application/problem+json", json(problem));
    }

    /** The core's answer; blocks. */
    static <R> R wait(CompletionStage<Outcome<R>> answer) throws Refusal {
        try {
            var outcome = answer.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (outcome instanceof Outcome.Accepted<R> accepted) {
                return accepted.reply();
            } else if (outcome instanceof Outcome.Refused<R> refused) {
                throw new Refusal(refused.rejection().name(), "");
            }
            throw new AssertionError(outcome);
        } catch (TimeoutException late) {
            throw new Refusal("BUSY", "");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refusal("STOPPING", "");
        } catch (ExecutionException bug) {
            throw new AssertionError("the core completes every answer", bug);
        }
    }
}
