package vn.tram.centre.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.tram.centre.enrol.EnrolCommand;
import vn.tram.centre.enrol.EnrolCommand.CallOff;
import vn.tram.centre.enrol.EnrolCommand.CertificateIssued;
import vn.tram.centre.enrol.EnrolCommand.Enrol;
import vn.tram.centre.enrol.EnrolCommand.Kept;
import vn.tram.centre.enrol.EnrolCommand.Made;
import vn.tram.centre.enrol.EnrolCommand.MakeClaim;
import vn.tram.centre.enrol.EnrolCommand.Next;
import vn.tram.centre.enrol.EnrolCommand.Renew;
import vn.tram.centre.enrol.EnrolCommand.Renewing;
import vn.tram.centre.enrol.EnrolCommand.Replace;
import vn.tram.centre.enrol.EnrolCommand.Revoke;
import vn.tram.centre.enrol.EnrolCommand.Tried;
import vn.tram.centre.enrol.EnrolRejection;
import vn.tram.centre.enrol.Issued;
import vn.tram.centre.store.enrol.EnrolErrand;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.trust.Digest;
import vn.tram.provisioning.claims.Claim.Verdict;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.enrol.ClaimRequest;

/** What travels between workers arrives as it was sent. */
final class EnrolErrandTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Bytes SOME = Digest.of(new byte[] {7});
    private static final ClaimKey KEY = new ClaimKey(SOME);
    private static final Issued ONE =
            new Issued("7f", SOME, SOME, "đa đi", "-----BEGIN\n", 1, Long.MAX_VALUE, 3, Optional.empty());

    private static final Map<EnrolCommand<?>, List<Object>> ALL = Map.of(
            new MakeClaim(BOX, KEY, "Trần Thị Lan"), List.of(new Made(Instant.ofEpochMilli(5))),
            new CallOff(BOX, "Lan"), List.of(true, false),
            new Enrol(new ClaimRequest(BOX, SOME, Bytes.EMPTY), "10.1.2.3"),
                    List.of(
                            new Tried(Verdict.WRONG, 3, Optional.empty(), Optional.empty()),
                            new Tried(Verdict.RIGHT, 5, Optional.of(KEY), Optional.of(ONE))),
            new Renew(BOX, SOME, Bytes.EMPTY), List.of(new Renewing(Optional.empty()), new Renewing(Optional.of(ONE))),
            new CertificateIssued(BOX, ONE, Bytes.EMPTY), List.of(new Kept(ONE)),
            new Revoke(BOX, "Lan", "mất \"máy\""), List.of(0, 3),
            new Replace(BOX, new BoxId("w00070-2"), "Lan", "hỏng"), List.of(new Next(new BoxId("w00070-2"))));

    @Test
    void everyCommandAndEveryAnswerArrivesAsItWasSent() throws BadForm {
        assertThat(ALL).hasSize(EnrolCommand.class.getPermittedSubclasses().length);
        for (var each : ALL.entrySet()) {
            var command = each.getKey();
            assertThat(EnrolErrand.command(EnrolErrand.body(command))).contains(command);
            for (var reply : each.getValue()) {
                var accepted = new Outcome.Accepted<>(reply);
                assertThat(EnrolErrand.outcome(command, EnrolErrand.answer(accepted)))
                        .isEqualTo(Optional.of(accepted));
            }
            for (var rejection : EnrolRejection.values()) {
                var refused = new Outcome.Refused<>(rejection);
                assertThat(EnrolErrand.outcome(command, EnrolErrand.answer(refused)))
                        .isEqualTo(Optional.of(refused));
            }
        }
    }

    @Test
    void whatIsNoErrandOfThisKindIsLeftToOthers() throws BadForm {
        assertThat(EnrolErrand.command(Bytes.owned("{\"seen\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(EnrolErrand.outcome(new CallOff(BOX, "Lan"), "{\"refused\":\"NO_SUCH\"}"))
                .isEmpty();
    }
}
