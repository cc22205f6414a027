package vn.tram.node.net;

import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in plain English why TLS was not agreed upon: whose certificate is not believed, and why. For the log. */
final class TlsWords {
    /** What the far end says when it turns us away; the words are those of RFC 8446, 6. */
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    private static final Pattern ABOUT_A_CERTIFICATE =
            Pattern.compile("\\w*certificate\\w*|unknown_ca|access_denied|handshake_failure");

    private static final Pattern WRONG_NAME =
            Pattern.compile("(?s)(No (name|subject alternative)|Illegal given (domain|IP)).*");

    private TlsWords() {}

    /** @param place host and port of the far end */
    static String of(SSLException failure, String place) {
        var causes = causes(failure);
        var its = "the certificate of " + place;
        for (var cause : causes) {
            if (cause instanceof CertificateExpiredException) {
                return its + " has expired, by this machine's clock: " + cause.getMessage();
            }
            if (cause instanceof CertificateNotYetValidException) {
                return its + " is not valid yet, by this machine's clock: " + cause.getMessage();
            }
            if (cause instanceof CertificateException
                    && WRONG_NAME.matcher(String.valueOf(cause.getMessage())).matches()) {
                return its + " is not for that name: " + cause.getMessage();
            }
        }
        var deepest = causes.get(causes.size() - 1);
        if (causes.stream().anyMatch(CertificateException.class::isInstance)) {
            return its + " is not vouched for by an authority that is trusted here: " + why(deepest);
        }
        return ofTheLine(failure, deepest, place);
    }

    private static String ofTheLine(SSLException failure, Throwable deepest, String place) {
        var message = String.valueOf(failure.getMessage());
        var alert = ALERT.matcher(message);
        if (alert.find()) {
            return ABOUT_A_CERTIFICATE.matcher(alert.group(1)).matches()
                    ? place + " refuses this node's certificate (" + alert.group(1)
                            + "): revoked, expired or not of its city"
                    : place + " ends the talk about encryption (" + alert.group(1) + ")";
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return place + " does not speak TLS";
        }
        if (deepest instanceof EOFException || deepest instanceof SocketException) {
            return "the connection broke while encryption was agreed upon (" + deepest.getMessage() + ")";
        }
        return "no encryption with " + place + ": " + message;
    }

    private static String why(Throwable deepest) {
        var message = String.valueOf(deepest.getMessage());
        return deepest instanceof CertPathValidatorException path && path.getReason() != null
                ? message + " (" + path.getReason() + ")"
                : message;
    }

    private static List<Throwable> causes(Throwable failure) {
        var all = new ArrayList<Throwable>();
        for (var each = failure; each != null && !all.contains(each); each = each.getCause()) {
            all.add(each);
        }
        return all;
    }
}
