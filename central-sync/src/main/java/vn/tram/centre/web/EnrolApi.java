package vn.tram.centre.web;

import io.undertow.server.HttpServerExchange;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.tram.centre.enrol.EnrolCommand.CertificateIssued;
import vn.tram.centre.enrol.EnrolCommand.Enrol;
import vn.tram.centre.enrol.EnrolCommand.Renew;
import vn.tram.centre.enrol.Issued;
import vn.tram.centre.web.enrol.Issuer;
import vn.tram.centre.web.enrol.Office;
import vn.tram.centre.web.enrol.RateLimit;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.claims.Claim.Verdict;
import vn.tram.provisioning.enrol.CityAnswer;
import vn.tram.provisioning.enrol.ClaimRequest;
import vn.tram.provisioning.enrol.HallRequest;
import vn.tram.provisioning.enrol.RenewRequest;

/** What boxes ask: a first certificate for a code, and the next one for the one before. See enrol-v1.md. */
final class EnrolApi {
    private final City city;
    private final Office office;

    EnrolApi(City city, Office office) {
        this.city = city;
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/enrol", "enrolBox", this::enrol),
                Route.post("/enrol/renew", "renewBox", this::renew),
                Route.post("/enrol/hall", "certifyHall", this::hall));
    }

    private void enrol(HttpServerExchange exchange, byte[] body) throws Refusal {
        var issuer = admitted(exchange);
        ClaimRequest asked;
        PublicKey key;
        try {
            asked = ClaimRequest.read(Bytes.owned(body));
            key = CertificateRequest.read(asked.request());
        } catch (BadForm wrong) {
            throw new Refusal("ENROL_BAD_FORM", String.valueOf(wrong.getMessage()));
        }
        var tried = Reply.wait(city.asks().ask(new Enrol(asked, address(exchange))));
        if (tried.verdict() != Verdict.RIGHT) {
            throw new Refusal("CLAIM_" + tried.verdict(), "").withTriesLeft(tried.left());
        }
        var kept = kept(issuer, asked.box(), key, asked.request(), tried.issued(), Bytes.EMPTY);
        answer(
                exchange,
                CityAnswer.of(
                        issuer.granted(asked.box(), kept),
                        asked.request(),
                        tried.key().orElseThrow()));
    }

    private void renew(HttpServerExchange exchange, byte[] body) throws Refusal {
        var issuer = admitted(exchange);
        RenewRequest asked;
        PublicKey key;
        try {
            asked = RenewRequest.read(Bytes.owned(body));
            key = CertificateRequest.read(asked.request());
        } catch (BadForm wrong) {
            throw new Refusal("ENROL_BAD_FORM", String.valueOf(wrong.getMessage()));
        }
        var box = Certificates.boxOf(asked.certificate()).orElse(null);
        if (box == null) {
            throw new Refusal("CERTIFICATE_UNKNOWN", "the certificate names no box");
        }
        if (!asked.isSignedByHolder()) {
            throw new Refusal("RENEW_UNSIGNED", "the request is not signed by the key of the certificate");
        }
        if (key.equals(asked.certificate().getPublicKey())) {
            throw new Refusal("ENROL_BAD_FORM", "a renewal is about a new key");
        }
        var old = Issuer.fingerprint(asked.certificate());
        var renewing = Reply.wait(
                city.asks().ask(new Renew(box, old, Digest.of(asked.request().toArray()))));
        var kept = kept(issuer, box, key, asked.request(), renewing.issued(), old);
        answer(exchange, CityAnswer.of(issuer.granted(box, kept), asked.request(), issuer.city()));
    }

    /**
     * Nothing is kept of it: whoever may have one may have another, and it says nothing but where the box already is.
     */
    private void hall(HttpServerExchange exchange, byte[] body) throws Refusal {
        var issuer = admitted(exchange);
        HallRequest asked;
        PublicKey key;
        HallNames names;
        try {
            asked = HallRequest.read(Bytes.owned(body));
            key = CertificateRequest.read(asked.request());
            names = CertificateRequest.names(asked.request());
        } catch (BadForm wrong) {
            throw new Refusal("ENROL_BAD_FORM", String.valueOf(wrong.getMessage()));
        }
        var box = Certificates.boxOf(asked.certificate())
                .orElseThrow(() -> new Refusal("CERTIFICATE_UNKNOWN", "the certificate names no box"));
        if (!asked.isSignedByHolder()) {
            throw new Refusal("RENEW_UNSIGNED", "the request is not signed by the key of the certificate");
        }
        if (key.equals(asked.certificate().getPublicKey())) {
            throw new Refusal("ENROL_BAD_FORM", "the pages have a key of their own");
        }
        var request = Digest.of(asked.request().toArray());
        // That it may be renewed means that the city issued it and took nothing back; an ended one is for renewal
        // alone.
        Reply.wait(city.asks().ask(new Renew(box, Issuer.fingerprint(asked.certificate()), request)));
        long now = city.now().getAsLong();
        if (asked.certificate().getNotAfter().toInstant().toEpochMilli() <= now) {
            throw new Refusal("CERTIFICATE_TOO_OLD", "a certificate that has ended is renewed first");
        }
        var foreign = names.foreign(issuer.issuing().authority().names(), box);
        if (foreign.isPresent()) {
            throw new Refusal("HALL_NAME_FOREIGN", foreign.get() + " is not a name of " + box);
        }
        answer(
                exchange,
                CityAnswer.of(issuer.hall(box, key, names, Instant.ofEpochMilli(now)), asked.request(), issuer.city()));
    }

    private Issuer admitted(HttpServerExchange exchange) throws Refusal {
        if (!office.strangers().allows(address(exchange))) {
            throw new Refusal("TOO_OFTEN", "");
        }
        return office.issuer().orElseThrow(() -> new Refusal("ENROL_OFF", "ca.folder is not set"));
    }

    static String address(HttpServerExchange exchange) {
        return RateLimit.place(exchange.getSourceAddress().getAddress());
    }

    /**
     * What answers the request: what did so before, or a new certificate, which is on disk before anybody hears of it.
     */
    private Issued kept(Issuer issuer, BoxId box, PublicKey key, Bytes request, Optional<Issued> before, Bytes old)
            throws Refusal {
        if (before.isPresent()) {
            return before.get();
        }
        var now = Instant.ofEpochMilli(city.now().getAsLong());
        var signed = issuer.sign(box, key, Digest.of(request.toArray()), now);
        return Reply.wait(city.asks().ask(new CertificateIssued(box, signed, old)))
                .issued();
    }

    private static void answer(HttpServerExchange exchange, CityAnswer answer) {
        Reply.document(exchange, answer.json());
    }
}
