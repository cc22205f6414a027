package vn.tram.centre.web;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import vn.tram.centre.fleet.WardHistory;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.transfer.BlobsView;
import vn.tram.provisioning.wards.Ward;
import vn.tram.ui.WebAddress;

/**
 * What the web shows of the city and asks of the centre.
 *
 * @param asks where commands go
 * @param history days gone by
 * @param blobs how far blobs between a box and the centre are
 * @param metrics figures in Prometheus' text form
 * @param now wall clock of the centre, epoch milliseconds
 * @param name of the city, for whoever watches several of them
 * @param address where its pages are served
 */
public record City(
        Asks asks,
        WardHistory history,
        Function<BoxId, BlobsView> blobs,
        Supplier<String> metrics,
        LongSupplier now,
        Map<WardCode, Ward> wards,
        String name,
        WebAddress address) {
    public City {
        wards = Map.copyOf(wards);
    }

    /** The door to the core. */
    public interface Asks {
        <R> CompletionStage<Outcome<R>> ask(Command<R> command);
    }
}
