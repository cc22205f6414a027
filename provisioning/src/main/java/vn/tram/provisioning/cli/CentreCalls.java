package vn.tram.provisioning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/** The centre, as city IT's commands see it. Blocks. */
interface CentreCalls {
    /** What a GET answers. */
    JsonNode get(String path) throws IOException, Problem;

    /** What a POST by the token answers. */
    JsonNode post(String path, Map<String, String> fields) throws IOException, Problem;

    /** The centre refuses; its own words, in the language that was asked for. */
    final class Problem extends Exception {
        private static final long serialVersionUID = 1L;

        Problem(String title, String detail) {
            super(title + ". " + detail);
        }
    }

    /** Makes the way to one centre. */
    interface Factory {
        /**
         * @param token what city IT shows; empty for reading alone
         * @param anchors who must vouch for the centre's server; empty: those whom this machine trusts
         */
        CentreCalls to(String centre, String token, String lang, List<X509Certificate> anchors);
    }
}
