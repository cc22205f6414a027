package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import vn.tram.kernel.base.WardCode;

/**
 * One open page. What it has not read yet is counted; a page that does not read is closed, and comes back by itself.
 */
final class StreamClient implements ServerSentEventConnection.EventCallback {
    /** Characters that may wait for one page. */
    static final int MAX_WAITING = 512 * 1024;

    private final ServerSentEventConnection connection;
    private final HttpServerExchange exchange;
    private final @Nullable WardCode ward;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean told;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param ward whose day it watches; null for the list of all */
    StreamClient(ServerSentEventConnection connection, HttpServerExchange exchange, @Nullable WardCode ward) {
        this.connection = connection;
        this.exchange = exchange;
        this.ward = ward;
    }

    @Nullable
    WardCode ward() {
        return ward;
    }

    /** It has got the whole view; from now on changes are for it too. */
    void told() {
        told = true;
    }

    boolean isTold() {
        return told;
    }

    void whenGone(Runnable task) {
        connection.addCloseTask(gone -> {
            closed.set(true);
            task.run();
        });
    }

    boolean gone() {
        return closed.get() || !connection.isOpen();
    }

    /** Any thread. */
    void say(String event, String data) {
        if (gone()) {
            return;
        }
        if (waiting.addAndGet(data.length()) > MAX_WAITING) {
            close();
        } else {
            connection.send(data, event, null, this);
        }
    }

    /** Any thread; the connection is closed on its own. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            exchange.getIoThread().execute(() -> IoUtils.safeClose(connection));
        }
    }

    @Override
    public void done(ServerSentEventConnection from, String data, String event, @Nullable String id) {
        waiting.addAndGet(-data.length());
    }

    @Override
    public void failed(
            ServerSentEventConnection from, String data, String event, @Nullable String id, IOException why) {
        waiting.addAndGet(-data.length());
    }
}
