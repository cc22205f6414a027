package vn.tram.edge.enrol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.provisioning.enrol.ClaimRequest;
import vn.tram.provisioning.enrol.HallRequest;
import vn.tram.provisioning.enrol.RenewRequest;

/** A city that says what the test wants. */
public final class FakeCity implements CityCalls {
    final List<String> asked = new ArrayList<>();
    Function<ClaimRequest, Heard> claims = request -> new Silent("nobody is there");
    Function<RenewRequest, Heard> renewals = request -> new Silent("nobody is there");
    Function<HallRequest, Heard> halls = request -> new Silent("nobody is there");

    @Override
    public Heard post(String centre, String path, Bytes document) {
        asked.add(centre + path);
        try {
            if (path.equals("/enrol/hall")) {
                return halls.apply(HallRequest.read(document));
            }
            return path.equals("/enrol")
                    ? claims.apply(ClaimRequest.read(document))
                    : renewals.apply(RenewRequest.read(document));
        } catch (BadForm bug) {
            throw new AssertionError(bug);
        }
    }
}
