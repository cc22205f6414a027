package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.transfer.BlobProgress;
import vn.tram.kernel.transfer.BlobsView;

/** Blobs on their way between the city and a ward's boxes. */
final class BlobApi {
    /** One blob; {@code name} is hexadecimal, {@code done} the bytes that have come. */
    record Blob(
            String name,
            boolean upwards,
            long size,
            long done,
            BlobProgress.Step step,
            @Nullable String trouble) {
        static Blob of(BlobProgress blob) {
            var trouble = blob.trouble();
            return new Blob(
                    blob.name().hex(),
                    blob.upwards(),
                    blob.size(),
                    blob.done(),
                    blob.step(),
                    trouble == null ? null : trouble.name());
        }
    }

    /** See {@link BlobsView}. */
    record Blobs(int giving, long bytesLeft, int taking, List<Blob> blobs) {
        static Blobs of(BlobsView view) {
            return new Blobs(
                    view.giving(),
                    view.bytesLeft(),
                    view.taking(),
                    view.blobs().stream().map(Blob::of).toList());
        }
    }

    /** Those of one box. */
    record BoxBlobs(String box, Blobs blobs) {}

    /** @param boxes of the ward that have spoken */
    record WardBlobs(long now, List<BoxBlobs> boxes) {}

    private final City city;
    private final WardApi wards;

    BlobApi(City city, WardApi wards) {
        this.city = city;
        this.wards = wards;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/api/wards/{code}/blobs", "listBlobs", (exchange, body) -> Reply.json(exchange, blobs(exchange))));
    }

    private WardBlobs blobs(HttpServerExchange exchange) throws Refusal {
        var ward = Reply.wait(city.asks().ask(new AskWard(wards.code(exchange))));
        return new WardBlobs(
                city.now().getAsLong(), ward.boxes().stream().map(this::ofBox).toList());
    }

    private BoxBlobs ofBox(BoxId box) {
        return new BoxBlobs(box.value(), Blobs.of(city.blobs().apply(box)));
    }
}
