package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import vn.tram.kernel.base.StoreFailure;

/**
 * One line of the API's table; a test holds the table against {@code openapi.json}.
 *
 * @param path with {@code {name}} for parameters
 * @param operation the operationId of the document
 * @param kind how it is answered
 */
record Route(String method, String path, String operation, Kind kind, Answer answer) {
    /** How a route is answered. */
    enum Kind {
        /** At once, on a worker thread; large answers are packed. */
        PLAIN,
        /** With events, for as long as the page is open; never packed. */
        STREAM
    }

    /** What answers a request. */
    interface Answer {
        /** @param body of the request; empty unless it is a PUT or a POST */
        void to(HttpServerExchange exchange, byte[] body) throws Refusal, StoreFailure, IOException;
    }

    static Route get(String path, String operation, Answer answer) {
        return new Route("GET", path, operation, Kind.PLAIN, answer);
    }

    static Route put(String path, String operation, Answer answer) {
        return new Route("PUT", path, operation, Kind.PLAIN, answer);
    }

    static Route post(String path, String operation, Answer answer) {
        return new Route("POST", path, operation, Kind.PLAIN, answer);
    }

    static Route stream(String path, String operation, Answer answer) {
        return new Route("GET", path, operation, Kind.STREAM, answer);
    }
}
