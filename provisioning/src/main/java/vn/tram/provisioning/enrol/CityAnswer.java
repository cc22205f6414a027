package vn.tram.provisioning.enrol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Collection;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Signer;
import vn.tram.kernel.trust.VerifyKey;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.claims.ClaimKey.Side;

/**
 * The city's answer to either request. What it gives is a text, not an object, so that both ends prove and judge the
 * very same bytes.
 *
 * @param answer JSON of a {@link Granted}
 * @param proof over the request and the answer: of the code to a claim, by the city's key to a renewal
 */
public record CityAnswer(String answer, Bytes proof) {
    /** Bytes of the document at most. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String WORD = "tram-renew-city-1";

    /** The answer is not from the city, or not about this request: nothing of it may be used. */
    public static final class NotProven extends Exception {
        private static final long serialVersionUID = 1L;

        NotProven() {
            super("the answer is not proved by the city");
        }
    }

    /** To a claim. */
    public static CityAnswer of(Granted granted, Bytes request, ClaimKey key) {
        var answer = granted.json();
        return new CityAnswer(answer, key.prove(Side.CITY, request, utf8(answer)));
    }

    /** To a renewal. */
    public static CityAnswer of(Granted granted, Bytes request, Signer city) {
        var answer = granted.json();
        return new CityAnswer(answer, city.sign(signed(request, answer)));
    }

    /** What is given, if the city that knows the code said it about this request. */
    public Granted opened(Bytes request, ClaimKey key) throws NotProven, BadForm {
        if (!key.proves(Side.CITY, proof, request, utf8(answer))) {
            throw new NotProven();
        }
        return Granted.read(answer);
    }

    /** What is given, if the holder of one of these keys said it about this request. */
    public Granted opened(Bytes request, Collection<VerifyKey> city) throws NotProven, BadForm {
        var message = signed(request, answer);
        if (city.stream().noneMatch(key -> key.verifies(message, proof))) {
            throw new NotProven();
        }
        return Granted.read(answer);
    }

    private static byte[] signed(Bytes request, String answer) {
        var word = WORD.getBytes(US_ASCII);
        var said = answer.getBytes(UTF_8);
        return ByteBuffer.allocate(word.length + Integer.BYTES + request.size() + said.length)
                .put(word)
                .putInt(request.size())
                .put(request.toArray())
                .put(said)
                .array();
    }

    private static Bytes utf8(String text) {
        return Bytes.owned(text.getBytes(UTF_8));
    }

    public Bytes json() {
        var document = Json.fresh();
        document.put("answer", answer);
        document.put("proof", Json.base64(proof));
        return utf8(Json.text(document));
    }

    public static CityAnswer read(Bytes json) throws BadForm {
        var document = Json.read(json, MAX_BYTES);
        return new CityAnswer(Json.text(document, "answer"), Json.base64(document, "proof"));
    }
}
