package vn.tram.edge.web;

import java.nio.file.Path;
import java.time.Instant;

/** A whole box whose server may be opened in further ways. */
public final class ServerRig {
    private final HttpBox box;

    public ServerRig(Path folder, Instant now) throws Exception {
        box = new HttpBox(folder, now);
    }

    public BoxServer server() {
        return box.server();
    }

    public void close() throws Exception {
        box.close();
    }
}
