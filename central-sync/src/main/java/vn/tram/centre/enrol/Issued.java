package vn.tram.centre.enrol;

import java.util.Optional;
import vn.tram.kernel.base.Bytes;

/**
 * A certificate that the city issued to a box.
 *
 * @param serial hexadecimal
 * @param request SHA-256 of the request that it answers
 * @param fingerprint SHA-256 of the certificate
 * @param words four, made of its key, which people compare
 * @param chain the certificate and those above it, PEM
 * @param from epoch milliseconds
 * @param until epoch milliseconds
 * @param at when it was made, epoch milliseconds
 * @param revoked how it was taken back; empty while it holds
 */
public record Issued(
        String serial,
        Bytes request,
        Bytes fingerprint,
        String words,
        String chain,
        long from,
        long until,
        long at,
        Optional<Revoked> revoked) {

    /**
     * @param at epoch milliseconds
     * @param who the person's own words
     * @param why the person's own words
     */
    public record Revoked(long at, String who, String why) {}

    Issued with(Revoked how) {
        return new Issued(serial, request, fingerprint, words, chain, from, until, at, Optional.of(how));
    }
}
