package vn.tram.edge.web.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Every route of the API in one table; a test holds it against {@code openapi.json}. */
public record Routes(List<Route> all) {
    public Routes {
        all = List.copyOf(all);
    }

    /** What answers a request; may refuse its form. */
    public interface Answer {
        void to(RoutingContext ctx) throws BadInput;
    }

    /**
     * @param path in Vert.x form, with {@code :name} for parameters
     * @param operation the operationId of the document
     * @param access who may ask
     */
    public record Route(HttpMethod method, String path, String operation, Access access, Answer answer) {}

    public static Route get(String path, String operation, Access access, Answer answer) {
        return new Route(HttpMethod.GET, path, operation, access, answer);
    }

    public static Route post(String path, String operation, Access access, Answer answer) {
        return new Route(HttpMethod.POST, path, operation, access, answer);
    }
}
