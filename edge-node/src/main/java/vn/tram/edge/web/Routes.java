package vn.tram.edge.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Every route of the API in one table; a test holds it against {@code openapi.json}. */
record Routes(List<Route> all) {
    Routes {
        all = List.copyOf(all);
    }

    /** What answers a request; may refuse its form. */
    interface Answer {
        void to(RoutingContext ctx) throws BadInput;
    }

    /**
     * @param path in Vert.x form, with {@code :name} for parameters
     * @param operation the operationId of the document
     */
    record Route(HttpMethod method, String path, String operation, Answer answer) {}

    static Route get(String path, String operation, Answer answer) {
        return new Route(HttpMethod.GET, path, operation, answer);
    }

    static Route post(String path, String operation, Answer answer) {
        return new Route(HttpMethod.POST, path, operation, answer);
    }
}
