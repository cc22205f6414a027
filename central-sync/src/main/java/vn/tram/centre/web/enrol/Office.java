package vn.tram.centre.web.enrol;

import java.util.Optional;
import vn.tram.centre.enrol.EnrolBook;

/**
 * Who gives certificates to boxes, and who may have it done.
 *
 * @param issuer empty: this centre has no authority, and answers so
 * @param token of city IT
 * @param inventory what is committed; any thread
 * @param strangers limit for boxes that ask for certificates
 * @param operators limit for city IT's own calls, above all for wrong tokens
 */
public record Office(
        Optional<Issuer> issuer, OperatorToken token, EnrolBook inventory, RateLimit strangers, RateLimit operators) {}
